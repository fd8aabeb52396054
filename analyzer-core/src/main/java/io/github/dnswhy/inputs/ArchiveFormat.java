package io.github.dnswhy.inputs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The formats of archives, told by their first octets. */
enum ArchiveFormat {
    /** POSIX.1 ustar and pax, GNU tar, and the tar before them. */
    TAR("tar"),
    /** .ZIP File Format Specification (APPNOTE). */
    ZIP("zip"),
    /** 7-Zip. */
    SEVEN_ZIP("7z"),
    /** RAR, which is recognised but not read. */
    RAR("rar");

    private static final byte[] SEVEN_ZIP_MAGIC = {'7', 'z', (byte) 0xBC, (byte) 0xAF, 0x27, 0x1C};
    private static final byte[] RAR_MAGIC = "Rar!\u001a\u0007".getBytes(StandardCharsets.ISO_8859_1);

    final String text;

    ArchiveFormat(String text) {
        this.text = text;
    }

    /** The format that the octets start with, {@code null} when with none. */
    static ArchiveFormat of(byte[] head, int length) {
        if (startsWith(head, length, SEVEN_ZIP_MAGIC)) {
            return SEVEN_ZIP;
        }
        if (startsWith(head, length, RAR_MAGIC)) {
            return RAR;
        }
        if (length >= 4 && head[0] == 'P' && head[1] == 'K') {
            int signature = head[2] << 8 | head[3];
            // A local header, the end of an empty archive, the mark of a spanned one.
            if (signature == 0x0304 || signature == 0x0506 || signature == 0x0708) {
                return ZIP;
            }
        }
        return length >= TarHeader.OCTETS && TarHeader.isHeader(head) ? TAR : null;
    }

    private static boolean startsWith(byte[] head, int length, byte[] magic) {
        return length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }
}
