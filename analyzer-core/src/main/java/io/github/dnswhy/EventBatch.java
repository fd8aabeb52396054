package io.github.dnswhy;

import io.github.dnswhy.lookup.Shard;
import io.github.dnswhy.match.WireEvent;
import java.util.List;

/** Events on their way from the decoder to the shards. Reused. */
final class EventBatch {
    private static final int SIZE = 512;

    private final WireEvent[] events = new WireEvent[SIZE];
    private final int[] shards = new int[SIZE];
    private int count;

    EventBatch() {
        for (int i = 0; i < SIZE; i++) {
            events[i] = new WireEvent();
        }
    }

    /** Copies an event; tells whether the batch is full now, and has to be run before the next. */
    boolean add(WireEvent event, int shard) {
        events[count].copy(event);
        shards[count++] = shard;
        return count == SIZE;
    }

    /** Gives every event to its shard and is empty again. */
    void run(List<Shard> all) {
        int full = count;
        count = 0;
        for (int i = 0; i < full; i++) {
            all.get(shards[i]).accept(events[i]);
        }
    }

    /** Forgets all events. */
    void clear() {
        count = 0;
    }
}
