package io.github.dnswhy.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Percentiles by nearest rank, to three significant digits. */
class DurationHistogramTest {
    private static final double[] QUANTILES = {0, 0.5, 0.9, 0.95, 0.99, 1};

    @Test
    void percentilesAreThoseOfTheSortedValues() {
        Random random = new Random(7);
        for (int run = 0; run < 50; run++) {
            long[] values = new long[1 + random.nextInt(500)];
            DurationHistogram histogram = new DurationHistogram();
            for (int i = 0; i < values.length; i++) {
                values[i] = (long) Math.pow(10, 6 + 6 * random.nextDouble());
                histogram.record(values[i]);
            }
            Arrays.sort(values);
            for (double q : QUANTILES) {
                long exact = values[(int) Math.max(1, Math.ceil(q * values.length)) - 1];
                long told = histogram.quantile(q).toNanos();
                assertTrue(Math.abs(told - exact) <= exact / 1000, q + ": " + told + " for " + exact);
            }
        }
    }

    @Test
    void largestValueIsExact() {
        DurationHistogram histogram = new DurationHistogram();
        histogram.record(1_234_567_891L);
        histogram.record(5);
        assertEquals(Duration.ofNanos(1_234_567_891L), histogram.quantile(1));
        assertEquals(Duration.ofNanos(1_234_567_891L), histogram.percentiles().max());
    }

    @Test
    void mergedIsWhatOneWouldHaveCounted() {
        DurationHistogram left = new DurationHistogram();
        DurationHistogram right = new DurationHistogram();
        DurationHistogram all = new DurationHistogram();
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            long value = (long) Math.pow(10, 12 * random.nextDouble());
            (i % 3 == 0 ? left : right).record(value);
            all.record(value);
        }
        left.merge(right);
        assertEquals(all.total(), left.total());
        for (double q : QUANTILES) {
            assertEquals(all.quantile(q), left.quantile(q));
        }
    }

    @Test
    void valuesOutsideTheRangeAreCountedAtItsEdges() {
        DurationHistogram histogram = new DurationHistogram();
        histogram.record(-5);
        histogram.record(Long.MAX_VALUE);
        assertEquals(2, histogram.total());
        assertEquals(Duration.ZERO, histogram.quantile(0.5));
        assertEquals(Duration.ofNanos(Long.MAX_VALUE), histogram.quantile(1));
    }

    @Test
    void emptyHistogramMergesIntoAnything() {
        DurationHistogram histogram = new DurationHistogram();
        histogram.record(3_000_000);
        histogram.merge(new DurationHistogram());
        DurationHistogram empty = new DurationHistogram();
        empty.merge(histogram);
        assertEquals(histogram.quantile(0.5), empty.quantile(0.5));
        assertEquals(1, empty.total());
    }
}
