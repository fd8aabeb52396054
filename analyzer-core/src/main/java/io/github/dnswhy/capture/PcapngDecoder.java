package io.github.dnswhy.capture;

import static io.github.dnswhy.capture.ByteWindow.int32;
import static io.github.dnswhy.capture.ByteWindow.unsignedInt;
import static io.github.dnswhy.capture.ByteWindow.unsignedShort;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.io.IOException;

/**
 * Reads pcapng (draft-ietf-opsawg-pcapng): sections of either byte order; enhanced, simple and the obsolete packet blocks.
 *
 * <pre>
 *  0        4        8                    length-4
 * +--------+--------+-----------...------+--------+
 * | type   | length | body               | length |      a block
 * +--------+--------+-----------...------+--------+
 * </pre>
 */
final class PcapngDecoder implements FrameDecoder {
    static final int INTERFACE_DESCRIPTION = 1;
    static final int PACKET = 2;
    static final int SIMPLE_PACKET = 3;
    static final int INTERFACE_STATISTICS = 5;
    static final int ENHANCED_PACKET = 6;
    private static final int JOURNAL_EXPORT = 9;
    private static final int SYSDIG_EVENT = 0x204;
    private static final int SYSDIG_EVENT_2 = 0x216;
    private static final int SYSDIG_EVENT_2_LARGE = 0x221;
    private static final int CUSTOM = 0x0000_0BAD;
    private static final int CUSTOM_NOT_COPIED = 0x4000_0BAD;

    private static final int BLOCK_FRAMING = 12;
    private static final int PACKET_DATA = 28;
    /** Octets of a simple packet block around its frame. */
    private static final int SIMPLE_FRAMING = 16;

    private final ByteWindow window;
    private final Anomalies anomalies;
    private final PcapngSection section;
    private final int maxBlock;
    private boolean bigEndian;
    private int padding;

    /**
     * Starts at a section header.
     *
     * @param window its position is at the section header block
     * @param limits bounds blocks and interfaces
     * @param anomalies where oddities are counted
     */
    PcapngDecoder(ByteWindow window, Limits limits, Anomalies anomalies) {
        this.window = window;
        this.anomalies = anomalies;
        this.section = new PcapngSection(limits.size(Limit.INTERFACES), anomalies);
        this.maxBlock = (int) Math.min(limits.get(Limit.BLOCK_BYTES), ByteWindow.MAX_REQUEST);
    }

    @Override
    public int next(Frame frame) throws IOException {
        while (true) {
            int length = block();
            if (length <= 0) {
                return length == 0 ? END : HEADER;
            }
            byte[] bytes = window.bytes;
            int at = window.position;
            long offset = window.offset();
            window.position = at + length + padding;
            switch (int32(bytes, at, bigEndian)) {
                case ENHANCED_PACKET -> {
                    if (showPacket(frame, offset, at, length, int32(bytes, at + 8, bigEndian))) {
                        return FRAME;
                    }
                }
                case PACKET -> {
                    if (showPacket(frame, offset, at, length, unsignedShort(bytes, at + 8, bigEndian))) {
                        section.droppedBefore(frame.interfaceId, unsignedShort(bytes, at + 10, bigEndian));
                        return FRAME;
                    }
                }
                case SIMPLE_PACKET -> {
                    if (showSimplePacket(frame, offset, at, length)) {
                        return FRAME;
                    }
                }
                case CaptureFormats.SECTION_HEADER -> section.begin(bytes, at, offset, bigEndian);
                case INTERFACE_DESCRIPTION -> section.describe(bytes, at, length, offset);
                case INTERFACE_STATISTICS -> section.statistics(bytes, at, length, offset);
                // Wireshark shows these among the frames.
                case CUSTOM, CUSTOM_NOT_COPIED, JOURNAL_EXPORT, SYSDIG_EVENT, SYSDIG_EVENT_2, SYSDIG_EVENT_2_LARGE ->
                    frame.number++;
                default -> {
                    // Name resolution, decryption secrets, and what later writers add: nothing of it is traffic.
                }
            }
        }
    }

    /** Makes a whole sound block available at the position: its length, 0 at the end, -1 at the header of an appended pcap. */
    private int block() throws IOException {
        while (true) {
            if (!window.has(BLOCK_FRAMING)) {
                if (window.available() > 0 && !window.sourceDamaged()) {
                    CaptureAnomaly.BLOCK_CUT_SHORT.countAt(window.offset(), anomalies);
                }
                return 0;
            }
            byte[] bytes = window.bytes;
            int at = window.position;
            boolean sound = !isSection(bytes, at) || takeByteOrder(bytes, at);
            int length = int32(bytes, at + 4, bigEndian);
            sound &= length >= minimum(int32(bytes, at, bigEndian)) && length <= maxBlock;
            boolean whole = sound && window.has(length);
            if (whole && trailed(length)) {
                return length;
            }
            if (CaptureFormats.appendedPcap(window.bytes, window.position, window.available())) {
                return -1;
            }
            boolean resumed = sound && !whole
                    ? resume(PcapngResync.afterFrame(window, bigEndian, length), CaptureAnomaly.BLOCK_CUT_SHORT)
                    : resume(1, CaptureAnomaly.BLOCK_LENGTH_INVALID);
            if (!resumed) {
                return 0;
            }
        }
    }

    /** Whether the type of a block is that of a section header, which reads the same in either byte order. */
    private static boolean isSection(byte[] bytes, int at) {
        return int32(bytes, at, false) == CaptureFormats.SECTION_HEADER;
    }

    /** Takes over the byte order of a section header; false when it has none. */
    private boolean takeByteOrder(byte[] bytes, int at) {
        if (CaptureFormats.plain(bytes, at, BLOCK_FRAMING) == null) {
            return false;
        }
        bigEndian = int32(bytes, at + 8, false) != CaptureFormats.BYTE_ORDER_MAGIC;
        return true;
    }

    /** Whether a block ends as it should, or wrongly but so that another block, or the end, follows. Finds its padding. */
    private boolean trailed(int length) throws IOException {
        padding = 0;
        if (int32(window.bytes, window.position + length - 4, bigEndian) == length) {
            if ((length & 3) != 0) {
                CaptureAnomaly.BLOCK_LENGTH_UNALIGNED.countAt(window.offset(), anomalies);
            }
            return true;
        }
        int missing = -length & 3;
        if (missing != 0) {
            // Some writers pad the block but do not count the padding.
            if (!window.has(length + missing)
                    || int32(window.bytes, window.position + length + missing - 4, bigEndian) != length) {
                return false;
            }
            padding = missing;
            CaptureAnomaly.BLOCK_LENGTH_UNALIGNED.countAt(window.offset(), anomalies);
            return true;
        }
        if (PcapngResync.plausibleAfter(window, bigEndian, length, maxBlock)) {
            CaptureAnomaly.BLOCK_LENGTH_INVALID.countAt(window.offset(), anomalies);
            return true;
        }
        return false;
    }

    private static int minimum(int type) {
        return switch (type) {
            case CaptureFormats.SECTION_HEADER -> 28;
            case ENHANCED_PACKET, PACKET -> PACKET_DATA + 4;
            case INTERFACE_DESCRIPTION -> 20;
            case INTERFACE_STATISTICS -> 24;
            case SIMPLE_PACKET -> 16;
            default -> BLOCK_FRAMING;
        };
    }

    /** Shows an enhanced or obsolete packet block; they differ in the width of the interface id only. */
    private boolean showPacket(Frame frame, long offset, int at, int length, int id) {
        InterfaceDescription from = section.find(id, offset);
        if (from == null) {
            return false;
        }
        byte[] bytes = window.bytes;
        long ticks = unsignedInt(bytes, at + 12, bigEndian) << 32 | unsignedInt(bytes, at + 16, bigEndian);
        long time = from.nanos(ticks);
        if (time == InterfaceDescription.OUT_OF_RANGE) {
            CaptureAnomaly.TIMESTAMP_OUT_OF_RANGE.countAt(offset, anomalies);
        } else {
            frame.timeNanos = time;
        }
        frame.timed = time != InterfaceDescription.OUT_OF_RANGE;
        int captured = int32(bytes, at + 20, bigEndian);
        if (Integer.compareUnsigned(captured, length - PACKET_DATA - 4) > 0) {
            CaptureAnomaly.CAPTURED_LENGTH_EXCEEDS_BLOCK.countAt(offset, anomalies);
            captured = length - PACKET_DATA - 4;
        }
        int options = at + PACKET_DATA + (captured + 3 & ~3);
        int end = at + length - 4;
        if (options < end) {
            section.packetOptions(from, bytes, options, end, offset);
        }
        show(frame, offset, from, captured, unsignedInt(bytes, at + 24, bigEndian));
        frame.offset = at + PACKET_DATA;
        frame.interfaceId = id;
        return true;
    }

    private boolean showSimplePacket(Frame frame, long offset, int at, int length) {
        InterfaceDescription from = section.find(0, offset);
        if (from == null) {
            return false;
        }
        long original = unsignedInt(window.bytes, at + 8, bigEndian);
        long most = from.snaplen == 0 ? original : Math.min(original, from.snaplen);
        CaptureAnomaly.TIMESTAMP_MISSING.countAt(offset, anomalies);
        if (most > length - SIMPLE_FRAMING) {
            CaptureAnomaly.CAPTURED_LENGTH_EXCEEDS_BLOCK.countAt(offset, anomalies);
            most = length - SIMPLE_FRAMING;
        }
        frame.timed = false;
        show(frame, offset, from, (int) most, original);
        frame.offset = at + 12;
        frame.interfaceId = 0;
        return true;
    }

    private void show(Frame frame, long offset, InterfaceDescription from, int captured, long original) {
        if (captured > original) {
            CaptureAnomaly.CAPTURED_LENGTH_EXCEEDS_ORIGINAL.countAt(offset, anomalies);
        }
        frame.buffer = window.bytes;
        frame.capturedLength = captured;
        frame.originalLength = original;
        frame.fileOffset = offset;
        frame.linkType = from.linkType;
        frame.number++;
    }

    /** Goes on at the next sound block, at least so many octets on; what the damage is called when there is none differs. */
    private boolean resume(int octets, CaptureAnomaly atEnd) throws IOException {
        long damaged = window.offset();
        boolean found = PcapngResync.seek(window, octets, bigEndian, maxBlock);
        if (found) {
            CaptureAnomaly.BLOCK_LENGTH_INVALID.countAt(damaged, anomalies);
            CaptureAnomaly.READING_RESUMED.countAt(window.offset(), anomalies);
        } else if (!window.sourceDamaged()) {
            atEnd.countAt(damaged, anomalies);
        }
        return found;
    }

    @Override
    public long dropped() {
        return section.dropped();
    }

    @Override
    public long snaplen() {
        return section.snaplen();
    }
}
