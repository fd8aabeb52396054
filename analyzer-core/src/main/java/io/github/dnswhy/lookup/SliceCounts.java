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
        final IdCounts servers = new IdCounts();

        void merge(Slice o) {
            queries += o.queries;
            answered += o.answered;
            unanswered += o.unanswered;
            o.servers.forEach(servers::add);
        }
    }

    private TreeMap<Long, Slice> slices = new TreeMap<>();
    private long lengthNanos = SHORTEST_NANOS;
    private long lastStart;
    private Slice last;

    private Slice slice(long time) {
        if (last != null && time >= lastStart && time - lastStart < lengthNanos) {
            return last;
        }
        long index = Math.floorDiv(time, lengthNanos);
        last = slices.computeIfAbsent(index, i -> new Slice());
        lastStart = index * lengthNanos;
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
        last = null;
    }

    void add(long time, int server, boolean answered, boolean open) {
        Slice slice = slice(time);
        slice.queries++;
        slice.answered += answered ? 1 : 0;
        slice.unanswered += answered || open ? 0 : 1;
        slice.servers.add(server, 1);
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
