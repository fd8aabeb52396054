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
    static final WirelessLink INSTANCE = new WirelessLink(false);
    /** With the header padded to words, as some hardware hands it over. */
    static final WirelessLink PADDED = new WirelessLink(true);

    private static final int HEADER = 24;
    private static final int ADDRESS = 6;
    private static final int QOS = 2;
    private static final int HT_CONTROL = 4;

    private static final int VERSION_AND_TYPE = 0x0F;
    private static final int DATA = 0x08;
    private static final int SUBTYPE_QOS = 0x80;
    private static final int SUBTYPE_NO_DATA = 0x40;

    private static final int TO_AND_FROM_DISTRIBUTION = 0x03;
    private static final int PROTECTED_FRAME = 0x40;
    private static final int ORDER = 0x80;
    /** In the first octet of the QoS field: several frames in one. */
    private static final int AGGREGATE = 0x80;

    private static final int SUBFRAME_HEADER = 14;

    private final boolean padded;

    private WirelessLink(boolean padded) {
        this.padded = padded;
    }

    @Override
    public int strip(PacketCursor cursor, PacketView packet) {
        cursor.enter(Protocol.WIRELESS);
        if (cursor.left() < HEADER) {
            // Control frames are shorter by nature.
            return cursor.isCut() ? SHORT : NOTHING;
        }
        int at = cursor.offset;
        int type = Octets.u8(cursor.buffer, at);
        int flags = Octets.u8(cursor.buffer, at + 1);
        if ((type & VERSION_AND_TYPE) != DATA || (type & SUBTYPE_NO_DATA) != 0) {
            return NOTHING;
        }
        if ((flags & PROTECTED_FRAME) != 0) {
            return PROTECTED;
        }
        int header = HEADER;
        if ((flags & TO_AND_FROM_DISTRIBUTION) == TO_AND_FROM_DISTRIBUTION) {
            header += ADDRESS;
        }
        boolean aggregate = false;
        if ((type & SUBTYPE_QOS) != 0) {
            if (cursor.left() < header + QOS) {
                return SHORT;
            }
            aggregate = (Octets.u8(cursor.buffer, at + header) & AGGREGATE) != 0;
            header += (flags & ORDER) != 0 ? QOS + HT_CONTROL : QOS;
        }
        cursor.offset = at + (padded ? header + 3 & ~3 : header);
        return aggregate ? stripSubframe(cursor) : Snap.strip(cursor);
    }

    /** An A-MSDU subframe (IEEE 802.11-2020 §9.3.2.2): two addresses, the length, then LLC; padded to words but for the last one. */
    static int stripSubframe(PacketCursor cursor) {
        if (cursor.left() < SUBFRAME_HEADER) {
            return SHORT;
        }
        int start = cursor.offset;
        int length = Octets.u16(cursor.buffer, start + SUBFRAME_HEADER - 2);
        cursor.splitAt(start + SUBFRAME_HEADER + length, start + (SUBFRAME_HEADER + length + 3 & ~3));
        cursor.offset = start + SUBFRAME_HEADER;
        return Snap.strip(cursor);
    }
}
