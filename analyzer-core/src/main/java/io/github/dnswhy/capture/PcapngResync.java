package io.github.dnswhy.capture;

import static io.github.dnswhy.capture.ByteWindow.int32;

import java.io.IOException;

/** Judges damaged places of a pcapng. Blocks carry their length at both ends, so one sound block is proof enough. */
final class PcapngResync {
    private static final int FRAMING = 12;
    /** Where the frame starts in an enhanced and in an obsolete packet block. */
    private static final int PACKET_DATA = 28;

    private PcapngResync() {}

    /**
     * Moves the window behind the damaged block at its position to the next sound block.
     *
     * @param octets how far from the position to start, at least 1
     * @return false when there is none; the window is then at its end
     */
    static boolean seek(ByteWindow window, int octets, boolean bigEndian, int maxBlock) throws IOException {
        window.position += Math.min(octets, window.available());
        while (window.has(FRAMING)) {
            int at = window.position;
            int last = window.limit - FRAMING;
            while (at <= last && !plausible(window.bytes, at, bigEndian, maxBlock)) {
                at++;
            }
            window.position = at;
            if (at <= last) {
                int length = int32(window.bytes, at + 4, order(window.bytes, at, bigEndian));
                if (window.has(length)
                        && int32(window.bytes, window.position + length - 4, false)
                                == int32(window.bytes, window.position + 4, false)) {
                    return true;
                }
                window.position++;
            }
        }
        window.position = window.limit;
        return false;
    }

    /** Whether a sound header, or nothing at all, follows a block that is wholly in the window. */
    static boolean plausibleAfter(ByteWindow window, boolean bigEndian, int length, int maxBlock) throws IOException {
        if (!window.has(length + FRAMING)) {
            return window.available() == length;
        }
        return plausible(window.bytes, window.position + length, bigEndian, maxBlock);
    }

    /**
     * From where a block that runs past the end of the input may be searched for others, in octets from the position. Its frame is
     * not searched, as it may carry another capture.
     */
    static int afterFrame(ByteWindow window, boolean bigEndian, int length) {
        int at = window.position;
        int type = int32(window.bytes, at, bigEndian);
        boolean packet = type == PcapngDecoder.ENHANCED_PACKET || type == PcapngDecoder.PACKET;
        if (!packet || window.available() < PACKET_DATA) {
            return type == PcapngDecoder.SIMPLE_PACKET || packet ? window.available() : 1;
        }
        int captured = int32(window.bytes, at + 20, bigEndian);
        return captured >= 0 && captured <= length - PACKET_DATA ? PACKET_DATA + captured : 1;
    }

    private static boolean plausible(byte[] bytes, int at, boolean bigEndian, int maxBlock) {
        boolean order = order(bytes, at, bigEndian);
        int type = int32(bytes, at, order);
        int length = int32(bytes, at + 4, order);
        return length >= FRAMING
                && length <= maxBlock
                && (length & 3) == 0
                && switch (type) {
                    case CaptureFormats.SECTION_HEADER -> CaptureFormats.plain(bytes, at, FRAMING) != null;
                    case PcapngDecoder.ENHANCED_PACKET,
                            PcapngDecoder.PACKET,
                            PcapngDecoder.SIMPLE_PACKET,
                            PcapngDecoder.INTERFACE_DESCRIPTION,
                            PcapngDecoder.INTERFACE_STATISTICS -> true;
                    default -> false;
                };
    }

    /** The byte order at an index: a section header tells its own. */
    private static boolean order(byte[] bytes, int at, boolean bigEndian) {
        return int32(bytes, at, false) == CaptureFormats.SECTION_HEADER
                ? int32(bytes, at + 8, false) != CaptureFormats.BYTE_ORDER_MAGIC
                : bigEndian;
    }
}
