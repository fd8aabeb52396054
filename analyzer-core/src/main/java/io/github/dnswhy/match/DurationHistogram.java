package io.github.dnswhy.match;

import io.github.dnswhy.model.Percentiles;
import java.time.Duration;
import java.util.Arrays;

/**
 * Counts durations from a microsecond to over an hour with three significant digits. Merging two gives the same counts in any
 * order.
 *
 * <p>Buckets are linear within a power of two ({@value #SUB} each), so a value is off by less than 0.1 %. The buckets of one power
 * of two are made when the first duration falls into them: one of a busy server costs some 30 KiB, and none more than 136 KiB. The first
 * {@value #FEW} durations are kept as they are, so one that is hardly used costs next to nothing.
 */
public final class DurationHistogram {
    private static final int SUB_BITS = 10;
    private static final int SUB = 1 << SUB_BITS;
    private static final int LARGEST_EXPONENT = 32;

    /** As long as there are no more than so many, durations are kept one by one. */
    private static final int FEW = 64;

    private static final int[] NONE = {};

    /** By power of two; null where nothing was counted, and as long as there are few. */
    private int[][] counts;

    /** The buckets of the first durations; null once there are many. */
    private int[] few = NONE;

    private long total;
    private long max;

    /** An empty histogram. */
    public DurationHistogram() {}

    /**
     * Counts one duration.
     *
     * @param nanos nanoseconds; negative ones count as zero
     */
    public void record(long nanos) {
        add(bucket(Math.max(0, nanos) / 1000));
        max = Math.max(max, nanos);
    }

    private void add(int bucket) {
        if (few != null && total == few.length) {
            grow();
        }
        if (few != null) {
            few[(int) total] = bucket;
        } else {
            count(bucket);
        }
        total++;
    }

    private void count(int bucket) {
        page(bucket >>> SUB_BITS)[bucket & SUB - 1]++;
    }

    private void grow() {
        if (total < FEW) {
            few = Arrays.copyOf(few, Math.max(2, 2 * few.length));
        } else {
            spread();
        }
    }

    private void spread() {
        counts = new int[LARGEST_EXPONENT + 2][];
        for (int i = 0; i < total; i++) {
            count(few[i]);
        }
        few = null;
    }

    private int[] page(int power) {
        int[] page = counts[power];
        if (page == null) {
            page = new int[SUB];
            counts[power] = page;
        }
        return page;
    }

    private static int bucket(long micros) {
        int exponent = Math.min(LARGEST_EXPONENT, Math.max(0, 64 - Long.numberOfLeadingZeros(micros) - SUB_BITS - 1));
        long mantissa = Math.min(micros >>> exponent, 2 * SUB - 1);
        return exponent * SUB + (int) mantissa;
    }

    private static long lowest(int bucket) {
        int exponent = Math.max(0, (bucket >>> SUB_BITS) - 1);
        long mantissa = bucket - (long) exponent * SUB;
        return mantissa << exponent;
    }

    /**
     * Adds the counts of another histogram.
     *
     * @param other left as it is
     */
    public void merge(DurationHistogram other) {
        if (other.few != null) {
            for (int i = 0; i < other.total; i++) {
                add(other.few[i]);
            }
        } else {
            mergeMany(other);
        }
        max = Math.max(max, other.max);
    }

    private void mergeMany(DurationHistogram other) {
        if (few != null) {
            spread();
        }
        for (int power = 0; power < counts.length; power++) {
            int[] added = other.counts[power];
            if (added != null) {
                int[] page = page(power);
                for (int i = 0; i < SUB; i++) {
                    page[i] += added[i];
                }
            }
        }
        total += other.total;
    }

    /**
     * How many durations were counted.
     *
     * @return the count
     */
    public long total() {
        return total;
    }

    /**
     * The value at a rank.
     *
     * @param quantile 0..1
     * @return by nearest rank, with three significant digits; the largest value is exact
     */
    public Duration quantile(double quantile) {
        long rank = Math.max(1, (long) Math.ceil(quantile * total));
        if (rank >= total) {
            return Duration.ofNanos(max);
        }
        if (few != null) {
            int[] sorted = Arrays.copyOf(few, (int) total);
            Arrays.sort(sorted);
            return durationOf(sorted[(int) rank - 1]);
        }
        long seen = 0;
        for (int power = 0; power < counts.length; power++) {
            int[] page = counts[power];
            for (int i = 0; page != null && i < SUB; i++) {
                seen += page[i];
                if (seen >= rank) {
                    return durationOf(power * SUB + i);
                }
            }
        }
        return Duration.ofNanos(max);
    }

    private Duration durationOf(int bucket) {
        return Duration.ofNanos(Math.min(lowest(bucket) * 1000, max));
    }

    /**
     * The usual percentiles.
     *
     * @return all of them; meaningless when nothing was counted
     */
    public Percentiles percentiles() {
        return new Percentiles(
                quantile(0.5), quantile(0.9), quantile(0.95), quantile(0.99), Duration.ofNanos(Math.max(0, max)));
    }
}
