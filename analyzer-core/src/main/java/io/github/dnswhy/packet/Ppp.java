package io.github.dnswhy.packet;

/** The Point-to-Point Protocol (RFC 1661) and its session over Ethernet (RFC 2516 §4), as far as they carry IP. */
final class Ppp implements LinkLayer {
    static final Ppp INSTANCE = new Ppp();

    private static final int SESSION_HEADER = 6;
    private static final int SESSION_DATA = 0x1100;
    /** All stations, unnumbered information (RFC 1662 §3.1); often left out. */
    private static final int ADDRESS_AND_CONTROL = 0xFF03;
    /** Unicast and broadcast of Cisco's HDLC, which {@code LINKTYPE_PPP_HDLC} may carry as well. */
    private static final int CISCO_UNICAST = 0x0F00;

    private static final int CISCO_BROADCAST = 0x8F00;

    private static final int IPV4 = 0x0021;
    private static final int BRIDGING = 0x0031;
    private static final int IPV6 = 0x0057;
    private static final int MPLS = 0x0281;
    private static final int MPLS_MULTICAST = 0x0283;

    private Ppp() {}

    /** {@code LINKTYPE_PPP} and {@code LINKTYPE_PPP_HDLC}: with or without address and control. */
    @Override
    public int strip(PacketCursor cursor, PacketView packet) {
        return stripFrame(cursor);
    }

    static int stripFrame(PacketCursor cursor) {
        if (cursor.left() >= 2) {
            int first = Octets.u16(cursor.buffer, cursor.offset);
            if (first == CISCO_UNICAST || first == CISCO_BROADCAST) {
                return CiscoHdlcLink.stripHeader(cursor);
            }
            if (first == ADDRESS_AND_CONTROL) {
                cursor.offset += 2;
            }
        }
        return stripProtocol(cursor);
    }

    /** A PPPoE session packet. */
    static int stripSession(PacketCursor cursor) {
        if (cursor.left() < SESSION_HEADER) {
            return SHORT;
        }
        cursor.enter(Protocol.PPPOE);
        if (Octets.u16(cursor.buffer, cursor.offset) != SESSION_DATA) {
            return NOTHING;
        }
        cursor.offset += SESSION_HEADER;
        return stripProtocol(cursor);
    }

    /** The protocol field is two octets, or one when compressed: an odd octet ends it. */
    static int stripProtocol(PacketCursor cursor) {
        cursor.enter(Protocol.PPP);
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
            case MPLS, MPLS_MULTICAST -> EtherType.MPLS;
            case BRIDGING -> bridged(cursor);
            default -> NOTHING;
        };
    }

    /** RFC 3518 §4.1: flags and padding, the kind of MAC (1 is Ethernet), then the frame. */
    private static int bridged(PacketCursor cursor) {
        if (cursor.left() < 2) {
            return SHORT;
        }
        int mac = Octets.u8(cursor.buffer, cursor.offset + 1);
        cursor.offset += 2;
        return mac == 1 ? EtherType.BRIDGED_ETHERNET : NOTHING;
    }
}
