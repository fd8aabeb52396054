package io.github.dnswhy.packet;

/**
 * Linux cooked capture, {@code LINKTYPE_LINUX_SLL}: what {@code -i any} writes.
 *
 * <pre>
 *  0      2        4                6          14        16
 *  | type | ARPHRD | address length | address  | protocol | payload …
 * </pre>
 */
final class CookedLink implements LinkLayer {
    static final CookedLink INSTANCE = new CookedLink();

    /** Protocols below are Linux's own numbers for frames without an EtherType (LINUX_SLL_P_802_2 is 4). */
    static final int FIRST_ETHER_TYPE = 0x0600;

    static final int LLC = 4;

    private static final int FRAME_RELAY = 770;
    private static final int WIRELESS = 801;
    private static final int WIRELESS_PRISM = 802;
    private static final int WIRELESS_RADIOTAP = 803;
    private static final int NETLINK = 824;

    private static final int HEADER = 16;
    private static final int HARDWARE = 2;
    private static final int PROTOCOL = 14;

    private CookedLink() {}

    @Override
    public int strip(PacketCursor cursor, PacketView packet) {
        if (cursor.left() < HEADER) {
            return SHORT;
        }
        cursor.enter(Protocol.LINUX_SLL);
        packet.direction = Octets.u16(cursor.buffer, cursor.offset);
        int hardware = Octets.u16(cursor.buffer, cursor.offset + HARDWARE);
        int protocol = Octets.u16(cursor.buffer, cursor.offset + PROTOCOL);
        cursor.offset += HEADER;
        return etherType(hardware, protocol, cursor, packet);
    }

    /** What follows, by the kind of hardware first: for some the protocol is something else, or nothing at all. */
    static int etherType(int hardware, int protocol, PacketCursor cursor, PacketView packet) {
        return switch (hardware) {
            case NETLINK -> NOTHING;
            case FRAME_RELAY -> FrameRelayLink.INSTANCE.strip(cursor, packet);
            case WIRELESS -> WirelessLink.INSTANCE.strip(cursor, packet);
            case WIRELESS_PRISM -> PrefixedLink.PRISM.strip(cursor, packet);
            case WIRELESS_RADIOTAP -> PrefixedLink.RADIOTAP.strip(cursor, packet);
            default -> protocol >= FIRST_ETHER_TYPE ? protocol : protocol == LLC ? Snap.strip(cursor) : NOTHING;
        };
    }
}
