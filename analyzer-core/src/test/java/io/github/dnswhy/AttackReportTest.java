package io.github.dnswhy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.capture.PcapBuilder;
import io.github.dnswhy.match.WireScript;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.report.JsonReportWriter;
import io.github.dnswhy.report.ReportSchema;
import io.github.dnswhy.report.TextOptions;
import io.github.dnswhy.report.TextReportWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reads the report of an attack is told which bounds were reached, and how often. */
class AttackReportTest {
    private static final int CLIENTS = 300;

    @TempDir
    Path directory;

    private Report analyzed(byte[] capture, Limits limits) throws IOException {
        Path file = Files.write(directory.resolve("attack.cap"), capture);
        return Analyzer.builder().limits(limits).build().analyze(file);
    }

    private static long count(Report report, String anomaly) {
        return report.inputs().get(0).anomalies().stream()
                .filter(a -> a.name().equals(anomaly))
                .mapToLong(a -> a.count())
                .sum();
    }

    private static void assertTold(Report report, String anomaly, long count) throws IOException {
        assertEquals(count, count(report, anomaly), anomaly);
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        new JsonReportWriter().write(report, json);
        ReportSchema.assertValid(json.toString(StandardCharsets.UTF_8));
        assertTrue(json.toString(StandardCharsets.UTF_8).contains(anomaly));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        new TextReportWriter(TextOptions.PLAIN).write(report, text);
        assertTrue(
                text.toString(StandardCharsets.UTF_8).contains("more than the bounds allow"),
                "the text says that bounds were reached");
        assertTrue(
                report.blindSpots().stream().anyMatch(spot -> spot.text().contains(anomaly)),
                report.blindSpots().toString());
    }

    private static byte[] flood() {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < CLIENTS; i++) {
            script.append(i)
                    .append(" ? A n")
                    .append(i)
                    .append(".test from=10.1.")
                    .append(i / 100)
                    .append('.');
            script.append(i % 100)
                    .append(":4000 to=10.2.")
                    .append(i / 100)
                    .append('.')
                    .append(i % 100)
                    .append('\n');
        }
        return ScriptCapture.pcap(WireScript.of(script.toString()));
    }

    @Test
    void namesBeyondTheBound() throws IOException {
        assertTold(analyzed(flood(), Limits.defaults().with(Limit.NAMES, 100)), "names-beyond-limit", CLIENTS - 100);
    }

    @Test
    void serversBeyondTheBound() throws IOException {
        Report report = analyzed(flood(), Limits.defaults().with(Limit.SERVERS, 100));
        assertTold(report, "servers-beyond-limit", CLIENTS - 100);
        assertEquals(CLIENTS, report.traffic().attempts(), "they are counted all the same");
    }

    @Test
    void addressesBeyondTheBound() throws IOException {
        Report report = analyzed(flood(), Limits.defaults().with(Limit.ADDRESSES, 100));
        assertTold(report, "addresses-beyond-limit", 2 * CLIENTS - 100);
        assertEquals(CLIENTS, report.traffic().attempts(), "they are counted all the same");
    }

    @Test
    void lookupsBeyondTheBound() throws IOException {
        Report report = analyzed(flood(), Limits.defaults().with(Limit.OPEN_LOOKUPS, 16));
        assertTold(report, "open-lookups-beyond-limit", count(report, "open-lookups-beyond-limit"));
        assertTrue(count(report, "open-lookups-beyond-limit") >= CLIENTS - 16 - 16);
        assertEquals(CLIENTS, report.lookups().total());
    }

    @Test
    void fragmentsBeyondTheBound() throws IOException {
        PcapBuilder pcap = PcapBuilder.ethernet();
        byte[] whole = ScriptCapture.frame(
                WireScript.of("0 ? A web"), WireScript.of("0 ? A web").events().get(0));
        for (int i = 0; i < CLIENTS; i++) {
            byte[] fragment = Arrays.copyOf(whole, 14 + 20 + 8);
            fragment[14 + 3] = 28;
            fragment[14 + 4] = (byte) (i >> 8);
            fragment[14 + 5] = (byte) i;
            fragment[14 + 6] = 0x20;
            pcap.frame(1_700_000_000L, i, fragment);
        }
        assertTold(
                analyzed(pcap.build(), Limits.defaults().with(Limit.FRAGMENTS, 50)), "fragments-limit", CLIENTS - 50);
    }
}
