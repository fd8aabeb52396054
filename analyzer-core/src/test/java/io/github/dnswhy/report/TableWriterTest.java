package io.github.dnswhy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Attempt;
import io.github.dnswhy.model.DumpThread;
import io.github.dnswhy.model.Message;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.Resolution;
import io.github.dnswhy.model.Traffic;
import io.github.dnswhy.model.Transaction;
import io.github.dnswhy.model.TransactionOutcome;
import io.github.dnswhy.model.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TableWriterTest {
    static final Message QUERY = new Message(
            "app.cap",
            1,
            0,
            Reports.START,
            Transport.UDP,
            Reports.CLIENT,
            40_383,
            Reports.CACHE,
            53,
            38,
            6_699,
            false,
            "QUERY",
            "NOERROR",
            false,
            false,
            true,
            false,
            1,
            0,
            0,
            0,
            Optional.of("Maps.geo.example.org"),
            Optional.of("AAAA"),
            Optional.of("IN"),
            List.of(),
            Optional.empty());
    static final Message RESPONSE = new Message(
            "app.cap",
            49,
            0,
            Reports.START.plusMillis(5_006),
            Transport.TCP,
            Reports.SERVICE,
            53,
            Reports.CLIENT,
            40_384,
            131,
            6_699,
            true,
            "QUERY",
            "NXDOMAIN",
            false,
            true,
            true,
            true,
            1,
            0,
            1,
            0,
            Optional.of("maps.geo.example.org"),
            Optional.of("TYPE65280"),
            Optional.of("IN"),
            List.of("trailing-octets", "bad-pointer"),
            Optional.of(List.of(new Message.ResourceRecord(
                    Message.Section.AUTHORITY,
                    Optional.of("example.org"),
                    Optional.of("SOA"),
                    Optional.of("IN"),
                    OptionalLong.of(30),
                    Optional.of("ns.example.org root.example.org 1 2 3 4 5"),
                    Optional.empty()))));
    private static final Message WITHOUT_QUESTION = new Message(
            "app.cap",
            50,
            0,
            Reports.START,
            Transport.UDP,
            Reports.SERVICE,
            53,
            Reports.CLIENT,
            40_384,
            12,
            1,
            true,
            "QUERY",
            "REFUSED",
            false,
            false,
            true,
            false,
            0,
            0,
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty());
    private static final Transaction MOVED = new Transaction(
            Reports.CLIENT,
            40_383,
            Reports.SERVICE,
            Transport.UDP,
            6_699,
            "maps.geo.example.org",
            "A",
            "IN",
            List.of(new Attempt(0, 47, Reports.START, 3), new Attempt(1, 2, Reports.START.plusSeconds(5), 3)),
            TransactionOutcome.ANSWERED,
            Optional.of("NXDOMAIN"),
            1,
            3,
            Optional.of(Duration.ofNanos(5_001_300_400L)),
            true,
            false);
    private static final Transaction SILENT = new Transaction(
            Reports.CLIENT,
            40_383,
            Reports.CACHE,
            Transport.UDP,
            6_699,
            "maps.geo.example.org",
            "A",
            "IN",
            List.of(new Attempt(0, 41, Reports.START, 1)),
            TransactionOutcome.UNANSWERED,
            Optional.empty(),
            -1,
            0,
            Optional.empty(),
            false,
            false);
    static final ThreadRow RESOLVING = new ThreadRow(
            "jstack-1.txt",
            new DumpThread(
                    1,
                    120,
                    "http-nio-8080-exec-3",
                    Optional.of(Thread.State.RUNNABLE),
                    true,
                    Optional.of("0x1f3"),
                    false,
                    Optional.empty(),
                    Optional.of(new Resolution(
                            Resolution.Kind.NATIVE_FORWARD, "java.net", Resolution.Role.RESOLVING, Optional.empty())),
                    Optional.of("maps.geo.example.org"),
                    Optional.empty(),
                    List.of(
                            "java.net.Inet4AddressImpl.lookupAllHostAddr(Native Method)",
                            "java.net.InetAddress.getByName(InetAddress.java:1252)")));
    private static final ThreadRow VM = new ThreadRow(
            "jstack-1.txt",
            new DumpThread(
                    1,
                    900,
                    "VM Thread",
                    Optional.empty(),
                    false,
                    Optional.of("0x12"),
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of()));

    @SafeVarargs
    static <R> String written(RowType<R> type, TableWriter.Format format, R... rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TableWriter<R> table = TableWriter.open(type, format, TextOptions.PLAIN, out)) {
            for (R row : rows) {
                table.write(row);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String allForms(Report report) {
        StringBuilder text = new StringBuilder();
        List<String> captures = List.of("app.cap", "app.cap1");
        for (TableWriter.Format format : TableWriter.Format.values()) {
            text.append("== ").append(format).append('\n');
            text.append(written(Rows.messages(), format, QUERY, RESPONSE, WITHOUT_QUESTION))
                    .append(written(Rows.messagesWithRecords(), format, QUERY, RESPONSE, WITHOUT_QUESTION))
                    .append('\n');
            text.append(written(Rows.transactions(captures), format, MOVED, SILENT))
                    .append('\n');
            text.append(written(Rows.lookups(captures.subList(0, 1)), format, DeadCache.slowLookup()))
                    .append('\n');
            text.append(
                    written(Rows.servers(), format, report.traffic().servers().toArray(new Traffic.ServerTraffic[0])));
            text.append('\n');
            text.append(written(
                            Rows.clients(), format, report.traffic().clients().toArray(new Traffic.ClientTraffic[0])))
                    .append('\n');
            text.append(written(Rows.names(), format, report.traffic().names().toArray(new Traffic.Count[0])))
                    .append('\n');
            text.append(written(Rows.threads(), format, RESOLVING, VM)).append('\n');
            text.append(written(
                    Rows.timeline(), format, TimelineRow.of(report.timeline()).toArray(new TimelineRow[0])));
            text.append('\n');
        }
        return text.toString();
    }

    @Test
    void everyTableIsAsRecordedInEveryForm() throws IOException {
        Golden.assertSame("tables.txt", allForms(Reports.nodeLocalDown()));
    }

    @Test
    void noRowsAreAnEmptyArrayAHeaderOrNothing() {
        assertEquals("[\n]\n", written(Rows.names(), TableWriter.Format.JSON));
        assertEquals("", written(Rows.names(), TableWriter.Format.JSONL));
        assertEquals("name,count\r\n", written(Rows.names(), TableWriter.Format.CSV));
        assertEquals("name  count\n", written(Rows.names(), TableWriter.Format.TABLE));
    }

    @Test
    void formulaIsNoFormulaInCsv() {
        for (String start : List.of("=", "+", "-", "@", "\t=", "\r=", "  =", "\uFF1D")) {
            String csv = written(Rows.names(), TableWriter.Format.CSV, new Traffic.Count(start.concat("1+1"), 1));
            String cell = csv.substring("name,count\r\n".length());
            assertTrue(cell.startsWith("'") || cell.startsWith("\"'") || cell.startsWith("\\x"), cell);
        }
    }

    @Test
    void quotesAndCommasAreQuotedInCsv() {
        String csv = written(Rows.names(), TableWriter.Format.CSV, new Traffic.Count("a\"b,c", 1));
        assertEquals("name,count\r\n\"a\"\"b,c\",1\r\n", csv);
    }

    @Test
    void cellWiderThanTheLookAheadKnewKeepsItsEnd() {
        Traffic.Count[] rows = new Traffic.Count[300];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new Traffic.Count(i < 250 ? "short" : "a-name-that-is-much-longer", i);
        }
        String table = written(Rows.names(), TableWriter.Format.TABLE, rows);
        assertTrue(table.contains("\nshort    249\n"), table);
        assertTrue(table.contains("\na-name-that-is-much-longer    250\n"), table);
    }

    @Test
    void rowsAreAMemoryOfTheLookAheadAtMost() throws IOException {
        long[] octets = new long[1];
        OutputStream out = new OutputStream() {
            @Override
            public void write(int octet) {
                octets[0]++;
            }

            @Override
            public void write(byte[] from, int offset, int length) {
                octets[0] += length;
            }
        };
        for (TableWriter.Format format : TableWriter.Format.values()) {
            octets[0] = 0;
            TableWriter<Message> table = TableWriter.open(Rows.messages(), format, TextOptions.PLAIN, out);
            for (int i = 0; i < 2_000; i++) {
                table.write(QUERY);
            }
            assertTrue(octets[0] > 100_000, format + " held back all but " + octets[0]);
            table.close();
        }
    }

    @Test
    void errorOfTheStreamComesThroughAsItself() {
        IOException broken = new IOException("Broken pipe");
        OutputStream out = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw broken;
            }
        };
        for (TableWriter.Format format : TableWriter.Format.values()) {
            TableWriter<Message> table = TableWriter.open(Rows.messages(), format, TextOptions.PLAIN, out);
            assertSame(broken, assertThrows(IOException.class, () -> {
                for (int i = 0; i < 1_000; i++) {
                    table.write(QUERY);
                }
            }));
        }
    }

    @Test
    void rowsOfJsonLinesAreLines() {
        String lines = written(Rows.messages(), TableWriter.Format.JSONL, QUERY, RESPONSE);
        assertEquals(2, lines.lines().count());
        assertTrue(lines.endsWith("}\n"));
        assertFalse(lines.contains("null"));
    }
}
