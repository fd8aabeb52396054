package io.github.dnswhy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.match.WireScript;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.TransactionOutcome;
import io.github.dnswhy.report.JsonReportWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holes in a capture, told from times in which nobody asks. */
class CaptureGapsTest {
    @TempDir
    private Path directory;

    /** Lookups of nine clients, one every 20 ms, answered at once. */
    private static String traffic(int from, int to) {
        StringBuilder script = new StringBuilder();
        for (int at = from; at < to; at += 20) {
            String query = " A web.example from=C%d:%d id=%d\n".formatted(at / 20 % 9 + 1, 4000 + at / 20, at / 20);
            script.append(at).append(" ?").append(query);
            script.append(at + 1).append(" !").append(query);
        }
        return script.toString();
    }

    /** What is under way at a moment: as many queries without their answers, or answers without their queries. */
    private static String cut(double at, char sign, int count) {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < count; i++) {
            script.append("%.3f %c A cut%d.example from=C%d:%d id=%d\n"
                    .formatted(at + i * 0.1, sign, i, i % 9 + 1, 30_000 + i, 7000 + i));
        }
        return script.toString();
    }

    private static String shifted(String answers) {
        return answers.replace("cut", "late").replace(":30", ":31");
    }

    private Path file(String name, byte[] octets) throws IOException {
        return Files.write(directory.resolve(name), octets);
    }

    private Report report(String script) throws IOException {
        return Dnswhy.analyze(file("app.cap", ScriptCapture.pcap(WireScript.of(script))));
    }

    private static long count(Report report, TransactionOutcome outcome) {
        return report.traffic().outcomes().getOrDefault(outcome, 0L);
    }

    private static boolean tellsAGap(Report report) {
        boolean anomaly = report.inputs().stream()
                .flatMap(input -> input.anomalies().stream())
                .anyMatch(a -> a.name().equals("frames-missing"));
        boolean spot = report.blindSpots().stream().anyMatch(s -> s.text().startsWith("Nothing was captured from"));
        boolean artefact = report.findings().stream().map(Finding::cause).anyMatch("artefact-capture-loss"::equals);
        assertEquals(anomaly, spot);
        assertTrue(!anomaly || artefact);
        return anomaly;
    }

    private static final String HOLE =
            traffic(0, 12_000) + cut(12_000, '?', 4) + shifted(cut(18_000, '!', 4)) + traffic(18_020, 70_000);

    @Test
    void queriesCutByAHoleAreUndetermined() throws IOException {
        Report report = report(HOLE);
        assertTrue(tellsAGap(report));
        assertEquals(0, count(report, TransactionOutcome.UNANSWERED));
        assertEquals(4, count(report, TransactionOutcome.UNDETERMINED));
        assertEquals(4, report.lookups().undetermined());
        assertEquals(0, report.lookups().failed());
        assertEquals(0, report.lookups().slow());
    }

    @Test
    void quietTimeWithoutAnswersBehindItIsNoHole() throws IOException {
        Report report = report(HOLE.replaceAll("(?m)^.* ! A late.*\\n", ""));
        assertFalse(tellsAGap(report));
        assertEquals(4, count(report, TransactionOutcome.UNANSWERED));
        assertEquals(4, report.lookups().failed());
    }

    @Test
    void quietTimeWithoutQueriesBeforeItIsNoHole() throws IOException {
        assertFalse(tellsAGap(report(HOLE.replaceAll("(?m)^.* \\? A cut.*\\n", ""))));
    }

    @Test
    void everyThreadWaitingForASilentServerIsNoHole() throws IOException {
        // Nothing is sent until the resolvers' timers fire together and the next answers come.
        Report report =
                report(traffic(0, 12_000) + cut(12_000, '?', 9) + cut(17_000, '?', 9) + traffic(17_020, 70_000));
        assertFalse(tellsAGap(report));
        assertEquals(9, count(report, TransactionOutcome.UNANSWERED));
    }

    @Test
    void answersThatCameVeryLateAreNoHole() throws IOException {
        Report report =
                report(traffic(0, 12_000) + cut(12_000, '?', 9) + cut(18_000, '!', 9) + traffic(18_020, 70_000));
        assertFalse(tellsAGap(report));
        assertEquals(0, count(report, TransactionOutcome.UNANSWERED));
    }

    @Test
    void captureThatLosesFramesEverywhereHasNoSingleHole() throws IOException {
        StringBuilder lossy = new StringBuilder();
        for (String line : HOLE.split("\n")) {
            // Of every other lookup one half is missing.
            int at = (int) Double.parseDouble(line.substring(0, line.indexOf(' ')));
            boolean dropped = line.contains("web") && (at % 80 == 0 || at % 80 == 41);
            lossy.append(dropped ? "" : line + "\n");
        }
        assertFalse(tellsAGap(report(lossy.toString())));
    }

    @Test
    void pieceThatIsMissingIsAHole() throws IOException {
        WireScript first = WireScript.of(traffic(0, 12_000) + cut(12_000, '?', 1));
        WireScript third = WireScript.of(traffic(18_000, 70_000));
        List<Path> pieces = new ArrayList<>();
        pieces.add(file("app.cap0", ScriptCapture.pcap(first)));
        pieces.add(file("app.cap2", ScriptCapture.pcap(third)));
        Report report = Dnswhy.analyze(pieces.toArray(Path[]::new));
        assertTrue(tellsAGap(report));
        assertEquals(0, count(report, TransactionOutcome.UNANSWERED));
        assertEquals(1, count(report, TransactionOutcome.UNDETERMINED));
    }

    @Test
    void piecesThatFollowOneAnotherHaveNoHole() throws IOException {
        Report report = Dnswhy.analyze(
                file("app.cap0", ScriptCapture.pcap(WireScript.of(traffic(0, 12_000) + cut(12_000, '?', 1)))),
                file("app.cap1", ScriptCapture.pcap(WireScript.of(traffic(12_020, 70_000)))));
        assertFalse(tellsAGap(report));
        assertEquals(1, count(report, TransactionOutcome.UNANSWERED));
    }

    @Test
    void reportIsTheSameForAnyNumberOfThreads() throws IOException {
        Path file = file("app.cap", ScriptCapture.pcap(WireScript.of(HOLE)));
        List<String> reports = new ArrayList<>();
        for (int threads = 1; threads <= 3; threads++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new JsonReportWriter()
                    .write(Analyzer.builder().threads(threads).build().analyze(file), out);
            reports.add(out.toString(StandardCharsets.UTF_8));
        }
        assertEquals(1, reports.stream().distinct().count());
    }

    /** Lookups as c-ares makes them: A and AAAA from a port each. */
    private static String twoPorts(int at, int number, boolean answered) {
        StringBuilder queries = new StringBuilder();
        StringBuilder answers = new StringBuilder();
        for (String type : List.of("A", "AAAA")) {
            int port = 50_000 + 2 * number + type.length() % 2;
            String question = " %s own%d.example from=C9:%d id=%d\n".formatted(type, number, port, port);
            queries.append(at).append(" ?").append(question);
            answers.append(answered ? (at + 1) + " !" + question : "");
        }
        return queries.append(answers).toString();
    }

    @Test
    void lookupsWhoseTypesGoTheirOwnWaysArePutAsideToo() throws IOException {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            script.append(twoPorts(i * 500, i, true));
        }
        String before = script + traffic(10_000, 12_000) + twoPorts(11_999, 20, false) + cut(12_000, '?', 4);
        Report report = report(before + shifted(cut(18_000, '!', 4)) + traffic(18_020, 70_000));
        assertTrue(tellsAGap(report));
        assertEquals(6, count(report, TransactionOutcome.UNDETERMINED));
        assertEquals(0, report.lookups().failed());
    }

    /** A lookup that was open when the capture ended, behind a quiet time that is no hole. */
    @Test
    void whatIsOpenAtTheEndStaysOpenBehindAQuietTime() throws IOException {
        String query = " A open.example from=C5:4500 id=4500\n";
        String end = " A web.example from=C6:4600 id=4600\n";
        Report report = report(traffic(0, 3_000) + "3000 ?" + query + "4650 ?" + end + "4650.1 !" + end);
        assertFalse(tellsAGap(report));
        assertEquals(0, count(report, TransactionOutcome.UNANSWERED));
        assertEquals(1, count(report, TransactionOutcome.UNDETERMINED));
        assertEquals(0, report.lookups().failed());
    }

    /** Another pause right behind the hole: what the hole swallowed is told by the hole. */
    @Test
    void ofSeveralPausesTheHoleIsFound() throws IOException {
        Report report = report(traffic(0, 12_000)
                + cut(12_000, '?', 4)
                + shifted(cut(14_000, '!', 4))
                + traffic(14_020, 16_000)
                + traffic(17_500, 70_000));
        assertTrue(tellsAGap(report));
        assertEquals(4, count(report, TransactionOutcome.UNDETERMINED));
        assertEquals(0, count(report, TransactionOutcome.UNANSWERED));
    }
}
