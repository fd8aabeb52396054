package io.github.dnswhy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.capture.PcapBuilder;
import io.github.dnswhy.match.WireScript;
import io.github.dnswhy.model.Anomaly;
import io.github.dnswhy.model.Input;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.Verdict;
import io.github.dnswhy.report.JsonReportWriter;
import io.github.dnswhy.report.ReportSchema;
import io.github.dnswhy.report.ReportWriter;
import io.github.dnswhy.report.TextOptions;
import io.github.dnswhy.report.TextReportWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged, empty and foreign input is analyzed as far as it goes, and said so. */
class BadInputTest {
    private static final String FIVE_LOOKUPS = """
            0    ? A one.example
            1    ! A one.example
            100  ? A two.example port=4001
            101  ! A two.example port=4001
            200  ? A three.example port=4002
            201  ! A three.example port=4002
            300  ? A four.example port=4003
            301  ! A four.example port=4003
            400  ? A five.example port=4004
            401  ! A five.example port=4004
            """;

    private static final byte[] CAPTURE = ScriptCapture.pcap(WireScript.of(FIVE_LOOKUPS));

    @TempDir
    Path directory;

    private Path file(String name, byte... octets) throws IOException {
        return Files.write(directory.resolve(name), octets);
    }

    private Path text(String name, String content) throws IOException {
        return file(name, content.getBytes(UTF_8));
    }

    private static byte[] gzip(byte[] octets) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(octets);
        }
        return out.toByteArray();
    }

    private static List<String> anomalies(Report report, int input) {
        return report.inputs().get(input).anomalies().stream()
                .map(Anomaly::name)
                .toList();
    }

    private static String written(ReportWriter writer, Report report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(report, out);
        return out.toString(UTF_8);
    }

    private static String refusal(Path... inputs) {
        return assertThrows(NothingUsableException.class, () -> Dnswhy.analyze(inputs))
                .getMessage();
    }

    @Test
    void captureWithoutDnsIsAReportThatBlamesNobody() throws IOException {
        byte[] frame = ScriptCapture.frame(
                WireScript.of("0 ? A web"), WireScript.of("0 ? A web").events().get(0));
        frame[14 + 20 + 3] = 80; // to port 80
        Path capture = file("web.cap", PcapBuilder.ethernet().frame(1, 0, frame).build());
        Report report = Dnswhy.analyze(capture);
        assertEquals(Verdict.Answer.UNDETERMINED, report.verdict().dnsToBlame());
        assertEquals(0, report.lookups().total());
        assertEquals(1, report.inputs().get(0).frames().orElseThrow());
        assertEquals(0, report.inputs().get(0).messages().orElseThrow());
    }

    /** It was one of the type "", which the schema forbids. */
    @Test
    void lookupWhoseQuestionCannotBeReadHasNoType() throws IOException {
        WireScript script = WireScript.of("0 ? A web.example");
        byte[] frame = ScriptCapture.frame(script, script.events().get(0));
        frame[14 + 20 + 8 + 12] = 0x41; // no label has such a length
        Report report = Dnswhy.analyze(
                file("odd.cap", PcapBuilder.ethernet().frame(1, 0, frame).build()));
        assertEquals(List.of(), report.lookups().worst().get(0).types());
        ReportSchema.assertValid(written(new JsonReportWriter(), report));
    }

    @Test
    void captureWithoutFramesIsAReportToo() throws IOException {
        Report report = Dnswhy.analyze(file("empty.cap", PcapBuilder.ethernet().build()));
        assertEquals(Verdict.Answer.UNDETERMINED, report.verdict().dnsToBlame());
        assertEquals(0, report.inputs().get(0).frames().orElseThrow());
        assertTrue(report.verdict().from().isEmpty());
    }

    @Test
    void captureCutInTheMiddleOfAFrameIsReadUpToIt() throws IOException {
        Report report = Dnswhy.analyze(file("cut.cap", Arrays.copyOf(CAPTURE, CAPTURE.length - 7)));
        assertEquals(5, report.lookups().total());
        assertEquals(9, report.inputs().get(0).frames().orElseThrow());
        assertEquals(1, anomalies(report, 0).size(), anomalies(report, 0).toString());
    }

    @Test
    void captureCutAnywhereNeverThrows() throws IOException {
        for (int length = 24; length < CAPTURE.length; length += 13) {
            Report report = Dnswhy.analyze(file("cut.cap", Arrays.copyOf(CAPTURE, length)));
            assertTrue(report.lookups().total() <= 5);
        }
    }

    @Test
    void gzipWithoutItsTailIsReadAsFarAsItGoes() throws IOException {
        byte[] packed = gzip(CAPTURE);
        Report report = Dnswhy.analyze(file("app.cap.gz", Arrays.copyOf(packed, packed.length - 12)));
        assertTrue(report.lookups().total() >= 4, "lookups " + report.lookups().total());
        assertFalse(anomalies(report, 0).isEmpty());
    }

    @Test
    void packedTextWithoutItsTailIsReadAsFarAsItGoes() throws IOException {
        StringBuilder conf = new StringBuilder("nameserver 10.96.0.10\nsearch shop.svc.cluster.local\n");
        for (int i = 0; i < 2_000; i++) {
            conf.append("# ").append(Integer.toHexString(i * 7_919)).append('\n');
        }
        byte[] packed = gzip(conf.toString().getBytes(UTF_8));
        Report report = Dnswhy.analyze(file("resolv.conf.gz", Arrays.copyOf(packed, packed.length / 2)));
        assertEquals(InputKind.RESOLV_CONF, report.inputs().get(0).kind());
        assertFalse(anomalies(report, 0).isEmpty());
    }

    @Test
    void pcapngBlockOfAbsurdLengthEndsTheReadingNotTheAnalysis() throws IOException {
        ByteBuffer capture = ByteBuffer.allocate(28 + 20 + 12).order(ByteOrder.LITTLE_ENDIAN);
        capture.putInt(0x0A0D0D0A)
                .putInt(28)
                .putInt(0x1A2B3C4D)
                .putInt(1)
                .putLong(-1)
                .putInt(28);
        capture.putInt(1).putInt(20).putInt(1).putInt(0).putInt(20);
        capture.putInt(6).putInt(0xFFFF_FFF0).putInt(0);
        Report report = Dnswhy.analyze(file("absurd.pcapng", capture.array()));
        assertEquals(0, report.lookups().total());
        assertFalse(anomalies(report, 0).isEmpty());
    }

    @Test
    void nameFullOfControlCharactersReachesNoTerminalAndNoBrowser() throws IOException {
        WireScript script = WireScript.of("""
                0    ? A \\027[2J\\007<script>\\226\\128\\174.example
                5000 ? A \\027[2J\\007<script>\\226\\128\\174.example
                60000 ? A web.example port=4001
                """);
        Report report = Dnswhy.analyze(file("hostile.cap", ScriptCapture.pcap(script)));
        String json = written(new JsonReportWriter(), report);
        String plain = written(new TextReportWriter(TextOptions.PLAIN.withDetail(TextOptions.Detail.ALL)), report);
        String name = "\\027[2j\\007<script>\\226\\128\\174.example";
        assertTrue(json.contains(name.replace("\\", "\\\\")), "the name stands in the report, escaped");
        for (String output : List.of(json, plain)) {
            assertTrue(
                    output.chars().allMatch(c -> c == '\n' || c >= ' ' && c < 0x7F),
                    "nothing but printable ASCII and line feeds");
        }
    }

    @Test
    void fileNamesFromOutsideAreEscapedToo() throws IOException {
        Report report = Dnswhy.analyze(file("a\u001B[31m\u202Ecap", CAPTURE));
        String plain = written(new TextReportWriter(TextOptions.PLAIN), report);
        assertTrue(plain.chars().allMatch(c -> c == '\n' || c >= ' ' && c < 0x7F));
    }

    @Test
    void emptyFileAloneIsNothingUsable() throws IOException {
        assertTrue(refusal(file("empty.txt")).contains("empty.txt: file empty"));
    }

    @Test
    void emptyFileBesideACaptureIsAnAnomaly() throws IOException {
        Path empty = file("empty.txt");
        Report report = Dnswhy.analyze(empty, file("app.cap", CAPTURE));
        assertEquals(5, report.lookups().total());
        assertEquals(List.of("file-empty"), anomalies(report, 0));
    }

    @Test
    void missingFileBesideACaptureIsAnAnomalyAndAloneAnError() throws IOException {
        Path missing = directory.resolve("nowhere.cap");
        Report report = Dnswhy.analyze(file("app.cap", CAPTURE), missing);
        assertEquals(List.of("file-missing"), anomalies(report, 1));
        assertThrows(NoSuchFileException.class, () -> Dnswhy.analyze(missing));
    }

    @Test
    void directoryWithoutEvidenceIsNothingUsable() throws IOException {
        assertTrue(refusal(directory).contains("a directory without a file"));
        text("notes.txt", "dear diary\n");
        assertTrue(refusal(directory).contains("notes.txt: a text, but no thread dump, log or configuration"));
    }

    @Test
    void heapHistogramIsNoThreadDump() throws IOException {
        Path histogram = text("histogram.txt", """
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:         24311        2401232  [B (java.base@17.0.15)
                   2:         23145         555480  java.lang.String (java.base@17.0.15)
                   3:          3121         379664  java.lang.Class (java.base@17.0.15)
                Total         96212        5223432
                """);
        assertTrue(refusal(histogram).contains("histogram.txt: "));
        Report report = Dnswhy.analyze(histogram, file("app.cap", CAPTURE));
        assertEquals(List.of(), report.threads().dumps());
    }

    @Test
    void sameNameInTwoDirectoriesIsTwoInputs() throws IOException {
        Path left = Files.createDirectory(directory.resolve("left"));
        Path right = Files.createDirectory(directory.resolve("right"));
        Files.write(left.resolve("app.cap"), CAPTURE);
        Files.write(right.resolve("app.cap"), PcapBuilder.ethernet().build());
        Report report = Dnswhy.analyze(left, right);
        assertEquals(
                List.of("app.cap", "app.cap"),
                report.inputs().stream().map(Input::file).toList());
        assertEquals(10, report.inputs().get(0).frames().orElseThrow());
        assertEquals(0, report.inputs().get(1).frames().orElseThrow());
    }

    @Test
    void hostileResolvConfHarmsNothing() throws IOException {
        Path conf = text(
                "resolv.conf",
                "nameserver 10.96.0.1\nsearch \u0130\u0130\u0130\u0130 .. a..b " + "x".repeat(300)
                        + "\noptions attempts:0 timeout:0 ndots:99\n");
        Report report = Dnswhy.analyze(conf, file("app.cap", CAPTURE));
        assertEquals(5, report.lookups().total());
    }
}
