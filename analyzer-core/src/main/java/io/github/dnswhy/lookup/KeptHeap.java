package io.github.dnswhy.lookup;

import java.util.Arrays;
import java.util.function.Consumer;

/** The lookups with the largest keys; of equal keys those that came first. A binary heap with the one to be dropped next on top. */
final class KeptHeap {
    private final int limit;
    private long[] keys = new long[16];
    private KeptLookup[] kept = new KeptLookup[16];
    private int size;

    /** Keeps at most {@code limit} lookups, which is at least 1. */
    KeptHeap(int limit) {
        this.limit = limit;
    }

    /** Whether a lookup with this key and number would be kept now. */
    boolean admits(long key, long ordinal) {
        return size < limit || isBefore(keys[0], kept[0].ordinal, key, ordinal);
    }

    /** Whether a lookup that was added is among those kept now; numbers are unique. */
    boolean holds(long key, long ordinal) {
        return size > 0 && !isBefore(key, ordinal, keys[0], kept[0].ordinal);
    }

    /** Whether the first is dropped before the second. */
    private static boolean isBefore(long key, long ordinal, long otherKey, long otherOrdinal) {
        return key < otherKey || key == otherKey && ordinal > otherOrdinal;
    }

    void add(long key, KeptLookup lookup) {
        if (size < limit) {
            if (size == keys.length) {
                int larger = (int) Math.min(limit, size * 2L);
                keys = Arrays.copyOf(keys, larger);
                kept = Arrays.copyOf(kept, larger);
            }
            siftUp(size++, key, lookup);
        } else if (admits(key, lookup.ordinal)) {
            siftDown(key, lookup);
        }
    }

    void addAll(KeptHeap other) {
        for (int i = 0; i < other.size; i++) {
            add(other.keys[i], other.kept[i]);
        }
    }

    void forEach(Consumer<KeptLookup> action) {
        for (int i = 0; i < size; i++) {
            action.accept(kept[i]);
        }
    }

    private void siftUp(int from, long key, KeptLookup lookup) {
        int at = from;
        while (at > 0) {
            int parent = at - 1 >>> 1;
            if (!isBefore(key, lookup.ordinal, keys[parent], kept[parent].ordinal)) {
                break;
            }
            keys[at] = keys[parent];
            kept[at] = kept[parent];
            at = parent;
        }
        keys[at] = key;
        kept[at] = lookup;
    }

    /** Replaces the top. */
    private void siftDown(long key, KeptLookup lookup) {
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size
                    && isBefore(keys[child + 1], kept[child + 1].ordinal, keys[child], kept[child].ordinal)) {
                child++;
            }
            if (!isBefore(keys[child], kept[child].ordinal, key, lookup.ordinal)) {
                break;
            }
            keys[at] = keys[child];
            kept[at] = kept[child];
            at = child;
        }
        keys[at] = key;
        kept[at] = lookup;
    }
}
