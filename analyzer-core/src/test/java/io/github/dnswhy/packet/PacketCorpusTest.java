package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dnswhy.capture.CaptureReader;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The captures of the corpus against what tshark reads in them, message by message. */
class PacketCorpusTest {
    /** Where the decoder is right to differ, and why. */
    private static final Map<String, String> DEBATABLE = Map.of(
            "PcapPlusPlus/dns_over_tcp.pcapng",
            "frame 4 repeats ports of frame 1 years later; tshark takes it for a repeated segment, we for a new connection");

    @Test
    void everyMessageThatTsharkSeesIsDelivered() throws IOException {
        Path oracles = corpus().resolve("oracle");
        Map<String, String> differences = new TreeMap<>();
        int compared = 0;
        for (String summary : Files.readAllLines(oracles.resolve("_files.jsonl"))) {
            String name = OracleMessage.scalars(summary).get("file");
            List<OracleMessage> oracle = OracleMessage.read(oracles.resolve(name + ".jsonl"));
            List<OracleMessage> withoutReordering = OracleMessage.read(oracles.resolve(name + ".no-reorder.jsonl"));
            RecordingHandler handler = decode(corpus().resolve("captures").resolve(name));
            String difference = difference(oracle, withoutReordering, texts(handler));
            compared += oracle.size();
            if (!difference.isEmpty()) {
                differences.put(name, difference);
            }
        }
        assertTrue(compared > 4_000, "the corpus should hold thousands of messages, not " + compared);
        assertEquals(DEBATABLE.keySet(), differences.keySet(), differences::toString);
    }

    @Test
    void everyMessageQuotedInAnIcmpErrorIsTold() throws IOException {
        Path oracles = corpus().resolve("oracle");
        List<String> absent = new ArrayList<>();
        int compared = 0;
        for (String summary : Files.readAllLines(oracles.resolve("_files.jsonl"))) {
            String name = OracleMessage.scalars(summary).get("file");
            List<String> quoted = new ArrayList<>();
            for (RecordingHandler.IcmpError error :
                    decode(corpus().resolve("captures").resolve(name)).icmpErrors) {
                quoted.add(text(error.quoted(), error.quoted().length()));
            }
            for (OracleMessage message : OracleMessage.read(oracles.resolve(name + ".jsonl"))) {
                if (message.quoted()) {
                    compared++;
                    if (!quoted.remove(message.text())) {
                        absent.add(name + ": " + message.text());
                    }
                }
            }
        }
        assertTrue(compared > 0, "the corpus should hold quoted messages");
        assertEquals(List.of(), absent);
    }

    private static RecordingHandler decode(Path capture) throws IOException {
        RecordingHandler handler = new RecordingHandler();
        PacketDecoder decoder = new PacketDecoder(Limits.defaults(), DnsPorts.standard(), handler);
        try (CaptureReader reader = CaptureReader.open(capture, 0, Limits.defaults())) {
            while (reader.next()) {
                decoder.decode(reader.frame());
            }
            decoder.finish();
        }
        return handler;
    }

    private static List<String> texts(RecordingHandler handler) {
        List<String> texts = new ArrayList<>();
        for (RecordingHandler.Message m : handler.datagrams) {
            texts.add(text(m, m.length()));
        }
        for (RecordingHandler.Message m : handler.streamMessages) {
            texts.add(text(m, m.length() + 2));
        }
        return texts;
    }

    private static String text(RecordingHandler.Message m, int length) {
        return OracleMessage.text(
                m.frame(),
                m.transport() == Transport.UDP ? "udp" : "tcp",
                m.source(),
                m.sourcePort(),
                m.destination(),
                m.destinationPort(),
                length);
    }

    /** Of messages that only one of the two readings of the oracle has, both are right; see the notes of the corpus. */
    private static String difference(
            List<OracleMessage> oracle, List<OracleMessage> withoutReordering, List<String> delivered) {
        List<String> extra = new ArrayList<>(delivered);
        List<String> absent = new ArrayList<>();
        for (OracleMessage message : oracle) {
            if (!message.quoted() && !extra.remove(message.text())) {
                absent.add(message.text());
            }
        }
        withoutReordering.forEach(message -> extra.remove(message.text()));
        StringBuilder difference = new StringBuilder();
        absent.forEach(text -> difference.append("- ").append(text).append('\n'));
        extra.forEach(text -> difference.append("+ ").append(text).append('\n'));
        return difference.toString();
    }

    private static Path corpus() {
        String property = System.getProperty("dnswhy.shared");
        Path shared = property == null ? null : Path.of(property);
        for (Path at = Path.of("").toAbsolutePath(); shared == null && at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("shared/corpus"))) {
                shared = at.resolve("shared");
            }
        }
        assumeTrue(shared != null, "no directory shared/corpus beside the repository");
        return shared.resolve("corpus");
    }
}
