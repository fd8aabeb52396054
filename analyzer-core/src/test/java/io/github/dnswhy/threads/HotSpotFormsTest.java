package io.github.dnswhy.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.DumpThread;
import io.github.dnswhy.model.Resolution;
import io.github.dnswhy.model.Resolution.Kind;
import io.github.dnswhy.model.Resolution.Role;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HotSpotFormsTest {
    @Test
    void jdk5HasNeitherDateNorStatesYetItsWaitersAreFound() {
        ThreadDump dump = Samples.one(Samples.text("jdk5.txt"));
        assertEquals(List.of("worker-2", "worker-1", "VM Thread"), Samples.names(dump));
        assertEquals(Optional.empty(), dump.localTime());
        assertEquals(Optional.empty(), Samples.thread(dump, "worker-1").thread().state());
        assertEquals(Kind.NATIVE_FORWARD, Samples.resolution(dump, "worker-1").kind());
        assertEquals(
                new Resolution(Kind.BEHIND, "java.net", Role.WAITING, Optional.of("worker-1")),
                Samples.resolution(dump, "worker-2"));
        assertTrue(dump.cut(), "without its last line nothing says that the dump is whole");
    }

    @Test
    void jdk8ShowsTheOneTableThatAllHostsWaitAt() {
        ThreadDump dump = Samples.one(Samples.text("jdk8.txt"));
        assertEquals(
                new Resolution(Kind.SAME_HOST_WAIT, "Apache HttpClient 4", Role.WAITING, Optional.empty()),
                Samples.resolution(dump, "req-3"));
        assertEquals(Kind.NATIVE_FORWARD, Samples.resolution(dump, "req-2").kind());
        assertFalse(dump.cut());
    }

    @Test
    void jdk8WaiterForAClassShowsOnlyByRunnableInObjectWait() {
        ThreadDump dump = Samples.one(Samples.text("jdk8.txt"));
        assertEquals(
                new Resolution(Kind.BEHIND, "Apache HttpClient 4", Role.WAITING, Optional.of("req-2")),
                Samples.resolution(dump, "req-1"));
    }

    @Test
    void jdk8ThreadBlockedAtTheSocketOfAnotherJndiQueryWaits() {
        ThreadDump dump = Samples.one(Samples.text("jdk8.txt"));
        assertEquals(
                new Resolution(Kind.JNDI, "JNDI", Role.RESOLVING, Optional.empty()), Samples.resolution(dump, "ldap"));
        assertEquals(
                new Resolution(Kind.JNDI, "JNDI", Role.WAITING, Optional.of("ldap")),
                Samples.resolution(dump, "ldap-2"));
    }

    @Test
    void jdk17GivesTimesLocksAndColumnsOfMinusE() {
        Anomalies anomalies = new Anomalies();
        ThreadDump dump = Samples.read(Samples.text("jdk17.txt"), anomalies).get(0);
        assertEquals(2, dump.line(), "the line of the date");
        assertEquals(Optional.of(LocalDateTime.of(2026, 1, 2, 3, 4, 5)), dump.localTime());
        assertEquals("OpenJDK 64-Bit Server VM (17.0.15+6 mixed mode, sharing)", dump.vm());
        assertEquals(5, dump.announced().orElse(0));
        assertTrue(dump.synchronizers() && dump.extended() && !dump.cut());
        ParsedThread leader = Samples.thread(dump, "leader");
        assertEquals(637_810_000L, leader.cpuNanos().orElse(0), "a comma is the decimal mark of many locales");
        assertEquals(26_710_000_000L, leader.elapsedNanos().orElse(0));
        assertEquals(23_048, leader.allocatedBytes().orElse(0));
        assertEquals(
                103L << 20, Samples.thread(dump, "behind-lock").allocatedBytes().orElse(0));
        assertEquals(Optional.of("0xb13"), leader.thread().nid());
        assertEquals(11, leader.thread().line());
        assertEquals(List.of(), anomalies.toList());
    }

    @Test
    void jdk17TellsWhoWaitsForWhom() {
        ThreadDump dump = Samples.one(Samples.text("jdk17.txt"));
        assertEquals(
                new Resolution(Kind.NATIVE_FORWARD, "Jedis", Role.RESOLVING, Optional.empty()),
                Samples.resolution(dump, "leader"));
        assertEquals(
                new Resolution(Kind.SAME_HOST_WAIT, "java.net", Role.WAITING, Optional.of("leader")),
                Samples.resolution(dump, "follower"));
        assertEquals(
                new Resolution(Kind.BEHIND, "java.net", Role.WAITING, Optional.of("leader")),
                Samples.resolution(dump, "behind-monitor"),
                "over the follower's monitor");
        assertEquals(
                new Resolution(Kind.BEHIND, "Jedis", Role.WAITING, Optional.of("leader")),
                Samples.resolution(dump, "behind-lock"));
        assertEquals(Activity.IDLE, Samples.thread(dump, "idle").activity());
        assertEquals(
                Optional.of("follower"),
                Samples.thread(dump, "behind-monitor").thread().owner());
    }

    @Test
    void quotedNamesOfTheDeadlockReportAndTheHistogramAreNoThreads() {
        ThreadDump dump = Samples.one(Samples.text("jdk17.txt"));
        assertEquals(
                List.of("leader", "follower", "behind-monitor", "behind-lock", "idle", "VM Thread"),
                Samples.names(dump));
        assertEquals(1, dump.deadlocks());
    }

    @Test
    void framesLoseTheirModuleAndHiddenClassesKeepTheirs() {
        List<String> stack = Samples.thread(Samples.one(Samples.text("jdk17.txt")), "leader")
                .thread()
                .stack();
        assertEquals("java.net.Inet6AddressImpl.lookupAllHostAddr(Native Method)", stack.get(0));
        assertEquals("com.example.Cache$$Lambda$2/0x00007f0e54002e48.run(Unknown Source)", stack.get(stack.size() - 1));
    }

    @Test
    void jdk26CarrierAndItsVirtualThreadAreTwoThreads() {
        Anomalies anomalies = new Anomalies();
        ThreadDump dump = Samples.read(Samples.text("jdk26.txt"), anomalies).get(0);
        assertEquals("OpenJDK 64-Bit Server VM (26-ea+20-2000 mixed mode, sharing)", dump.vm());
        assertEquals(List.of("main", "ForkJoinPool-1-worker-1", "#22", "VM Thread"), Samples.names(dump));
        ParsedThread carrier = Samples.thread(dump, "ForkJoinPool-1-worker-1");
        assertEquals(Optional.empty(), carrier.thread().resolution());
        assertEquals(Optional.empty(), carrier.thread().state());
        assertEquals(Optional.of("6251"), carrier.thread().nid());
        assertEquals(2, carrier.thread().stack().size());
        DumpThread mounted = Samples.thread(dump, "#22").thread();
        assertTrue(mounted.virtual());
        assertEquals(Optional.of("ForkJoinPool-1-worker-1"), mounted.carrier());
        assertEquals(Kind.NATIVE_FORWARD, mounted.resolution().orElseThrow().kind());
        assertEquals(List.of(), anomalies.toList());
    }

    @Test
    void aDumpWithFewerThreadsThanTheVmCountedSaysSo() {
        String text = Samples.text("jdk17.txt");
        Anomalies anomalies = new Anomalies();
        ThreadDump dump = Samples.read(text.substring(0, text.indexOf("\"behind-lock\"")), anomalies)
                .get(0);
        assertTrue(dump.cut());
        assertEquals(2, anomalies.count(DumpAnomalies.THREADS_MISSING));
        assertEquals(1, anomalies.count(DumpAnomalies.CUT_SHORT));
    }

    @Test
    void severalDumpsOfOneTextAreNumbered() {
        List<ThreadDump> dumps =
                Samples.read(Samples.text("jdk8.txt") + Samples.text("jdk17.txt") + Samples.text("jdk26.txt"));
        assertEquals(List.of(1, 2, 3), dumps.stream().map(ThreadDump::number).toList());
        assertEquals(3, dumps.get(2).threads().get(0).thread().dump());
    }

    @Test
    void lostIndentationAndBlankLinesLoseNoThread() {
        StringBuilder flat = new StringBuilder();
        Samples.text("jdk17.txt")
                .lines()
                .map(String::trim)
                .filter(l -> !l.isEmpty())
                .forEach(l -> flat.append(l).append('\n'));
        ThreadDump expected = Samples.one(Samples.text("jdk17.txt"));
        ThreadDump found = Samples.one(flat.toString());
        assertEquals(Samples.names(expected), Samples.names(found));
        assertEquals(Samples.resolution(expected, "behind-lock"), Samples.resolution(found, "behind-lock"));
    }

    @Test
    void doubledLineEndsLoseNoFrame() {
        ThreadDump found = Samples.one(Samples.text("jdk17.txt").replace("\n", "\r\n\r\n"));
        assertEquals(8 - 1, Samples.thread(found, "leader").thread().stack().size());
    }
}
