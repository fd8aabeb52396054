package io.github.dnswhy.inputs;

import java.nio.charset.StandardCharsets;

/**
 * A header of a tar (POSIX.1 ustar, GNU tar, and the tar before them), one block.
 *
 * <pre>
 * 0 name 100, 100 mode 8, 108 uid 8, 116 gid 8, 124 size 12, 136 mtime 12, 148 checksum 8, 156 type, 157 link 100,
 * 257 magic 6, 263 version 2, 345 prefix 155 (ustar), 482 extended (GNU sparse)
 * </pre>
 */
final class TarHeader {
    /** Octets of a header, and of every block. */
    static final int OCTETS = 512;

    private static final int NAME = 100;
    private static final int SIZE = 124;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;
    private static final int PREFIX_OCTETS = 155;
    private static final int EXTENDED = 482;

    private TarHeader() {}

    /** Whether a block is a header: its checksum is right, and it names something. */
    static boolean isHeader(byte[] block) {
        if (block[0] == 0 && block[TYPE] != 'x' && block[TYPE] != 'g') {
            return false;
        }
        long expected = number(block, CHECKSUM, 8);
        int unsigned = 0;
        int signed = 0;
        for (int i = 0; i < OCTETS; i++) {
            byte octet = i >= CHECKSUM && i < CHECKSUM + 8 ? (byte) ' ' : block[i];
            unsigned += octet & 0xFF;
            signed += octet;
        }
        // Old tars summed signed octets.
        return expected == unsigned || expected == signed;
    }

    static boolean isZero(byte[] block) {
        for (byte octet : block) {
            if (octet != 0) {
                return false;
            }
        }
        return true;
    }

    static char type(byte[] block) {
        return (char) (block[TYPE] & 0xFF);
    }

    /** Octets of the member; negative when that is no number. */
    static long size(byte[] block) {
        return number(block, SIZE, 12);
    }

    static String name(byte[] block) {
        String name = text(block, 0, NAME);
        // GNU tar has times where ustar has a prefix; its magic ends in blanks.
        boolean ustar = text(block, MAGIC, 6).equals("ustar");
        String prefix = ustar ? text(block, PREFIX, PREFIX_OCTETS) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    /** Whether more of a sparse file's map follows this header. */
    static boolean isExtended(byte[] block) {
        return block[EXTENDED] != 0;
    }

    /** Text that ends at a zero or at the end of its field. */
    static String text(byte[] block, int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return new String(block, offset, end - offset, StandardCharsets.UTF_8);
    }

    /** An octal number, or with the first bit set a binary one; -1 for anything else. */
    private static long number(byte[] block, int offset, int length) {
        int end = offset + length;
        long value = 0;
        if ((block[offset] & 0x80) != 0) {
            value = block[offset] & 0x7F;
            for (int i = offset + 1; i < end; i++) {
                if (value > Long.MAX_VALUE >> 8) {
                    return -1;
                }
                value = value << 8 | block[i] & 0xFF;
            }
            return value;
        }
        int at = offset;
        while (at < end && block[at] == ' ') {
            at++;
        }
        int digits = at;
        while (at < end && block[at] >= '0' && block[at] <= '7') {
            value = value << 3 | block[at++] - '0';
        }
        boolean ended = at == end || block[at] == 0 || block[at] == ' ';
        return ended && (at > digits || block[offset] == 0 || block[offset] == ' ') ? value : -1;
    }
}
