package io.github.dnswhy.lookup;

import java.util.TreeMap;

/**
 * Queries over time, in slices of equal length. When there would be too many slices the length doubles, so memory is bounded; slices
 * are anchored at the epoch, so those of several shards fit together.
 */
final class SliceCounts {
    private static final long SHORTEST_NANOS = 1_000_000_000L;
    private static final int SLICES_AT_MOST = 1024;

    /** One slice. */
    static final class Slice {
        long queries;
        long answered;
        long unanswered;
        final TreeMap<Integer, Long> servers = new TreeMap<>();

        void merge(Slice o) {
            queries += o.queries;
            answered += o.answered;
            unanswered += o.unanswered;
            o.servers.forEach((server, count) -> servers.merge(server, count, Long::sum));
        }
    }

    private TreeMap<Long, Slice> slices = new TreeMap<>();
    private long lengthNanos = SHORTEST_NANOS;
    private long lastIndex = Long.MIN_VALUE;
    private Slice last;

    private Slice slice(long time) {
        long index = Math.floorDiv(time, lengthNanos);
        if (index == lastIndex) {
            return last;
        }
        last = slices.computeIfAbsent(index, i -> new Slice());
        lastIndex = index;
        if (slices.lastKey() - slices.firstKey() >= SLICES_AT_MOST) {
            coarsen();
            return slice(time);
        }
        return last;
    }

    private void coarsen() {
        lengthNanos *= 2;
        TreeMap<Long, Slice> coarser = new TreeMap<>();
        slices.forEach((index, slice) ->
                coarser.computeIfAbsent(Math.floorDiv(index, 2), i -> new Slice()).merge(slice));
        slices = coarser;
        lastIndex = Long.MIN_VALUE;
        last = null;
    }

    void add(long time, int server, boolean answered, boolean open) {
        Slice slice = slice(time);
        slice.queries++;
        slice.answered += answered ? 1 : 0;
        slice.unanswered += answered || open ? 0 : 1;
        slice.servers.merge(server, 1L, Long::sum);
    }

    void merge(SliceCounts other) {
        while (lengthNanos < other.lengthNanos) {
            coarsen();
        }
        while (other.lengthNanos < lengthNanos) {
            other.coarsen();
        }
        other.slices.forEach(
                (index, slice) -> slices.computeIfAbsent(index, i -> new Slice()).merge(slice));
        while (!slices.isEmpty() && slices.lastKey() - slices.firstKey() >= SLICES_AT_MOST) {
            coarsen();
        }
    }

    long lengthNanos() {
        return lengthNanos;
    }

    TreeMap<Long, Slice> slices() {
        return slices;
    }
}
