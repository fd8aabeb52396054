package io.github.dnswhy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.dnswhy.model.Limit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    private Path directory;

    @Test
    void reportGoesToStandardOutputAlone() throws IOException {
        Run run = Run.of(Samples.capture(directory).toString());
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("one-query.pcap"), run.out());
        assertEquals("", run.err());
    }

    @Test
    void commandMayBeNamedAndOptionsMayStandAnywhere() throws IOException {
        String capture = Samples.capture(directory).toString();
        Run expected = Run.of(capture, "--format", "json");
        assertTrue(expected.out().startsWith("{"), expected.out());
        assertEquals(expected, Run.of("analyze", capture, "--format=json"));
        assertEquals(expected, Run.of("-f", "json", "analyze", capture));
        assertEquals(expected, Run.of("-fjson", "--", capture));
        assertEquals(expected, Run.of("--format", "text", "--format", "json", capture));
    }

    @Test
    void wordsAfterTwoDashesAreInputs() {
        Run run = Run.of("--", "version");
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("version: no such file"), run.err());
    }

    @Test
    void reportIsWrittenToAFile() throws IOException {
        Path output = directory.resolve("report.json");
        Files.writeString(output, "the one before");
        Run run = Run.of(Samples.capture(directory).toString(), "-f", "json", "-o", output.toString());
        assertEquals(0, run.exitCode(), run.err());
        assertEquals("", run.out());
        assertTrue(run.err().contains("wrote " + output), run.err());
        assertTrue(Files.readString(output).startsWith("{"));
    }

    @Test
    void everyFormatIsWrittenToADirectoryAndNothingElse() throws IOException {
        Path output = Files.createDirectory(directory.resolve("reports"));
        Run run = Run.of(Samples.capture(directory).toString(), "--quiet", "-o", output.toString());
        assertEquals(0, run.exitCode(), run.err());
        assertEquals("", run.err());
        try (Stream<Path> files = Files.list(output)) {
            assertEquals(
                    "[report.json, report.txt]",
                    files.map(Path::getFileName).sorted().toList().toString());
        }
    }

    @Test
    void readerThatLeavesIsNoError() throws IOException {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new ClosedOutputException(new IOException("Broken pipe"));
            }
        };
        String capture = Samples.capture(directory).toString();
        assertEquals(new Run(0, "", ""), Run.into(closed, Map.of(), false, capture));
        assertEquals(new Run(0, "", ""), Run.into(closed, Map.of(), false, "help"));
    }

    @Test
    void fullDiskIsAnError() throws IOException {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        Run run = Run.into(full, Map.of(), false, Samples.capture(directory).toString());
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("standard output cannot be written: No space left on device"), run.err());
    }

    @Test
    void bugIsToldAsSuch() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int octet) {
                throw new IllegalStateException("impossible");
            }
        };
        Run run = Run.into(broken, Map.of(), false, "help");
        assertEquals(70, run.exitCode());
        assertTrue(run.err().contains("internal error: java.lang.IllegalStateException: impossible"), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
        assertTrue(Run.into(broken, Map.of(), false, "help", "-v").err().contains("\tat "));
    }

    @Test
    void helpTellsEveryOptionBoundAndCommand() {
        Run run = Run.of("--help");
        assertEquals(0, run.exitCode());
        for (Option option : Option.values()) {
            assertTrue(run.out().contains(option.flag()), option.flag());
        }
        for (Limit limit : Limit.values()) {
            assertTrue(run.out().contains(limit.text() + "="), limit.text());
        }
        for (Command command : Command.values()) {
            assertTrue(run.out().contains("dnswhy " + command.synopsis()), command.text());
            assertEquals(0, Run.of("help", command.text()).exitCode());
            assertEquals(Run.of("help", command.text()), Run.of(command.text(), "--help"));
        }
        assertEquals(run, Run.of("help"));
        run.out().lines().forEach(line -> assertTrue(line.length() <= 100, line));
    }

    @Test
    void versionIsThatOfTheBuild() {
        String version = Run.of("version").out().strip();
        String built = System.getProperty("dnswhy.built", "");
        assumeFalse(built.isEmpty(), "run by Maven, the test knows the version that is built");
        assertEquals("dnswhy " + built.replace("-SNAPSHOT", ""), version);
        assertEquals(Run.of("version"), Run.of("--version"));
    }

    @Test
    void explainListsTheCausesAndShowsThePageOfEach() {
        Run list = Run.of("explain");
        assertEquals(0, list.exitCode());
        for (String id : Catalogue.ids()) {
            assertTrue(list.out().contains(id));
            assertTrue(Run.of("explain", id).out().startsWith("# "), id);
        }
        Run unknown = Run.of("explain", "node-local-cache-dwon-silent");
        assertEquals(2, unknown.exitCode());
        assertTrue(unknown.err().contains("did you mean 'node-local-cache-down-silent'?"), unknown.err());
    }

    @Test
    void collectPrintsCommandsThatAShellUnderstands() throws IOException, InterruptedException {
        Path script = Files.writeString(
                directory.resolve("collect.sh"), Run.of("collect").out());
        Process shell = new ProcessBuilder("sh", "-n", script.toString())
                .redirectErrorStream(true)
                .start();
        assertEquals("", new String(shell.getInputStream().readAllBytes()));
        assertEquals(0, shell.waitFor());
    }
}
