package io.github.dnswhy.packet;

/** The EtherTypes (IEEE 802 numbers) that the decoder knows. */
final class EtherType {
    static final int IPV4 = 0x0800;
    static final int ARP = 0x0806;
    static final int IPV6 = 0x86DD;
    /** Transparent Ethernet bridging: an Ethernet frame follows, in GRE and Geneve. */
    static final int BRIDGED_ETHERNET = 0x6558;

    private static final int VLAN = 0x8100;
    private static final int VLAN_SERVICE = 0x88A8;
    private static final int VLAN_STACKED = 0x9100;
    private static final int MPLS = 0x8847;
    private static final int MPLS_MULTICAST = 0x8848;
    private static final int PPPOE_SESSION = 0x8864;
    private static final int TAG = 4;
    /** The bit of an MPLS label (RFC 3032 §2.1) that tells the last one. */
    private static final int MPLS_BOTTOM = 0x01;
    /** More tags than any network stacks; beyond them a frame is taken for damaged. */
    private static final int MAX_TAGS = 8;

    private EtherType() {}

    /**
     * The EtherType for an IP packet that starts at the cursor, by its version field.
     *
     * @return {@link #IPV4}, {@link #IPV6}, or {@link LinkLayer#NOTHING} or {@link LinkLayer#SHORT}
     */
    static int ofVersion(PacketCursor cursor) {
        if (cursor.left() < 1) {
            return LinkLayer.SHORT;
        }
        return switch (Octets.u8(cursor.buffer, cursor.offset) >>> 4) {
            case 4 -> IPV4;
            case 6 -> IPV6;
            default -> LinkLayer.NOTHING;
        };
    }

    /**
     * Moves the cursor behind what may stand between an Ethernet header and its packet: VLAN tags (IEEE 802.1Q, 802.1ad and their
     * forerunner 0x9100), MPLS labels (RFC 3032) and PPPoE (RFC 2516), in any order.
     *
     * @param type the EtherType read so far
     * @return the EtherType behind them, or {@link LinkLayer#SHORT} or {@link LinkLayer#NOTHING}
     */
    static int untag(int type, PacketCursor cursor) {
        int inner = type;
        for (int tags = 0; isTag(inner); tags++) {
            if (tags == MAX_TAGS) {
                return LinkLayer.NOTHING;
            }
            inner = switch (inner) {
                case MPLS, MPLS_MULTICAST -> stripLabels(cursor);
                case PPPOE_SESSION -> Ppp.stripSession(cursor);
                default -> stripTag(cursor);
            };
        }
        return inner;
    }

    private static int stripTag(PacketCursor cursor) {
        if (cursor.left() < TAG) {
            return LinkLayer.SHORT;
        }
        cursor.offset += TAG;
        return Octets.u16(cursor.buffer, cursor.offset - 2);
    }

    /** Labels do not tell what they carry; an IP packet shows by its version. */
    private static int stripLabels(PacketCursor cursor) {
        boolean bottom = false;
        for (int labels = 0; !bottom; labels++) {
            if (labels == MAX_TAGS) {
                return LinkLayer.NOTHING;
            }
            if (cursor.left() < TAG) {
                return LinkLayer.SHORT;
            }
            bottom = (Octets.u8(cursor.buffer, cursor.offset + 2) & MPLS_BOTTOM) != 0;
            cursor.offset += TAG;
        }
        return ofVersion(cursor);
    }

    private static boolean isTag(int type) {
        return switch (type) {
            case VLAN, VLAN_SERVICE, VLAN_STACKED, MPLS, MPLS_MULTICAST, PPPOE_SESSION -> true;
            default -> false;
        };
    }
}
