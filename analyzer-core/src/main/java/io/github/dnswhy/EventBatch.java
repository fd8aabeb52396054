package io.github.dnswhy;

import io.github.dnswhy.match.WireEvent;

/** Events on their way to the thread that runs their shards. Reused. */
final class EventBatch {
    static final int SIZE = 512;

    final WireEvent[] events = new WireEvent[SIZE];
    final int[] shards = new int[SIZE];
    int count;

    EventBatch() {
        for (int i = 0; i < SIZE; i++) {
            events[i] = new WireEvent();
        }
    }
}
