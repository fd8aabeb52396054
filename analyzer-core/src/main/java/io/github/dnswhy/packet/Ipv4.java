package io.github.dnswhy.packet;

/**
 * The IPv4 header (RFC 791 §3.1).
 *
 * <pre>
 *  0         1      2              4                6              8     9          10         12       16           20
 *  | ver,ihl | tos  | total length | identification | flags,offset | ttl | protocol | checksum | source | destination | options …
 * </pre>
 */
final class Ipv4 {
    /** What {@link #strip} returns when the captured octets end within the header. */
    static final int SHORT = -1;

    /** What {@link #strip} returns when the header contradicts itself. */
    static final int MALFORMED = -2;

    private static final int HEADER = 20;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int OFFSET_MASK = 0x1FFF;
    private static final long MAPPED = 0x0000_FFFF_0000_0000L;

    private Ipv4() {}

    /**
     * Reads the header into the view and moves the cursor behind its options.
     *
     * @return the protocol number of the payload, or {@link #SHORT} or {@link #MALFORMED}
     */
    static int strip(PacketCursor cursor, PacketView packet) {
        byte[] buffer = cursor.buffer;
        int at = cursor.offset;
        if (cursor.left() < HEADER) {
            return SHORT;
        }
        int first = Octets.u8(buffer, at);
        int header = (first & 0xF) << 2;
        if (first >>> 4 != 4 || header < HEADER) {
            return MALFORMED;
        }
        int total = Octets.u16(buffer, at + 2);
        if (total == 0) {
            // Segmentation offload: the length does not fit, or the card would have filled it in.
            cursor.beyondCarrier = false;
        } else if (total < header) {
            return MALFORMED;
        } else {
            cursor.announce(at, total);
        }
        if (cursor.left() < header) {
            return SHORT;
        }
        int flagsAndOffset = Octets.u16(buffer, at + 6);
        int identification = Octets.u16(buffer, at + 4);
        cursor.moreFragments = (flagsAndOffset & MORE_FRAGMENTS) != 0;
        cursor.fragmentOffset = (flagsAndOffset & OFFSET_MASK) << 3;
        cursor.fragment = (flagsAndOffset & (MORE_FRAGMENTS | OFFSET_MASK)) != 0;
        cursor.fragmentId = identification;
        cursor.offset = at + header;
        packet.identification = identification;
        packet.timeToLive = Octets.u8(buffer, at + 8);
        packet.sourceHigh = 0;
        packet.sourceLow = MAPPED | Octets.u32(buffer, at + 12);
        packet.destinationHigh = 0;
        packet.destinationLow = MAPPED | Octets.u32(buffer, at + 16);
        return Octets.u8(buffer, at + 9);
    }
}
