package io.github.dnswhy.capture;

import static io.github.dnswhy.capture.ByteWindow.int32;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells captures from other inputs by their content.
 *
 * <p>All that is needed is the first {@value #MAGIC_OCTETS} octets, after unpacking. Data compressed with bzip2 unpacks in
 * blocks of up to 900,000 octets only, so that much of it may be needed.
 */
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

    /**
     * Tells whether octets start a capture, without unpacking them.
     *
     * @param head the first octets of an input
     * @param length how many of them there are
     * @return true for pcap and pcapng
     */
    public static boolean recognises(byte[] head, int length) {
        Objects.checkFromIndexSize(0, length, head.length);
        return plain(head, 0, length) != null;
    }

    /**
     * Tells the format of a capture by its first octets, unpacking them where they are compressed.
     *
     * @param head the first octets of an input
     * @param length how many of them there are
     * @return the format as {@link CaptureReader#format()} tells it; empty when it is no capture, or no beginning of one can be
     *     unpacked from the octets
     */
    public static Optional<String> sniff(byte[] head, int length) {
        Objects.checkFromIndexSize(0, length, head.length);
        try {
            return sniff(new ByteArrayInputStream(head, 0, length), "");
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Tells the format of a capture file.
     *
     * @param file the file; not a pipe, as what was read is lost
     * @return the format as {@link CaptureReader#format()} tells it; empty when it is no capture
     * @throws IOException if the file cannot be read, or its compression is not available on this platform
     */
    public static Optional<String> sniff(Path file) throws IOException {
        return sniff(CaptureSource.stream(file), file.toString());
    }

    /**
     * Tells what is no capture that can be read here but could be made one, for errors: a capture of another tool, what such a tool
     * prints, a compression that is not known here.
     *
     * @param head the first octets of an input, unfolded if they were compressed
     * @param length how many of them there are; some hundreds are enough
     * @return what it is and what to do, as a phrase; empty for anything else
     */
    public static Optional<String> advice(byte[] head, int length) {
        Objects.checkFromIndexSize(0, length, head.length);
        return Optional.ofNullable(ForeignFormats.advice(head, length));
    }

    private static Optional<String> sniff(InputStream in, String name) throws IOException {
        try (in;
                UnpackedInput input = UnpackedInput.open(in, name, Limits.defaults(), new Anomalies())) {
            byte[] head = input.readNBytes(MAGIC_OCTETS);
            return Optional.ofNullable(plain(head, 0, head.length)).map(plain -> name(plain, input));
        }
    }

    static String name(Plain plain, UnpackedInput input) {
        return input.compression()
                .map(compression -> plain.text + ", " + compression)
                .orElse(plain.text);
    }

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

    /** Whether a pcap starts at an index where a record should, as in {@code cat a.pcap b.pcap}. */
    static boolean appendedPcap(byte[] bytes, int index, int length) {
        if (length < 8 || plain(bytes, index, length) != Plain.PCAP) {
            return false;
        }
        int version = int32(bytes, index + 4, false);
        return version == 0x0004_0002 || version == 0x0400_0200;
    }

    static boolean isPcap(int magic) {
        return magic == PCAP_MICROS || magic == PCAP_NANOS || magic == PCAP_MODIFIED;
    }
}
