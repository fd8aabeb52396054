package io.github.dnswhy.capture;

import static io.github.dnswhy.capture.ByteWindow.int32;

/** The ways in which an input may be compressed, told by the first octets. */
enum Compression {
    /** RFC 1952. */
    GZIP("gzip"),
    /** The .xz file format 1.2. */
    XZ("xz"),
    /** RFC 8878. */
    ZSTD("zstd"),
    /** bzip2. */
    BZIP2("bzip2"),
    /** LZ4 frame format 1.6. */
    LZ4("lz4");

    /** Octets that are enough to tell each. */
    static final int MAGIC_OCTETS = 6;

    private static final int XZ_MAGIC = 0x587A_37FD;
    private static final int ZSTD_MAGIC = 0xFD2F_B528;
    private static final int LZ4_MAGIC = 0x184D_2204;
    /** First of sixteen magics of skippable frames, which zstd and lz4 share. */
    private static final int SKIPPABLE_MAGIC = 0x184D_2A50;

    private static final int SKIPPABLE_FRAMING = 8;

    final String text;

    Compression(String text) {
        this.text = text;
    }

    /** Whether the octets start a frame that decompressors of zstd and lz4 pass over. */
    static boolean isSkippable(byte[] head, int length) {
        return length >= 4 && (int32(head, 0, false) & ~0xF) == SKIPPABLE_MAGIC;
    }

    /** The compression that the octets start with, {@code null} when with none. */
    static Compression of(byte[] head, int length) {
        if (length >= 3 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B && head[2] == 8) {
            return GZIP;
        }
        if (length < 4) {
            return null;
        }
        int magic = int32(head, 0, false);
        if (isSkippable(head, length)) {
            // What is skipped need not be there: the stream that is unpacked looks behind it.
            return behindSkipped(head, length) == LZ4 ? LZ4 : ZSTD;
        }
        if (magic == XZ_MAGIC) {
            return length >= MAGIC_OCTETS && head[4] == 'Z' && head[5] == 0 ? XZ : null;
        }
        if (magic == LZ4_MAGIC) {
            return LZ4;
        }
        if (magic == ZSTD_MAGIC) {
            return ZSTD;
        }
        return head[0] == 'B' && head[1] == 'Z' && head[2] == 'h' && head[3] >= '1' && head[3] <= '9' ? BZIP2 : null;
    }

    private static Compression behindSkipped(byte[] head, int length) {
        long at = 0;
        while (length - at >= SKIPPABLE_FRAMING && (int32(head, (int) at, false) & ~0xF) == SKIPPABLE_MAGIC) {
            at += SKIPPABLE_FRAMING + ByteWindow.unsignedInt(head, (int) at + 4, false);
        }
        return length - at >= 4 && int32(head, (int) at, false) == LZ4_MAGIC ? LZ4 : ZSTD;
    }
}
