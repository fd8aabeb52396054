package io.github.dnswhy.whatif;

import io.github.dnswhy.model.StopGap;
import java.time.Duration;
import java.util.Arrays;

/** Adds up what lookups felt. */
final class Tally {
    private final long slowNanos;
    private long[] felt = new long[64];
    private int count;
    private long slow;
    private long failed;
    private long sum;

    Tally(long slowNanos) {
        this.slowNanos = slowNanos;
    }

    void add(long nanos, boolean hasFailed) {
        if (count == felt.length) {
            felt = Arrays.copyOf(felt, 2 * count);
        }
        felt[count++] = nanos;
        slow += nanos >= slowNanos ? 1 : 0;
        failed += hasFailed ? 1 : 0;
        sum += nanos;
    }

    int count() {
        return count;
    }

    StopGap.Figures figures() {
        long[] sorted = Arrays.copyOf(felt, count);
        Arrays.sort(sorted);
        long p95 = count == 0 ? 0 : sorted[(int) ((count * 95L + 99) / 100) - 1];
        return new StopGap.Figures(slow, failed, Duration.ofNanos(sum), Duration.ofNanos(p95));
    }
}
