package io.github.dnswhy.packet;

/** The Point-to-Point Protocol (RFC 1661) and its session over Ethernet (RFC 2516 §4), as far as they carry IP. */
final class Ppp implements LinkLayer {
    static final Ppp INSTANCE = new Ppp();

    private static final int SESSION_HEADER = 6;
    private static final int SESSION_DATA = 0x1100;
    /** All stations, unnumbered information (RFC 1662 §3.1); often left out. */
    private static final int ADDRESS_AND_CONTROL = 0xFF03;

    private static final int IPV4 = 0x0021;
    private static final int IPV6 = 0x0057;

    private Ppp() {}

    /** {@code LINKTYPE_PPP}: with or without address and control. */
    @Override
    public int strip(PacketCursor cursor, PacketView packet) {
        if (cursor.left() >= 2 && Octets.u16(cursor.buffer, cursor.offset) == ADDRESS_AND_CONTROL) {
            cursor.offset += 2;
        }
        return stripProtocol(cursor);
    }

    /** A PPPoE session packet. */
    static int stripSession(PacketCursor cursor) {
        if (cursor.left() < SESSION_HEADER) {
            return SHORT;
        }
        if (Octets.u16(cursor.buffer, cursor.offset) != SESSION_DATA) {
            return NOTHING;
        }
        cursor.offset += SESSION_HEADER;
        return stripProtocol(cursor);
    }

    /** The protocol field is two octets, or one when compressed: an odd octet ends it. */
    private static int stripProtocol(PacketCursor cursor) {
        if (cursor.left() < 1) {
            return SHORT;
        }
        int protocol = Octets.u8(cursor.buffer, cursor.offset++);
        if ((protocol & 1) == 0) {
            if (cursor.left() < 1) {
                return SHORT;
            }
            protocol = protocol << 8 | Octets.u8(cursor.buffer, cursor.offset++);
        }
        return switch (protocol) {
            case IPV4 -> EtherType.IPV4;
            case IPV6 -> EtherType.IPV6;
            default -> NOTHING;
        };
    }
}
