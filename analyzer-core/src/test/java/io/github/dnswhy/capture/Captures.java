package io.github.dnswhy.capture;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Anomaly;
import io.github.dnswhy.model.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads whole captures for tests. */
public final class Captures {
    /** What was seen of a frame. */
    public record Seen(
            int capture,
            long number,
            long timeNanos,
            boolean timed,
            int linkType,
            int interfaceId,
            long originalLength,
            long fileOffset,
            String octets) {}

    /** What was seen of a capture. */
    public record Read(String format, List<Seen> frames, Anomalies anomalies, long dropped, long snaplen) {
        /** The octets of the frames in hexadecimal. */
        public List<String> octets() {
            return frames.stream().map(Seen::octets).toList();
        }

        /** The times of the frames. */
        public List<Long> times() {
            return frames.stream().map(Seen::timeNanos).toList();
        }

        /** The names of the anomalies, in order of name. */
        public List<String> anomalyNames() {
            return anomalies.toList().stream().map(Anomaly::name).toList();
        }
    }

    private Captures() {}

    /** Reads octets with the default limits. */
    public static Read read(byte[] octets) throws IOException {
        return read(new ByteArrayInputStream(octets), Limits.defaults());
    }

    /** Reads a stream. */
    public static Read read(InputStream in, Limits limits) throws IOException {
        // A small window is cheaper to make, and is moved more often.
        try (CaptureReader reader = CaptureReader.open(in, "test", 0, limits, 4_096)) {
            List<Seen> frames = new ArrayList<>();
            while (reader.next()) {
                frames.add(seen(reader.frame()));
            }
            return new Read(reader.format(), frames, reader.anomalies(), reader.dropped(), reader.snaplen());
        }
    }

    /** Reads what is known to be readable. */
    public static Read readSound(byte[] octets) {
        try {
            return read(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps what a view shows. */
    public static Seen seen(Frame frame) {
        int end = frame.offset() + frame.capturedLength();
        return new Seen(
                frame.capture(),
                frame.number(),
                frame.timeNanos(),
                frame.timed(),
                frame.linkType(),
                frame.interfaceId(),
                frame.originalLength(),
                frame.fileOffset(),
                HexFormat.of().formatHex(frame.buffer(), frame.offset(), end));
    }
}
