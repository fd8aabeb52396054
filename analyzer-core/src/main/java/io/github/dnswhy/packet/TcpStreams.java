package io.github.dnswhy.packet;

import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Transport;

/**
 * The TCP connections with a DNS port at an end: finds the one a segment belongs to, opens and closes it, and hands on the
 * messages of its two directions. Bounded in connections and in octets held; what was idle longest goes first.
 */
final class TcpStreams implements MessageSink {
    static final int FIN = 1;
    static final int SYN = 2;
    static final int RST = 4;
    static final int ACK = 16;

    /** RFC 7766 §6.2.3 lets servers wait some seconds, RFC 7828 up to minutes; beyond this a connection is forgotten. */
    static final long IDLE_NANOS = 300_000_000_000L;

    /** For so long the segments of a closed connection are taken for repeated ones. */
    static final long CLOSED_NANOS = 10_000_000_000L;

    private static final int HEADER = 20;
    private static final int FLAGS = 0x1F;

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

    private PacketView segment;
    private PacketView current;
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

    /** Takes the TCP segment at the cursor. */
    void segment(PacketCursor cursor, PacketView packet) {
        byte[] buffer = cursor.buffer;
        int at = cursor.offset;
        if (cursor.left() < HEADER) {
            (cursor.isCut() ? PacketAnomaly.HEADERS_CUT : PacketAnomaly.TCP_MALFORMED).at(packet.frame);
            return;
        }
        packet.sourcePort = Octets.u16(buffer, at);
        packet.destinationPort = Octets.u16(buffer, at + 2);
        boolean fromPort = ports.contains(packet.sourcePort);
        boolean toPort = ports.contains(packet.destinationPort);
        if (!fromPort && !toPort) {
            counters.add(PacketCount.TCP_OTHER);
            return;
        }
        counters.add(PacketCount.TCP_DNS);
        int header = (Octets.u8(buffer, at + 12) >>> 4) << 2;
        int wire = cursor.wireEnd - at - header;
        if (header < HEADER || wire < 0) {
            PacketAnomaly.TCP_MALFORMED.at(packet.frame);
            return;
        }
        packet.transport = Transport.TCP;
        packet.emptyPayload();
        int flags = Octets.u8(buffer, at + 13) & FLAGS;
        if ((flags & (SYN | FIN | RST)) != 0) {
            handler.onConnection(packet, flags);
        }
        expire(packet);
        TcpConnection connection = find(packet, toPort && (!fromPort || isLower(packet)), fromPort && toPort, flags, wire);
        if (connection != null) {
            int payload = Math.min(at + header, cursor.end);
            accept(connection, flags, Octets.i32(buffer, at + 4), Octets.i32(buffer, at + 8), buffer, payload,
                    cursor.end - payload, wire, packet);
        }
    }

    /** With a DNS port at both ends one of them must be called the server: the one with the lower address. */
    private static boolean isLower(PacketView packet) {
        int byHigh = Long.compareUnsigned(packet.destinationHigh, packet.sourceHigh);
        return byHigh != 0 ? byHigh < 0 : Long.compareUnsigned(packet.destinationLow, packet.sourceLow) < 0;
    }

    /** The connection of a segment; null when it is unknown and the segment does not start it. Sets {@link #stream}. */
    private TcpConnection find(PacketView p, boolean toServer, boolean anyDirection, int flags, int wire) {
        TcpConnection connection = toServer
                ? find(p.sourceHigh, p.sourceLow, p.destinationHigh, p.destinationLow, p.sourcePort << 16 | p.destinationPort,
                        anyDirection, (flags & SYN) != 0 || wire > 0, p)
                : find(p.destinationHigh, p.destinationLow, p.sourceHigh, p.sourceLow, p.destinationPort << 16 | p.sourcePort,
                        anyDirection, (flags & SYN) != 0 || wire > 0, p);
        if (connection != null) {
            stream = toServer ? connection.toServer : connection.toClient;
        }
        return connection;
    }

    private TcpConnection find(
            long clientHigh, long clientLow, long serverHigh, long serverLow, int portPair, boolean anyDirection,
            boolean mayOpen, PacketView packet) {
        TcpConnection connection = table.find(clientHigh, clientLow, serverHigh, serverLow, portPair);
        if (connection == null) {
            if (!mayOpen) {
                return null;
            }
            if (table.size() >= maxConnections) {
                segment = packet;
                found(PacketAnomaly.TCP_STREAMS_LIMIT);
                evict(closed.oldest() != null ? closed.oldest() : open.oldest());
            }
            connection = table.add(clientHigh, clientLow, serverHigh, serverLow, portPair);
            connection.toServer.reset(anyDirection);
            connection.toClient.reset(anyDirection);
            open.add(connection);
        } else {
            connection.list.touch(connection);
        }
        connection.timeNanos = packet.timeNanos;
        return connection;
    }

    private void accept(
            TcpConnection connection, int flags, int sequence, int acknowledgment, byte[] buffer, int payload, int captured,
            int wire, PacketView packet) {
        segment = packet;
        current = packet;
        firstOfSegment = true;
        TcpStream peer = stream == connection.toServer ? connection.toClient : connection.toServer;
        int dataSequence = sequence;
        if ((flags & SYN) != 0) {
            dataSequence = sequence + 1;
            synchronise(connection, peer, sequence, (flags & ACK) != 0);
        }
        if ((flags & ACK) != 0) {
            busy = peer;
            peer.acknowledge(acknowledgment);
            holders.update(peer);
        }
        busy = stream;
        if ((flags & RST) != 0) {
            end(connection);
            close(connection);
        } else if (wire > 0) {
            stream.accept(dataSequence, buffer, payload, captured, wire, packet);
        }
        if ((flags & FIN) != 0) {
            stream.finish();
            if (peer.isFinished()) {
                close(connection);
            }
        }
        holders.update(stream);
    }

    /** A SYN that is not a repeated one starts the connection anew; a SYN-ACK only its own direction. */
    private void synchronise(TcpConnection connection, TcpStream peer, int sequence, boolean acknowledges) {
        if (stream.isOpenedBy(sequence) && connection.list == open) {
            return;
        }
        boolean anyDirection = ports.contains(connection.ports >>> 16);
        if (!acknowledges) {
            end(connection);
            peer.reset(anyDirection);
            holders.update(peer);
        }
        end(stream);
        stream.reset(anyDirection);
        stream.open(sequence);
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

    private void expire(PacketView packet) {
        if (isIdle(closed.oldest(), packet, CLOSED_NANOS) || isIdle(open.oldest(), packet, IDLE_NANOS)) {
            segment = packet;
            while (isIdle(closed.oldest(), packet, CLOSED_NANOS)) {
                evict(closed.oldest());
            }
            while (isIdle(open.oldest(), packet, IDLE_NANOS)) {
                evict(open.oldest());
            }
        }
    }

    private static boolean isIdle(TcpConnection oldest, PacketView packet, long nanos) {
        return oldest != null && packet.timeNanos - oldest.timeNanos > nanos;
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
        segment = packet;
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

    /** The messages that follow came with a segment that waited; its own frame is to be told, not the present one. */
    void deliverFrom(TcpStream source, Piece piece) {
        source.connection.address(late, source);
        late.frame = segment.frame;
        late.frameNumber = piece.frameNumber;
        late.timeNanos = piece.timeNanos;
        late.identification = -1;
        current = late;
        firstOfSegment = true;
    }

    /** The messages that follow come with the segment at hand. */
    void deliverFromSegment() {
        current = segment;
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
        anomaly.at(segment.frame);
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
