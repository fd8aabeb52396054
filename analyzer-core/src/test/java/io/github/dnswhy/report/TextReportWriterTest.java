package io.github.dnswhy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Report;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TextReportWriterTest {
    private static final TextOptions NARROW = TextOptions.PLAIN;
    private static final TextOptions WIDE = TextOptions.PLAIN.withWidth(120).withUnicode(true);

    private static String text(Report report, TextOptions options) {
        return Golden.written(new TextReportWriter(options), report);
    }

    @Test
    void reportOfADeadCacheIsAsRecorded() throws IOException {
        Golden.assertSame("node-local-down-80.txt", text(Reports.nodeLocalDown(), NARROW));
        Golden.assertSame("node-local-down-120.txt", text(Reports.nodeLocalDown(), WIDE));
    }

    @Test
    void reportOfAHealthyClusterIsAsRecorded() throws IOException {
        Golden.assertSame("healthy-80.txt", text(Reports.healthy(), NARROW));
        Golden.assertSame("healthy-120.txt", text(Reports.healthy(), WIDE));
    }

    @Test
    void reportWithoutACaptureIsAsRecorded() throws IOException {
        Golden.assertSame("undetermined-80.txt", text(Reports.undetermined(), NARROW));
        Golden.assertSame("undetermined-120.txt", text(Reports.undetermined(), WIDE));
    }

    @Test
    void wholeReportIsAsRecorded() throws IOException {
        TextOptions all = NARROW.withDetail(TextOptions.Detail.ALL);
        Golden.assertSame("node-local-down-all.txt", text(Reports.nodeLocalDown(), all));
        Golden.assertSame("healthy-all.txt", text(Reports.healthy(), all));
    }

    @Test
    void verdictAloneIsAFewLines() {
        for (Report report : Reports.all()) {
            String text = text(report, NARROW.withDetail(TextOptions.Detail.VERDICT));
            assertTrue(text.lines().count() <= 10, text);
            assertTrue(text.contains(report.verdict().headline().substring(0, 20)));
        }
    }

    @Test
    void reportFitsOneScreen() {
        for (Report report : Reports.all()) {
            long lines = text(report, NARROW).lines().count();
            assertTrue(lines <= 72, lines + " lines");
        }
    }

    @Test
    void colourAddsNothingButControlSequences() {
        for (Report report : Reports.all()) {
            String coloured = text(report, WIDE.withColour(true));
            assertTrue(coloured.contains("\u001b[0;1m"));
            assertEquals(text(report, WIDE), coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
        }
    }

    @Test
    void everyLineStartsAndEndsPlain() {
        for (String line : text(Reports.nodeLocalDown(), WIDE.withColour(true)).split("\n")) {
            int last = line.lastIndexOf("\u001b[");
            assertTrue(last < 0 || line.startsWith("\u001b[0m", last), line);
        }
    }

    @Test
    void asciiIsAscii() {
        for (Report report : Reports.all()) {
            assertTrue(text(report, NARROW).chars().allMatch(c -> c == '\n' || c >= ' ' && c <= '~'));
        }
    }

    @Test
    void linesHaveNoSpacesAtTheirEnd() {
        for (Report report : Reports.all()) {
            assertFalse(text(report, NARROW.withDetail(TextOptions.Detail.ALL)).contains(" \n"));
        }
    }
}
