package io.github.dnswhy.capture;

import static io.github.dnswhy.capture.ByteWindow.int32;
import static io.github.dnswhy.capture.ByteWindow.unsignedInt;
import static io.github.dnswhy.capture.ByteWindow.unsignedShort;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.io.IOException;

/**
 * Reads pcap (draft-ietf-opsawg-pcap): either byte order, microseconds, nanoseconds, and the modified format of A. Kuznetzov
 * whose record headers are eight octets longer.
 *
 * <pre>
 *  0        4        8        12       16
 * +--------+--------+--------+--------+-----...
 * | seconds|fraction|captured|original| octets        a record
 * +--------+--------+--------+--------+-----...
 * </pre>
 */
final class PcapDecoder implements FrameDecoder {
    static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int MODIFIED_RECORD_HEADER = 24;
    /** Record headers that patched programs wrote under the same magic: of Red Hat 6.1 and of Nokia, of SuSE 6.3. */
    private static final int[] PATCHED_RECORD_HEADERS = {24, 20};

    private static final int[] PATCHED_MODIFIED_RECORD_HEADERS = {28};
    /** The major version that the tcpdump of DG/UX wrote; it had the two lengths the other way round, as all had before 2.3. */
    private static final int DG_UX_MAJOR = 543;

    /** Records that must follow each other before an unusual header is believed in. */
    private static final int PATCHED_CHAIN = 3;

    private static final long NANOS = 1_000_000_000L;

    private final ByteWindow window;
    private final Anomalies anomalies;
    private final boolean bigEndian;
    private int recordHeader;
    private final int fractions;
    private final int nanosPerFraction;
    private final int[] otherRecordHeaders;
    private final int maxCaptured;
    private final boolean lengthsSwapped;
    private final boolean lengthsMaybeSwapped;
    private final long snaplen;
    private final int linkType;
    private long firstSeconds = -1;
    private long lastSeconds = -1;

    /**
     * Starts behind the file header.
     *
     * @param window its position is at a file header of {@link #FILE_HEADER} octets, all available; it is moved behind it
     * @param limits bounds the length of a frame
     * @param anomalies where oddities are counted
     */
    PcapDecoder(ByteWindow window, Limits limits, Anomalies anomalies) {
        this.window = window;
        this.anomalies = anomalies;
        byte[] bytes = window.bytes;
        int at = window.position;
        bigEndian = !CaptureFormats.isPcap(int32(bytes, at, false));
        int magic = int32(bytes, at, bigEndian);
        int major = unsignedShort(bytes, at + 4, bigEndian);
        int minor = unsignedShort(bytes, at + 6, bigEndian);
        // The upper half holds the length of the frame check sequence and reserved bits.
        int network = int32(bytes, at + 20, bigEndian) & 0xFFFF;
        int aix = magic == CaptureFormats.PCAP_MICROS && major == 2 && minor == 2 ? linkTypeOfAix(network) : -1;
        linkType = aix >= 0 ? aix : network;
        boolean nanoseconds = magic == CaptureFormats.PCAP_NANOS || aix >= 0;
        fractions = nanoseconds ? 1_000_000_000 : 1_000_000;
        nanosPerFraction = nanoseconds ? 1 : 1_000;
        boolean modified = magic == CaptureFormats.PCAP_MODIFIED;
        recordHeader = modified ? MODIFIED_RECORD_HEADER : RECORD_HEADER;
        otherRecordHeaders = modified ? PATCHED_MODIFIED_RECORD_HEADERS : PATCHED_RECORD_HEADERS;
        if (major != DG_UX_MAJOR && (major != 2 || minor > 4)) {
            CaptureAnomaly.VERSION_UNKNOWN.countAt(window.offset(), anomalies);
        }
        lengthsSwapped = major == DG_UX_MAJOR || major == 2 && minor < 3;
        lengthsMaybeSwapped = major == 2 && minor == 3;
        snaplen = unsignedInt(bytes, at + 16, bigEndian);
        maxCaptured = (int) Math.min(limits.get(Limit.BLOCK_BYTES), ByteWindow.MAX_REQUEST);
        window.position = at + FILE_HEADER;
    }

    /** AIX wrote interface types of RFC 1573 as link types, and nanoseconds; -1 for what it did not write. */
    private static int linkTypeOfAix(int network) {
        return switch (network) {
            case 6 -> 1;
            case 9 -> 6;
            case 15 -> 10;
            case 24 -> 0;
            default -> -1;
        };
    }

    @Override
    public int next(Frame frame) throws IOException {
        if (firstSeconds < 0 && !lengthsSwapped) {
            takePatchedRecordHeader();
        }
        while (true) {
            if (!window.has(recordHeader)) {
                return endInside(window.available() > 0);
            }
            byte[] bytes = window.bytes;
            int at = window.position;
            int captured = int32(bytes, at + 8, bigEndian);
            int original = int32(bytes, at + 12, bigEndian);
            if (lengthsSwapped || lengthsMaybeSwapped && Integer.compareUnsigned(captured, original) > 0) {
                int first = captured;
                captured = original;
                original = first;
            }
            if (Integer.compareUnsigned(captured - 1, maxCaptured) >= 0) {
                int available = window.available();
                if (CaptureFormats.appendedPcap(bytes, at, available)
                        || CaptureFormats.plain(bytes, at, available) == CaptureFormats.Plain.PCAPNG) {
                    return HEADER;
                }
                CaptureAnomaly damage = damage(captured, original, bytes, at);
                if (damage != null) {
                    if (!resume(damage, damage)) {
                        return END;
                    }
                    continue;
                }
            }
            if (!window.has(recordHeader + captured)) {
                if (honest(captured, original)) {
                    return endInside(true);
                }
                if (!resume(CaptureAnomaly.FRAME_LENGTH_INVALID, CaptureAnomaly.FRAME_CUT_SHORT)) {
                    return END;
                }
                continue;
            }
            if (captured != original && captured != snaplen && passesOverFrames(recordHeader + captured)) {
                if (!resume(CaptureAnomaly.FRAME_LENGTH_INVALID, CaptureAnomaly.FRAME_LENGTH_INVALID)) {
                    return END;
                }
                continue;
            }
            show(frame, captured, original);
            return FRAME;
        }
    }

    /** Takes another length of record headers when that makes a chain of records where the usual one makes none. */
    private void takePatchedRecordHeader() throws IOException {
        if (chain(recordHeader, 2) != 1) {
            return;
        }
        for (int other : otherRecordHeaders) {
            if (chain(other, PATCHED_CHAIN) == PATCHED_CHAIN) {
                recordHeader = other;
                return;
            }
        }
    }

    /**
     * How many sound record headers, up to those that are wanted, follow each other from the window's position if they have a
     * length. The input may end before there are so many; behind an unusual header only where a record does.
     */
    private int chain(int header, int wanted) throws IOException {
        boolean usual = header == recordHeader;
        long before = -1;
        int length = 0;
        for (int links = 0; links < wanted; links++) {
            if (!window.has(length + header)) {
                return usual || links > 1 && window.available() == length ? wanted : links;
            }
            int at = window.position + length;
            int captured = int32(window.bytes, at + 8, bigEndian);
            long seconds = unsignedInt(window.bytes, at, bigEndian);
            if (captured < (usual ? 0 : 1)
                    || captured > PcapResync.USUAL_MAX
                    || int32(window.bytes, at + 12, bigEndian) < captured
                    || Integer.compareUnsigned(int32(window.bytes, at + 4, bigEndian), fractions) >= 0
                    || !usual && !PcapResync.near(seconds, before)) {
                return links;
            }
            before = seconds;
            length += header + captured;
        }
        return wanted;
    }

    private void show(Frame frame, int captured, int original) {
        byte[] bytes = window.bytes;
        int at = window.position;
        long seconds = unsignedInt(bytes, at, bigEndian);
        int fraction = int32(bytes, at + 4, bigEndian);
        if (Integer.compareUnsigned(fraction, fractions) >= 0) {
            CaptureAnomaly.TIMESTAMP_OUT_OF_RANGE.countAt(window.offset(), anomalies);
            fraction = fractions - 1;
        }
        if (Integer.compareUnsigned(captured, original) > 0) {
            CaptureAnomaly.CAPTURED_LENGTH_EXCEEDS_ORIGINAL.countAt(window.offset(), anomalies);
        }
        lastSeconds = seconds;
        if (firstSeconds < 0) {
            firstSeconds = seconds;
        }
        frame.buffer = bytes;
        frame.offset = at + recordHeader;
        frame.capturedLength = captured;
        frame.originalLength = original & 0xFFFF_FFFFL;
        frame.timeNanos = seconds * NANOS + (long) fraction * nanosPerFraction;
        frame.timed = true;
        frame.fileOffset = window.offset();
        frame.linkType = linkType;
        frame.interfaceId = 0;
        frame.number++;
        window.position = at + recordHeader + captured;
    }

    /** What is wrong with a record of no octets or too many, {@code null} for an honest record of none. */
    private CaptureAnomaly damage(int captured, int original, byte[] bytes, int at) {
        if (captured != 0) {
            return CaptureAnomaly.CAPTURED_LENGTH_EXCEEDS_LIMIT;
        }
        boolean zeros = original == 0 && int32(bytes, at, bigEndian) == 0 && int32(bytes, at + 4, bigEndian) == 0;
        return zeros ? CaptureAnomaly.ZERO_FILLED : null;
    }

    private int endInside(boolean record) {
        if (record && !window.sourceDamaged()) {
            CaptureAnomaly.FRAME_CUT_SHORT.countAt(window.offset(), anomalies);
        }
        return END;
    }

    /**
     * Whether a record swallows others: nothing sane follows it, and records start within it. Asked of records whose captured
     * length is neither the original one nor the snaplen, as it always is in sound captures that nobody has edited. A damaged
     * length would pass over thousands of frames without this; a sound record before a damaged one is to be read all the same.
     */
    private boolean passesOverFrames(int length) throws IOException {
        return !followed(length) && resync().startsWithin(length);
    }

    /** Whether the input ends behind a record, or has there what looks like another one. */
    private boolean followed(int length) throws IOException {
        if (!window.has(length + recordHeader)) {
            return true;
        }
        byte[] bytes = window.bytes;
        int at = window.position + length;
        int captured = int32(bytes, at + 8, bigEndian);
        int original = int32(bytes, at + 12, bigEndian);
        boolean usual = captured >= 0 && captured <= Math.max(snaplen, PcapResync.USUAL_MAX);
        boolean large = captured >= 0 && captured <= maxCaptured && original >= captured && original <= maxCaptured;
        // A writer that gets fractions wrong gets all of them wrong.
        boolean timed = Integer.compareUnsigned(int32(bytes, at + 4, bigEndian), fractions) < 0
                || Integer.compareUnsigned(int32(bytes, window.position + 4, bigEndian), fractions) >= 0;
        return timed && (usual || large) || CaptureFormats.plain(bytes, at, recordHeader) != null;
    }

    /**
     * Whether a record that runs past the end was surely cut there. What writers capture is either all or as much as the
     * snaplen; its octets are not searched for records then, as they may carry another capture.
     */
    private boolean honest(int captured, int original) {
        return window.sourceDamaged()
                || captured == original && captured <= PcapResync.USUAL_MAX
                || captured == snaplen;
    }

    /** Goes on behind damage, which has one name when more frames follow and another when none does. */
    private boolean resume(CaptureAnomaly passedOver, CaptureAnomaly atEnd) throws IOException {
        long damaged = window.offset();
        boolean found = resync().seek();
        (found ? passedOver : atEnd).countAt(damaged, anomalies);
        if (found) {
            CaptureAnomaly.READING_RESUMED.countAt(window.offset(), anomalies);
        }
        return found;
    }

    private PcapResync resync() {
        return new PcapResync(window, bigEndian, recordHeader, fractions, firstSeconds, lastSeconds);
    }

    @Override
    public long dropped() {
        return 0;
    }

    @Override
    public long snaplen() {
        return snaplen;
    }
}
