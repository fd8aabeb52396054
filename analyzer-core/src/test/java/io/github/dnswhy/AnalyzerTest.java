package io.github.dnswhy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.match.WireScript;
import io.github.dnswhy.model.Anomaly;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.Traffic;
import io.github.dnswhy.model.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures through the library's front door. */
class AnalyzerTest {
    private static final Instant START = Instant.ofEpochSecond(WireScript.START / 1_000_000_000L);

    @TempDir
    Path directory;

    private Path capture(String script) throws IOException {
        return Files.write(directory.resolve("app.cap"), ScriptCapture.pcap(WireScript.of(script)));
    }

    /** Its age was part of the time that was waited, yet of no felt time. */
    @Test
    void lookupThatIsYoungAtTheEndOfTheCaptureHasWaitedForNothing() throws IOException {
        Report report = Dnswhy.analyze(capture("""
                0 ? A web.example
                7 ? A web.example from=C2:4001
                """));
        assertEquals(2, report.lookups().undetermined());
        assertEquals(Duration.ZERO, report.lookups().waited());
        assertEquals(List.of(), report.lookups().waitedBy());
    }

    @Test
    void lookupOfADualStackClientIsOneThatSpansTwoAddresses() throws IOException {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            int at = i * 10_000;
            script.append("""
                    %1$d ? A    web.example from=fd00::1/%3$d to=fd00::10 id=%3$d
                    %1$d ? AAAA web.example from=fd00::1/%3$d to=fd00::10 id=%4$d
                    %2$d.1 ? A    web.example from=C1:%3$d id=%3$d
                    %2$d.1 ? AAAA web.example from=C1:%3$d id=%4$d
                    %2$d.9 ! A    web.example from=C1:%3$d id=%3$d
                    %2$d.9 ! AAAA web.example from=C1:%3$d id=%4$d
                    """.formatted(at, at + 5_000, 4_000 + i, 30_000 + i));
        }
        List<Transaction> transactions = new ArrayList<>();
        AnalysisListener listener = new AnalysisListener() {
            @Override
            public boolean wantsTransactions() {
                return true;
            }

            @Override
            public void onTransaction(Transaction transaction) {
                transactions.add(transaction);
            }
        };
        Report report = Analyzer.builder().listener(listener).build().analyze(capture(script.toString()));
        assertEquals(10, report.lookups().total());
        assertEquals(10, report.lookups().slow());
        assertEquals(0, report.lookups().failed());
        assertEquals(
                List.of(Duration.ofNanos(5_000_900_000L)),
                report.lookups().worst().stream().map(Lookup::felt).distinct().toList());
        assertEquals(
                List.of("10.244.1.1", "fd00::1"),
                transactions.stream()
                        .map(t -> t.client().toString())
                        .distinct()
                        .sorted()
                        .toList(),
                "transactions keep the addresses of the wire");
    }

    @Test
    void windowLeavesOutWhatLiesBeforeAndAfter() throws IOException {
        Path capture = capture("""
                0     ? A one.example port=1
                1     ! A one.example port=1
                20000 ! A two.example port=2
                30000 ? A three.example port=3
                30001 ! A three.example port=3
                60000 ? A four.example port=4
                60001 ! A four.example port=4
                """);
        Report report = Analyzer.builder()
                .from(START.plusSeconds(20))
                .to(START.plusSeconds(40))
                .build()
                .analyze(capture);
        assertEquals(
                List.of("three.example"),
                report.lookups().worst().stream().map(Lookup::name).toList());
        assertEquals(START.plusSeconds(20), report.verdict().from().orElseThrow());
        assertEquals(START.plusNanos(30_001_000_000L), report.verdict().to().orElseThrow());
        Report nothing =
                Analyzer.builder().from(START.plusSeconds(3_600)).build().analyze(capture);
        assertTrue(nothing.verdict().from().isEmpty());
        assertEquals(0, nothing.lookups().total());
    }

    @Test
    void boundsThatWereMetAreTold() throws IOException {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            script.append("%d ? A host%d.example port=%d id=%d\n".formatted(i, i, 4_000 + i, i));
        }
        Limits few = Limits.defaults()
                .with(Limit.NAMES, 50)
                .with(Limit.OPEN_LOOKUPS, 16)
                .with(Limit.OPEN_TRANSACTIONS, 16 * 20);
        Report report = Analyzer.builder().limits(few).build().analyze(capture(script.toString()));
        List<String> told = Stream.concat(
                        report.inputs().stream()
                                .flatMap(input -> input.anomalies().stream())
                                .map(Anomaly::name),
                        report.blindSpots().stream().map(spot -> spot.text()))
                .toList();
        for (String bound : List.of("names", "lookups", "transactions")) {
            assertTrue(told.stream().anyMatch(text -> text.contains(bound)), bound + " in " + told);
        }
        assertEquals(100, report.lookups().total());
        assertEquals(
                100,
                report.traffic().types().values().stream().mapToLong(n -> n).sum());
    }

    @Test
    void responsesWhoseRecordsCannotBeReadAreCounted() throws IOException {
        byte[] octets = ScriptCapture.pcap(WireScript.of("0 ? A one.example\n1 ! A one.example"));
        octets[octets.length - 5] = 40; // the address record claims more octets than the message has
        Path capture = Files.write(directory.resolve("damaged.cap"), octets);
        List<String> anomalies = Analyzer.builder().build().analyze(capture).inputs().stream()
                .flatMap(input -> input.anomalies().stream())
                .map(Anomaly::name)
                .toList();
        assertEquals(List.of("dns-record-cut"), anomalies);
    }

    @Test
    void rowsOfTheReportAreBounded() throws IOException {
        StringBuilder script = new StringBuilder();
        for (int i = 1; i <= 50; i++) {
            script.append("%1$d ? A host%1$d.example from=10.1.0.%1$d:4000 to=10.2.0.%1$d\n".formatted(i));
        }
        Report report = Analyzer.builder()
                .limits(Limits.defaults().with(Limit.REPORT_ROWS, 3))
                .build()
                .analyze(capture(script + "60000 ? A last.example from=10.1.0.1:4001 to=10.2.0.1"));
        Traffic traffic = report.traffic();
        assertEquals(3, traffic.servers().size());
        assertEquals(3, traffic.clients().size());
        assertEquals(3, traffic.names().size());
        assertEquals(3, report.lookups().worst().size());
        assertEquals(51, traffic.attempts());
    }
}
