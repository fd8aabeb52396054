package io.github.dnswhy.packet;

/** One TCP connection with a DNS port at an end: its two directions and its place among the others. Pooled. */
final class TcpConnection {
    final TcpStream toServer;
    final TcpStream toClient;

    /** Slot in the table of connections. */
    int slot;

    /** When its latest segment was captured. */
    long timeNanos;

    /** The list that it is in, by order of the latest segment. */
    ConnectionList list;

    TcpConnection older;
    TcpConnection newer;

    private long clientHigh;
    private long clientLow;
    private long serverHigh;
    private long serverLow;
    /** Client port in the upper half, server port in the lower. */
    private int ports;

    TcpConnection(TcpStreams streams) {
        toServer = new TcpStream(this, streams, true);
        toClient = new TcpStream(this, streams, false);
    }

    /** Takes the addresses and ports of a connection that begins with this segment. */
    void wrap(TcpSegment segment) {
        clientHigh = segment.clientHigh;
        clientLow = segment.clientLow;
        serverHigh = segment.serverHigh;
        serverLow = segment.serverLow;
        ports = segment.ports;
    }

    /** Sets the addresses and ports of what is sent in one direction. */
    void address(PacketView packet, TcpStream direction) {
        boolean up = direction == toServer;
        packet.sourceHigh = up ? clientHigh : serverHigh;
        packet.sourceLow = up ? clientLow : serverLow;
        packet.sourcePort = up ? ports >>> 16 : ports & 0xFFFF;
        packet.destinationHigh = up ? serverHigh : clientHigh;
        packet.destinationLow = up ? serverLow : clientLow;
        packet.destinationPort = up ? ports & 0xFFFF : ports >>> 16;
    }
}
