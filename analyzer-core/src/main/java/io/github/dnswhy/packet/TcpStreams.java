package io.github.dnswhy.packet;

import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Transport;

/**
 * The TCP connections with a DNS port at an end: finds the one a segment belongs to, opens and closes it, and hands on the
 * messages of its two directions. Bounded in connections and in octets held; what was idle longest goes first.
 */
final class TcpStreams implements MessageSink {
    /** RFC 7766 §6.2.3 lets servers wait some seconds, RFC 7828 up to minutes; beyond this a connection is forgotten. */
    static final long IDLE_NANOS = 300_000_000_000L;

    /** For so long the segments of a closed connection are taken for repeated ones. */
    static final long CLOSED_NANOS = 10_000_000_000L;

    private final DnsPorts ports;
    private final PacketHandler handler;
    private final PacketCounters counters;
    private final PieceStore store;
    private final int maxConnections;
    private final ConnectionTable table = new ConnectionTable(this);
    private final ConnectionList open = new ConnectionList();
    private final ConnectionList closed = new ConnectionList();
    private final Holders holders = new Holders();
    /** For messages whose frame is no longer at hand. */
    private final PacketView late = new PacketView();

    private final TcpSegment segment = new TcpSegment();

    /** The packet that carries the segment at hand. */
    private PacketView present;
    /** What the next message is delivered as: {@link #present} or {@link #late}. */
    private PacketView current;
    /** The direction of the segment at hand. */
    private TcpStream stream;
    /** The stream that is consuming octets; it cannot be given up meanwhile. */
    private TcpStream busy;

    private boolean firstOfSegment;

    TcpStreams(Limits limits, DnsPorts ports, PacketHandler handler, PacketCounters counters) {
        this.ports = ports;
        this.handler = handler;
        this.counters = counters;
        store = new PieceStore(limits.get(Limit.TCP_BYTES), Integer.MAX_VALUE);
        maxConnections = limits.size(Limit.TCP_STREAMS);
        late.transport = Transport.TCP;
    }

    PieceStore store() {
        return store;
    }

    /** Connections followed. */
    int connections() {
        return table.size();
    }

    /**
     * Takes the TCP segment at the cursor.
     *
     * @return what becomes of it; {@link FrameFate#OTHER_PORT} when it is on no DNS port
     */
    FrameFate accept(PacketCursor cursor, PacketView packet) {
        int code = segment.read(cursor, packet, ports);
        if (code == TcpSegment.OTHER) {
            counters.add(PacketCount.TCP_OTHER);
            return FrameFate.OTHER_PORT;
        }
        if (code == TcpSegment.SHORT && cursor.isCut()) {
            PacketAnomaly.HEADERS_CUT.at(packet.frame);
            return FrameFate.HEADERS_CUT;
        }
        if (code < 0) {
            PacketAnomaly.TCP_MALFORMED.at(packet.frame);
            return FrameFate.TCP_MALFORMED;
        }
        accept(packet);
        return segment.wire > 0 ? FrameFate.DNS : FrameFate.DNS_CONNECTION;
    }

    private void accept(PacketView packet) {
        counters.add(PacketCount.TCP_DNS);
        packet.transport = Transport.TCP;
        packet.emptyPayload();
        if (segment.has(TcpSegment.SYN | TcpSegment.FIN | TcpSegment.RST)) {
            handler.onConnection(packet, segment.flags);
        }
        present = packet;
        expire();
        TcpConnection connection = table.find(segment);
        if (connection != null) {
            connection.list.touch(connection);
        } else if (segment.has(TcpSegment.SYN) || segment.wire > 0) {
            connection = open();
        } else {
            return;
        }
        connection.timeNanos = packet.timeNanos;
        deliverFromSegment();
        accept(connection);
    }

    private TcpConnection open() {
        if (table.size() >= maxConnections) {
            found(PacketAnomaly.TCP_STREAMS_LIMIT);
            evict(closed.oldest() != null ? closed.oldest() : open.oldest());
        }
        TcpConnection connection = table.add(segment);
        connection.toServer.reset(segment.anyDirection);
        connection.toClient.reset(segment.anyDirection);
        open.add(connection);
        return connection;
    }

    private void accept(TcpConnection connection) {
        stream = segment.toServer ? connection.toServer : connection.toClient;
        TcpStream peer = segment.toServer ? connection.toClient : connection.toServer;
        if (segment.has(TcpSegment.SYN)) {
            synchronise(connection, peer);
        }
        if (segment.has(TcpSegment.ACK)) {
            busy = peer;
            peer.acknowledge(segment.acknowledgment);
            holders.update(peer);
        }
        busy = stream;
        if (segment.has(TcpSegment.RST)) {
            end(connection);
            close(connection);
        } else if (segment.wire > 0) {
            stream.accept(segment, present);
        }
        if (segment.has(TcpSegment.FIN)) {
            stream.finish();
            if (peer.isFinished()) {
                close(connection);
            }
        }
        holders.update(stream);
    }

    /** A SYN that is not a repeated one starts the connection anew; a SYN-ACK only its own direction. */
    private void synchronise(TcpConnection connection, TcpStream peer) {
        if (stream.isOpenedBy(segment.sequence) && connection.list == open) {
            return;
        }
        if (!segment.has(TcpSegment.ACK)) {
            end(peer);
            peer.reset(segment.anyDirection);
        }
        end(stream);
        stream.reset(segment.anyDirection);
        stream.open(segment.sequence);
        if (connection.list == closed) {
            closed.remove(connection);
            open.add(connection);
        }
    }

    private void close(TcpConnection connection) {
        if (connection.list == open) {
            open.remove(connection);
            closed.add(connection);
        }
    }

    private void expire() {
        while (isIdle(closed.oldest(), CLOSED_NANOS)) {
            evict(closed.oldest());
        }
        while (isIdle(open.oldest(), IDLE_NANOS)) {
            evict(open.oldest());
        }
    }

    private boolean isIdle(TcpConnection oldest, long nanos) {
        return oldest != null && present.timeNanos - oldest.timeNanos > nanos;
    }

    private void evict(TcpConnection connection) {
        end(connection);
        connection.list.remove(connection);
        table.remove(connection);
    }

    private void end(TcpConnection connection) {
        end(connection.toServer);
        end(connection.toClient);
    }

    private void end(TcpStream direction) {
        busy = direction;
        direction.end();
        holders.update(direction);
    }

    /**
     * Delivers what still waits.
     *
     * @param packet tells the capture that bears the anomalies
     */
    void finish(PacketView packet) {
        present = packet;
        while (closed.oldest() != null) {
            evict(closed.oldest());
        }
        while (open.oldest() != null) {
            evict(open.oldest());
        }
    }

    void count(PacketCount count) {
        counters.add(count);
    }

    /** The messages that follow came with a segment that waited; its own frame is to be told, unless that is the present one. */
    void deliverFrom(TcpStream source, Piece piece) {
        firstOfSegment = true;
        if (source == stream && piece.frameNumber == present.frameNumber && piece.timeNanos == present.timeNanos) {
            current = present;
            return;
        }
        source.connection.address(late, source);
        late.frame = present.frame;
        late.frameNumber = piece.frameNumber;
        late.timeNanos = piece.timeNanos;
        late.identification = -1;
        current = late;
    }

    /** The messages that follow come with the segment at hand. */
    void deliverFromSegment() {
        current = present;
        firstOfSegment = true;
    }

    @Override
    public void message(byte[] buffer, int offset, int captured, int announced) {
        counters.add(PacketCount.TCP_MESSAGES);
        current.payload(buffer, offset, captured, announced);
        boolean first = firstOfSegment;
        firstOfSegment = false;
        handler.onStreamMessage(current, first);
    }

    @Override
    public void found(PacketAnomaly anomaly) {
        anomaly.at(present.frame);
    }

    @Override
    public boolean makeRoom() {
        TcpStream oldest = holders.oldest();
        if (oldest == null || oldest == busy) {
            return false;
        }
        found(PacketAnomaly.TCP_BYTES_LIMIT);
        oldest.giveUp();
        holders.update(oldest);
        return true;
    }
}
