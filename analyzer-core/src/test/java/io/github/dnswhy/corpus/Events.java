package io.github.dnswhy.corpus;

import io.github.dnswhy.capture.CaptureReader;
import io.github.dnswhy.capture.Frame;
import io.github.dnswhy.model.Anomaly;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Place;
import io.github.dnswhy.packet.DnsPorts;
import io.github.dnswhy.packet.PacketDecoder;
import io.github.dnswhy.packet.PacketHandler;
import io.github.dnswhy.packet.PacketView;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What comes out of a capture, frame by frame and DNS payload by DNS payload.
 *
 * @param format as the reader tells it
 * @param frames every frame
 * @param payloads what the packet decoder gives while the frames last
 * @param anomalies what the capture reader counts; the packet decoder counts its own by frame
 */
record Events(String format, List<Seen> frames, List<String> payloads, List<Anomaly> anomalies) {
    /**
     * A frame.
     *
     * @param length octets that were captured
     * @param offset where its record starts
     * @param octets a hash of them
     */
    record Seen(long number, long time, int linkType, int interfaceId, long length, long offset, int octets) {
        /** A place that is not behind the end of its octets. */
        long end() {
            return offset + length;
        }
    }

    /** Reads all; throws as the reader does. */
    static Events of(InputStream in) throws IOException {
        Payloads payloads = new Payloads();
        PacketDecoder packets = new PacketDecoder(Limits.defaults(), DnsPorts.standard(), payloads);
        List<Seen> frames = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(in, "test", 0, Limits.defaults())) {
            Frame frame = reader.frame();
            while (reader.next()) {
                frames.add(new Seen(
                        frame.number(),
                        frame.timeNanos(),
                        frame.linkType(),
                        frame.interfaceId(),
                        frame.capturedLength(),
                        frame.fileOffset(),
                        hash(frame.buffer(), frame.offset(), frame.capturedLength())));
                packets.decode(frame);
            }
            List<String> seen = List.copyOf(payloads.seen);
            packets.finish();
            return new Events(
                    reader.format(),
                    frames,
                    seen,
                    reader.anomalies().toList().stream()
                            .filter(found -> found.first().unit() == Place.Unit.OFFSET)
                            .toList());
        }
    }

    boolean compressed() {
        return format.contains(",");
    }

    /** How many frames have all their octets before a place. */
    long endedBefore(long offset) {
        return frames.stream().filter(frame -> frame.end() <= offset).count();
    }

    /** Whether a place is surely inside of a frame's record; record headers have sixteen octets at least. */
    boolean cutsFrame(long offset) {
        return frames.stream().anyMatch(frame -> frame.offset() < offset && offset < frame.end() + 16);
    }

    long anomalies(String name) {
        return anomalies.stream()
                .filter(found -> found.name().equals(name))
                .mapToLong(Anomaly::count)
                .sum();
    }

    private static int hash(byte[] octets, int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + octets[i];
        }
        return hash;
    }

    private static final class Payloads implements PacketHandler {
        private final List<String> seen = new ArrayList<>();

        @Override
        public void onDatagram(PacketView packet) {
            add(packet);
        }

        @Override
        public void onStreamMessage(PacketView packet, boolean firstOfSegment) {
            add(packet);
        }

        @Override
        public void onConnection(PacketView packet, int flags) {
            seen.add(packet.frameNumber() + " flags " + flags);
        }

        @Override
        public void onIcmpError(PacketView error, int type, int code, PacketView quoted) {
            add(quoted);
        }

        private void add(PacketView packet) {
            seen.add(packet.frameNumber() + " " + packet.transport() + " " + packet.sourcePort() + " "
                    + packet.destinationPort() + " " + hash(packet.buffer(), packet.offset(), packet.length()));
        }
    }
}
