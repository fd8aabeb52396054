package io.github.dnswhy.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ThreadDumpProperties {
    /** Octets that mean something in one form or another. */
    private static final String MARKS = "\"#[]{}<>()=:.-\n\t @/ \0\u00ff09az";

    static final List<String> TEXTS = List.of(
            Samples.text("jdk5.txt"),
            Samples.text("jdk8.txt"),
            Samples.text("jdk17.txt"),
            Samples.text("jdk26.txt"),
            "1\n2025-01-02T03:04:05.678Z\n21.0.2+13\n\n#1 \"main\" virtual RUNNABLE\n      A.b(C.java:1)\n      - locked <a@b>\n",
            "{\"threadDump\":{\"threadContainers\":[{\"threads\":[{\"tid\":\"1\",\"name\":\"a\",\"stack\":[\"A.b(C.java:1)\"]}]}]}}",
            "[{\"threadName\":\"a\",\"threadState\":\"BLOCKED\",\"lockInfo\":{\"className\":\"A\",\"identityHashCode\":1},"
                    + "\"stackTrace\":[{\"className\":\"A\",\"methodName\":\"b\"}],\"lockedMonitors\":[{\"className\":\"A\"}]}]",
            "0SECTION       TITLE subcomponent\n3XMTHREADINFO      \"a\" J9VMThread:0x01, state:B, prio=5\n"
                    + "3XMTHREADBLOCK     Blocked on: java/A@0x1 Owned by: \"b\" (x)\n4XESTACKTRACE at java/A.b(C.java:1)\n"
                    + "5XESTACKTRACE (entered lock: java/A@0x1, entry count: 1)\n1TIDATETIME Date: 2024/11/18 at 12:20:39:414\n",
            "Thread 5 (Thread 0x7 (LWP 3050) \"a\"):\n#0  0x0 in send_dg (name=0x1 \"x\")\n#1  __res_context_search (name=0x1 \"y\")\n",
            "\"a\" prio=5 Id=1 BLOCKED on A@1 owned by \"b\" Id=2\n\tat a/A.b(C.java:1)\n\t-  blocked on A@1\n",
            "{\"log\":\"\\\"a\\\" tid=0x1 nid=0x2\\n\",\"time\":\"2026-01-02T02:04:05.12Z\"}\n");

    private static final List<String> STARTS = List.of(
            "",
            "Full thread dump OpenJDK VM (17 mixed mode):\n",
            "0SECTION       TITLE subcomponent\n3XMTHREADINFO \"a\"\n",
            "1\n2025-01-02T03:04:05.678Z\n21\n\n#1 \"main\"\n",
            "Thread 1 (LWP 1):\n",
            "Deadlock Detection:\n",
            "{\"threadContainers\":[{\"threads\":[");

    private static final List<String> HEADS = List.of(
            "",
            "\"a\" Id=1 BLOCKED",
            "\"a\" #1 tid=0x1 ",
            "\tat ",
            "\t- ",
            "   java.lang.Thread.State:",
            "#",
            "#1 \"",
            "3XMTHREADINFO ",
            "3XMTHREADBLOCK ",
            "4XESTACKTRACE ",
            "5XESTACKTRACE ",
            "3XMJAVALTHREAD ",
            "3XMCPUTIME ",
            "1TIDATETIME ",
            "1TIDATETIMEUTC ",
            "NULL ",
            "Thread 1 ",
            "   Mounted virtual thread #",
            "Found ",
            "_java_thread_list=",
            "   Locked ownable synchronizers:",
            "0x",
            "{\"log\":\"",
            "{\"tid\":",
            "2026-01-02T02:04:05.120000000Z stdout ",
            "Full thread dump",
            "JNI global refs",
            "\"");

    private static final List<String> WORDS = List.of(
            "\"",
            " ",
            "\\",
            "\t",
            " owned by \"",
            "\" Id=",
            "Id=2",
            "tid=0x1 ",
            "nid=",
            "[",
            "]",
            "#",
            "1",
            ",",
            "A@1",
            ": ",
            ":",
            "locked ",
            "waiting to lock ",
            "parking to wait for ",
            "waiting on ",
            "<0x1>",
            "<",
            ">",
            "(a ",
            ")",
            "(",
            "t@",
            " Owned by: \"",
            "<clinit>(",
            "A.<clinit>(",
            "java.base/",
            "/",
            "java.net.InetAddress",
            "$NameServiceAddresses.get(",
            " @bci=",
            "line=",
            " + 0x",
            "Date:",
            " at ",
            "2024/11/18",
            "12:20:39:414",
            "getId:0x",
            "state:",
            "native ID:",
            "entered lock: ",
            "(LWP ",
            "in ",
            "_res_",
            "name=",
            "length=",
            "F ",
            "P ",
            "\\n\"",
            "\"time\":\"",
            "}",
            "{",
            "\"stack\":[",
            "\"carrier\":",
            "virtual",
            "OkHttp http://",
            "cluster-ClusterId{",
            "}-",
            "waiting on the Class initialization monitor for ",
            " connection adder");

    @Property(tries = 500)
    void anyOctetsAreRead(@ForAll byte[] octets) {
        read(octets);
    }

    @Property(tries = 1500)
    void damagedDumpsAreRead(@ForAll("damaged") byte[] octets) {
        for (ThreadDump dump : read(octets)) {
            for (ParsedThread thread : dump.threads()) {
                assertTrue(thread.thread().line() >= 1);
                assertEquals(dump.number(), thread.thread().dump());
                assertEquals(thread.thread().resolution().isPresent(), thread.activity() == Activity.RESOLUTION);
            }
            ThreadGroups.of("file", dump);
        }
    }

    @Property(tries = 500)
    void theStartOfADumpGivesTheFirstOfItsThreads(@ForAll("sample") String text, @ForAll("share") double share) {
        int end = text.lastIndexOf('\n', (int) (share * text.length())) + 1;
        List<ThreadDump> part = Samples.read(text.substring(0, end));
        List<String> all = Samples.names(Samples.one(text));
        List<String> found = part.isEmpty() ? List.of() : Samples.names(part.get(0));
        assertEquals(all.subList(0, found.size()), found);
    }

    @Property(tries = 3000)
    void linesOfAnyWordsOfTheGrammarAreRead(@ForAll("wordy") String text) {
        Samples.read(text).forEach(d -> ThreadGroups.of("file", d));
    }

    @Property(tries = 300)
    void smallLimitsHold(@ForAll("damaged") byte[] octets) {
        Limits small = Limits.defaults()
                .with(Limit.DUMPS, 1)
                .with(Limit.DUMP_THREADS, 3)
                .with(Limit.LINE_BYTES, 40);
        List<ThreadDump> dumps = ThreadDumpReader.read(new ByteArrayInputStream(octets), small, new Anomalies());
        assertTrue(dumps.size() <= 1);
        dumps.forEach(d -> assertTrue(d.threads().size() <= 3));
    }

    /** Words of all forms in any order: what is cut short or stands alone is what index arithmetic gets wrong. */
    @Provide
    Arbitrary<String> wordy() {
        return Arbitraries.longs().map(seed -> {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(STARTS.get(random.nextInt(STARTS.size())));
            for (int lines = random.nextInt(30); lines > 0; lines--) {
                text.append(HEADS.get(random.nextInt(HEADS.size())));
                for (int words = random.nextInt(6); words > 0; words--) {
                    text.append(WORDS.get(random.nextInt(WORDS.size())));
                }
                text.append('\n');
            }
            return text.toString();
        });
    }

    private static List<ThreadDump> read(byte[] octets) {
        return Samples.read(octets, new Anomalies());
    }

    @Provide
    Arbitrary<String> sample() {
        return Arbitraries.of(TEXTS.subList(0, 4));
    }

    @Provide
    Arbitrary<Double> share() {
        return Arbitraries.doubles().between(0, 1);
    }

    /** Octets of dumps changed, removed, doubled and moved, as lines and as single octets. */
    @Provide
    Arbitrary<byte[]> damaged() {
        return Arbitraries.longs().map(seed -> {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int parts = 1 + random.nextInt(2); parts > 0; parts--) {
                String[] lines = TEXTS.get(random.nextInt(TEXTS.size())).split("\n", -1);
                for (String line : lines) {
                    switch (random.nextInt(20)) {
                        case 0 -> {}
                        case 1 -> text.append(line).append('\n').append(line).append('\n');
                        case 2 ->
                            text.append(line, 0, random.nextInt(line.length() + 1))
                                    .append('\n');
                        case 3 ->
                            text.append(lines[random.nextInt(lines.length)]).append('\n');
                        case 4 -> text.append(line);
                        default -> text.append(line).append('\n');
                    }
                }
            }
            byte[] octets = text.toString()
                    .getBytes(random.nextInt(5) == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8);
            for (int i = random.nextInt(30); i > 0 && octets.length > 0; i--) {
                octets[random.nextInt(octets.length)] = (byte) MARKS.charAt(random.nextInt(MARKS.length()));
            }
            return octets;
        });
    }
}
