package io.github.dnswhy.packet;

/**
 * BSD loopback: {@code LINKTYPE_NULL} and {@code LINKTYPE_LOOP}. Four octets hold the address family, in the byte order of the
 * machine that captured (NULL) or of the network (LOOP); the order shows in the number itself. Some writers put an EtherType into
 * the last two octets.
 */
final class LoopbackLink implements LinkLayer {
    static final LoopbackLink INSTANCE = new LoopbackLink();

    private static final int HEADER = 4;
    private static final int INET = 2;

    private LoopbackLink() {}

    @Override
    public int strip(PacketCursor cursor, PacketView packet) {
        if (cursor.left() < HEADER) {
            return SHORT;
        }
        cursor.enter(Protocol.LOOPBACK);
        int family = Octets.i32(cursor.buffer, cursor.offset);
        cursor.offset += HEADER;
        return switch ((family & 0xFFFF) == 0 ? Integer.reverseBytes(family) : family) {
            case INET -> EtherType.IPV4;
            // Linux, NetBSD and OpenBSD, FreeBSD, Darwin.
            case 10, 24, 28, 30 -> EtherType.IPV6;
            default -> etherType(Octets.u16(cursor.buffer, cursor.offset - 2));
        };
    }

    private static int etherType(int type) {
        return type == EtherType.IPV4 || type == EtherType.IPV6 ? type : NOTHING;
    }
}
