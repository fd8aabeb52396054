package io.github.dnswhy.packet;

/**
 * Generic Routing Encapsulation (RFC 2784, with key and sequence number of RFC 2890, routing of RFC 1701, and version 1 of RFC 2637,
 * which carries PPP), and ERSPAN in it.
 *
 * <pre>
 *  0              2          4                            8     12
 *  | CRKS, ver    | protocol | checksum, offset if C or R | key if K | sequence if S | acknowledgment if A | routing if R | payload …
 * </pre>
 */
final class Gre {
    private static final int HEADER = 4;
    private static final int CHECKSUM = 0x8000;
    private static final int ROUTING = 0x4000;
    private static final int KEY = 0x2000;
    private static final int SEQUENCE = 0x1000;
    /** Version 1 only. */
    private static final int ACKNOWLEDGMENT = 0x0080;

    private static final int VERSION = 0x0007;

    private static final int ROUTE = 4;
    private static final int MAX_ROUTES = 64;

    /** Mirrored traffic, versions I and II; version I has no header of its own, told by the missing sequence number. */
    private static final int ERSPAN = 0x88BE;

    private static final int ERSPAN_HEADER = 8;
    /** Mirrored traffic, version III. */
    private static final int ERSPAN3 = 0x22EB;

    private static final int ERSPAN3_HEADER = 12;
    private static final int ERSPAN3_SUBHEADER = 8;
    private static final int ERSPAN3_FRAME_IP = 2;

    /** Redirection by the Web Cache Communication Protocol; its version 2 has a header, which never begins like IP. */
    private static final int REDIRECT = 0x883E;

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
        int version = flags & VERSION;
        if (version > 1) {
            return LinkLayer.NOTHING;
        }
        int words = Integer.bitCount(flags & (KEY | SEQUENCE));
        words += (flags & (CHECKSUM | ROUTING)) != 0 ? 1 : 0;
        words += version == 1 && (flags & ACKNOWLEDGMENT) != 0 ? 1 : 0;
        cursor.offset += HEADER + 4 * words;
        if ((flags & ROUTING) != 0) {
            skipRoutes(cursor);
        }
        if (cursor.left() < 0) {
            return LinkLayer.SHORT;
        }
        return switch (protocol) {
            case ERSPAN -> mirrored(cursor, (flags & SEQUENCE) == 0 ? 0 : ERSPAN_HEADER);
            case ERSPAN3 -> mirrored3(cursor);
            case REDIRECT -> redirected(cursor);
            default -> protocol;
        };
    }

    /** Routes end with one of no family and no length. */
    private static void skipRoutes(PacketCursor cursor) {
        boolean last = false;
        for (int i = 0; i < MAX_ROUTES && !last && cursor.left() >= ROUTE; i++) {
            int length = Octets.u8(cursor.buffer, cursor.offset + 3);
            last = length == 0 && Octets.u16(cursor.buffer, cursor.offset) == 0;
            cursor.offset += ROUTE + length;
        }
    }

    private static int mirrored3(PacketCursor cursor) {
        if (cursor.left() < ERSPAN3_HEADER) {
            return LinkLayer.SHORT;
        }
        int flags = Octets.u16(cursor.buffer, cursor.offset + ERSPAN3_HEADER - 2);
        boolean more = (flags & 1) != 0;
        boolean ip = (flags >>> 10 & 0x1F) == ERSPAN3_FRAME_IP;
        int type = mirrored(cursor, more ? ERSPAN3_HEADER + ERSPAN3_SUBHEADER : ERSPAN3_HEADER);
        return ip && type == EtherType.BRIDGED_ETHERNET ? EtherType.ofVersion(cursor) : type;
    }

    private static int mirrored(PacketCursor cursor, int header) {
        cursor.enter(Protocol.ERSPAN);
        cursor.offset += header;
        return cursor.left() < 0 ? LinkLayer.SHORT : EtherType.BRIDGED_ETHERNET;
    }

    private static int redirected(PacketCursor cursor) {
        int type = EtherType.ofVersion(cursor);
        if (type != LinkLayer.NOTHING) {
            return type;
        }
        cursor.offset += HEADER;
        return cursor.left() < 0 ? LinkLayer.SHORT : EtherType.ofVersion(cursor);
    }
}
