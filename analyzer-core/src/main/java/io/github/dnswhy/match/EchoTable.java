package io.github.dnswhy.match;

import java.util.Arrays;

/**
 * Tells queries that repeat what another client asked a moment ago, as a forwarder's do.
 *
 * <p>A forwarder asks another server than the one that was asked, so replicas of an application, which ask for the same names at
 * the same time, are not taken for forwarders; a node that hides the client behind its own address asks the same server, with the
 * same ID. Remembers of the questions of a moment, by name and by whether A, AAAA or another type was asked, who asked whom last, and when. Runs where
 * all events still come in one order, so its answer does not depend on threads.
 */
final class EchoTable {
    /** A cache passes a query on within less than this; two applications seldom ask for the same so close together. */
    private static final long WINDOW_NANOS = 10_000_000L;

    /**
     * A set has two places, of which the one that was written longer ago makes room. A question would have to be pushed out by two
     * others of its set within the window to be forgotten too early.
     */
    private static final int SETS = 1 << 12;

    /** When (64 bits) | name (32), kind (16), ID (16) | client (32), server (32) | unused. */
    private static final int WORDS = 4;

    private static final int QUESTION = 1;
    private static final int ASKER = 2;

    /** So many echoes, more than half of a client's queries so far, are no chance. */
    private static final int ECHOES = 3;

    private final long[] last = new long[2 * WORDS * SETS];

    /** By client: its queries (16 bits) and the echoes among them, until one client echoes. */
    private int[] counts = new int[1024];

    private boolean forwarding;

    /** Whether a client's queries so far were mostly echoes: a forwarder's, not an application's that happens to ask alike. */
    boolean forwarding() {
        return forwarding;
    }

    /** Tells whether a query is an echo, and takes note of it. */
    boolean isEcho(WireEvent e) {
        boolean echo = look(e);
        if (!forwarding) {
            forwarding = isForwarder(e.client, echo);
        }
        return echo;
    }

    private boolean isForwarder(int client, boolean echo) {
        if (client >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(client + 1, 2 * counts.length));
        }
        int asked = Math.min((counts[client] & 0xFFFF) + 1, 0xFFFF);
        int echoes = (counts[client] >>> 16) + (echo && asked < 0xFFFF ? 1 : 0);
        counts[client] = echoes << 16 | asked;
        return echoes >= ECHOES && 2 * echoes > asked;
    }

    private boolean look(WireEvent e) {
        long question = (long) e.name << 32 | (e.type == 1 ? 1 : e.type == 28 ? 2 : 3) << 16;
        int set = 2 * WORDS * (int) (question * 0x9E37_79B9_7F4A_7C15L >>> 52);
        int at = is(set, question) ? set : set + WORDS;
        if (!is(at, question)) {
            write(last[set] <= last[at] ? set : at, question, e);
            return false;
        }
        int client = (int) (last[at + ASKER] >>> 32);
        boolean echo = client != AddressTable.OVERFLOW
                && client != e.client
                && ((int) last[at + ASKER] != e.server || (last[at + QUESTION] & 0xFFFF) == e.id)
                && Math.abs(e.time - last[at]) <= WINDOW_NANOS;
        if (!echo) {
            write(at, question, e);
        }
        return echo;
    }

    private boolean is(int at, long question) {
        return (last[at + QUESTION] & ~0xFFFFL) == question;
    }

    private void write(int at, long question, WireEvent e) {
        last[at] = e.time;
        last[at + QUESTION] = question | e.id;
        last[at + ASKER] = (long) e.client << 32 | e.server;
    }
}
