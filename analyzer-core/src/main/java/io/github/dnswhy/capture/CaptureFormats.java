package io.github.dnswhy.capture;

import static io.github.dnswhy.capture.ByteWindow.int32;

/** Tells captures from other inputs by their first octets. */
public final class CaptureFormats {
    static final int SECTION_HEADER = 0x0A0D_0D0A;
    static final int BYTE_ORDER_MAGIC = 0x1A2B_3C4D;
    static final int PCAP_MICROS = 0xA1B2_C3D4;
    static final int PCAP_NANOS = 0xA1B2_3C4D;
    static final int PCAP_MODIFIED = 0xA1B2_CD34;

    /** Octets that {@link #plain} needs to tell every format. */
    static final int MAGIC_OCTETS = 12;

    /** A format that is read here. */
    enum Plain {
        PCAP("pcap"),
        PCAPNG("pcapng");

        final String text;

        Plain(String text) {
            this.text = text;
        }
    }

    private CaptureFormats() {}

    /** The format that starts at an index, {@code null} when none does. */
    static Plain plain(byte[] bytes, int index, int length) {
        if (length < 4) {
            return null;
        }
        int magic = int32(bytes, index, false);
        if (isPcap(magic) || isPcap(Integer.reverseBytes(magic))) {
            return Plain.PCAP;
        }
        if (magic == SECTION_HEADER && length >= MAGIC_OCTETS) {
            int order = int32(bytes, index + 8, false);
            return order == BYTE_ORDER_MAGIC || order == Integer.reverseBytes(BYTE_ORDER_MAGIC) ? Plain.PCAPNG : null;
        }
        return null;
    }

    /** Whether another capture starts at an index where a record should, as in {@code cat a.pcap b.pcap}. */
    static boolean appended(byte[] bytes, int index, int length) {
        Plain plain = plain(bytes, index, length);
        if (plain != Plain.PCAP) {
            return plain != null;
        }
        int version = length < 8 ? 0 : int32(bytes, index + 4, !isPcap(int32(bytes, index, false)));
        return version == 0x0004_0002 || version == 0x0002_0004;
    }

    static boolean isPcap(int magic) {
        return magic == PCAP_MICROS || magic == PCAP_NANOS || magic == PCAP_MODIFIED;
    }
}
