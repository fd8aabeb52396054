package io.github.dnswhy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShowCommandTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Table.class)
    void everyTableHasEveryForm(Table table) throws IOException {
        String capture = Samples.capture(directory).toString();
        for (String format : List.of("table", "csv", "json", "jsonl")) {
            Run run = Run.of("show", table.text(), capture, "--format", format);
            assertEquals(0, run.exitCode(), run.err());
            assertEquals("", run.err());
        }
        assertTrue(Run.of("show", table.text(), capture, "-f", "json").out().startsWith("["));
        assertTrue(Run.of("show", table.text(), capture, "-f", "csv").out().contains(","));
    }

    @Test
    void messagesAreShownAsDecoded() throws IOException {
        Run run = Run.of("show", "messages", Samples.capture(directory).toString(), "-f", "jsonl");
        assertEquals(1, run.out().lines().count(), run.out());
        assertTrue(run.out().contains("\"name\":\"a.example\""), run.out());
        assertTrue(run.out().contains("\"destination\":\"10.0.0.1\""), run.out());
    }

    @Test
    void messagesAreShownWithTheirRecords() throws IOException {
        String capture = Samples.capture(directory).toString();
        Run table = Run.of("show", "messages", "--records", capture);
        assertEquals(0, table.exitCode(), table.err());
        assertTrue(table.out().contains(";; QUESTION SECTION:\n;a.example IN A\n"), table.out());
        Run lines = Run.of("show", "messages", "--records", "-f", "jsonl", capture);
        String question = "{'section':'question','name':'a.example','type':'A','class':'IN'}".replace('\'', '"');
        assertTrue(lines.out().contains("\"records\":[" + question + "]"), lines.out());
        Run csv = Run.of("show", "messages", "--records", "-f", "csv", capture);
        assertTrue(csv.out().endsWith(",question: a.example IN A\r\n"), csv.out());
    }

    @Test
    void framesAreShownWithTheirFate() throws IOException {
        Run run = Run.of("show", "frames", Samples.capture(directory).toString(), "-f", "csv");
        assertEquals(2, run.out().lines().count(), run.out());
        assertTrue(run.out().contains(",0,1,ethernet/ipv4/udp,dns,true,1,1,"), run.out());
        Run outside = Run.of(
                "show", "frames", Samples.capture(directory).toString(), "-f", "jsonl", "--to", "2000-01-01T00:00:00Z");
        assertTrue(outside.out().contains("\"fate\":\"outside-time\",\"carried\":false,\"frames\":1"), outside.out());
    }

    @Test
    void portsOfTunnelsAreChecked() throws IOException {
        String capture = Samples.capture(directory).toString();
        assertEquals(
                0,
                Run.of("show", "frames", capture, "--tunnel-port", "8473,4790", "--tunnel-port=9000")
                        .exitCode());
        assertRefusal("--tunnel-port: '0' will not do", "from 1 to 65535", "--tunnel-port", "0", capture);
        assertRefusal("--tunnel-port: 'vxlan' will not do", "whole number", "--tunnel-port", "vxlan", capture);
        assertRefusal("--tunnel-port: '' will not do", "whole number", "--tunnel-port", "8473,", capture);
        assertRefusal("53 is a port of DNS", "leave it out", "--tunnel-port", "53", capture);
        assertRefusal("9053 is a port of DNS", "--dns-port", "--tunnel-port", "9053", "--dns-port", "9053", capture);
        assertRefusal("--tunnel-port needs a value", "PORT", capture, "--tunnel-port");
    }

    @Test
    void tableMayBeWrittenToAFile() throws IOException {
        Path output = directory.resolve("messages.csv");
        String capture = Samples.capture(directory).toString();
        Run run = Run.of("show", "messages", "--format=csv", "-o", output.toString(), capture);
        assertEquals(0, run.exitCode(), run.err());
        assertEquals("", run.out());
        assertEquals(Run.of("show", "messages", "--format=csv", capture).out(), Files.readString(output));
    }

    @Test
    void directoryIsNoOutputOfATable() throws IOException {
        Run run = Run.of("show", "names", Samples.capture(directory).toString(), "-o", directory.toString());
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains(directory + " is a directory"), run.err());
    }

    @Test
    void mistakesAreAnswered() {
        assertRefusal("'show' needs the name of a table", "the tables are messages, transactions", "show");
        assertRefusal("unknown table 'mesages'", "did you mean 'messages'?", "show", "mesages");
        assertRefusal("nothing to analyze", "dnswhy help show", "show", "messages");
        assertRefusal("unknown value 'text'", "table, csv, json, jsonl", "show", "messages", "-f", "text");
        assertRefusal(
                "--records does not go with 'show names'", "'show messages'", "show", "names", "--records", "x.pcap");
        assertRefusal("--records does not go with 'analyze'", "help analyze", "analyze", "--records", "x.pcap");
        assertRefusal("--fail-on does not go with 'show'", "help show", "show", "messages", "--fail-on", "info");
    }

    private static void assertRefusal(String message, String tip, String... words) {
        Run run = Run.of(words);
        assertEquals(2, run.exitCode(), run.err());
        assertEquals("", run.out());
        assertTrue(run.err().contains(message), run.err());
        assertTrue(run.err().substring(run.err().indexOf("  tip: ")).contains(tip), run.err());
    }
}
