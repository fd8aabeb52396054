package io.github.dnswhy.inputs;

import io.github.dnswhy.capture.CaptureSource;
import io.github.dnswhy.capture.UnpackedInput;
import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Limits;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A file, a member of an archive or a stream that was found, with what it is. Valid until its discovery is closed. */
public final class FoundInput {
    private static final int BUFFER = 1 << 16;

    private final String name;
    private final Optional<Content> content;
    private final Recognition recognition;
    private final String format;
    private final long bytes;
    private final Anomalies anomalies;

    /**
     * An input.
     *
     * @param name what to call it
     * @param content where it is; empty when it cannot be read, or is not worth it
     * @param recognition what it is when unfolded
     * @param format that in words, with its compression
     * @param bytes its octets as stored; 0 when not known
     * @param anomalies what was odd about finding it
     */
    FoundInput(
            String name,
            Optional<Content> content,
            Recognition recognition,
            String format,
            long bytes,
            Anomalies anomalies) {
        this.name = name;
        this.content = content;
        this.recognition = recognition;
        this.format = format;
        this.bytes = bytes;
        this.anomalies = anomalies;
    }

    /** One of which nothing can be read. */
    static FoundInput unknown(String name, String format, long bytes, Anomalies anomalies) {
        return new FoundInput(name, Optional.empty(), Recognition.UNKNOWN, format, bytes, anomalies);
    }

    /**
     * What it is called.
     *
     * @return its path as given, relative to the directory that was given, or {@code archive!member}
     */
    public String name() {
        return name;
    }

    /**
     * What it is.
     *
     * @return its kind
     */
    public InputKind kind() {
        return recognition.kind();
    }

    /**
     * The format within its kind.
     *
     * @return for example {@code pcap}, {@code tar, gzip}; empty when there is none
     */
    public String format() {
        return format;
    }

    /**
     * Its size.
     *
     * @return octets as stored; 0 when not known
     */
    public long bytes() {
        return bytes;
    }

    /**
     * What was odd about finding it.
     *
     * @return counters that may be added to
     */
    public Anomalies anomalies() {
        return anomalies;
    }

    /**
     * Whether it can be opened more than once.
     *
     * @return false for a capture that comes out of a stream, and for what cannot be read at all
     */
    public boolean reopenable() {
        return content.isPresent() && content.get().reopenable();
    }

    /**
     * Opens its octets as they are stored.
     *
     * @return a stream, not buffered, owned by the caller
     * @throws IOException if it cannot be opened
     */
    public InputStream openStored() throws IOException {
        return content.orElseThrow(() -> new IOException(name + " has no content"))
                .open();
    }

    /**
     * Opens its octets unfolded.
     *
     * @param limits bounds of unfolding
     * @param odd where damage of the compression is counted
     * @return a buffered stream, owned by the caller
     * @throws IOException if it cannot be opened
     */
    public InputStream open(Limits limits, Anomalies odd) throws IOException {
        return new BufferedInputStream(UnpackedInput.open(openStored(), name, limits, odd), BUFFER);
    }

    /**
     * The source of a capture.
     *
     * @return a source with this name; can be opened again and again if this can
     */
    public CaptureSource captureSource() {
        Content where = content.orElseThrow();
        if (where instanceof Content.WholeFile file) {
            return CaptureSource.of(name, file.path());
        }
        return where instanceof Content.Once once
                ? CaptureSource.once(name, once.stream())
                : CaptureSource.of(name, where.length(), where::open);
    }

    /**
     * The same input, seen to be of another kind.
     *
     * @param kind what it is
     * @return an input that shares the anomalies of this one
     */
    public FoundInput as(InputKind kind) {
        return new FoundInput(
                name, content, new Recognition(kind, recognition.format(), null), format, bytes, anomalies);
    }

    /** The format of an archive; {@code null} for anything else. */
    ArchiveFormat archive() {
        return recognition.archive();
    }

    Content content() {
        return content.orElseThrow();
    }
}
