package io.github.dnswhy.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Dumps within logs, and the ways in which logs and encodings wrap them. */
class LogsTest {
    private static final String DUMP = Samples.text("jdk17.txt");

    private static void assertSameDump(String wrapped) {
        assertSame(Samples.read(wrapped));
    }

    private static void assertSame(List<ThreadDump> found) {
        ThreadDump expected = Samples.one(DUMP);
        assertEquals(1, found.size());
        assertEquals(expected.localTime(), found.get(0).localTime());
        assertEquals(expected.deadlocks(), found.get(0).deadlocks());
        assertEquals(expected.threads().size(), found.get(0).threads().size());
        for (int i = 0; i < expected.threads().size(); i++) {
            ParsedThread one = expected.threads().get(i);
            ParsedThread other = found.get(0).threads().get(i);
            assertEquals(one.thread().name(), other.thread().name());
            assertEquals(one.thread().stack(), other.thread().stack());
            assertEquals(one.thread().resolution(), other.thread().resolution());
        }
    }

    private static String each(UnaryOperator<String> line) {
        StringBuilder text = new StringBuilder();
        DUMP.lines().forEach(l -> text.append(line.apply(l)).append('\n'));
        return text.toString();
    }

    @Test
    void encodingsAreToldByContent() {
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_8)) {
            assertSame(Samples.read(DUMP.getBytes(charset), new Anomalies()));
            assertSame(Samples.read(("\uFEFF" + DUMP).getBytes(charset), new Anomalies()));
        }
        assertSameDump(DUMP.replace("\n", "\r\n"));
    }

    @Test
    void criPrefixIsTakenOffAndGivesTheTime() {
        String log = each(l -> "2026-01-02T02:04:05.1200" + "Z stdout F " + l);
        assertSameDump(log);
        assertEquals(
                Optional.of(Instant.parse("2026-01-02T02:04:05.12Z")),
                Samples.one(log).time());
        assertEquals("the time stamps of the log around it", Samples.one(log).timeBasis());
    }

    @Test
    void partialCriLinesAreJoined() {
        String stamp = "2026-01-02T02:04:05.120000000Z stdout ";
        assertSameDump(each(l -> l.length() < 20
                ? stamp + "F " + l
                : stamp + "P " + l.substring(0, 10) + "\n" + stamp + "F " + l.substring(10)));
    }

    @Test
    void dockerJsonLinesAreUnwrapped() {
        String log = each(l ->
                "{\"log\":\"" + l.replace("\"", "\\\"").replace("\t", "\\t").replace("<", "\\u003c")
                        + "\\n\",\"stream\":\"stdout\",\"time\":\"2026-01-02T02:04:05.12Z\"}");
        assertSameDump(log);
        assertEquals(
                Optional.of(Instant.parse("2026-01-02T02:04:05.12Z")),
                Samples.one(log).time());
    }

    @Test
    void jsonBehindTheTimeAndTheTagOfFluentdIsUnwrapped() {
        assertSameDump(each(l -> "2026-01-02T02:04:05+00:00\tkube.app\t{\"log\":\""
                + l.replace("\"", "\\\"").replace("\t", "\\t") + "\",\"stream\":\"stdout\"}"));
    }

    @Test
    void kubectlTimestampsAreTakenOffThoughTheirFractionsDiffer() {
        int[] count = {0};
        assertSameDump(each(l -> "2026-01-02T02:04:05." + (count[0]++ * 7 + 1) + "Z " + l));
        assertEquals(
                Optional.of(Instant.parse("2026-01-02T02:04:05.5Z")),
                Samples.one(each(l -> "2026-01-02T02:04:05.5Z " + l)).time());
    }

    @Test
    void prefixesOfSternAndOfServiceWrappersAreTakenOff() {
        assertSameDump(each(l -> "shop-7f9b8-x2x app " + l));
        assertSameDump(each(l -> "INFO   | jvm 1    | 2026/01/02 03:04:05 | " + l));
        assertSameDump(each(l -> ("shop-7f9b8-x2x app " + l).stripTrailing()));
    }

    @Test
    void anotherPodsLinesBetweenAreNotThisDumps() {
        assertSameDump(each(l ->
                "shop-1 app " + l + "\nshop-2 app \tat java.net.Inet6AddressImpl.lookupAllHostAddr(Native Method)"));
    }

    @Test
    void linesOfTheApplicationBetweenThreadsAreCountedAndPassedOver() {
        String log = DUMP.replace("\n\"", "\n2026-01-02 03:04:05.123 INFO [main] c.e.Shop - tick\n\"");
        Anomalies anomalies = new Anomalies();
        assertSame(Samples.read(log, anomalies));
        assertEquals(5, anomalies.count(DumpAnomalies.LINE_NOT_UNDERSTOOD));
    }

    @Test
    void framesOfAnExceptionAreNoThreads() {
        String trace = "java.net.UnknownHostException: shop: Temporary failure in name resolution\n"
                + "\tat java.base/java.net.Inet6AddressImpl.lookupAllHostAddr(Native Method)\n"
                + "\tat com.example.Shop.order(Shop.java:7)\n\t... 3 more\n";
        assertSameDump(DUMP.replace("\n\"behind-lock\"", "\n" + trace + "\n\"behind-lock\""));
        assertSameDump(trace + DUMP + trace);
        assertSameDump(DUMP.replace(
                "\tat com.example.Shop.order(Shop.java:7)\n\t- waiting",
                trace + "2026-01-02 03:04:05 INFO tick\n\tat com.example.Shop.order(Shop.java:7)\n\t- waiting"));
    }

    @Test
    void logsBehindADumpDoNotCount() {
        Anomalies anomalies = new Anomalies();
        String first = DUMP.substring(0, DUMP.indexOf("JNI global refs"));
        Samples.read(first + "2026-01-02 03:04:05 INFO tick\n".repeat(1000), anomalies);
        assertEquals(0, anomalies.count(DumpAnomalies.LINE_NOT_UNDERSTOOD));
    }

    @Test
    void textThatSpeaksOfDumpsIsNone() {
        for (String text : List.of(
                "2026-01-02 INFO Full thread dump written to /tmp/x\n",
                "java.net.UnknownHostException: shop\n\tat java.net.Inet6AddressImpl.lookupAllHostAddr(Native Method)\n",
                " num     #instances         #bytes  class name\n   1:   12  34  java.net.InetAddress$NameServiceAddresses\n",
                "\"quoted\" #1 of the list\n",
                "{\"threadName\":\"main\",\"message\":\"hello\"}\n",
                "")) {
            assertEquals(List.of(), Samples.read(text), text);
            byte[] octets = text.getBytes(StandardCharsets.UTF_8);
            assertFalse(ThreadDumpReader.looksLikeThreadDump(octets, octets.length), text);
        }
        byte[] dump = DUMP.getBytes(StandardCharsets.UTF_8);
        assertTrue(ThreadDumpReader.looksLikeThreadDump(dump, 1000));
        assertTrue(ThreadDumpReader.looksLikeThreadDump(dump, 250), "the VM's list of threads is enough");
    }

    @Test
    void threadsWithoutTheFirstLinesOfTheirDumpAreRead() {
        Anomalies anomalies = new Anomalies();
        List<ThreadDump> dumps = Samples.read(DUMP.substring(DUMP.indexOf("\"leader\"")), anomalies);
        assertEquals(Samples.names(Samples.one(DUMP)), Samples.names(dumps.get(0)));
        assertEquals(1, anomalies.count(DumpAnomalies.WITHOUT_START));
    }

    @Test
    void limitsAreKeptAndCounted() {
        Anomalies anomalies = new Anomalies();
        Limits few = Limits.defaults()
                .with(Limit.DUMPS, 1)
                .with(Limit.DUMP_THREADS, 2)
                .with(Limit.LINE_BYTES, 200);
        byte[] text = (DUMP + DUMP).getBytes(StandardCharsets.UTF_8);
        List<ThreadDump> dumps = ThreadDumpReader.read(new ByteArrayInputStream(text), few, anomalies);
        assertEquals(1, dumps.size());
        assertEquals(2, dumps.get(0).threads().size());
        assertEquals(1, anomalies.count(DumpAnomalies.DUMPS_BEYOND_LIMIT));
        assertEquals(8, anomalies.count(DumpAnomalies.THREADS_BEYOND_LIMIT));
    }

    @Test
    void aFailingInputGivesWhatCameBefore() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("torn");
            }
        };
        Anomalies anomalies = new Anomalies();
        InputStream text =
                new SequenceInputStream(new ByteArrayInputStream(DUMP.getBytes(StandardCharsets.UTF_8)), failing);
        assertSame(ThreadDumpReader.read(text, Limits.defaults(), anomalies));
        assertEquals(1, anomalies.count(DumpAnomalies.BROKEN_OFF));
    }
}
