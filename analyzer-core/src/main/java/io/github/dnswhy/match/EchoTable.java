package io.github.dnswhy.match;

import java.util.Arrays;

/**
 * Tells queries that repeat what another client asked a moment ago, as a forwarder's do.
 *
 * <p>A forwarder asks another server than the one that was asked, so replicas of an application, which ask for the same names at
 * the same time, are not taken for forwarders; a node that hides the client behind its own address asks the same server, with the
 * same ID. Remembers for each name and for A, AAAA and other types who asked whom last, and when. Runs where all events still come
 * in one order, so its answer does not depend on threads.
 */
final class EchoTable {
    /** A cache passes a query on within less than this; two applications seldom ask for the same so close together. */
    private static final long WINDOW_NANOS = 10_000_000L;

    private static final int KINDS = 3;

    /** When (64 bits) | client (32), server (32) | ID: of one question side by side, so that a look at them is one at memory. */
    private static final int WORDS = 3;

    private static final int ASKER = 1;
    private static final int ID = 2;

    private long[] last = new long[WORDS * KINDS * 1024];

    boolean isEcho(WireEvent e) {
        int at = WORDS * (KINDS * e.name + (e.type == 1 ? 0 : e.type == 28 ? 1 : 2));
        if (at >= last.length) {
            last = Arrays.copyOf(last, Math.max(WORDS * KINDS * (e.name + 1), last.length * 2));
        }
        long asker = last[at + ASKER];
        int client = (int) (asker >>> 32);
        boolean echo = client != 0
                && client != e.client
                && ((int) asker != e.server || last[at + ID] == e.id)
                && Math.abs(e.time - last[at]) <= WINDOW_NANOS;
        if (!echo) {
            last[at] = e.time;
            last[at + ASKER] = (long) e.client << 32 | e.server;
            last[at + ID] = e.id;
        }
        return echo;
    }
}
