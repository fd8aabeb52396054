package io.github.dnswhy.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThreadHeaderTest {
    private static RawThread parse(String line) {
        return ThreadHeader.parse(line, 1).orElseThrow();
    }

    @Test
    void aNameThatLooksLikeAHeaderStaysAName() {
        RawThread thread =
                parse("\"x\" #42 daemon prio=5 tid=0xdead nid=0xbeef\" #12 prio=5 os_prio=0 tid=0x1 nid=0x2 runnable");
        assertEquals("x\" #42 daemon prio=5 tid=0xdead nid=0xbeef", thread.name);
        assertEquals(12, thread.id);
        assertEquals("0x2", thread.nid);
        assertEquals(false, thread.daemon);
    }

    @Test
    void anEmptyNameIsAName() {
        assertEquals("", parse("\"\" #12 prio=5 tid=0x1 nid=0x2 runnable").name);
    }

    @Test
    void conditionHasNoStackAddress() {
        assertEquals(
                "in Object.wait()",
                parse("\"a\" prio=10 tid=0x1 nid=0x2 in Object.wait() [0xccd000..0xccdfb0]").condition);
    }

    @Test
    void numbersOfNativeThreadsStayAsPrinted() {
        assertEquals("1179", parse("\"a\" #9 [1179] daemon prio=5 tid=0x1 nid=1179 runnable").nid);
        assertEquals(
                "1179", parse("\"a\" #9 [1179] daemon prio=5 tid=0x1  [0x2]").nid, "a carrier has no nid= of its own");
        assertEquals("0x147db", parse("\"a\" prio=5 tid=123456 nid=0x147db runnable").nid);
    }

    @Test
    void threadInfoNamesStateAndOwner() {
        RawThread thread = parse(
                "\"a \"b\"\" daemon prio=5 Id=25 BLOCKED on java.lang.Object@1b2c owned by \"x \"y\"\" Id=24 (in native)");
        assertEquals("a \"b\"", thread.name);
        assertEquals(Thread.State.BLOCKED, thread.state);
        assertEquals("x \"y\"", thread.ownerName);
        assertEquals(24, thread.ownerId);
    }

    @Test
    void otherQuotedLinesAreNoHeaders() {
        assertEquals(Optional.empty(), ThreadHeader.parse("\"transfer-A\":", 1));
        assertEquals(Optional.empty(), ThreadHeader.parse("\"quoted\" said the log", 1));
        assertEquals(Optional.empty(), ThreadHeader.parse("\"", 1));
        assertEquals(Optional.empty(), ThreadHeader.parse("\"state=RUNNABLE\"", 1));
    }

    @Test
    void aNameMayContainALineBreak() {
        String text = Samples.text("jdk8.txt").replace("\"req-2\"", "\"req\n-2\"");
        ThreadDump dump = Samples.one(text);
        assertEquals(List.of("req-3", "req\n-2", "req-1", "ldap", "ldap-2", "VM Thread"), Samples.names(dump));
        assertTrue(Samples.thread(dump, "req\n-2").thread().resolution().isPresent());
    }

    @Test
    void linesMadeToBeTriedAgainAndAgainCostLittle() {
        String quotes = "\"" + "\" a=".repeat(200_000);
        String words = "\"a\" " + "daemon ".repeat(140_000);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            ThreadHeader.parse(quotes, 1);
            ThreadHeader.parse(words, 1);
        });
    }
}
