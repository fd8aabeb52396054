package io.github.dnswhy.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The likeliest mistakes: each is told what is wrong, where, and what to do, on standard error alone. */
class MistakesTest {
    @TempDir
    private Path directory;

    @Test
    void noInputIsUsage() {
        assertRefusal(Run.of(), 2, "nothing to analyze", "dnswhy help");
        assertRefusal(Run.of("analyze"), 2, "nothing to analyze", "dnswhy collect");
    }

    @Test
    void emptyWordIsNotTheWorkingDirectory() {
        assertRefusal(Run.of(""), 2, "an INPUT is empty", "is a variable unset?");
    }

    @Test
    void missingFileIsNamed() {
        assertRefusal(Run.of("missing.pcap"), 2, "missing.pcap: no such file or directory", "check the path");
    }

    @Test
    void allMissingFilesAreNamed() {
        Run run = Run.of("analyze", "one.pcap", "two.txt");
        assertRefusal(run, 2, "none of the 2 inputs exists", "check the path");
        assertTrue(run.err().contains("  one.pcap: no such file"), run.err());
        assertTrue(run.err().contains("  two.txt: no such file"), run.err());
    }

    @Test
    void oneMissingFileAmongUsableOnesIsANote() throws IOException {
        Run run = Run.of("missing.pcap", Samples.capture(directory).toString());
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.err().contains("missing.pcap: no such file or directory; the other inputs are analyzed"));
    }

    @Test
    void emptyFileIsNotUsable() throws IOException {
        Path file = Files.createFile(directory.resolve("empty.pcap"));
        assertRefusal(Run.of(file.toString()), 3, file + ": empty file", "dnswhy reads captures");
    }

    @Test
    void unreadableFileIsNotUsable() throws IOException {
        Path file = Files.writeString(directory.resolve("secret.pcap"), "x");
        file.toFile().setReadable(false);
        assumeFalse(Files.isReadable(file), "this user may read everything");
        assertRefusal(Run.of(file.toString()), 3, file + ": permission denied", "chmod");
    }

    @Test
    void directoryWithoutEvidenceIsNotUsable() throws IOException {
        assertRefusal(Run.of(directory.toString()), 3, directory + ": empty directory", "dnswhy reads");
        Files.write(directory.resolve("photo.jpg"), new byte[] {(byte) 0xFF, (byte) 0xD8, 0, 0, 1, 2, 3});
        assertRefusal(Run.of(directory.toString()), 3, directory + ": a directory of 1 entry", "dnswhy reads");
    }

    @Test
    void octetsOfNoKnownFormatAreShown() throws IOException {
        Path file = Files.write(directory.resolve("x.pcap"), new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1, 0});
        assertRefusal(Run.of(file.toString()), 3, "it begins with the octets 7f 45 4c 46", "dnswhy reads");
    }

    @Test
    void capturesOfOtherToolsAreNamedWithWhatToDo() throws IOException {
        byte[] snoop = "snoop\0\0\0\0\0\0\2".getBytes(StandardCharsets.US_ASCII);
        Path file = Files.write(directory.resolve("x.cap"), snoop);
        assertRefusal(Run.of(file.toString()), 3, file + ": a capture of Solaris snoop", "dnswhy reads");
        assertTrue(Run.of(file.toString()).err().contains("editcap -F pcapng"));
        Path zipped = directory.resolve("x.cap.gz");
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            gzip.write(snoop);
        }
        assertRefusal(Run.of(zipped.toString()), 3, zipped + ": a capture of Solaris snoop", "dnswhy reads");
        Path printed = Files.writeString(
                directory.resolve("x.txt"),
                "07:28:01.123456 IP 10.0.0.1.40000 > 10.96.0.10.53: 4711+ A? example.org. (29)\n");
        assertRefusal(Run.of(printed.toString()), 3, printed + ": what tcpdump printed", "dnswhy reads");
    }

    @Test
    void compressedDataThatUnpacksToNothingIsToldAsSuch() throws IOException {
        byte[] cut = {'B', 'Z', 'h', '9', '1', 'A', 'Y', '&', 'S', 'Y', 1, 2};
        Path file = Files.write(directory.resolve("x.pcap.bz2"), cut);
        assertRefusal(
                Run.of(file.toString()), 3, file + ": bzip2 data, of which nothing can be unpacked (comp", "dnswhy");
    }

    @Test
    void ofCompressedDataTheContentIsTold() throws IOException {
        Path file = directory.resolve("photo.gz");
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write(new byte[] {(byte) 0xFF, (byte) 0xD8, 0, 0, 1});
        }
        assertRefusal(Run.of(file.toString()), 3, file + ": gzip data, in it no format that dnswhy knows", "dnswhy");
        assertTrue(Run.of(file.toString()).err().contains("begins with the octets ff d8 00 00"));
    }

    @Test
    void binaryThatBeginsWithLettersIsNoText() throws IOException {
        Path file = Files.write(directory.resolve("x.bin"), new byte[] {'%', 'P', 'D', 'F', '-', 0, 1, 2});
        assertRefusal(Run.of(file.toString()), 3, "begins with the octets 25 50 44 46", "dnswhy reads");
    }

    @Test
    void whatIsInAnArchiveIsToldMemberByMember() throws IOException {
        Path file = directory.resolve("incident.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("diary.txt"));
            zip.write("Dear diary,\ntoday was slow.\n".getBytes(StandardCharsets.US_ASCII));
        }
        assertRefusal(Run.of(file.toString()), 3, file + "!diary.txt: a text, but no thread dump", "archives");
    }

    @Test
    void textThatIsNoDumpIsToldAsSuch() throws IOException {
        Path file = Files.writeString(directory.resolve("jstack.txt"), "Dear diary,\ntoday was slow.\n");
        assertRefusal(Run.of(file.toString()), 3, file + ": text, but no thread dump", "jstack");
    }

    @Test
    void danglingLinkIsToldAsSuch() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link.pcap"), Path.of("gone.pcap"));
        assertRefusal(Run.of(link.toString()), 2, link + ": a symbolic link to nothing", "check the path");
    }

    @Test
    void outputNeverReplacesEvidenceInAnInputDirectory() throws IOException {
        Path capture = Samples.capture(directory);
        byte[] before = Files.readAllBytes(capture);
        Run run = Run.of(directory.toString(), "-o", capture.toString());
        assertRefusal(run, 2, "is an input; the result would replace it", "another --output");
        assertArrayEquals(before, Files.readAllBytes(capture));
    }

    @Test
    void outputReplacesAnOlderReportInAnInputDirectory() throws IOException {
        Samples.capture(directory);
        for (String format : new String[] {"text", "json"}) {
            Path report = directory.resolve("report-of-" + format);
            for (int i = 0; i < 2; i++) {
                Run run = Run.of(directory.toString(), "-f", format, "-o", report.toString());
                assertEquals(0, run.exitCode(), run.err());
            }
        }
    }

    @Test
    void standardInputCanBeGivenOnce() {
        assertRefusal(Run.of("-", "-"), 2, "'-' is given twice", "only once");
    }

    @Test
    void outputNeverReplacesAnInput() throws IOException {
        Path capture = Samples.capture(directory);
        byte[] before = Files.readAllBytes(capture);
        Run run = Run.of(
                capture.toString(), "-o", directory.resolve("./one-query.pcap").toString());
        assertRefusal(run, 2, "is an input; the result would replace it", "another --output");
        assertEquals(ByteBuffer.wrap(before), ByteBuffer.wrap(Files.readAllBytes(capture)));
    }

    @Test
    void outputIntoNoDirectoryIsToldBeforeTheWork() throws IOException {
        String output = directory.resolve("no/report.txt").toString();
        Run run = Run.of(Samples.capture(directory).toString(), "-o", output);
        assertRefusal(run, 2, "there is no directory " + directory.resolve("no"), "mkdir -p");
    }

    @Test
    void namesFromOutsideCannotSteerTheTerminal() {
        Run run = Run.of("a\033[2Jb\u202Ec\n.pcap");
        assertTrue(run.err().contains("a\\u001b[2Jb\\u202ec\\u000a.pcap: no such file"), run.err());
    }

    @ParameterizedTest
    @CsvSource({
        "analyse, did you mean 'analyze'?",
        "shwo, did you mean 'show'?",
        "hlep, did you mean 'help'?",
        "explian, did you mean 'explain'?",
        "frobnicate, 'the commands are analyze, show, explain, lint, collect, help, version'"
    })
    void unknownCommandIsAnsweredWithTheNearest(String word, String tip) {
        Run run = Run.of(word);
        assertRefusal(run, 2, word, tip);
    }

    @ParameterizedTest
    @MethodSource("badOptions")
    void badOptionIsAnsweredWithWhatWouldDo(String[] words, String message, String tip) throws IOException {
        String[] all = Stream.concat(
                        Stream.of(words), Stream.of(Samples.capture(directory).toString()))
                .toArray(String[]::new);
        assertRefusal(Run.of(all), 2, message, tip);
    }

    static Stream<Arguments> badOptions() {
        return Stream.of(
                bad("unknown option '--fromat'", "did you mean '--format'?", "--fromat=json"),
                bad("unknown option '--clock'", "did you mean '--clock-offset'?", "--clock"),
                bad("unknown option '--frobnicate'", "'dnswhy help' lists the options", "--frobnicate"),
                bad("unknown option '-x'", "goes after '--'", "-x"),
                bad("unknown option '-x' in '-qx'", "goes after '--'", "-qx"),
                bad("--quiet takes no value", "write --quiet alone", "--quiet=yes"),
                bad("--format needs a value", "-f, --format FORMAT", "--format", "--quiet"),
                bad("--format: unknown value 'jsn'", "did you mean 'json'?", "--format", "jsn"),
                bad("--format: 'html' is not in this version yet", "there is text, json", "-fhtml"),
                bad("--color: unknown value 'maybe'", "auto, always, never", "--color", "maybe"),
                bad("--threads: 'two' will not do", "a whole number from 1 to 256", "--threads", "two"),
                bad("--threads: '0' will not do", "a whole number from 1 to 256", "--threads=0"),
                bad("--width: '20' will not do", "a whole number from 80", "--width", "20"),
                bad("--limits: unknown limit 'nmaes'", "did you mean 'names'?", "--limits", "nmaes=5"),
                bad("--limits: 'names' will not do", "NAME=VALUE", "--limits", "names"),
                bad("--limits: 'names=0' will not do", "at least 1", "--limits", "names=0"),
                bad("--limits: 'names=9999999T' will not do", "at least 1", "--limits", "dumps=4,names=9999999T"),
                bad("--role: '10.0.0.1' will not do", "ADDRESS=ROLE", "--role", "10.0.0.1"),
                bad("--role: unknown value 'upstraem'", "did you mean 'upstream'?", "--role", "10.0.0.1=upstraem"),
                bad("--dns-port: '70000' will not do", "from 1 to 65535", "--dns-port", "5353,70000"),
                bad("--tz: 'Europe/Berlin' will not do", "an offset from UTC such as +02:00", "--tz", "Europe/Berlin"),
                bad("--clock-offset: '5' will not do", "a number with its unit", "--clock-offset", "5"),
                bad("--slow: '-1s' will not do", "above zero", "--slow=-1s"),
                bad("--slow: '9999999999h' will not do", "a number with its unit", "--slow=9999999999h"),
                bad("--from: 'yesterday' will not do", "2026-11-01T10:00:00Z", "--from", "yesterday"),
                bad("is not before --to", "swap them", "--from=2026-01-02T00:00:00Z", "--to=2026-01-01T00:00:00Z"),
                bad("--fail-on: 'majro' is neither", "did you mean 'major'?", "--fail-on", "majro"));
    }

    private static Arguments bad(String message, String tip, String... words) {
        return Arguments.of(words, message, tip);
    }

    @Test
    void optionOfAnotherCommandIsToldAsSuch() {
        assertRefusal(
                Run.of("explain", "--fail-on", "major"), 2, "--fail-on does not go with 'explain'", "help explain");
        assertRefusal(Run.of("--records", "x"), 2, "--records does not go with 'analyze'", "goes with 'show'");
    }

    @Test
    void helpOnATableTellsHowToShowIt() {
        assertRefusal(Run.of("help", "frames"), 2, "unknown command 'frames'", "'dnswhy show frames INPUT…'");
    }

    private static void assertRefusal(Run run, int exitCode, String message, String tip) {
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("dnswhy: "), run.err());
        assertTrue(run.err().contains(message), run.err());
        String tipLine = run.err().substring(run.err().indexOf("\n  tip: ") + 1);
        assertTrue(tipLine.contains(tip), run.err());
        assertEquals(exitCode, run.exitCode(), run.err());
    }
}
