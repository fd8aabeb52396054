package io.github.dnswhy.capture;

import static io.github.dnswhy.capture.ByteWindow.int32;
import static io.github.dnswhy.capture.ByteWindow.unsignedInt;

import java.io.IOException;

/**
 * Finds the next record of a pcap behind damage. Records carry no mark, so a place counts only when a chain of records starts
 * there, each with sane lengths and a time within a day of the one before.
 */
final class PcapResync {
    /** Octets of a frame that captures hold at most in practice: libpcap's and Wireshark's bound. */
    static final int USUAL_MAX = 262_144;

    private static final int CHAIN = 3;
    private static final long DAY_SECONDS = 86_400;

    private final ByteWindow window;
    private final boolean bigEndian;
    private final int recordHeader;
    private final int fractions;
    private final long firstSeconds;
    private final long lastSeconds;

    /**
     * Prepares for one search.
     *
     * @param firstSeconds time of the first record in seconds since the epoch, -1 when there was none
     * @param lastSeconds time of the last one, which may be part of the damage already
     */
    PcapResync(
            ByteWindow window,
            boolean bigEndian,
            int recordHeader,
            int fractions,
            long firstSeconds,
            long lastSeconds) {
        this.window = window;
        this.bigEndian = bigEndian;
        this.recordHeader = recordHeader;
        this.fractions = fractions;
        this.firstSeconds = firstSeconds;
        this.lastSeconds = lastSeconds;
    }

    /**
     * Moves the window behind the damaged record at its position.
     *
     * @return false when nothing more can be found; the window is then at its end
     */
    boolean seek() throws IOException {
        window.position++;
        while (window.has(recordHeader)) {
            int at = window.position;
            int last = window.limit - recordHeader;
            byte[] bytes = window.bytes;
            while (at <= last && !plausible(bytes, at, firstSeconds, lastSeconds)) {
                at++;
            }
            window.position = at;
            if (at <= last) {
                if (chainStarts(0)) {
                    return true;
                }
                window.position++;
            }
        }
        window.position = window.limit;
        return false;
    }

    /**
     * Whether a chain of records starts within the record at the window's position, which stays where it is.
     *
     * @param length octets of the record with its header, all available
     */
    boolean startsWithin(int length) throws IOException {
        for (int behind = 1; behind < length && window.has(behind + recordHeader); behind++) {
            if (plausible(window.bytes, window.position + behind, firstSeconds, lastSeconds) && chainStarts(behind)) {
                return true;
            }
        }
        return false;
    }

    private boolean chainStarts(int behind) throws IOException {
        int length = behind;
        long before = -1;
        for (int links = 0; links < CHAIN; links++) {
            if (!window.has(length + recordHeader)) {
                return links > 1 || links == 1 && window.available() == length;
            }
            int at = window.position + length;
            if (!plausible(window.bytes, at, before, before)) {
                return false;
            }
            before = unsignedInt(window.bytes, at, bigEndian);
            length += recordHeader + int32(window.bytes, at + 8, bigEndian);
        }
        return true;
    }

    private boolean plausible(byte[] bytes, int at, long near, long orNear) {
        long seconds = unsignedInt(bytes, at, bigEndian);
        if (seconds == 0 || !near(seconds, near) && !near(seconds, orNear)) {
            return false;
        }
        int captured = int32(bytes, at + 8, bigEndian);
        int original = int32(bytes, at + 12, bigEndian);
        return captured > 0
                && captured <= USUAL_MAX
                && original >= captured
                && original <= 4 * USUAL_MAX
                && Integer.compareUnsigned(int32(bytes, at + 4, bigEndian), fractions) < 0;
    }

    /** Whether a time is within a day of another, if there is another. */
    static boolean near(long seconds, long known) {
        return known < 0 || Math.abs(seconds - known) <= DAY_SECONDS;
    }
}
