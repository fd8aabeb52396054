package io.github.dnswhy.packet;

/**
 * Tunnels in UDP, told by a port at either end: VXLAN (RFC 7348), which carries the pods' traffic between nodes, VXLAN-GPE,
 * Geneve (RFC 8926), GRE (RFC 8086) and GTP-U (3GPP TS 29.281).
 */
final class UdpTunnel {
    private static final int GTP = 2152;
    private static final int GRE = 4754;
    private static final int VXLAN = 4789;
    private static final int VXLAN_GPE = 4790;
    private static final int GENEVE = 6081;
    /** What Linux uses for VXLAN when nothing else is said, and with it Flannel and Cilium. */
    private static final int VXLAN_LINUX = 8472;

    private static final int HEADER = 8;
    /** The flag that a network identifier is present. */
    private static final int VXLAN_IDENTIFIER = 0x08;

    private static final int GENEVE_OPTIONS = 0x3F;

    private static final int GTP_USER_DATA = 0xFF;
    private static final int GTP_VERSION_AND_TYPE = 0xF0;
    private static final int GTP_VERSION_1 = 0x30;
    private static final int GTP_EXTENSION = 0x04;
    private static final int GTP_OPTIONAL = 0x07;
    private static final int GTP_OPTIONAL_OCTETS = 4;
    private static final int GTP_MAX_EXTENSIONS = 8;

    private UdpTunnel() {}

    /** The port that tells the tunnel, the destination's first; 0 when there is none. Some senders answer from it. */
    static int port(int sourcePort, int destinationPort) {
        return isPort(destinationPort) ? destinationPort : isPort(sourcePort) ? sourcePort : 0;
    }

    private static boolean isPort(int port) {
        return switch (port) {
            case GTP, GRE, VXLAN, VXLAN_GPE, GENEVE, VXLAN_LINUX -> true;
            default -> false;
        };
    }

    /**
     * Moves the cursor from the UDP payload to what the tunnel carries.
     *
     * @param port what {@link #port} told
     * @return its EtherType, or a code of {@link LinkLayer}
     */
    static int strip(PacketCursor cursor, int port) {
        if (port == GRE) {
            return Gre.strip(cursor);
        }
        if (cursor.left() < HEADER) {
            return LinkLayer.SHORT;
        }
        return switch (port) {
            case GTP -> stripGtp(cursor);
            case GENEVE -> stripGeneve(cursor);
            case VXLAN_GPE -> stripVxlanGpe(cursor);
            default -> stripVxlan(cursor);
        };
    }

    private static int stripVxlan(PacketCursor cursor) {
        if (Octets.u8(cursor.buffer, cursor.offset) != VXLAN_IDENTIFIER) {
            return LinkLayer.NOTHING;
        }
        cursor.offset += HEADER;
        return EtherType.BRIDGED_ETHERNET;
    }

    /** The last octet of the first word names the protocol, whether or not the flag for it is set. */
    private static int stripVxlanGpe(PacketCursor cursor) {
        int protocol = Octets.u8(cursor.buffer, cursor.offset + 3);
        cursor.offset += HEADER;
        return switch (protocol) {
            case 0, 3 -> EtherType.BRIDGED_ETHERNET;
            case 1 -> EtherType.IPV4;
            case 2 -> EtherType.IPV6;
            default -> LinkLayer.NOTHING;
        };
    }

    private static int stripGeneve(PacketCursor cursor) {
        int first = Octets.u8(cursor.buffer, cursor.offset);
        int protocol = Octets.u16(cursor.buffer, cursor.offset + 2);
        int version = first >>> 6;
        cursor.offset += HEADER + 4 * (first & GENEVE_OPTIONS);
        if (version != 0) {
            return LinkLayer.NOTHING;
        }
        return cursor.left() < 0 ? LinkLayer.SHORT : protocol;
    }

    private static int stripGtp(PacketCursor cursor) {
        int flags = Octets.u8(cursor.buffer, cursor.offset);
        if ((flags & GTP_VERSION_AND_TYPE) != GTP_VERSION_1
                || Octets.u8(cursor.buffer, cursor.offset + 1) != GTP_USER_DATA) {
            return LinkLayer.NOTHING;
        }
        cursor.offset += HEADER;
        if ((flags & GTP_OPTIONAL) != 0) {
            if (cursor.left() < GTP_OPTIONAL_OCTETS) {
                return LinkLayer.SHORT;
            }
            cursor.offset += GTP_OPTIONAL_OCTETS;
            if ((flags & GTP_EXTENSION) != 0 && !skipGtpExtensions(cursor)) {
                return LinkLayer.SHORT;
            }
        }
        return EtherType.ofVersion(cursor);
    }

    /** Each extension gives its length in words first and the type of the next one last; type 0 ends them. */
    private static boolean skipGtpExtensions(PacketCursor cursor) {
        for (int i = 0; i < GTP_MAX_EXTENSIONS && Octets.u8(cursor.buffer, cursor.offset - 1) != 0; i++) {
            if (cursor.left() < 1) {
                return false;
            }
            int octets = Octets.u8(cursor.buffer, cursor.offset) << 2;
            if (octets == 0 || cursor.left() < octets) {
                return false;
            }
            cursor.offset += octets;
        }
        return true;
    }
}
