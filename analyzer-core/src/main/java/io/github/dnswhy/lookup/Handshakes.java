package io.github.dnswhy.lookup;

import io.github.dnswhy.facts.HandshakeFacts;
import io.github.dnswhy.match.IntMap;
import io.github.dnswhy.match.WireEvent;
import io.github.dnswhy.model.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * TCP connections that clients of a shard open, followed from the SYN to its reply. Bounded: when too many are open at one time the
 * oldest is counted as it stands.
 */
final class Handshakes {
    private static final int OPEN_AT_MOST = 1024;
    private static final long PATIENCE_NANOS = HandshakeFacts.PATIENCE_SECONDS * 1_000_000_000L;
    /** The last repetition of a SYN is sent after 63 s, and given up after 127 s (tcp_syn_retries 6). */
    private static final long REUSE_NANOS = 130_000_000_000L;
    /** Copies of a SYN on several interfaces; a real repetition comes after a second. */
    private static final long COPY_NANOS = 500_000_000L;

    private record Key(int client, int port, int server) {
        // Spelled out: what the JVM makes of a record at run time takes longer than many an analysis.
        @Override
        public boolean equals(Object other) {
            return other instanceof Key k && k.client == client && k.port == port && k.server == server;
        }

        @Override
        public int hashCode() {
            return (client * 31 + port) * 31 + server;
        }
    }

    private static final class Open {
        private long first;
        private long last;
        private int capture;
        private long frame;
    }

    private static final class Counts {
        private long opened;
        private long accepted;
        private long refused;
        private long unanswered;
        private long repeats;
        private long longest;
        private final FrameSample unansweredFrames = new FrameSample();
        private final FrameSample refusedFrames = new FrameSample();
    }

    private final Map<Key, Open> open = new LinkedHashMap<>();
    private final IntMap<Counts> servers = new IntMap<>();
    private final IntUnaryOperator counted;

    /** Counts under the ids that an operator gives for those of servers. */
    Handshakes(IntUnaryOperator counted) {
        this.counted = counted;
    }

    void connecting(WireEvent e) {
        Key key = key(e);
        Open o = open.get(key);
        if (o != null && e.time - o.last < REUSE_NANOS) {
            if (e.time - o.last > COPY_NANOS) {
                counts(e.server).repeats++;
                o.last = e.time;
            }
            return;
        }
        if (o != null) {
            open.remove(key);
            unanswered(key, o, e.time);
        } else if (open.size() >= OPEN_AT_MOST) {
            Iterator<Map.Entry<Key, Open>> oldest = open.entrySet().iterator();
            Map.Entry<Key, Open> entry = oldest.next();
            oldest.remove();
            unanswered(entry.getKey(), entry.getValue(), e.time);
        }
        o = new Open();
        o.first = e.time;
        o.last = e.time;
        o.capture = e.capture;
        o.frame = e.frame;
        open.put(key, o);
        counts(e.server).opened++;
    }

    /** The server accepted, or a message shows that it did. */
    void accepted(WireEvent e) {
        if (!open.isEmpty() && open.remove(key(e)) != null) {
            counts(e.server).accepted++;
        }
    }

    void reset(WireEvent e) {
        if (!open.isEmpty() && open.remove(key(e)) != null) {
            Counts c = counts(e.server);
            c.refused++;
            c.refusedFrames.add(e.capture, e.frame);
        }
    }

    /** The capture ended. */
    void finish(long endOfCapture) {
        open.forEach((key, o) -> unanswered(key, o, endOfCapture));
        open.clear();
    }

    private void unanswered(Key key, Open o, long now) {
        Counts c = counts(key.server);
        if (now - o.first >= PATIENCE_NANOS) {
            c.unanswered++;
            c.longest = Math.max(c.longest, o.last - o.first);
            c.unansweredFrames.add(o.capture, o.frame);
        }
    }

    private Counts counts(int server) {
        return servers.get(counted.applyAsInt(server), id -> new Counts());
    }

    private static Key key(WireEvent e) {
        return new Key(e.client, e.clientPort, e.server);
    }

    /** Adds what another shard counted, which has finished too. */
    void merge(Handshakes other) {
        for (int id : other.servers.ids()) {
            Counts o = other.servers.get(id);
            Counts c = counts(id);
            c.opened += o.opened;
            c.accepted += o.accepted;
            c.refused += o.refused;
            c.unanswered += o.unanswered;
            c.repeats += o.repeats;
            c.longest = Math.max(c.longest, o.longest);
            c.unansweredFrames.merge(o.unansweredFrames);
            c.refusedFrames.merge(o.refusedFrames);
        }
    }

    /** The connections by server. */
    List<HandshakeFacts> facts(IntFunction<IpAddress> addresses) {
        List<HandshakeFacts> facts = new ArrayList<>();
        for (int id : servers.ids()) {
            Counts c = servers.get(id);
            facts.add(new HandshakeFacts(
                    addresses.apply(id),
                    c.opened,
                    c.accepted,
                    c.refused,
                    c.unanswered,
                    c.repeats,
                    Duration.ofNanos(c.longest),
                    c.unansweredFrames.toList(),
                    c.refusedFrames.toList()));
        }
        facts.sort((a, b) -> a.server().compareTo(b.server()));
        return facts;
    }
}
