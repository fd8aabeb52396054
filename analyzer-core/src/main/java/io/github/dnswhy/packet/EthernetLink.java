package io.github.dnswhy.packet;

/**
 * Ethernet II and IEEE 802.3 with SNAP, {@code LINKTYPE_ETHERNET}.
 *
 * <pre>
 *  0              6              12      14
 *  | destination  | source       | type  | payload …
 * </pre>
 */
final class EthernetLink implements LinkLayer {
    static final EthernetLink INSTANCE = new EthernetLink();

    private static final int HEADER = 14;
    private static final int TYPE = 12;
    /** Up to here the field is the length of an IEEE 802.3 frame, not a type. */
    private static final int MAX_LENGTH = 1500;

    private EthernetLink() {}

    @Override
    public int strip(PacketCursor cursor, PacketView packet) {
        if (cursor.left() < HEADER) {
            return SHORT;
        }
        cursor.enter(Protocol.ETHERNET);
        int type = Octets.u16(cursor.buffer, cursor.offset + TYPE);
        cursor.offset += HEADER;
        return type > MAX_LENGTH ? type : Snap.strip(cursor);
    }
}
