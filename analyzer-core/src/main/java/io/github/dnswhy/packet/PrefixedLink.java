package io.github.dnswhy.packet;

/**
 * Headers that a capture tool puts before the frame: radiotap, {@code LINKTYPE_IEEE802_11_RADIOTAP}, and Per-Packet Information,
 * {@code LINKTYPE_PPI}. Little-endian on all machines.
 *
 * <pre>
 *  0         1             2        4                     8
 *  | version | pad, flags  | length | PPI: the link type  | …
 * </pre>
 */
final class PrefixedLink implements LinkLayer {
    static final PrefixedLink RADIOTAP = new PrefixedLink(false);
    static final PrefixedLink PPI = new PrefixedLink(true);

    private static final int HEADER = 8;

    private final boolean namesLinkType;

    private PrefixedLink(boolean namesLinkType) {
        this.namesLinkType = namesLinkType;
    }

    @Override
    public int strip(PacketCursor cursor, PacketView packet) {
        if (cursor.left() < HEADER) {
            return SHORT;
        }
        int length = Short.reverseBytes((short) Octets.u16(cursor.buffer, cursor.offset + 2)) & 0xFFFF;
        int linkType = Integer.reverseBytes(Octets.i32(cursor.buffer, cursor.offset + 4));
        if (length < HEADER) {
            return NOTHING;
        }
        if (cursor.left() < length) {
            return SHORT;
        }
        cursor.offset += length;
        LinkLayer inner = namesLinkType ? LinkLayers.of(linkType) : WirelessLink.INSTANCE;
        // A prefix within a prefix is nobody's doing but an attacker's.
        return inner == null || inner instanceof PrefixedLink ? NOTHING : inner.strip(cursor, packet);
    }
}
