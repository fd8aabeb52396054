package io.github.dnswhy.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.facts.DumpFacts;
import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.ThreadSummary.Course;
import io.github.dnswhy.model.ThreadSummary.Held;
import io.github.dnswhy.threads.ThreadDumpReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is held by what in a dump, and what became of them by the next. */
class HeldThreadsTest {
    private static final String HEAD =
            "2026-11-23 00:06:%s\nFull thread dump OpenJDK 64-Bit Server VM (25+36 mixed mode):\n\n";
    private static final String LOOKUP = "\tat java.net.Inet6AddressImpl.lookupAllHostAddr(Native Method)\n";
    private static final String LEADER =
            thread("exec-1", 1, "allocated=5456B", "RUNNABLE", LOOKUP + "\t- locked <0x0a> (a A)\n");
    private static final String WAITERS =
            thread("exec-2", 2, "allocated=80B", "BLOCKED", "\tat a.A.b(A.java:1)\n\t- waiting to lock <0x0a> (a A)\n")
                    + thread(
                            "exec-3",
                            3,
                            "allocated=80B",
                            "BLOCKED",
                            "\tat a.A.b(A.java:1)\n\t- waiting to lock <0x0a> (a A)\n");
    private static final String CARRIERS = carrier(1) + carrier(2) + carrier(3) + carrier(4) + carrier(5);

    private static String thread(String name, int id, String extra, String state, String stack) {
        return "\"" + name + "\" #" + id + " [" + id + "] daemon prio=5 os_prio=0 cpu=1.5ms elapsed=9s " + extra
                + " tid=0x01 nid=" + id + " waiting [0x0]\n   java.lang.Thread.State: " + state + "\n" + stack + "\n";
    }

    private static String carrier(int id) {
        return "\"ForkJoinPool-1-worker-" + id + "\" #5" + id + " [5" + id + "] daemon prio=5 tid=0x0" + id
                + "  [0x0]\n"
                + "   Carrying virtual thread #" + id + "\n\tat java.lang.VirtualThread.run(VirtualThread.java:1)\n"
                + "   Mounted virtual thread #" + id + "\n" + LOOKUP + "\n";
    }

    private static List<DumpFacts> join(String... dumps) {
        String text = String.join("", dumps);
        return new DumpJoin(Optional.empty(), Optional.empty(), List.of(), true, Optional.empty(), Optional.empty())
                .join(List.of(new FileDumps(
                        "jstack.txt",
                        ThreadDumpReader.read(
                                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                                Limits.defaults(),
                                new Anomalies()))));
    }

    private static String dump(String second, String threads) {
        return HEAD.formatted(second) + threads + "JNI global refs: 1, weak refs: 0\n\n";
    }

    @Test
    void threadsOfAPoolThatTheSameThingHoldsAreCountedTogether() {
        List<Held> held = join(dump("10", WAITERS + LEADER)).get(0).held();
        assertEquals(2, held.size());
        assertEquals(new Held("jstack.txt", 1, "behind", 2, "exec-*", "", "exec-1", "a.A.b", List.of()), held.get(0));
        assertEquals("exec-1", held.get(1).pool(), "a single thread has its own name");
        assertEquals("native-forward", held.get(1).kind());
    }

    @Test
    void fromOneDumpToTheNextThreadsStayGoOnOrComeBack() {
        String later = LEADER
                + thread("exec-2", 2, "allocated=80B", "WAITING", "\tat a.A.c(A.java:1)\n")
                + thread("exec-3", 3, "allocated=95B", "RUNNABLE", LOOKUP);
        assertEquals(
                Optional.of(
                        new Course("jstack.txt", 1, "jstack.txt", 2, Optional.of(Duration.ofSeconds(8)), 1, 1, 0, 1)),
                join(dump("10", LEADER + WAITERS), dump("18", later))
                        .get(1)
                        .since()
                        .map(DumpFacts.Since::course));
    }

    @Test
    void dumpsOfTwoProcessesHaveNoCourse() {
        String other = WAITERS.replace("[2]", "[12]").replace("nid=2", "nid=12").replace("nid=3", "nid=13");
        assertEquals(
                Optional.empty(),
                join(dump("10", LEADER + WAITERS), dump("18", other)).get(1).since());
    }

    @Test
    void carriersAreHeldByWhatHoldsTheirVirtualThreads() {
        DumpFacts facts = join(dump("10", CARRIERS)).get(0);
        assertEquals(1, facts.pools().size());
        assertEquals("ForkJoinPool-1-worker-*", facts.pools().get(0).name());
        assertEquals(5, facts.pools().get(0).held().size());
        assertTrue(facts.notes().get(0).contains("dump_to_file"), "waiting virtual threads are not in such a dump");
    }

    @Test
    void whatADumpCannotShowIsSaid() {
        String parked = thread(
                "a",
                1,
                "",
                "WAITING",
                "\tat jdk.internal.misc.Unsafe.park(Native Method)\n"
                        + "\t- parking to wait for  <0x0b> (a java.util.concurrent.locks.ReentrantLock$NonfairSync)\n");
        String loop = thread("b", 2, "", "RUNNABLE", "\tat io.netty.channel.epoll.Native.epollWait(Native Method)\n");
        List<String> notes = join(dump("10", parked + loop)).get(0).notes();
        assertEquals(2, notes.size());
        assertTrue(notes.get(0).startsWith("Netty"));
        assertTrue(notes.get(1).contains("jstack -l"));
        assertEquals(List.of(), join(dump("10", LEADER)).get(0).notes());
    }
}
