package io.github.dnswhy.packet;

/**
 * Linux cooked capture version 2, {@code LINKTYPE_LINUX_SLL2}, which names the interface.
 *
 * <pre>
 *  0          2          4                 8        10     11               12        20
 *  | protocol | reserved | interface index | ARPHRD | type | address length | address | payload …
 * </pre>
 */
final class Cooked2Link implements LinkLayer {
    static final Cooked2Link INSTANCE = new Cooked2Link();

    private static final int HEADER = 20;
    private static final int INTERFACE_INDEX = 4;
    private static final int HARDWARE = 8;
    private static final int PACKET_TYPE = 10;

    private Cooked2Link() {}

    @Override
    public int strip(PacketCursor cursor, PacketView packet) {
        if (cursor.left() < HEADER) {
            return SHORT;
        }
        cursor.enter(Protocol.LINUX_SLL2);
        int at = cursor.offset;
        packet.interfaceIndex = Octets.i32(cursor.buffer, at + INTERFACE_INDEX);
        packet.direction = Octets.u8(cursor.buffer, at + PACKET_TYPE);
        cursor.offset += HEADER;
        return CookedLink.etherType(
                Octets.u16(cursor.buffer, at + HARDWARE), Octets.u16(cursor.buffer, at), cursor, packet);
    }
}
