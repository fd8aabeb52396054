package io.github.dnswhy.packet;

/**
 * ARCNET: one octet of source, destination and protocol, which for the protocols of RFC 1201 is followed by a split flag and a
 * sequence number.
 *
 * <pre>
 *  0        1             2                 2 or 4     (RFC 1201 only)
 *  | source | destination | offset if Linux | protocol | split flag | sequence number | payload …
 * </pre>
 */
final class ArcnetLink implements LinkLayer {
    /** {@code LINKTYPE_ARCNET_BSD}. */
    static final ArcnetLink BSD = new ArcnetLink(2);
    /** {@code LINKTYPE_ARCNET_LINUX}, with the offset of the packet in the card's buffer. */
    static final ArcnetLink LINUX = new ArcnetLink(4);

    private static final int RFC1051_IP = 0xF0;
    private static final int RFC1201_IP = 0xD4;
    private static final int IPV6 = 0xC4;
    private static final int SPLIT = 3;
    /** In place of the split flag: a packet of a length that the hardware cannot send has four octets more. */
    private static final int EXCEPTION = 0xFF;

    private static final int PADDING = 4;

    private final int addresses;

    private ArcnetLink(int addresses) {
        this.addresses = addresses;
    }

    @Override
    public int strip(PacketCursor cursor, PacketView packet) {
        if (cursor.left() < addresses + 1) {
            return SHORT;
        }
        cursor.enter(Protocol.ARCNET);
        int protocol = Octets.u8(cursor.buffer, cursor.offset + addresses);
        cursor.offset += addresses + 1;
        return switch (protocol) {
            case RFC1051_IP -> EtherType.IPV4;
            case RFC1201_IP -> unsplit(cursor, EtherType.IPV4);
            case IPV6 -> unsplit(cursor, EtherType.IPV6);
            default -> NOTHING;
        };
    }

    /** A packet in several frames has another split flag than zero; its parts are not joined. */
    private static int unsplit(PacketCursor cursor, int etherType) {
        if (cursor.left() < SPLIT + PADDING) {
            return SHORT;
        }
        int flag = Octets.u8(cursor.buffer, cursor.offset);
        if (flag == EXCEPTION) {
            cursor.offset += PADDING;
            flag = Octets.u8(cursor.buffer, cursor.offset);
        }
        cursor.offset += SPLIT;
        if (cursor.left() < 0) {
            return SHORT;
        }
        return flag == 0 ? etherType : NOTHING;
    }
}
