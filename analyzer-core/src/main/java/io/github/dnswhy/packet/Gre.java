package io.github.dnswhy.packet;

/**
 * Generic Routing Encapsulation (RFC 2784, with key and sequence number of RFC 2890), and ERSPAN in it.
 *
 * <pre>
 *  0              2          4                8     12
 *  | C.KS, ver    | protocol | checksum if C | key if K | sequence if S | payload …
 * </pre>
 */
final class Gre {
    private static final int HEADER = 4;
    private static final int CHECKSUM = 0x8000;
    private static final int ROUTING = 0x4000;
    private static final int KEY = 0x2000;
    private static final int SEQUENCE = 0x1000;
    private static final int VERSION = 0x0007;
    /** Mirrored traffic, versions I and II; version I has no header of its own, told by the missing sequence number. */
    private static final int ERSPAN = 0x88BE;

    private static final int ERSPAN_HEADER = 8;
    /** Mirrored traffic, version III. */
    private static final int ERSPAN3 = 0x22EB;

    private static final int ERSPAN3_HEADER = 12;
    private static final int ERSPAN3_SUBHEADER = 8;

    private Gre() {}

    /**
     * Moves the cursor behind the header.
     *
     * @return the EtherType of the payload, or a code of {@link LinkLayer}
     */
    static int strip(PacketCursor cursor) {
        if (cursor.left() < HEADER) {
            return LinkLayer.SHORT;
        }
        int flags = Octets.u16(cursor.buffer, cursor.offset);
        int protocol = Octets.u16(cursor.buffer, cursor.offset + 2);
        if ((flags & (ROUTING | VERSION)) != 0) {
            return LinkLayer.NOTHING;
        }
        int header = HEADER + 4 * (Integer.bitCount(flags & (CHECKSUM | KEY | SEQUENCE)));
        cursor.offset += header;
        return switch (protocol) {
            case ERSPAN -> mirrored(cursor, (flags & SEQUENCE) == 0 ? 0 : ERSPAN_HEADER);
            case ERSPAN3 -> mirrored(cursor, erspan3Header(cursor));
            default -> cursor.left() < 0 ? LinkLayer.SHORT : protocol;
        };
    }

    private static int erspan3Header(PacketCursor cursor) {
        boolean more = cursor.left() >= ERSPAN3_HEADER
                && (Octets.u8(cursor.buffer, cursor.offset + ERSPAN3_HEADER - 1) & 1) != 0;
        return more ? ERSPAN3_HEADER + ERSPAN3_SUBHEADER : ERSPAN3_HEADER;
    }

    private static int mirrored(PacketCursor cursor, int header) {
        cursor.offset += header;
        return cursor.left() < 0 ? LinkLayer.SHORT : EtherType.BRIDGED_ETHERNET;
    }
}
