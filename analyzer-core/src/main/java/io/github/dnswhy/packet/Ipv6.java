package io.github.dnswhy.packet;

/**
 * The IPv6 header and its chain of extension headers (RFC 8200 §3, §4).
 *
 * <pre>
 *  0                      4                6             7           8         24            40
 *  | version, class, flow | payload length | next header | hop limit | source  | destination | extension headers …
 * </pre>
 */
final class Ipv6 {
    /** What is returned when the captured octets end within the headers. */
    static final int SHORT = Ipv4.SHORT;

    /** What is returned when the headers contradict themselves or there are too many of them. */
    static final int MALFORMED = Ipv4.MALFORMED;

    private static final int HEADER = 40;
    private static final int EXTENSION = 8;
    /** A sender has no use for more; RFC 8504 §5.3 lets a host drop chains that are longer than it likes. */
    private static final int MAX_EXTENSIONS = 16;

    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION_OPTIONS = 60;
    private static final int MOBILITY = 135;
    private static final int HOST_IDENTITY = 139;
    private static final int SHIM6 = 140;

    private Ipv6() {}

    /**
     * Reads the header into the view and moves the cursor behind the extension headers, or behind the fragment header.
     *
     * @return the protocol number of the payload, or {@link #SHORT} or {@link #MALFORMED}; for a fragment the next header that
     *     its fragment header names
     */
    static int strip(PacketCursor cursor, PacketView packet) {
        byte[] buffer = cursor.buffer;
        int at = cursor.offset;
        if (cursor.left() < HEADER) {
            return SHORT;
        }
        if (Octets.u8(buffer, at) >>> 4 != 6) {
            return MALFORMED;
        }
        int payload = Octets.u16(buffer, at + 4);
        if (payload == 0) {
            // A jumbogram (RFC 2675) or segmentation offload: to the end.
            cursor.beyondCarrier = false;
        } else {
            cursor.announce(at, HEADER + payload);
        }
        packet.identification = -1;
        packet.timeToLive = Octets.u8(buffer, at + 7);
        packet.sourceHigh = Octets.i64(buffer, at + 8);
        packet.sourceLow = Octets.i64(buffer, at + 16);
        packet.destinationHigh = Octets.i64(buffer, at + 24);
        packet.destinationLow = Octets.i64(buffer, at + 32);
        cursor.fragment = false;
        cursor.offset = at + HEADER;
        return stripExtensions(Octets.u8(buffer, at + 6), cursor);
    }

    /**
     * Moves the cursor behind a chain of extension headers; a fragment header that really tells of fragments ends it.
     *
     * @param nextHeader the type of the header at the cursor
     * @return as {@link #strip}
     */
    static int stripExtensions(int nextHeader, PacketCursor cursor) {
        int next = nextHeader;
        for (int i = 0; isExtension(next); i++) {
            if (i == MAX_EXTENSIONS) {
                return MALFORMED;
            }
            if (cursor.left() < EXTENSION) {
                return SHORT;
            }
            int at = cursor.offset;
            int length = Octets.u8(cursor.buffer, at + 1);
            int octets = switch (next) {
                case FRAGMENT -> EXTENSION;
                case AUTHENTICATION -> (length + 2) << 2;
                default -> (length + 1) << 3;
            };
            if (cursor.left() < octets) {
                return SHORT;
            }
            cursor.offset = at + octets;
            boolean last = next == FRAGMENT && readFragment(cursor, at);
            next = Octets.u8(cursor.buffer, at);
            if (last) {
                return next;
            }
        }
        return next;
    }

    /** False for an atomic fragment (RFC 6946), which is a whole packet. */
    private static boolean readFragment(PacketCursor cursor, int at) {
        int offsetAndFlags = Octets.u16(cursor.buffer, at + 2);
        cursor.moreFragments = (offsetAndFlags & 1) != 0;
        cursor.fragmentOffset = offsetAndFlags & 0xFFF8;
        cursor.fragmentId = Octets.i32(cursor.buffer, at + 4);
        cursor.fragment = cursor.moreFragments || cursor.fragmentOffset != 0;
        return cursor.fragment;
    }

    private static boolean isExtension(int next) {
        return switch (next) {
            case HOP_BY_HOP, ROUTING, FRAGMENT, AUTHENTICATION, DESTINATION_OPTIONS, MOBILITY, HOST_IDENTITY, SHIM6 ->
                true;
            default -> false;
        };
    }
}
