package io.github.dnswhy;

import io.github.dnswhy.lookup.Shard;
import io.github.dnswhy.match.EventSink;
import java.util.function.Consumer;

/** Runs the shards: in the decoding thread, or beside it. What a shard sees is the same either way. */
interface ShardRunner extends EventSink {
    /**
     * Does something with every shard after all events were given, and waits for it.
     *
     * @param last what to do
     */
    void finish(Consumer<Shard> last);

    /** Lets go of all threads after a failure; may be called after {@link #finish} too. */
    default void abandon() {}
}
