package io.github.dnswhy.match;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Stretches in which a capture shows nothing at all, and what lay before and behind them, as one shard saw it.
 *
 * <p>Such a stretch may be a hole in the capture, or a time in which nobody asked. What was still without an answer before it is put aside until
 * the end, when it is known what all shards saw.
 */
public final class CaptureGaps {
    /** A query so close before a gap may have had its answer in it. */
    static final long EDGE_NANOS = 10_000_000_000L;

    /** What is cut in two by the edge of a gap lies as close to it as answers take. */
    private static final long CUT_NANOS = 1_000_000_000L;

    /** Later gaps are not told apart from quiet times. */
    public static final int AT_MOST = 64;

    private long[] starts = {};
    private long[] ends = {};
    private final long[] before = new long[AT_MOST];
    private final long[] behind = new long[AT_MOST];
    private int count;

    /** Nothing yet. */
    public CaptureGaps() {}

    void add(long start, long end) {
        if (count == AT_MOST) {
            return;
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, Math.max(4, 2 * count));
            ends = Arrays.copyOf(ends, starts.length);
        }
        starts[count] = start;
        ends[count++] = end;
    }

    /** Whether something happened last so close before a gap that what should follow may lie in it. */
    public boolean isBefore(long lastActivity) {
        for (int i = count - 1; i >= 0; i--) {
            if (isBefore(lastActivity, i)) {
                return true;
            }
        }
        return false;
    }

    /** The first hole in which what should follow may lie; -1 when there is none. Of several gaps not every one is a hole. */
    public int hole(long lastActivity, BitSet holes) {
        for (int i = holes.nextSetBit(0); i >= 0 && i < count; i = holes.nextSetBit(i + 1)) {
            if (isBefore(lastActivity, i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isBefore(long lastActivity, int gap) {
        return lastActivity <= starts[gap] && starts[gap] - lastActivity < EDGE_NANOS;
    }

    /** Notes a query that was put aside: it is cut by the first gap behind it, if by any. */
    void withoutAnswer(long time) {
        for (int i = 0; i < count; i++) {
            if (isBefore(time, i)) {
                before[i] += starts[i] - time <= CUT_NANOS ? 1 : 0;
                return;
            }
        }
    }

    /** Notes a response without a query. */
    void withoutQuery(long time) {
        for (int i = count - 1; i >= 0; i--) {
            if (time >= ends[i] && time - ends[i] <= CUT_NANOS) {
                behind[i]++;
                return;
            }
        }
    }

    /** {@return when a gap begins, in nanoseconds since the epoch} */
    public long start(int gap) {
        return starts[gap];
    }

    /** {@return whether there is none} */
    public boolean isEmpty() {
        return count == 0;
    }

    /** {@return how many queries within a second before a gap had no answer} */
    public long before(int gap) {
        return gap < count ? before[gap] : 0;
    }

    /** {@return how many responses within a second behind a gap had no query} */
    public long behind(int gap) {
        return gap < count ? behind[gap] : 0;
    }
}
