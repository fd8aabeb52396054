package io.github.dnswhy.match;

import io.github.dnswhy.model.Percentiles;
import java.time.Duration;

/**
 * Counts durations from a microsecond to over an hour with three significant digits. Merging two gives the same counts in any
 * order.
 *
 * <p>Buckets are linear within a power of two ({@value #SUB} each), so a value is off by less than 0.1 %. The buckets of one power
 * of two are made when the first duration falls into them: an unused histogram costs nothing, one of a server some 30 KiB, and
 * none more than 136 KiB.
 */
public final class DurationHistogram {
    private static final int SUB_BITS = 10;
    private static final int SUB = 1 << SUB_BITS;
    private static final int LARGEST_EXPONENT = 32;

    /** By power of two; null where nothing was counted. */
    private final int[][] counts = new int[LARGEST_EXPONENT + 2][];

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
        page(bucket >>> SUB_BITS)[bucket & SUB - 1]++;
        total++;
        max = Math.max(max, nanos);
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
        for (int power = 0; power < counts.length; power++) {
            int[] page = counts[power];
            for (int i = 0; page != null && i < SUB; i++) {
                seen += page[i];
                if (seen >= rank) {
                    return Duration.ofNanos(Math.min(lowest(power * SUB + i) * 1000, max));
                }
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
