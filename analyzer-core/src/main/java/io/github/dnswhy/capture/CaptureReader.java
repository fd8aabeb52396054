package io.github.dnswhy.capture;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads one capture frame by frame, forward only: pcap or pcapng, plain or compressed with gzip, xz, zstd, bzip2 or lz4, told by
 * content.
 *
 * <pre>{@code
 * try (CaptureReader reader = CaptureReader.open(file, 0, Limits.defaults())) {
 *     while (reader.next()) {
 *         use(reader.frame());
 *     }
 * }
 * }</pre>
 *
 * <p>Damage ends the reading, or is passed over where that is safe; either is an {@linkplain #anomalies() anomaly}, and what came
 * before is good. Not thread-safe. In steady state nothing is allocated per frame.
 */
public final class CaptureReader implements AutoCloseable {
    /** Octets of the window at first; a larger frame makes it grow. From 64 KiB to 2 MiB all are equally fast. */
    static final int WINDOW = 1 << 18;
    /** Octets that are looked at to tell what it is instead of a capture. */
    private static final int ADVICE_OCTETS = 512;

    private final Limits limits;
    private final UnpackedInput input;
    private final ByteWindow window;
    private final Anomalies anomalies;
    private final Frame frame;
    private final String format;
    private FrameDecoder decoder;
    private long droppedBefore;
    private long snaplenBefore;
    private long frames;
    private boolean ended;

    private CaptureReader(UnpackedInput input, String name, int capture, Limits limits, Anomalies anomalies, int window)
            throws IOException {
        this.limits = limits;
        this.input = input;
        this.window = new ByteWindow(input, window);
        this.anomalies = anomalies;
        this.frame = new Frame(capture, anomalies);
        this.window.has(PcapDecoder.FILE_HEADER);
        CaptureFormats.Plain plain =
                CaptureFormats.plain(this.window.bytes, this.window.position, this.window.available());
        if (plain == null || !this.window.has(headerOctets(plain))) {
            throw unreadable(name, plain);
        }
        this.format = CaptureFormats.name(plain, input);
        this.decoder = decoder(plain);
    }

    /**
     * Opens a capture file.
     *
     * @param file the file; a pipe is fine
     * @param capture index of the capture among the captures of the analysis, from 0
     * @param limits bounds of frames, interfaces and unpacking
     * @return a reader before the first frame, to be closed
     * @throws CaptureFormatException if the content cannot be read as a capture at all
     * @throws IOException if the file cannot be read
     */
    public static CaptureReader open(Path file, int capture, Limits limits) throws IOException {
        CaptureSource source = CaptureSource.of(file);
        return open(source.open(), source.name(), capture, limits, source.window(WINDOW));
    }

    /**
     * Opens a capture that comes out of a stream.
     *
     * @param in the stream, not necessarily buffered; owned by the reader, closed here when opening fails
     * @param name what to call it in errors
     * @param capture index of the capture among the captures of the analysis, from 0
     * @param limits bounds of frames, interfaces and unpacking
     * @return a reader before the first frame, to be closed
     * @throws CaptureFormatException if the content cannot be read as a capture at all
     * @throws IOException if the stream fails
     */
    public static CaptureReader open(InputStream in, String name, int capture, Limits limits) throws IOException {
        return open(in, name, capture, limits, WINDOW);
    }

    static CaptureReader open(InputStream in, String name, int capture, Limits limits, int window) throws IOException {
        Anomalies anomalies = new Anomalies();
        try {
            UnpackedInput input = UnpackedInput.forWindow(in, name, limits, anomalies, window);
            return new CaptureReader(input, name, capture, limits, anomalies, window);
        } catch (IOException | RuntimeException | Error e) {
            try {
                in.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    /**
     * Moves to the next frame; what the {@linkplain #frame() view} showed before is gone.
     *
     * @return false at the end
     * @throws IOException if the source fails; what was read before is good, and further calls fail again
     */
    public boolean next() throws IOException {
        while (!ended) {
            int found = decoder.next(frame);
            if (found == FrameDecoder.FRAME) {
                frames++;
                return true;
            }
            ended = found == FrameDecoder.END || !startAppended();
        }
        return false;
    }

    /** Unpacks the capture, if it is compressed, in a thread of its own from here on. */
    void readAhead() {
        input.readAhead();
    }

    /** Goes on with the capture that was appended to this one; false when its header is cut. */
    private boolean startAppended() throws IOException {
        CaptureFormats.Plain plain = CaptureFormats.plain(window.bytes, window.position, window.available());
        if (!window.has(headerOctets(plain))) {
            CaptureAnomaly.FRAME_CUT_SHORT.countAt(window.offset(), anomalies);
            return false;
        }
        CaptureAnomaly.CAPTURE_APPENDED.countAt(window.offset(), anomalies);
        droppedBefore = dropped();
        snaplenBefore = snaplen();
        decoder = decoder(plain);
        return true;
    }

    private FrameDecoder decoder(CaptureFormats.Plain plain) {
        return switch (plain) {
            case PCAP -> new PcapDecoder(window, limits, anomalies);
            case PCAPNG -> new PcapngDecoder(window, limits, anomalies);
        };
    }

    private static int headerOctets(CaptureFormats.Plain plain) {
        return plain == CaptureFormats.Plain.PCAP ? PcapDecoder.FILE_HEADER : CaptureFormats.MAGIC_OCTETS;
    }

    private CaptureFormatException unreadable(String name, CaptureFormats.Plain plain) {
        int held = window.available();
        if (input.damage() != null) {
            String how = input.compression().orElse("compressed")
                    + (input.asksForMemory()
                            ? " data asks for more memory than it may have: unpack it first"
                            : " data is cut or damaged before a capture could be told from it");
            return new CaptureFormatException(name, held, how, input.damage());
        }
        if (held == 0) {
            return new CaptureFormatException(name, 0, "empty");
        }
        if (plain != null) {
            return new CaptureFormatException(
                    name, held, "the " + plain.text + " file header is cut after " + held + " octets");
        }
        String advice = ForeignFormats.advice(
                Arrays.copyOfRange(window.bytes, window.position, window.limit), Math.min(held, ADVICE_OCTETS));
        if (advice != null) {
            return new CaptureFormatException(name, 0, advice);
        }
        StringBuilder start = new StringBuilder("not a packet capture: it starts with");
        for (int i = 0; i < Math.min(held, 8); i++) {
            int octet = window.bytes[i] & 0xFF;
            start.append(' ').append(Character.forDigit(octet >> 4, 16)).append(Character.forDigit(octet & 15, 16));
        }
        return new CaptureFormatException(name, 0, start.toString());
    }

    /**
     * The view of the current frame.
     *
     * @return the same instance each time; its contents are valid between a {@link #next()} that was true and the next call
     */
    public Frame frame() {
        return frame;
    }

    /**
     * The format of the capture.
     *
     * @return {@code pcap} or {@code pcapng}, followed by the compression if any: {@code pcap, gzip}
     */
    public String format() {
        return format;
    }

    /**
     * Frames so far.
     *
     * @return how often {@link #next()} was true
     */
    public long frames() {
        return frames;
    }

    /**
     * What was damaged or odd so far.
     *
     * @return the counters that this reader and the frame's users add to
     */
    public Anomalies anomalies() {
        return anomalies;
    }

    /**
     * How much of the source was read.
     *
     * @return octets as stored, compressed ones included
     */
    public long bytesRead() {
        return input.storedOctets();
    }

    /**
     * Frames that were lost while capturing, by the interface and by the operating system, as far as the capture tells so far.
     * pcapng tells in interface statistics blocks, usually at the end, or in its packet blocks; pcap never does.
     *
     * @return the sum of the latest counters of all interfaces; 0 when nothing is told
     */
    public long dropped() {
        long sum = droppedBefore + decoder.dropped();
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /**
     * The snapshot length, the largest when interfaces differ.
     *
     * @return octets of a frame that were captured at most; 0 when there was no such bound, or it is not told
     */
    public long snaplen() {
        return Math.max(snaplenBefore, decoder.snaplen());
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
