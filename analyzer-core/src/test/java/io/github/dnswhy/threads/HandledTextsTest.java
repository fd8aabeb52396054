package io.github.dnswhy.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Resolution.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Dumps as people hand them on: quoted, numbered, wrapped, pasted into pages and tickets, copied out of viewers. */
class HandledTextsTest {
    private static final List<String> TEXTS = List.of(
            Samples.text("jdk8.txt"),
            Samples.text("jdk17.txt"),
            "\"a\" prio=5 Id=1 BLOCKED on A@1 owned by \"b\" Id=2\n\tat a.A.b(C.java:1)\n\t-  blocked on A@1\n\n"
                    + "\"b\" prio=5 Id=2 RUNNABLE (in native)\n"
                    + "\tat java.base@17/java.net.Inet6AddressImpl.lookupAllHostAddr(Native Method)\n"
                    + "\tat a.A.c(C.java:1)\n",
            "1\n2025-01-02T03:04:05.678Z\n21.0.2+13\n\n#1 \"main\"\n      java.base/java.lang.Object.wait(Native Method)\n\n"
                    + "#22 \"\" virtual\n      java.base/java.net.Inet6AddressImpl.lookupAllHostAddr(Native Method)\n",
            "Deadlock Detection:\n\nNo deadlocks found.\n\n"
                    + "\"b\" #1 prio=5 tid=0x01 nid=0x5 runnable [0x0]\n   java.lang.Thread.State: RUNNABLE\n"
                    + " - java.net.Inet6AddressImpl.lookupAllHostAddr(java.lang.String) @bci=0 (Interpreted frame)\n",
            "Thread 5 (Thread 0x7 (LWP 3050) \"a\"):\n#0  0x00007f in send_dg (x=1) at res_send.c:1\n"
                    + "#1  __GI___res_context_search (name=0x1 \"y\", class=1)\n",
            "0SECTION       TITLE subcomponent dump routine\n"
                    + "3XMTHREADINFO      \"a\" J9VMThread:0x01, state:R, prio=5\n"
                    + "4XESTACKTRACE at java/net/Inet6AddressImpl.lookupAllHostAddr(Native Method)\n"
                    + "3XMTHREADINFO      \"b\" J9VMThread:0x02, state:CW, prio=5\n");

    private static void assertSame(UnaryOperator<String> handling) {
        for (String text : TEXTS) {
            assertEquals(told(text), told(handling.apply(text)), handling.apply(text));
        }
    }

    private static void assertSameLines(UnaryOperator<String> handling) {
        assertSame(text -> text.lines().map(handling).reduce("", (all, line) -> all + line + "\n"));
    }

    private static String told(String text) {
        StringBuilder told = new StringBuilder();
        for (ThreadDump dump : Samples.read(text)) {
            told.append("dump ").append(dump.number()).append('\n');
            for (ParsedThread thread : dump.threads()) {
                told.append(thread.thread().name())
                        .append(' ')
                        .append(thread.thread().state());
                told.append(' ').append(thread.thread().resolution());
                told.append(' ').append(thread.thread().stack()).append('\n');
            }
        }
        return told.toString();
    }

    @Test
    void whatStandsBeforeEachLineIsTakenOff() {
        assertSameLines(l -> "> " + l);
        assertSameLines(l -> (">> " + l).stripTrailing());
        assertSameLines(l -> "    " + l);
        assertSameLines(l -> "+" + l);
        assertSameLines(l -> "Nov 23 00:06:10 node1 java[2994]: " + l);
        assertSameLines(l -> "<30>1 2026-11-23T00:06:10.1Z node1 java 2994 - - " + l);
        assertSameLines(l -> "00:06:10,123 INFO  [stdout] (main) " + l);
        assertSameLines(l -> "\u001b[32m" + l + "\u001b[0m");
    }

    @Test
    void lineNumbersAreTakenOff() {
        for (String form : List.of("%6d\t%s", "%d: %s", "%4d | %s", "app.log:%d:%s")) {
            int[] number = {0};
            int[] later = {40};
            assertSame(text -> {
                number[0] = 0;
                return text.lines()
                        .map(l -> form.formatted(++number[0], l))
                        .reduce("", (all, line) -> all + line + "\n");
            });
            String numbered = Samples.text("jdk17.txt")
                    .lines()
                    .map(l -> form.formatted(++later[0], l))
                    .reduce("", (all, line) -> all + line + "\n");
            assertEquals(told(Samples.text("jdk17.txt")), told(numbered), "cut out of a longer listing");
        }
    }

    @Test
    void anotherPodWithAnotherNumberIsNotTakenForALineNumber() {
        String dump = Samples.text("jdk17.txt");
        StringBuilder log = new StringBuilder();
        dump.lines()
                .forEach(l -> log.append("shop-1 app ")
                        .append(l)
                        .append("\nshop-2 app \tat java.net.Inet6AddressImpl.lookupAllHostAddr(Native Method)\n"));
        assertEquals(told(dump), told(log.toString()));
    }

    @Test
    void linesBrokenAtAWidthAreJoined() {
        for (int width : List.of(66, 72, 80, 100)) {
            String wrapped = Samples.text("jdk17.txt")
                    .lines()
                    .map(l -> l.replaceAll("(.{" + width + "})", "$1\n"))
                    .reduce("", (all, line) -> all + line + "\n");
            assertEquals(told(Samples.text("jdk17.txt")), told(wrapped), "width " + width);
        }
    }

    @Test
    void markupAndCurlyQuotesAreTakenOut() {
        UnaryOperator<String> escape = l -> l.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        assertSameLines(escape);
        assertSameLines(l -> escape.apply(l).replace("\t", "&nbsp;&nbsp;") + "<br/>");
        assertSame(text -> "<html><body><pre class=\"code\">\n" + escape.apply(text) + "</pre></body></html>\n");
        assertSame(text -> escape.apply(text).replace("\n", "<br>") + "\n");
        assertSameLines(l -> l.replace("\t", "\u00a0\u00a0\u00a0\u00a0"));
        assertSameLines(l -> l.startsWith("\"") ? "\u201c" + l.substring(1).replaceFirst("\" ", "\u201d ") : l);
    }

    @Test
    void carriageReturnsEndLinesWithAndWithoutALineFeed() {
        for (String end : List.of("\r", "\r\n", "\r\r\n")) {
            assertSame(text -> text.replace("\n", end));
        }
        int line =
                Samples.one(Samples.text("jdk17.txt")).threads().get(3).thread().line();
        for (String end : List.of("\r", "\r\n", "\r\r\n")) {
            ThreadDump dump = Samples.one(Samples.text("jdk17.txt").replace("\n", end));
            assertEquals(line, dump.threads().get(3).thread().line(), "lines are counted as an editor does");
        }
    }

    @Test
    void textIsTakenOutOfJsonRecords() {
        UnaryOperator<String> escape =
                l -> l.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t");
        assertSameLines(l -> "{\"log\": \"" + escape.apply(l) + "\\n\", \"stream\": \"stdout\", \"time\": \"x\"}");
        assertSameLines(
                l -> "{\"stream\":\"stdout\",\"kubernetes\":{\"labels\":{\"log\":\"no\"},\"a\":[1,{}]},\"log\":\""
                        + escape.apply(l) + "\\n\"}");
        assertSameLines(l -> "{\"@timestamp\":\"2026-01-02T02:04:05.12Z\",\"message\":\"" + escape.apply(l) + "\"}");
        String whole = Samples.text("jdk17.txt");
        String escaped = escape.apply(whole).replace("\n", "\\n");
        assertEquals(
                told(whole), told("{\"request\":{\"type\":\"exec\"},\"value\":\"" + escaped + "\",\"status\":200}\n"));
        assertEquals(told(whole), told(whole.replace("\t", "\\t").replace("\n", "\\n")));
    }

    @Test
    void aLoggersPrefixMayStandBeforeTheFirstLineOnly() {
        String dump = Samples.text("jdk17.txt");
        String title = dump.substring(dump.indexOf("Full thread dump"));
        assertEquals(told(title), told("2026-11-23 00:06:10.123  INFO 1 --- [main] c.a.Dumper : " + title));
    }

    @Test
    void aLineOfALogThatNamesAThreadIsNoDump() {
        Anomalies anomalies = new Anomalies();
        assertEquals(
                List.of(),
                Samples.read("2026-11-23 INFO slow: \"exec-1\" Id=31 RUNNABLE since 3 s\nnext\n", anomalies));
        assertEquals(List.of(), anomalies.toList());
    }

    @Test
    void theConsoleOfJdk6IsRead() {
        ThreadDump dump = Samples.one("""
            2007-11-06 10:30:41
            Full thread dump Java HotSpot(TM) Client VM 1.6.0_03-b05

            "RMI TCP Connection(23)-127.0.1.1" id=3149 in RUNNABLE (running in native)
                at java.net.SocketInputStream.socketRead0(Native Method)

                Locked synchronizers: count = 1
                  - java.util.concurrent.locks.ReentrantLock$NonfairSync@166fba

            "timer" id=12 in TIMED_WAITING
                at java.lang.Object.wait(Native Method)
                - waiting on <0xa28a> (a java.lang.Object)
            """);
        assertEquals(List.of("RMI TCP Connection(23)-127.0.1.1", "timer"), Samples.names(dump));
        assertEquals(Activity.SOCKET_READ, dump.threads().get(0).activity());
    }

    @Test
    void theDebuggersBlockedThreadWantsTheLockThatAnotherHas() {
        ThreadDump dump = Samples.one("""
            Deadlock Detection:

            "chain" #2 daemon prio=5 tid=0x01 nid=0x5 waiting for monitor entry [0x0]
               java.lang.Thread.State: BLOCKED (on object monitor)
             - a.A.b() @bci=12, line=36 (Interpreted frame)
            \t- locked <0x0a> (a java.lang.Object)
            \t- locked <0x0b> (a java.lang.Object)

            "owner" #3 daemon prio=5 tid=0x02 nid=0x6 runnable [0x0]
               java.lang.Thread.State: RUNNABLE
             - java.net.Inet6AddressImpl.lookupAllHostAddr(java.lang.String) @bci=0 (Interpreted frame)
             - a.A.c() @bci=12, line=36 (Interpreted frame)
            \t- locked <0x0b> (a java.lang.Object)
            """);
        assertEquals("owner", Samples.resolution(dump, "chain").behind().orElseThrow());
    }

    @Test
    void aCallerOfPostgresqlWaitsForTheThreadThatConnects() {
        String caller = """
            "caller" #2 daemon prio=5 tid=0x01 nid=0x5 in Object.wait() [0x0]
               java.lang.Thread.State: TIMED_WAITING (on object monitor)
            \tat java.lang.Object.wait(Native Method)
            \tat org.postgresql.Driver$ConnectThread.getResult(Driver.java:415)
            """;
        String runner = """
            "PostgreSQL JDBC driver connection thread" #3 daemon prio=5 tid=0x02 nid=0x6 runnable [0x0]
               java.lang.Thread.State: RUNNABLE
            \tat java.net.Inet6AddressImpl.lookupAllHostAddr(Native Method)
            \tat org.postgresql.Driver$ConnectThread.run(Driver.java:355)
            """;
        assertEquals(
                "PostgreSQL JDBC driver connection thread",
                Samples.resolution(Samples.one(caller + runner), "caller")
                        .behind()
                        .orElseThrow());
        assertEquals(
                Optional.empty(),
                Samples.resolution(Samples.one(caller + runner + runner), "caller")
                        .behind(),
                "nothing tells which of the two it waits for");
        String connects = runner.replace("java.net.Inet6AddressImpl.lookupAllHostAddr", "sun.nio.ch.Net.connect0");
        assertEquals(
                Optional.empty(),
                Samples.thread(Samples.one(caller + runner + connects), "caller")
                        .thread()
                        .resolution());
    }

    private static String task(String name, String top) {
        return "\"" + name + "\" #7 prio=5 tid=0x07 nid=0x7 runnable [0x0]\n   java.lang.Thread.State: RUNNABLE\n\tat "
                + top + "\n\tat java.util.concurrent.FutureTask.run(FutureTask.java:264)\n\n";
    }

    @Test
    void aCallerOfAnExecutorWaitsForItsTasksWhileAllOfThemLookUpNames() {
        String caller = """
            "caller" #2 prio=5 tid=0x01 nid=0x5 waiting on condition [0x0]
               java.lang.Thread.State: WAITING (parking)
            \tat jdk.internal.misc.Unsafe.park(Native Method)
            \tat java.util.concurrent.FutureTask.awaitDone(FutureTask.java:447)
            \tat java.util.concurrent.FutureTask.get(FutureTask.java:190)

            """;
        String lookup = "java.net.Inet6AddressImpl.lookupAllHostAddr(Native Method)";
        ThreadDump one = Samples.one(caller + task("pool-1-thread-1", lookup));
        assertEquals(
                "pool-1-thread-1", Samples.resolution(one, "caller").behind().orElseThrow());
        ThreadDump all = Samples.one(caller + task("pool-1-thread-1", lookup) + task("pool-1-thread-2", lookup));
        assertEquals(Optional.empty(), Samples.resolution(all, "caller").behind());
        ThreadDump mixed =
                Samples.one(caller + task("pool-1-thread-1", lookup) + task("pool-1-thread-2", "a.A.b(A.java:1)"));
        assertEquals(
                Optional.empty(),
                Samples.thread(mixed, "caller").thread().resolution(),
                "which of the two tasks it waits for is not known");
    }

    @Test
    void forcedDumpsOfJdk8NameNoThreads() {
        String text = """
            Deadlock Detection:

            No deadlocks found.

            Thread 20227: (state = IN_NATIVE)
             - java.net.Inet6AddressImpl.lookupAllHostAddr(java.lang.String) @bci=0 (Compiled frame; information may be imprecise)
             - java.net.InetAddress$2.lookupAllHostAddr(java.lang.String) @bci=4, line=928 (Interpreted frame)

            Locked ownable synchronizers:
                - None

            Thread 20228: (state = BLOCKED)
             - java.lang.Object.wait(long) @bci=0 (Interpreted frame)
             - java.net.InetAddress.checkLookupTable(java.lang.String) @bci=36, line=1393 (Interpreted frame)
            """;
        for (String part : List.of(text, text.substring(text.indexOf("Thread 20227")))) {
            ThreadDump dump = Samples.one(part);
            assertEquals(List.of("Thread 20227", "Thread 20228"), Samples.names(dump));
            assertEquals(
                    Kind.NATIVE_FORWARD,
                    Samples.resolution(dump, "Thread 20227").kind());
            assertEquals(
                    Kind.SAME_HOST_WAIT,
                    Samples.resolution(dump, "Thread 20228").kind());
            assertEquals(Optional.of("20227"), dump.threads().get(0).thread().nid());
        }
        assertEquals(List.of(), Samples.read("Thread 20227: (state = IN_NATIVE) was the last line of the report\n"));
    }

    @Test
    void dropwizardNamesTheOwnerOnALineOfItsOwn() {
        ThreadDump dump = Samples.one("""
            "waiter 1" id=40 state=WAITING
                - waiting on <0x3567135c> (a java.util.concurrent.locks.ReentrantLock$NonfairSync)
                - locked <0x3567135c> (a java.util.concurrent.locks.ReentrantLock$NonfairSync)
                 owned by the owner id=39
                at java.base@17/jdk.internal.misc.Unsafe.park(Native Method)

            "waiter 2" id=41 state=BLOCKED
                - waiting to lock <0x77b52d12> (a java.lang.Object)
                 owned by the owner id=39
                at app//a.A.b(A.java:1)

            "the owner" id=39 state=RUNNABLE (running in native)
                at java.base@17/java.net.Inet6AddressImpl.lookupAllHostAddr(Native Method)
                  - locked java.lang.Object@77b52d12

            """);
        assertEquals("the owner", Samples.resolution(dump, "waiter 1").behind().orElseThrow());
        assertEquals("the owner", Samples.resolution(dump, "waiter 2").behind().orElseThrow());
    }
}
