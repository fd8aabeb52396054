package io.github.dnswhy;

import io.github.dnswhy.lookup.Shard;
import io.github.dnswhy.match.EventSink;
import io.github.dnswhy.match.WireEvent;
import java.util.List;
import java.util.function.Consumer;

/** Runs the shards: at once in the decoding thread, or beside it. What a shard sees is the same either way. */
interface ShardRunner extends EventSink {
    /**
     * A runner.
     *
     * @param shards all shards
     * @param threads how many threads may work, the decoding one included
     */
    static ShardRunner of(List<Shard> shards, int threads) {
        return threads < 2 ? new InPlace(shards) : new ShardThreads(shards, Math.min(threads - 1, shards.size()));
    }

    /**
     * Does something with every shard after all events were given, and waits for it.
     *
     * @param last what to do
     */
    void finish(Consumer<Shard> last);

    /** Lets go of all threads after a failure; may be called after {@link #finish} too. */
    default void abandon() {}

    /** Runs every shard in the decoding thread. */
    record InPlace(List<Shard> shards) implements ShardRunner {
        @Override
        public void onEvent(WireEvent event, int shard) {
            shards.get(shard).accept(event);
        }

        @Override
        public void finish(Consumer<Shard> last) {
            shards.forEach(last);
        }
    }
}
