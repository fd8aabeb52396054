package io.github.dnswhy.packet;

import io.github.dnswhy.model.KeyHash;

/**
 * The TCP segment at hand (RFC 9293 §3.1), and the key of its connection: which end is the client and which the server.
 *
 * <pre>
 *  0             2                  4          8                12        13      14       16         18       20
 *  | source port | destination port | sequence | acknowledgment | offset | flags | window | checksum | urgent | options …
 * </pre>
 */
final class TcpSegment {
    static final int FIN = 1;
    static final int SYN = 2;
    static final int RST = 4;
    static final int ACK = 16;

    /** What {@link #read} returns when the captured octets end within the header. */
    static final int SHORT = -1;

    /** What {@link #read} returns when the header does not fit its packet. */
    static final int MALFORMED = -2;

    /** What {@link #read} returns when neither end is a DNS port. */
    static final int OTHER = -3;

    private static final int HEADER = 20;
    private static final int FLAGS = 0x1F;

    int flags;
    int sequence;
    int acknowledgment;

    /** Where the payload starts in {@link #buffer}. */
    int payload;

    byte[] buffer;
    /** Octets of the payload that were captured. */
    int captured;

    /** Octets of the payload on the wire. */
    int wire;

    /** True when it goes to the server. */
    boolean toServer;

    /** True when both ends use a DNS port: then the end with the lower address is called the server. */
    boolean anyDirection;

    long clientHigh;
    long clientLow;
    long serverHigh;
    long serverLow;
    /** Client port in the upper half, server port in the lower. */
    int ports;

    /**
     * Reads the segment at the cursor; ports go to the view as well.
     *
     * @return 0, or a negative code
     */
    int read(PacketCursor cursor, PacketView packet, DnsPorts dns) {
        byte[] octets = cursor.buffer;
        int at = cursor.offset;
        if (cursor.left() < HEADER) {
            return SHORT;
        }
        packet.sourcePort = Octets.u16(octets, at);
        packet.destinationPort = Octets.u16(octets, at + 2);
        boolean fromDns = dns.carriesStream(packet.sourcePort, packet.destinationPort);
        boolean toDns = dns.carriesStream(packet.destinationPort, packet.sourcePort);
        if (!fromDns && !toDns) {
            return OTHER;
        }
        int header = Octets.u8(octets, at + 12) >>> 4 << 2;
        wire = cursor.wireEnd - at - header;
        if (header < HEADER || wire < 0) {
            return MALFORMED;
        }
        sequence = Octets.i32(octets, at + 4);
        acknowledgment = Octets.i32(octets, at + 8);
        flags = Octets.u8(octets, at + 13) & FLAGS;
        buffer = octets;
        payload = Math.min(at + header, cursor.end);
        captured = cursor.end - payload;
        anyDirection = fromDns && toDns;
        toServer = toDns && (!fromDns || destinationIsLower(packet));
        readKey(packet);
        return 0;
    }

    private void readKey(PacketView packet) {
        if (toServer) {
            clientHigh = packet.sourceHigh;
            clientLow = packet.sourceLow;
            serverHigh = packet.destinationHigh;
            serverLow = packet.destinationLow;
            ports = packet.sourcePort << 16 | packet.destinationPort;
        } else {
            clientHigh = packet.destinationHigh;
            clientLow = packet.destinationLow;
            serverHigh = packet.sourceHigh;
            serverLow = packet.sourceLow;
            ports = packet.destinationPort << 16 | packet.sourcePort;
        }
    }

    private static boolean destinationIsLower(PacketView packet) {
        int byHigh = Long.compareUnsigned(packet.destinationHigh, packet.sourceHigh);
        return byHigh != 0 ? byHigh < 0 : Long.compareUnsigned(packet.destinationLow, packet.sourceLow) < 0;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** The sequence number of the first octet of the payload: a SYN takes a number itself. */
    int payloadSequence() {
        return has(SYN) ? sequence + 1 : sequence;
    }

    int keyHash() {
        return KeyHash.of(clientHigh, clientLow, serverHigh, serverLow, ports);
    }
}
