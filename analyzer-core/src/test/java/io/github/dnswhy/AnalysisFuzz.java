package io.github.dnswhy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.dnswhy.capture.CaptureSeeds;
import io.github.dnswhy.match.WireScript;
import io.github.dnswhy.model.LookupSummary;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.Traffic;
import io.github.dnswhy.report.JsonReportWriter;
import io.github.dnswhy.report.ReportSchema;
import io.github.dnswhy.report.ReportWriter;
import io.github.dnswhy.report.TextOptions;
import io.github.dnswhy.report.TextReportWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole way from an input to a printed report, on inputs and on dialogues that are evolved to reach all of the code. */
class AnalysisFuzz {
    private static final int MOST_EVENTS = 200;

    static Stream<byte[]> seeds() {
        return CaptureSeeds.all().stream();
    }

    /** Any input at all: a capture, a dump, a log, an archive or nothing that is known. */
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void anyInput(byte[] octets) throws IOException {
        check(octets);
    }

    /** What clients and servers might say to each other, at any time and in any order. */
    @FuzzTest(maxDuration = "10m")
    void dialogue(FuzzedDataProvider data) throws IOException {
        StringBuilder script = new StringBuilder();
        long micros = 0;
        for (int events = 0; events < MOST_EVENTS && data.remainingBytes() > 0; events++) {
            micros += data.consumeBoolean() ? data.consumeInt(0, 2_000) : data.consumeInt(0, 12_000_000);
            boolean query = data.consumeBoolean();
            script.append(micros / 1_000)
                    .append('.')
                    .append(micros % 1_000 / 100)
                    .append(query ? " ? " : " ! ");
            script.append(data.pickValue(new String[] {"A", "AAAA", "A", "AAAA", "SRV", "PTR"}));
            script.append(' ').append(data.pickValue(new String[] {
                "web.example",
                "web.shop.svc.cluster.local",
                "web.svc.cluster.local",
                "web.cluster.local",
                "db",
                "x.y.z."
            }));
            script.append(" from=C").append(data.consumeInt(1, 3)).append(':').append(data.consumeInt(4_000, 4_004));
            script.append(" to=S").append(data.consumeInt(1, 3)).append(" id=").append(data.consumeInt(1, 6));
            if (!query) {
                script.append(' ')
                        .append(data.pickValue(new String[] {"OK", "NODATA", "NXDOMAIN", "SERVFAIL", "REFUSED"}));
            }
            script.append('\n');
        }
        check(ScriptCapture.pcap(WireScript.of(script.toString())));
    }

    /** The report is the same with any number of threads, as the schema says, printable, and its sums are right. */
    private static void check(byte[] input) throws IOException {
        Path file = Files.createTempFile("dnswhy-fuzz", "");
        try {
            Files.write(file, input);
            Report report = analyze(1, file);
            String json = written(new JsonReportWriter(), report);
            ReportSchema.assertValid(json);
            assertEquals(json, written(new JsonReportWriter(), analyze(3, file)));
            isPrintable(written(new TextReportWriter(TextOptions.PLAIN.withDetail(TextOptions.Detail.ALL)), report));
            sumsAreRight(report);
        } catch (NothingUsableException e) {
            assertTrue(e.getMessage().length() > 0);
        } finally {
            Files.delete(file);
        }
    }

    private static void sumsAreRight(Report report) {
        Traffic traffic = report.traffic();
        assertEquals(traffic.messages(), traffic.queries() + traffic.responses());
        assertTrue(traffic.attempts() <= traffic.sightings());
        LookupSummary lookups = report.lookups();
        assertTrue(lookups.slow() + lookups.undetermined() <= lookups.total());
        assertTrue(lookups.failed() <= lookups.total());
        Duration waited = Duration.ZERO;
        for (LookupSummary.Waited share : lookups.waitedBy()) {
            assertTrue(!share.time().isNegative());
            waited = waited.plus(share.time());
        }
        assertTrue(lookups.waited().compareTo(waited) <= 0, "what was waited for servers is part of all waiting");
    }

    private static Report analyze(int threads, Path file) throws IOException {
        return Analyzer.builder().threads(threads).build().analyze(file);
    }

    private static String written(ReportWriter writer, Report report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(report, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void isPrintable(String text) {
        text.chars().forEach(c -> assertTrue(c == '\n' || c >= ' ' && (c < 0x7F || c > 0x9F), "printable: " + c));
    }
}
