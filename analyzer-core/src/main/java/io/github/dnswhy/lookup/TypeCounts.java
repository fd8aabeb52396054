package io.github.dnswhy.lookup;

import java.util.TreeMap;

/** Queries by QTYPE: the assigned ones in an array, the others in a small map. */
final class TypeCounts {
    private static final int COMMON = 264;

    private final long[] common = new long[COMMON];
    private final TreeMap<Integer, Long> rare = new TreeMap<>();

    void add(int type, long count) {
        if (type < 0) {
            return; // the question was cut before its type
        }
        if (type < COMMON) {
            common[type] += count;
        } else {
            rare.merge(type, count, Long::sum);
        }
    }

    TreeMap<Integer, Long> toMap() {
        TreeMap<Integer, Long> all = new TreeMap<>(rare);
        for (int type = 0; type < COMMON; type++) {
            if (common[type] > 0) {
                all.put(type, common[type]);
            }
        }
        return all;
    }
}
