package io.github.dnswhy.lookup;

/**
 * Queries over time, in slices of equal length. When there would be too many slices the length doubles, so memory is bounded; slices
 * are anchored at the epoch, so those of several threads fit together.
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
        final IdCounts answering = new IdCounts();

        void merge(Slice o) {
            queries += o.queries;
            answered += o.answered;
            unanswered += o.unanswered;
            o.servers.forEach(servers::add);
            o.answering.forEach(answering::add);
        }
    }

    /** By index modulo their number; null where nothing was counted. */
    private Slice[] slices = new Slice[SLICES_AT_MOST];

    private long lengthNanos = SHORTEST_NANOS;

    /** The slice that was counted in last, and when it begins: mostly that of the next, too. */
    private Slice last;

    private long lastFrom;
    private long firstIndex = Long.MAX_VALUE;
    private long lastIndex = Long.MIN_VALUE;

    void add(long time, int server, boolean answered, boolean open) {
        Slice slice = slice(time);
        slice.queries++;
        slice.answered += answered ? 1 : 0;
        slice.unanswered += answered || open ? 0 : 1;
        slice.servers.add(server, 1);
        if (answered) {
            slice.answering.add(server, 1);
        }
    }

    private Slice slice(long time) {
        if (last == null || time < lastFrom || time - lastFrom >= lengthNanos) {
            long index = Math.floorDiv(time, lengthNanos);
            if (index < firstIndex || index > lastIndex) {
                index = widen(time);
            }
            last = at(index);
            lastFrom = index * lengthNanos;
        }
        return last;
    }

    private Slice at(long index) {
        int place = (int) (index & SLICES_AT_MOST - 1);
        Slice slice = slices[place];
        if (slice == null) {
            slice = new Slice();
            slices[place] = slice;
        }
        return slice;
    }

    /** Makes room for a moment; its index is told. */
    private long widen(long time) {
        while (true) {
            long index = Math.floorDiv(time, lengthNanos);
            long first = Math.min(firstIndex, index);
            long last = Math.max(lastIndex, index);
            if (isEmpty() || last - first < SLICES_AT_MOST) {
                firstIndex = isEmpty() ? index : first;
                lastIndex = last;
                return index;
            }
            coarsen();
        }
    }

    private void coarsen() {
        last = null;
        Slice[] finer = slices;
        slices = new Slice[SLICES_AT_MOST];
        lengthNanos *= 2;
        if (isEmpty()) {
            return;
        }
        for (long index = firstIndex; index <= lastIndex; index++) {
            Slice slice = finer[(int) (index & SLICES_AT_MOST - 1)];
            if (slice != null) {
                at(Math.floorDiv(index, 2)).merge(slice);
            }
        }
        firstIndex = Math.floorDiv(firstIndex, 2);
        lastIndex = Math.floorDiv(lastIndex, 2);
    }

    /** Adds what another thread counted, which may be made coarser for it. */
    void merge(SliceCounts other) {
        while (lengthNanos < other.lengthNanos) {
            coarsen();
        }
        while (other.lengthNanos < lengthNanos) {
            other.coarsen();
        }
        if (other.isEmpty()) {
            return;
        }
        while (Math.max(lastIndex, other.lastIndex) - Math.min(firstIndex, other.firstIndex) >= SLICES_AT_MOST) {
            coarsen();
            other.coarsen();
        }
        firstIndex = Math.min(firstIndex, other.firstIndex);
        lastIndex = Math.max(lastIndex, other.lastIndex);
        for (long index = other.firstIndex; index <= other.lastIndex; index++) {
            Slice slice = other.slices[(int) (index & SLICES_AT_MOST - 1)];
            if (slice != null) {
                at(index).merge(slice);
            }
        }
    }

    /** The longest span in which a server was asked and answered nobody, in nanoseconds, to the length of a slice. */
    long longestSilence(int server) {
        long longest = 0;
        long since = Long.MAX_VALUE;
        for (long index = firstIndex; index <= lastIndex; index++) {
            Slice slice = slices[(int) (index & SLICES_AT_MOST - 1)];
            if (slice == null) {
                continue;
            }
            if (slice.answering.count(server) > 0) {
                since = Long.MAX_VALUE;
            } else if (slice.servers.count(server) > 0) {
                since = Math.min(since, index);
                longest = Math.max(longest, index - since + 1);
            }
        }
        return longest * lengthNanos;
    }

    boolean isEmpty() {
        return firstIndex > lastIndex;
    }

    long lengthNanos() {
        return lengthNanos;
    }

    /** Index of the first slice in which something was counted, from the epoch on. */
    long firstIndex() {
        return firstIndex;
    }

    /** How many slices there are from the first to the last in which something was counted. */
    int size() {
        return (int) (lastIndex - firstIndex) + 1;
    }

    /** A slice from 0 on, which may be empty. */
    Slice slice(int number) {
        return at(firstIndex + number);
    }
}
