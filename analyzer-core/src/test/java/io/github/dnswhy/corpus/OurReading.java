package io.github.dnswhy.corpus;

import io.github.dnswhy.capture.CaptureReader;
import io.github.dnswhy.capture.Frame;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.packet.DnsPorts;
import io.github.dnswhy.packet.PacketCount;
import io.github.dnswhy.packet.PacketDecoder;
import io.github.dnswhy.packet.PacketHandler;
import io.github.dnswhy.packet.PacketView;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Runs a capture through reader, packet decoder and message view, and puts down what they show. */
final class OurReading implements PacketHandler {
    /** tshark's own numbers of encapsulations to {@code LINKTYPE_…}. */
    private static final Map<Integer, String> ENCAPSULATIONS = Map.ofEntries(
            Map.entry(0, "15"),
            Map.entry(1, "1"),
            Map.entry(9, "4"),
            Map.entry(12, "7"),
            Map.entry(101, "7"),
            Map.entry(105, "20"),
            Map.entry(113, "25"),
            Map.entry(127, "23"),
            Map.entry(192, "97"),
            Map.entry(228, "129"),
            Map.entry(229, "130"),
            Map.entry(276, "210"));

    private record Late(Map<String, String> fields, long frame, boolean quoted) {}

    private final Reading reading = new Reading();
    private final MessageFields fields = new MessageFields();
    private final Map<Long, Integer> layers = new HashMap<>();
    private final TreeMap<Long, List<Late>> messages = new TreeMap<>();

    private OurReading() {}

    static Reading of(CorpusCapture capture) throws IOException {
        return new OurReading().read(capture);
    }

    private Reading read(CorpusCapture capture) throws IOException {
        PacketDecoder packets = new PacketDecoder(Limits.defaults(), DnsPorts.standard(), this);
        Set<Integer> interfaces = new HashSet<>();
        long captured = 0;
        long original = 0;
        String first = "";
        String last = "";
        try (CaptureReader reader = CaptureReader.open(capture.path(), 0, Limits.defaults())) {
            Frame frame = reader.frame();
            boolean manyInterfaces = reader.format().startsWith("pcapng");
            while (reader.next()) {
                captured += frame.capturedLength();
                original += frame.originalLength();
                last = frame.timed() ? time(frame.timeNanos()) : "";
                first = reader.frames() == 1 ? last : first;
                if (manyInterfaces) {
                    interfaces.add(frame.interfaceId());
                }
                if (frame.number() <= Reading.MAX_FRAMES) {
                    show(frame, manyInterfaces, reading.addFrame(frame.number()));
                }
                long before = headers(packets);
                packets.decode(frame);
                layers.put(frame.number(), (int) (headers(packets) - before));
            }
            packets.finish();
            reading.file().put("frames", Long.toString(reader.frames()));
        }
        byte[] octets = Files.readAllBytes(capture.path());
        reading.file().put("sha256", digest("SHA-256", octets, 0, octets.length));
        reading.file().put("bytes", Integer.toString(octets.length));
        reading.file().put("cap_bytes", Long.toString(captured));
        reading.file().put("wire_bytes", Long.toString(original));
        reading.file().put("interfaces", Integer.toString(interfaces.size()));
        reading.file().put("first_time", first);
        reading.file().put("last_time", last);
        putMessages();
        return reading;
    }

    /** Messages that waited for octets which never came are delivered late; here they stand with the frame that they name. */
    private void putMessages() {
        messages.values()
                .forEach(ofFrame -> ofFrame.forEach(late -> {
                    Map<String, String> message = reading.addMessage(late.frame);
                    message.putAll(late.fields);
                    int headers = layers.get(late.frame) + (late.quoted ? 1 : 0);
                    if (headers > 1) {
                        message.put("ip_layers", Integer.toString(headers));
                    }
                }));
        count("dns", "opcode", null);
        count("udp", "proto", "udp");
        count("tcp", "proto", "tcp");
        count("queries", "qr", "0");
        count("responses", "qr", "1");
        count("malformed", "malformed", "true");
        count("icmp_quoted", "icmp_quoted", "true");
    }

    private void count(String what, String field, String value) {
        long all = messages.values().stream().mapToLong(List::size).sum();
        long count = value == null ? all : reading.count("message", field, value);
        reading.file().put(what, Long.toString(count));
    }

    private static long headers(PacketDecoder packets) {
        return packets.counters().get(PacketCount.IPV4) + packets.counters().get(PacketCount.IPV6);
    }

    private static void show(Frame frame, boolean manyInterfaces, Map<String, String> row) {
        row.put("time", frame.timed() ? time(frame.timeNanos()) : "");
        row.put("captured", Integer.toString(frame.capturedLength()));
        row.put("original", Long.toString(frame.originalLength()));
        row.put("encap", ENCAPSULATIONS.getOrDefault(frame.linkType(), "link type " + frame.linkType()));
        row.put("interface", manyInterfaces ? Integer.toString(frame.interfaceId()) : "");
        row.put("md5", digest("MD5", frame.buffer(), frame.offset(), frame.capturedLength()));
    }

    static String time(long nanos) {
        return BigDecimal.valueOf(nanos, 9).toPlainString();
    }

    private static String digest(String algorithm, byte[] octets, int offset, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(octets, offset, length);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void onDatagram(PacketView packet) {
        add(packet, false);
    }

    @Override
    public void onStreamMessage(PacketView packet, boolean firstOfSegment) {
        add(packet, false);
    }

    @Override
    public void onConnection(PacketView packet, int flags) {
        // Carries no message.
    }

    @Override
    public void onIcmpError(PacketView error, int type, int code, PacketView quoted) {
        if (quoted.length() > 0) {
            add(quoted, true);
        }
    }

    private void add(PacketView packet, boolean quoted) {
        Map<String, String> message = new TreeMap<>();
        fields.put(packet, message);
        if (quoted) {
            message.put("icmp_quoted", "true");
        }
        long frame = packet.frameNumber();
        messages.computeIfAbsent(frame, number -> new ArrayList<>()).add(new Late(message, frame, quoted));
    }
}
