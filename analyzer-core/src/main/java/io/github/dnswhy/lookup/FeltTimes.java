package io.github.dnswhy.lookup;

import io.github.dnswhy.match.DurationHistogram;
import io.github.dnswhy.model.Percentiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** How long the lookups of those who are no forwarders took, over all shards. */
final class FeltTimes {
    private final List<FeltLog> logs;
    private final DurationHistogram histogram;
    private final BitSet forwarders;

    /** Nothing of it may change meanwhile. */
    FeltTimes(List<FeltLog> logs, DurationHistogram histogram, BitSet forwarders) {
        this.logs = logs;
        this.histogram = histogram;
        this.forwarders = forwarders;
    }

    /** Percentiles by nearest rank: exact up to a number of lookups, beyond it from the histogram. */
    Optional<Percentiles> percentiles() {
        int total = 0;
        for (FeltLog log : logs) {
            if (log.overflow() || log.count() > FeltLog.EXACT - total) {
                return fromHistogram();
            }
            total += log.count();
        }
        long[] felt = new long[total];
        int count = 0;
        for (FeltLog log : logs) {
            for (int i = 0; i < log.count(); i++) {
                if (!forwarders.get(log.client(i))) {
                    felt[count++] = log.felt(i);
                }
            }
        }
        return percentiles(Arrays.copyOf(felt, count));
    }

    private Optional<Percentiles> fromHistogram() {
        return Optional.of(histogram.percentiles());
    }

    private static Optional<Percentiles> percentiles(long[] felt) {
        if (felt.length == 0) {
            return Optional.empty();
        }
        Arrays.sort(felt);
        return Optional.of(
                new Percentiles(rank(felt, 0.5), rank(felt, 0.9), rank(felt, 0.95), rank(felt, 0.99), rank(felt, 1)));
    }

    private static Duration rank(long[] sorted, double quantile) {
        return Duration.ofNanos(sorted[(int) Math.max(1, Math.ceil(quantile * sorted.length)) - 1]);
    }

    /**
     * The 95th percentile by the slice of time in which the lookups started.
     *
     * @param first index of the first slice, anchored at the epoch
     * @param slices how many slices there are
     * @param lengthNanos length of a slice
     * @return one for each slice; all empty when there were too many lookups to know each
     */
    List<Optional<Duration>> p95BySlice(long first, int slices, long lengthNanos) {
        int[] ends = new int[slices + 1];
        boolean known = true;
        for (FeltLog log : logs) {
            known &= !log.overflow();
            for (int i = 0; i < log.count(); i++) {
                ends[1 + slice(log, i, first, slices, lengthNanos)]++;
            }
        }
        for (int i = 0; i < slices; i++) {
            ends[i + 1] += ends[i];
        }
        long[] felt = new long[ends[slices]];
        int[] next = ends.clone();
        for (FeltLog log : logs) {
            for (int i = 0; i < log.count(); i++) {
                if (!forwarders.get(log.client(i))) {
                    felt[next[slice(log, i, first, slices, lengthNanos)]++] = log.felt(i);
                }
            }
        }
        List<Optional<Duration>> p95 = new ArrayList<>(slices);
        for (int i = 0; i < slices; i++) {
            long[] inSlice = known ? Arrays.copyOfRange(felt, ends[i], next[i]) : new long[0];
            p95.add(percentiles(inSlice).map(Percentiles::p95));
        }
        return p95;
    }

    private static int slice(FeltLog log, int i, long first, int slices, long lengthNanos) {
        long index = Math.floorDiv(log.start(i), lengthNanos) - first;
        return (int) Math.max(0, Math.min(slices - 1, index));
    }
}
