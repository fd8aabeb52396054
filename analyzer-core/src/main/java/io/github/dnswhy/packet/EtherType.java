package io.github.dnswhy.packet;

/** The EtherTypes (IEEE 802 numbers) that the decoder knows. */
final class EtherType {
    static final int IPV4 = 0x0800;
    static final int ARP = 0x0806;
    static final int IPV6 = 0x86DD;
    /** Transparent Ethernet bridging: an Ethernet frame follows, in GRE and Geneve. */
    static final int BRIDGED_ETHERNET = 0x6558;

    static final int MPLS = 0x8847;
    /** The Network Service Header, RFC 8300. */
    static final int SERVICE_HEADER = 0x894F;

    private static final int MPLS_MULTICAST = 0x8848;
    private static final int VLAN = 0x8100;
    private static final int VLAN_SERVICE = 0x88A8;
    private static final int VLAN_STACKED = 0x9100;
    private static final int VLAN_STACKED_2 = 0x9200;
    private static final int VLAN_STACKED_3 = 0x9300;
    /** IEEE 802.1ah: a service instance, then an Ethernet frame. */
    private static final int BACKBONE = 0x88E7;
    /** IEEE 802.1BR, and what it came from: tags of port extenders. */
    private static final int E_TAG = 0x893F;

    private static final int VN_TAG = 0x8926;
    /** Cisco MetaData, security group tags. */
    private static final int META_DATA = 0x8909;
    /** High-availability Seamless Redundancy, IEC 62439-3. */
    private static final int SEAMLESS_REDUNDANCY = 0x892F;

    private static final int PPPOE_SESSION = 0x8864;
    private static final int PPP = 0x880B;
    /** IEEE 802.1AE; told, never read. */
    private static final int MACSEC = 0x88E5;

    private static final int TYPE = 2;
    private static final int TAG = 4;
    private static final int TAG_OF_6 = 6;
    private static final int TAG_OF_8 = 8;
    /** The bit of an MPLS label (RFC 3032 §2.1) that tells the last one. */
    private static final int MPLS_BOTTOM = 0x01;

    private static final int ADDRESSES = 12;
    private static final int CONTROL_WORD = 4;
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
     * forerunners), tags of port extenders and the like, MPLS labels (RFC 3032), PPPoE (RFC 2516) and service headers, in any
     * order.
     *
     * @param type the EtherType read so far
     * @return the EtherType behind them, or a code of {@link LinkLayer}
     */
    static int untag(int type, PacketCursor cursor) {
        if (type == IPV4 || type == IPV6) {
            return type;
        }
        int inner = type;
        for (int tags = 0; tags < MAX_TAGS; tags++) {
            switch (inner) {
                case VLAN, VLAN_SERVICE, VLAN_STACKED, VLAN_STACKED_2, VLAN_STACKED_3 -> {
                    cursor.enter(Protocol.VLAN);
                    inner = stripTag(cursor, TAG);
                }
                case SEAMLESS_REDUNDANCY, VN_TAG -> inner = stripTag(cursor, TAG_OF_6);
                case E_TAG, META_DATA -> inner = stripTag(cursor, TAG_OF_8);
                case MPLS, MPLS_MULTICAST -> inner = stripLabels(cursor);
                case PPPOE_SESSION -> inner = Ppp.stripSession(cursor);
                case PPP -> inner = Ppp.stripFrame(cursor);
                case SERVICE_HEADER -> inner = stripServiceHeader(cursor);
                case BACKBONE -> {
                    cursor.offset += TAG;
                    return cursor.left() < 0 ? LinkLayer.SHORT : BRIDGED_ETHERNET;
                }
                case MACSEC -> {
                    return LinkLayer.PROTECTED;
                }
                default -> {
                    return inner;
                }
            }
        }
        return LinkLayer.NOTHING;
    }

    /** A tag ends with the type of what follows. */
    private static int stripTag(PacketCursor cursor, int octets) {
        if (cursor.left() < octets) {
            return LinkLayer.SHORT;
        }
        cursor.offset += octets;
        return Octets.u16(cursor.buffer, cursor.offset - TYPE);
    }

    /** Labels do not tell what they carry; an IP packet shows by its version. */
    private static int stripLabels(PacketCursor cursor) {
        cursor.enter(Protocol.MPLS);
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
        int ip = ofVersion(cursor);
        return ip == LinkLayer.NOTHING ? pseudowire(cursor) : ip;
    }

    /**
     * An Ethernet pseudowire (RFC 4448 §4.6), whose control word begins with four zero bits. Addresses may begin like that too: the
     * type behind them tells.
     */
    private static int pseudowire(PacketCursor cursor) {
        if (isKnownAt(cursor, CONTROL_WORD + ADDRESSES) && Octets.u8(cursor.buffer, cursor.offset) >>> 4 == 0) {
            cursor.offset += CONTROL_WORD;
            return BRIDGED_ETHERNET;
        }
        return isKnownAt(cursor, ADDRESSES) ? BRIDGED_ETHERNET : LinkLayer.NOTHING;
    }

    private static boolean isKnownAt(PacketCursor cursor, int distance) {
        return cursor.left() >= distance + TYPE
                && switch (Octets.u16(cursor.buffer, cursor.offset + distance)) {
                    case IPV4, IPV6, ARP, VLAN, VLAN_SERVICE, MPLS, PPPOE_SESSION -> true;
                    default -> false;
                };
    }

    /** RFC 8300 §2.2: the length in words is in the second octet, the protocol in the fourth. */
    private static int stripServiceHeader(PacketCursor cursor) {
        if (cursor.left() < TAG_OF_8) {
            return LinkLayer.SHORT;
        }
        int words = Octets.u8(cursor.buffer, cursor.offset + 1) & 0x3F;
        int protocol = Octets.u8(cursor.buffer, cursor.offset + 3);
        if (words < 2) {
            return LinkLayer.NOTHING;
        }
        cursor.offset += 4 * words;
        if (cursor.left() < 0) {
            return LinkLayer.SHORT;
        }
        return switch (protocol) {
            case 1 -> IPV4;
            case 2 -> IPV6;
            case 3 -> BRIDGED_ETHERNET;
            case 5 -> MPLS;
            default -> LinkLayer.NOTHING;
        };
    }
}
