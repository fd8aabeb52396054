package io.github.dnswhy.packet;

/**
 * IEEE 802.11, {@code LINKTYPE_IEEE802_11}: data frames that are not encrypted.
 *
 * <pre>
 *  0               2          4           10          16          22         24
 *  | frame control | duration | address 1 | address 2 | address 3 | sequence | address 4, QoS, HT control if told | LLC, SNAP …
 * </pre>
 */
final class WirelessLink implements LinkLayer {
    static final WirelessLink INSTANCE = new WirelessLink();

    private static final int HEADER = 24;
    private static final int ADDRESS = 6;
    private static final int QOS = 2;
    private static final int HT_CONTROL = 4;

    private static final int VERSION_AND_TYPE = 0x0F;
    private static final int DATA = 0x08;
    private static final int SUBTYPE_QOS = 0x80;
    private static final int SUBTYPE_NO_DATA = 0x40;

    private static final int TO_AND_FROM_DISTRIBUTION = 0x03;
    private static final int PROTECTED = 0x40;
    private static final int ORDER = 0x80;

    private WirelessLink() {}

    @Override
    public int strip(PacketCursor cursor, PacketView packet) {
        if (cursor.left() < HEADER) {
            // Control frames are shorter by nature.
            return NOTHING;
        }
        int type = Octets.u8(cursor.buffer, cursor.offset);
        int flags = Octets.u8(cursor.buffer, cursor.offset + 1);
        if ((type & VERSION_AND_TYPE) != DATA || (type & SUBTYPE_NO_DATA) != 0 || (flags & PROTECTED) != 0) {
            return NOTHING;
        }
        int header = HEADER;
        if ((flags & TO_AND_FROM_DISTRIBUTION) == TO_AND_FROM_DISTRIBUTION) {
            header += ADDRESS;
        }
        if ((type & SUBTYPE_QOS) != 0) {
            header += (flags & ORDER) != 0 ? QOS + HT_CONTROL : QOS;
        }
        cursor.offset += header;
        return Snap.strip(cursor);
    }
}
