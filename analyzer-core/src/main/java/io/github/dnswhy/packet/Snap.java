package io.github.dnswhy.packet;

/** IEEE 802.2 LLC with a SNAP header (RFC 1042): {@code AA AA 03}, an organization code of zero, an EtherType. */
final class Snap {
    private static final int HEADER = 8;
    private static final int LLC_AND_FIRST_CODE_OCTET = 0xAAAA_0300;

    private Snap() {}

    /** The EtherType behind the header, or a code of {@link LinkLayer}. */
    static int strip(PacketCursor cursor) {
        if (cursor.left() < HEADER) {
            return LinkLayer.SHORT;
        }
        int at = cursor.offset;
        if (Octets.i32(cursor.buffer, at) != LLC_AND_FIRST_CODE_OCTET || Octets.u16(cursor.buffer, at + 4) != 0) {
            return LinkLayer.NOTHING;
        }
        cursor.offset += HEADER;
        return Octets.u16(cursor.buffer, at + 6);
    }
}
