package io.github.dnswhy.lookup;

import io.github.dnswhy.model.KeyHash;

/** Counts by small number, without boxing: open addressing, half full at most. */
final class IdCounts {
    /** Takes one count. */
    @FunctionalInterface
    interface Taker {
        void take(int id, long count);
    }

    private int[] ids = new int[4];
    private long[] counts = new long[4];
    private int size;

    /** Adds to the count of an id; counts are never 0. */
    void add(int id, long count) {
        int slot = slot(id);
        if (counts[slot] == 0) {
            if (++size * 2 > ids.length) {
                grow();
                slot = slot(id);
            }
            ids[slot] = id;
        }
        counts[slot] += count;
    }

    /** The count of an id; 0 for one that was not added. */
    long count(int id) {
        return counts[slot(id)];
    }

    private int slot(int id) {
        int mask = ids.length - 1;
        int slot = KeyHash.of(id) & mask;
        while (counts[slot] != 0 && ids[slot] != id) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        int[] oldIds = ids;
        long[] oldCounts = counts;
        ids = new int[oldIds.length * 2];
        counts = new long[ids.length];
        for (int i = 0; i < oldIds.length; i++) {
            if (oldCounts[i] != 0) {
                int slot = slot(oldIds[i]);
                ids[slot] = oldIds[i];
                counts[slot] = oldCounts[i];
            }
        }
    }

    /** Gives all counts, in no order. */
    void forEach(Taker taker) {
        for (int i = 0; i < ids.length; i++) {
            if (counts[i] != 0) {
                taker.take(ids[i], counts[i]);
            }
        }
    }
}
