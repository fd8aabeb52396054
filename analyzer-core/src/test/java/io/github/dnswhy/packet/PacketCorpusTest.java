package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dnswhy.capture.CaptureFormatException;
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
    @Test
    void everyMessageThatTsharkSeesIsDelivered() throws IOException {
        Path corpus = corpus();
        Map<String, String> differences = new TreeMap<>();
        int compared = 0;
        for (String summary : Files.readAllLines(corpus.resolve("oracle/_files.jsonl"))) {
            String name = OracleMessage.scalars(summary).get("file");
            RecordingHandler handler = new RecordingHandler();
            if (!decode(corpus.resolve("captures").resolve(name), handler)) {
                continue;
            }
            List<OracleMessage> oracle = OracleMessage.read(corpus.resolve("oracle").resolve(name + ".jsonl"));
            String difference = difference(oracle, texts(handler));
            compared += oracle.size();
            if (!difference.isEmpty()) {
                differences.put(name, difference);
            }
        }
        System.err.println("COMPARED " + compared);
        differences.forEach((n, d) -> System.err.println("## " + n + "\n" + d));
        assertEquals(Map.of(), differences);
    }

    private static boolean decode(Path capture, RecordingHandler handler) throws IOException {
        PacketDecoder decoder = new PacketDecoder(Limits.defaults(), DnsPorts.standard(), handler);
        try (CaptureReader reader = CaptureReader.open(capture, 0, Limits.defaults())) {
            while (reader.next()) {
                decoder.decode(reader.frame());
            }
            decoder.finish();
            System.err.println(capture.getFileName() + " " + reader.anomalies().toList());
            return true;
        } catch (CaptureFormatException e) {
            System.err.println(capture.getFileName() + " " + e);
            return false;
        }
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

    private static String difference(List<OracleMessage> oracle, List<String> delivered) {
        List<String> extra = new ArrayList<>(delivered);
        List<String> absent = new ArrayList<>();
        for (OracleMessage message : oracle) {
            if (!message.quoted() && !extra.remove(message.text())) {
                absent.add(message.text());
            }
        }
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
