package io.github.dnswhy.lookup;

import io.github.dnswhy.match.DurationHistogram;
import java.util.Arrays;

/** Felt durations with their clients: exact up to a bound, and always in a histogram. */
final class FeltLog {
    /** Percentiles are exact up to this many lookups (DESIGN: definitions of the JSON report). */
    static final int EXACT = 100_000;

    private long[] felt = new long[64];
    private long[] starts = new long[64];
    private int[] clients = new int[64];
    private int count;
    private boolean overflow;
    private final DurationHistogram histogram;

    /** A log that counts into a histogram which others may fill too. */
    FeltLog(DurationHistogram histogram) {
        this.histogram = histogram;
    }

    void add(int client, long start, long nanos, boolean echo) {
        if (!echo) {
            histogram.record(nanos);
        }
        if (count == EXACT) {
            overflow = true;
            return;
        }
        if (count == felt.length) {
            int larger = Math.min(EXACT, count * 2);
            felt = Arrays.copyOf(felt, larger);
            starts = Arrays.copyOf(starts, larger);
            clients = Arrays.copyOf(clients, larger);
        }
        felt[count] = nanos;
        starts[count] = start;
        clients[count++] = client;
    }

    int count() {
        return count;
    }

    boolean overflow() {
        return overflow;
    }

    long felt(int i) {
        return felt[i];
    }

    long start(int i) {
        return starts[i];
    }

    int client(int i) {
        return clients[i];
    }
}
