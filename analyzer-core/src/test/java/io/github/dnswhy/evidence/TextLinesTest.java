package io.github.dnswhy.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TextLinesTest {
    private final Anomalies anomalies = new Anomalies();

    private List<String> lines(InputStream in, Limits limits) {
        TextLines lines = new TextLines(in, limits, anomalies);
        List<String> all = new ArrayList<>();
        while (lines.next()) {
            all.add(lines.text());
            assertEquals(all.size(), lines.number());
        }
        return all;
    }

    private List<String> lines(byte[] bytes) {
        return lines(new ByteArrayInputStream(bytes), Limits.defaults());
    }

    @Test
    void lineEndsAreTakenOff() {
        assertEquals(List.of("a", "", "b", "c"), lines("a\r\n\nb\nc".getBytes(StandardCharsets.UTF_8)));
        assertEquals(List.of(), lines(new byte[0]));
        assertEquals(List.of(""), lines("\n".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void linesLongerThanAChunkAreWhole() {
        String line = "äöü€".repeat(50_000);
        assertEquals(
                List.of("x", line, line, "y"),
                lines(("x\n" + line + "\n" + line + "\ny").getBytes(StandardCharsets.UTF_8)));
        byte[] wide = ("\uFEFFx\n" + line + "\ny").getBytes(StandardCharsets.UTF_16LE);
        assertEquals(List.of("x", line, "y"), lines(wide));
    }

    @Test
    void aLineBeyondTheLimitIsCutAndCounted() {
        byte[] text = ("a".repeat(100_000) + "\nb\n").getBytes(StandardCharsets.UTF_8);
        List<String> cut =
                lines(new ByteArrayInputStream(text), Limits.defaults().with(Limit.LINE_BYTES, 70_000));
        assertEquals(70_000, cut.get(0).length());
        assertEquals("b", cut.get(1));
        assertEquals(1, anomalies.count("line-too-long"));
    }

    @Test
    void whatWasReadBeforeAnErrorIsKept() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("cut");
            }
        };
        InputStream in =
                new SequenceInputStream(new ByteArrayInputStream("a\nb".getBytes(StandardCharsets.UTF_8)), broken);
        assertEquals(List.of("a", "b"), lines(in, Limits.defaults()));
        assertEquals(1, anomalies.count("input-cut-short"));
    }

    @Test
    @Timeout(10)
    void linesFullOfOnePhraseTakeNoLongerThanTheirLength() {
        for (String phrase : new String[] {
            "java.net.UnknownHostException: a ",
            " in 1",
            "{\"log\":",
            "[ERROR] plugin/errors: 2 a. A: read udp ",
            "Warning  a  b  ",
            ".:53 on :",
            "nameserver ",
            "a {",
            "\\\"",
            "2026-11-20T00:08:44.1Z stdout P "
        }) {
            byte[] text = phrase.repeat((1 << 20) / phrase.length()).getBytes(StandardCharsets.UTF_8);
            TextClassifier.classify(text, text.length);
            for (InputKind kind : InputKind.values()) {
                Samples.read(kind, text);
            }
        }
    }

    @Test
    void coloursAndNulsAreTakenOff() {
        assertEquals(List.of("red text"), lines("\0\0\u001b[31;1mred\u001b[0m text".getBytes(StandardCharsets.UTF_8)));
        assertEquals(1, anomalies.count("nul-in-text"));
    }
}
