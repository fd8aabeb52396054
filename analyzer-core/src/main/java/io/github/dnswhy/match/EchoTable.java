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

    private long[] times = new long[KINDS * 1024];
    private int[] clients = new int[KINDS * 1024];
    private int[] servers = new int[KINDS * 1024];
    private char[] ids = new char[KINDS * 1024];

    boolean isEcho(WireEvent e) {
        int slot = KINDS * e.name + (e.type == 1 ? 0 : e.type == 28 ? 1 : 2);
        if (slot >= times.length) {
            int larger = Math.max(KINDS * (e.name + 1), times.length * 2);
            times = Arrays.copyOf(times, larger);
            clients = Arrays.copyOf(clients, larger);
            servers = Arrays.copyOf(servers, larger);
            ids = Arrays.copyOf(ids, larger);
        }
        boolean echo = clients[slot] != 0
                && clients[slot] != e.client
                && (servers[slot] != e.server || ids[slot] == e.id)
                && Math.abs(e.time - times[slot]) <= WINDOW_NANOS;
        if (!echo) {
            times[slot] = e.time;
            clients[slot] = e.client;
            servers[slot] = e.server;
            ids[slot] = (char) e.id;
        }
        return echo;
    }
}
