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

    private static final int HEADER = 16;
    private static final int PROTOCOL = 14;

    private CookedLink() {}

    @Override
    public int strip(PacketCursor cursor, PacketView packet) {
        if (cursor.left() < HEADER) {
            return SHORT;
        }
        packet.direction = Octets.u16(cursor.buffer, cursor.offset);
        int protocol = Octets.u16(cursor.buffer, cursor.offset + PROTOCOL);
        cursor.offset += HEADER;
        return etherType(protocol, cursor);
    }

    static int etherType(int protocol, PacketCursor cursor) {
        if (protocol >= FIRST_ETHER_TYPE) {
            return protocol;
        }
        return protocol == LLC ? Snap.strip(cursor) : NOTHING;
    }
}
