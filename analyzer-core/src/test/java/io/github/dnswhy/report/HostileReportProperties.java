package io.github.dnswhy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.Traffic;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever stands in a name, a line or a file name: no writer lets it out of its place. */
class HostileReportProperties {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(120);
        Arbitrary<String> nasty = Arbitraries.strings()
                .withChars(
                        "\u001b[2J\r\n\t\0\u007f\u009b\u202e\u2066\u200f\u061c\u2028\ufeff\u0301\ud83d\ude00\u6771\"'\\,;=+-@ #$`|<>&a1")
                .ofMaxLength(300);
        Arbitrary<String> words = Arbitraries.strings()
                .alpha()
                .ofMaxLength(400)
                .list()
                .ofMaxSize(6)
                .map(list -> String.join(" ", list));
        Arbitrary<String> commands =
                Arbitraries.strings().withChars("ab '\"\\$").ofMaxLength(400);
        return Arbitraries.oneOf(any, nasty, words, commands);
    }

    @Provide
    Arbitrary<TextOptions> options() {
        return Arbitraries.integers()
                .between(80, 200)
                .flatMap(width -> Arbitraries.of(TextOptions.Detail.values())
                        .flatMap(detail -> Arbitraries.of(true, false)
                                .map(unicode -> new TextOptions(width, false, unicode, detail))));
    }

    @Property(tries = 150)
    void textHasNoControlCharactersAndNoLineTooWide(
            @ForAll("hostile") String text, @ForAll long seed, @ForAll("options") TextOptions options) {
        String written = Golden.written(new TextReportWriter(options), HostileReports.with(text, seed));
        int start = 0;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\n') {
                String line = written.substring(start, i);
                assertTrue(TerminalText.columns(line) <= options.width(), line);
                start = i + 1;
            } else {
                assertTrue(isHarmless(c, options.unicode()), () -> "U+" + Integer.toHexString(c) + " in " + written);
            }
        }
        assertEquals(written.length(), start);
    }

    private static boolean isHarmless(char c, boolean unicode) {
        if (!unicode || c < 0xA0) {
            return c >= ' ' && c <= '~';
        }
        return c != 0x61C
                && !(c >= 0x200B && c <= 0x200F)
                && !(c >= 0x2028 && c <= 0x202E)
                && !(c >= 0x2060 && c <= 0x206F)
                && c != 0xFEFF
                && !(c >= 0xE000 && c <= 0xF8FF);
    }

    @Property(tries = 150)
    void colourIsAllThatColourAdds(
            @ForAll("hostile") String text, @ForAll long seed, @ForAll("options") TextOptions options) {
        Report report = HostileReports.with(text, seed);
        String coloured = Golden.written(new TextReportWriter(options.withColour(true)), report);
        assertEquals(
                Golden.written(new TextReportWriter(options), report),
                coloured.replaceAll("\u001b\\[0(;[0-9;]+)?m", ""));
    }

    @Property(tries = 200)
    void jsonIsAsciiAndParsesToTheSameTexts(@ForAll("hostile") String text, @ForAll long seed) {
        String json = Golden.written(new JsonReportWriter(), HostileReports.with(text, seed));
        assertTrue(json.chars().allMatch(c -> c == '\n' || c >= ' ' && c <= '~'));
        JsonNode root = MAPPER.readTree(json);
        String expected = repaired(text);
        assertEquals(expected, root.at("/verdict/headline").asString());
        assertEquals(expected, root.at("/findings/0/evidence/1/threads/0/name").asString());
        assertEquals(expected, root.at("/inputs/0/file").asString());
    }

    /** What UTF-8 makes of a text, with U+FFFD for the lone surrogates that it cannot carry. */
    private static String repaired(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> out.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
        return out.toString();
    }

    @Property(tries = 100)
    void sameReportIsTheSameOctets(
            @ForAll("hostile") String text, @ForAll long seed, @ForAll("options") TextOptions options) {
        TextReportWriter writer = new TextReportWriter(options);
        assertEquals(
                Golden.written(writer, HostileReports.with(text, seed)),
                Golden.written(writer, HostileReports.with(text, seed)));
        assertEquals(
                Golden.written(new JsonReportWriter(), HostileReports.with(text, seed)),
                Golden.written(new JsonReportWriter(), HostileReports.with(text, seed)));
    }

    @Property(tries = 1_000)
    void csvCellNeverStartsAFormulaNorALine(@ForAll("hostile") String text) {
        String csv = TableWriterTest.written(Rows.names(), TableWriter.Format.CSV, new Traffic.Count(text, 7));
        String row = csv.substring("name,count\r\n".length(), csv.length() - ",7\r\n".length());
        String cell = row.startsWith("\"") ? row.substring(1) : row;
        String start = cell.strip();
        assertTrue(start.isEmpty() || "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20".indexOf(start.charAt(0)) < 0, cell);
        assertTrue(row.indexOf('\n') < 0 && row.indexOf('\r') < 0);
        assertTrue(row.startsWith("\"") == row.endsWith("\"") && (row.startsWith("\"") || row.indexOf(',') < 0), row);
    }

    @Property(tries = 150)
    void alignedTableIsALineARow(@ForAll("hostile") String text, @ForAll @IntRange(max = 5) int count) {
        Traffic.Count[] rows = new Traffic.Count[count];
        for (int i = 0; i < count; i++) {
            rows[i] = new Traffic.Count(text, i);
        }
        String table = TableWriterTest.written(Rows.names(), TableWriter.Format.TABLE, rows);
        assertEquals(1 + count, table.split("\n", -1).length - 1);
        assertTrue(table.chars().allMatch(c -> c == '\n' || c >= ' ' && c <= '~'));
    }

    @Property(tries = 150)
    void jsonLinesAndArraysParse(@ForAll("hostile") String text) {
        Traffic.Count row = new Traffic.Count(text, 1);
        String lines = TableWriterTest.written(Rows.names(), TableWriter.Format.JSONL, row, row);
        List<String> each = lines.lines().toList();
        assertEquals(2, each.size());
        assertEquals(repaired(text), MAPPER.readTree(each.get(1)).get("name").asString());
        String array = TableWriterTest.written(Rows.names(), TableWriter.Format.JSON, row, row);
        assertEquals(2, MAPPER.readTree(array).size());
    }
}
