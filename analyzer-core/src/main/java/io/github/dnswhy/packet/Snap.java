package io.github.dnswhy.packet;

/** IEEE 802.2 LLC with a SNAP header (RFC 1042): {@code AA AA 03}, an organization code, a type; and the few others that carry IP. */
final class Snap {
    private static final int LLC = 3;
    private static final int SUBNETWORK = 0xAAAA03;
    /** IP by its own service access point (IEEE 802 numbers). */
    private static final int INTERNET = 0x060603;
    /** Routed protocols by their identifier, RFC 2684 §5.1. */
    private static final int ROUTED = 0xFEFE03;

    private static final int ORGANIZATION = 5;
    private static final int ENCAPSULATED_ETHERNET = 0x000000;
    /** IEEE 802.1H. */
    private static final int BRIDGE_TUNNEL = 0x0000F8;
    /** Bridged frames, RFC 2684 §5.2: Ethernet with and without its checksum, behind padding. */
    private static final int BRIDGED = 0x0080C2;

    private Snap() {}

    /** The EtherType behind the header, or a code of {@link LinkLayer}. */
    static int strip(PacketCursor cursor) {
        if (cursor.left() < LLC + ORGANIZATION) {
            return LinkLayer.SHORT;
        }
        int llc = Octets.i32(cursor.buffer, cursor.offset) >>> 8;
        cursor.offset += LLC;
        switch (llc) {
            case SUBNETWORK:
                return stripOrganization(cursor);
            case INTERNET:
                return EtherType.ofVersion(cursor);
            case ROUTED:
                return FrameRelayLink.stripIdentified(cursor, 0);
            default:
                return LinkLayer.NOTHING;
        }
    }

    /** From the organization code on. */
    static int stripOrganization(PacketCursor cursor) {
        if (cursor.left() < ORGANIZATION) {
            return LinkLayer.SHORT;
        }
        int organization = Octets.i32(cursor.buffer, cursor.offset) >>> 8;
        int type = Octets.u16(cursor.buffer, cursor.offset + 3);
        cursor.enter(Protocol.SNAP);
        cursor.offset += ORGANIZATION;
        if (organization == ENCAPSULATED_ETHERNET || organization == BRIDGE_TUNNEL) {
            return type;
        }
        if (organization == BRIDGED && (type == 1 || type == 7)) {
            cursor.offset += 2;
            return cursor.left() < 0 ? LinkLayer.SHORT : EtherType.BRIDGED_ETHERNET;
        }
        return LinkLayer.NOTHING;
    }
}
