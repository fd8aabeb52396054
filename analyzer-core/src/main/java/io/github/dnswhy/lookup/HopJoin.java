package io.github.dnswhy.lookup;

import io.github.dnswhy.match.WireEvent;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Finds for each transaction of a forwarder the one whose question it passes on. A forwarder takes a new ID and port (CoreDNS's forward
 * does), so question and time tell; what the host only sends on under its own address keeps the ID.
 */
final class HopJoin {
    /** Interfaces of a host, and hosts whose clocks agree, put frames out of order by less. */
    static final long DISORDER_NANOS = 5_000_000L;

    /** CoreDNS's forward begins no attempt after 5 s and waits 2 s for the last (plugin/forward, defaultTimeout and readTimeout). */
    static final long PATIENCE_NANOS = 7_000_000_000L;

    /** So soon after a question its forwarder asks on, when there is time to learn whose forwarder it is. */
    private static final long AT_ONCE_NANOS = 10_000_000L;

    /** How many transactions of the same question before one are looked at. */
    private static final int LOOKED_AT_MOST = 256;

    /** A way goes through fewer servers than this. */
    private static final int WAY_AT_MOST = 32;

    /** A server for which most of what a forwarder sends was asked. */
    private static final double SERVES_RATIO = 0.6;

    private final List<Stretch> stretches;
    private final BitSet forwarders;
    private final IntPredicate isServer;
    /** By the address from which a forwarder asks: the address at which it is asked, where that is another. */
    private final Map<Integer, Integer> serves = new HashMap<>();

    /**
     * Joins.
     *
     * @param stretches by question, then time
     * @param forwarders the clients that pass on what others ask
     * @param isServer whether an address is asked itself
     */
    HopJoin(List<Stretch> stretches, BitSet forwarders, IntPredicate isServer) {
        this.stretches = stretches;
        this.forwarders = forwarders;
        this.isServer = isServer;
        for (int i = 0; i < stretches.size(); i++) {
            findMasqueraded(i);
        }
        learnServers();
        for (int i = 0; i < stretches.size(); i++) {
            findParent(i);
        }
    }

    /** The address at which a forwarder is asked; its own when that is not another. */
    int serves(int client) {
        return serves.getOrDefault(client, client);
    }

    boolean isForwarder(Stretch s) {
        return forwarders.get(s.client) && !s.masqueraded;
    }

    /** The same packet a moment before from another address: the host put its own in its place. */
    private void findMasqueraded(int index) {
        Stretch s = stretches.get(index);
        for (int i = index - 1; i >= 0 && i >= index - LOOKED_AT_MOST; i--) {
            Stretch before = stretches.get(i);
            if (!sameQuestion(before, s) || s.start - before.start > DISORDER_NANOS) {
                return;
            }
            boolean samePacket = before.identification == s.identification
                    || before.identification == WireEvent.NONE
                    || s.identification == WireEvent.NONE;
            if (before.id == s.id && before.client != s.client && samePacket && forwarders.get(s.client)) {
                s.isSentOnFrom(before.isCopy() ? before.parent : before);
                return;
            }
        }
    }

    private void learnServers() {
        Map<Integer, TreeMap<Integer, Integer>> votes = new HashMap<>();
        for (int i = 0; i < stretches.size(); i++) {
            Stretch s = stretches.get(i);
            if (!isForwarder(s) || isServer.test(s.client)) {
                continue;
            }
            Stretch asked = askedJustBefore(i);
            if (asked != null) {
                votes.computeIfAbsent(s.client, c -> new TreeMap<>()).merge(asked.server, 1, Integer::sum);
            }
        }
        votes.forEach((client, servers) -> {
            int all = servers.values().stream().mapToInt(Integer::intValue).sum();
            servers.forEach((server, count) -> {
                if (count >= SERVES_RATIO * all) {
                    serves.put(client, server);
                }
            });
        });
    }

    private Stretch askedJustBefore(int index) {
        Stretch s = stretches.get(index);
        for (int i = index - 1; i >= 0 && i >= index - LOOKED_AT_MOST; i--) {
            Stretch before = stretches.get(i);
            if (!sameQuestion(before, s) || s.start - before.start > AT_ONCE_NANOS) {
                return null;
            }
            if (before.client != s.client
                    && before.server != s.server
                    && !before.masqueraded
                    && before.isOpenAt(s.start)) {
                return before;
            }
        }
        return null;
    }

    private void findParent(int index) {
        Stretch s = stretches.get(index);
        if (!isForwarder(s) || s.parent != null) {
            return;
        }
        Stretch nearest = null;
        for (int i = index - 1; i >= 0 && i >= index - LOOKED_AT_MOST; i--) {
            Stretch before = stretches.get(i);
            if (!sameQuestion(before, s)) {
                break;
            }
            if (before.isCopy() || !mayAsk(before, s)) {
                continue;
            }
            if (before.lastChild == null || before.lastChild.end != 0 && before.lastChild.end <= s.start) {
                before.passedOnBy(s);
                return;
            }
            // Its forwarder is at it already, and may try the next server now.
            nearest = nearest == null ? before : nearest;
        }
        if (nearest != null) {
            nearest.passedOnBy(s);
        }
    }

    private boolean mayAsk(Stretch before, Stretch s) {
        int asked = serves(s.client);
        boolean reached = before.reached(s.client) || before.reached(asked);
        // Only what asks itself may be passed on by who sent it.
        boolean other = before.client != s.client || before.server == serves(before.client);
        return reached && other && before.isOpenAt(s.start);
    }

    /** A question of another that the same forwarder was passing on already when this one came, and whose answer served both; or null. */
    Stretch shared(int index) {
        Stretch s = stretches.get(index);
        if (s.child != null || !s.answered) {
            return null;
        }
        for (int i = index - 1; i >= 0 && i >= index - LOOKED_AT_MOST; i--) {
            Stretch before = stretches.get(i);
            if (!sameQuestion(before, s)) {
                return null;
            }
            if (isForwarder(before)
                    && s.reached(serves(before.client))
                    && before.end > s.start
                    && before.end <= s.end + DISORDER_NANOS) {
                return before;
            }
        }
        return null;
    }

    /** Whether a question comes back with a stretch, to a server that has passed it on before. */
    boolean comesBack(Stretch s) {
        if (!isForwarder(s)) {
            return false;
        }
        // Who asks itself is told from a client that has its address by the second round.
        boolean itself = serves(s.client) == s.server;
        int left = WAY_AT_MOST;
        for (Stretch before = s.parent; before != null && left-- > 0; before = before.parent) {
            boolean back =
                    itself ? before.client == s.client && before.server == s.server : serves(before.client) == s.server;
            if (back && isForwarder(before)) {
                return true;
            }
        }
        return false;
    }

    private static boolean sameQuestion(Stretch a, Stretch b) {
        return a.name == b.name && a.type == b.type;
    }
}
