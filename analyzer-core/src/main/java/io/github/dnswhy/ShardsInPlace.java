package io.github.dnswhy;

import io.github.dnswhy.lookup.Shard;
import io.github.dnswhy.match.WireEvent;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs every shard in the decoding thread, a batch of events at a time. Decoding and matching are then two loops that the JVM compiles
 * apart; as one nest of calls they were compiled together over and over, which cost a cold start more than the analysis itself.
 */
final class ShardsInPlace implements ShardRunner {
    private final List<Shard> shards;
    private final EventBatch batch = new EventBatch();

    ShardsInPlace(List<Shard> shards) {
        this.shards = shards;
    }

    @Override
    public void onEvent(WireEvent event, int shard) {
        if (batch.add(event, shard)) {
            batch.run(shards);
        }
    }

    @Override
    public void finish(Consumer<Shard> last) {
        batch.run(shards);
        shards.forEach(last);
    }
}
