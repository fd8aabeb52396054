package io.github.dnswhy.packet;

import io.github.dnswhy.model.Transport;

/**
 * ICMP and ICMPv6 errors (RFC 792, RFC 4443 §3) and the packet that they quote.
 *
 * <pre>
 *  0      1      2          4                      8
 *  | type | code | checksum | depends on the type | the start of the packet that could not be delivered …
 * </pre>
 */
final class IcmpError {
    /** What is added to an ICMPv6 type to tell it from an ICMP type. */
    static final int V6 = 256;

    private static final int HEADER = 8;
    private static final int PORTS = 4;
    private static final int UDP_HEADER = 8;
    private static final int TCP_HEADER = 20;

    private final PacketCursor cursor = new PacketCursor(new LayerPath());
    private final PacketView quoted = new PacketView();

    /** The quoted packet, after {@link #read} returned true. */
    PacketView quoted() {
        return quoted;
    }

    /** True for the types that quote a packet, ICMPv6 types plus {@link #V6}. */
    static boolean isError(int type) {
        return switch (type) {
            // Unreachable, source quench, time exceeded, parameter problem.
            case 3, 4, 11, 12 -> true;
            // Unreachable, too big, time exceeded, parameter problem.
            case V6 + 1, V6 + 2, V6 + 3, V6 + 4 -> true;
            default -> false;
        };
    }

    /**
     * Reads the quote of an error.
     *
     * @param error at the ICMP header, eight octets or more
     * @param type the type, {@link #isError}
     * @return true when a UDP or TCP packet is quoted with its ports
     */
    boolean read(PacketCursor error, int type, PacketView packet) {
        cursor.wrap(error);
        int quotedLength = quotedLength(error, type);
        cursor.offset += HEADER;
        if (quotedLength > 0) {
            // RFC 4884: extensions follow the quote.
            cursor.end = Math.min(cursor.end, cursor.offset + quotedLength);
        }
        quoted.frame = packet.frame;
        quoted.frameNumber = packet.frameNumber;
        quoted.timeNanos = packet.timeNanos;
        quoted.interfaceIndex = packet.interfaceIndex;
        quoted.direction = packet.direction;
        int protocol = type < V6 ? Ipv4.strip(cursor, quoted) : Ipv6.strip(cursor, quoted);
        boolean laterFragment = cursor.fragment && cursor.fragmentOffset > 0;
        if (protocol < 0 || laterFragment || cursor.left() < PORTS) {
            return false;
        }
        return switch (protocol) {
            case IpProtocol.UDP -> readTransport(Transport.UDP, UDP_HEADER);
            case IpProtocol.TCP ->
                readTransport(
                        Transport.TCP,
                        cursor.left() < TCP_HEADER
                                ? TCP_HEADER
                                : (Octets.u8(cursor.buffer, cursor.offset + 12) >>> 4) << 2);
            default -> false;
        };
    }

    private boolean readTransport(Transport transport, int header) {
        int at = cursor.offset;
        quoted.transport = transport;
        quoted.sourcePort = Octets.u16(cursor.buffer, at);
        quoted.destinationPort = Octets.u16(cursor.buffer, at + 2);
        int captured = cursor.left() - header;
        if (captured <= 0) {
            quoted.emptyPayload();
            quoted.originalLength = Math.max(0, cursor.wireEnd - at - header);
        } else {
            quoted.payload(cursor.buffer, at + header, captured, Math.max(captured, cursor.wireEnd - at - header));
        }
        return true;
    }

    /** The length attribute of RFC 4884 §3 in octets; 0 where there is none. */
    private static int quotedLength(PacketCursor error, int type) {
        return switch (type) {
            case 3, 11, 12 -> Octets.u8(error.buffer, error.offset + 5) << 2;
            case V6 + 1, V6 + 3 -> Octets.u8(error.buffer, error.offset + 4) << 3;
            default -> 0;
        };
    }
}
