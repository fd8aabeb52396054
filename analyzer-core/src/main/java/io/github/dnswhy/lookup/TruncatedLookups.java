package io.github.dnswhy.lookup;

import io.github.dnswhy.match.WireEvent;

/** Lookups whose answer was cut, until they are repeated over TCP: what the handshakes tell before any query travels. */
final class TruncatedLookups extends LookupQueue {
    /** Linux gives up on a connection 64 s after the last of seven attempts (net.ipv4.tcp_syn_retries 6): 127 s in all. */
    static final long LAST_WAIT_NANOS = 64_000_000_000L;

    static final int ATTEMPTS = 7;

    private static final long PATIENCE_NANOS = 70_000_000_000L;

    /** The connection is opened so soon after the cut answer, or after the one before was refused. */
    private static final long SOON_NANOS = 500_000_000L;

    /** How many lookups are looked through for the one that opens a connection. */
    private static final int LOOKED_THROUGH = 64;

    TruncatedLookups() {
        super(PATIENCE_NANOS);
    }

    /** A client opens a connection, or tries to once more. */
    void connecting(WireEvent e, long now) {
        OpenLookup l = of(e);
        if (l == null) {
            l = soonest(e);
            if (l == null) {
                return;
            }
            l.connectingPort = e.clientPort;
            l.connectingServer = e.server;
            l.connectingAttempts = 0;
        }
        l.connectingAttempts++;
        l.lastConnecting = e.time;
        remove(l);
        append(l, now);
    }

    /**
     * The connection was reset before it carried anything. A reset from an address that was not asked (an endpoint behind the address
     * of a service) is none to the client, which goes on to repeat its SYN; and so does one that the client never got.
     */
    void refused(WireEvent e) {
        OpenLookup l = of(e);
        if (l != null && l.connectingServer == e.server) {
            l.lastRejection = e.time;
        }
    }

    /** The lookup that connects from this port. */
    private OpenLookup of(WireEvent e) {
        OpenLookup l = newest;
        for (int looked = 0; l != null && looked < LOOKED_THROUGH; looked++, l = l.before) {
            if (l.client == e.client && l.connectingPort == e.clientPort) {
                return l;
            }
        }
        return null;
    }

    /** Of the lookups that may begin to connect, the one that had its cut answer, or a refusal, last. */
    private OpenLookup soonest(WireEvent e) {
        OpenLookup best = null;
        long bestSince = SOON_NANOS;
        OpenLookup l = newest;
        for (int looked = 0; l != null && looked < LOOKED_THROUGH; looked++, l = l.before) {
            long since = e.time - Math.max(l.lastAnswer, l.lastRejection);
            if (l.client == e.client && !isConnecting(l) && since < bestSince) {
                best = l;
                bestSince = since;
            }
        }
        return best;
    }

    /** Whether the last attempt to connect was not refused, or not yet. */
    static boolean isConnecting(OpenLookup l) {
        return l.connectingPort != 0 && l.lastRejection < l.lastConnecting;
    }

    /** When nothing was left to wait for: the connection was refused, or the system gave up on it. */
    static long end(OpenLookup l) {
        if (l.lastRejection >= l.lastConnecting) {
            return l.lastRejection;
        }
        return l.lastConnecting + (l.connectingAttempts >= ATTEMPTS ? LAST_WAIT_NANOS : 0);
    }
}
