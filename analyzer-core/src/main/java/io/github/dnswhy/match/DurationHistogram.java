package io.github.dnswhy.match;

import io.github.dnswhy.model.Percentiles;
import java.time.Duration;
import java.util.Arrays;

/**
 * Counts durations from a microsecond to over an hour with three significant digits, in 48 KiB at most. Merging two gives the same
 * counts in any order.
 *
 * <p>Buckets are linear within a power of two (1024 each), so a value is off by less than 0.1 %. Grown on demand: an unused one
 * costs nothing.
 */
public final class DurationHistogram {
    private static final int SUB_BITS = 10;
    private static final int SUB = 1 << SUB_BITS;
    private static final int LARGEST_EXPONENT = 32;

    private int[] counts = new int[0];
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
        int bucket = bucket(Math.max(0, nanos) / 1000);
        if (bucket >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(bucket + 1, counts.length * 2));
        }
        counts[bucket]++;
        total++;
        max = Math.max(max, nanos);
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
        if (other.counts.length > counts.length) {
            counts = Arrays.copyOf(counts, other.counts.length);
        }
        for (int i = 0; i < other.counts.length; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
        max = Math.max(max, other.max);
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
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return Duration.ofNanos(Math.min(lowest(i) * 1000, max));
            }
        }
        return Duration.ofNanos(max);
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
