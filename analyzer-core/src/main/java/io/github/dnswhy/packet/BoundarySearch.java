package io.github.dnswhy.packet;

/**
 * Finds where a DNS message starts in a TCP stream whose boundaries are not known: after octets that the capture lost, or where
 * the capture began within the stream. A length prefix and the header behind it (RFC 1035 §4.1.1) leave little to chance.
 */
final class BoundarySearch {
    private static final int PREFIX = 2;
    /** Octets of the header of a DNS message. */
    static final int HEADER = 12;

    private static final int LEAST_QUESTION = 5;
    private static final int LEAST_RECORD = 11;
    /** The reserved bit of the header, always 0. */
    private static final int RESERVED = 0x0040;

    /** QUERY, STATUS, NOTIFY, UPDATE and DSO, a bit each. */
    private static final int OPCODES = 1 << 0 | 1 << 2 | 1 << 4 | 1 << 5 | 1 << 6;

    private static final int UPDATE = 5;

    private BoundarySearch() {}

    /**
     * Looks for a message. The start of a segment needs to be plausible only, as that is where messages start; elsewhere the
     * message must also end with the octets at hand, or another plausible one must follow, or it must run beyond them.
     *
     * @return where the length prefix stands, or -1
     */
    static int find(byte[] buffer, int offset, int capturedEnd, int wireEnd, boolean toServer, boolean anyDirection) {
        int last = capturedEnd - PREFIX - HEADER;
        for (int at = offset; at <= last; at++) {
            if (isPlausible(buffer, at, capturedEnd, toServer, anyDirection)
                    && (at == offset || isConfirmed(buffer, at, capturedEnd, wireEnd, toServer, anyDirection))) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isConfirmed(
            byte[] buffer, int at, int capturedEnd, int wireEnd, boolean toServer, boolean anyDirection) {
        int end = at + PREFIX + Octets.u16(buffer, at);
        return end >= wireEnd
                || end + PREFIX + HEADER <= capturedEnd
                        && isPlausible(buffer, end, capturedEnd, toServer, anyDirection);
    }

    private static boolean isPlausible(byte[] buffer, int at, int capturedEnd, boolean toServer, boolean anyDirection) {
        return isHeader(Octets.u16(buffer, at), buffer, at + PREFIX, capturedEnd, toServer, anyDirection);
    }

    /**
     * Tells whether a message of a length may start here.
     *
     * @param length octets of the message
     * @param at where its header stands; all of it was captured
     */
    static boolean isHeader(
            int length, byte[] buffer, int at, int capturedEnd, boolean toServer, boolean anyDirection) {
        int flags = Octets.u16(buffer, at + 2);
        int opcode = flags >>> 11 & 0xF;
        boolean response = (flags & 0x8000) != 0;
        if (length < HEADER || (flags & RESERVED) != 0 || (OPCODES & 1 << opcode) == 0) {
            return false;
        }
        if (!anyDirection && response == toServer) {
            return false;
        }
        int questions = Octets.u16(buffer, at + 4);
        int answers = Octets.u16(buffer, at + 6);
        int authorities = Octets.u16(buffer, at + 8);
        int additionals = Octets.u16(buffer, at + 10);
        if (questions > 1 || questions == 0 && answers + authorities + additionals == 0 && length > HEADER) {
            return false;
        }
        if (!response && opcode != UPDATE && (answers > 1 || authorities > 1 || additionals > 4)) {
            return false;
        }
        int least = HEADER + questions * LEAST_QUESTION + (answers + authorities + additionals) * LEAST_RECORD;
        return length >= least && (questions == 0 || startsWithName(buffer, at + HEADER, capturedEnd));
    }

    /** Follows the labels of the first question's name as far as they were captured; it has no compression to use. */
    private static boolean startsWithName(byte[] buffer, int start, int capturedEnd) {
        int at = start;
        while (at < capturedEnd && at - start < 255) {
            int label = Octets.u8(buffer, at);
            if (label == 0) {
                return true;
            }
            if (label > 63) {
                return false;
            }
            at += 1 + label;
        }
        return at - start < 255;
    }
}
