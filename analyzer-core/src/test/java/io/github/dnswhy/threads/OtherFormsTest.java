package io.github.dnswhy.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Resolution;
import io.github.dnswhy.model.Resolution.Kind;
import io.github.dnswhy.model.Resolution.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OtherFormsTest {
    private static final String WAIT = """
                "java.base\\/java.util.concurrent.locks.LockSupport.park(LockSupport.java:221)",
                "java.base\\/java.util.concurrent.locks.ReentrantLock.lock(ReentrantLock.java:323)",
            """;

    @Test
    void dumpToFileJsonReadsStringsAndNumbersAlike() {
        String text = """
            {"threadDump": {"formatVersion": 2, "processId": 1, "time": "2026-11-23T00:03:53.5Z", "runtimeVersion": "27+1",
              "threadContainers": [{"container": "<root>", "parent": null, "owner": null, "threads": [
                {"tid": "3", "name": "main", "state": "TIMED_WAITING", "stack": []},
                {"tid": 22, "name": "", "virtual": true, "carrier": 3, "state": "WAITING",
                 "parkBlocker": {"object": "java.util.concurrent.locks.ReentrantLock$NonfairSync@1b"},
                 "stack": [
            """ + WAIT + """
                   "java.base\\/java.net.InetAddress.resolver(InetAddress.java:400)",
                   "java.base\\/java.net.InetAddress.getAddressesFromNameService(InetAddress.java:1712)",
                   "java.base\\/java.net.InetAddress$NameServiceAddresses.get(InetAddress.java:1060)"]}
              ], "threadCount": 2}]}}
            """;
        Anomalies anomalies = new Anomalies();
        ThreadDump dump = Samples.read(text, anomalies).get(0);
        assertEquals(List.of("main", ""), Samples.names(dump));
        assertEquals(Optional.of(Instant.parse("2026-11-23T00:03:53.5Z")), dump.time());
        assertEquals("27+1", dump.vm());
        assertEquals(Kind.RESOLVER_INIT_WAIT, Samples.resolution(dump, "").kind());
        assertEquals(Optional.of("main"), Samples.thread(dump, "").thread().carrier());
        assertEquals(List.of(), anomalies.toList());
    }

    @Test
    void brokenJsonGivesTheThreadsBefore() {
        String text = """
            {"threadDump": {"threadContainers": [{"threads": [{"tid": "3", "name": "main", "stack": []}, {"tid": "4", "na""";
        Anomalies anomalies = new Anomalies();
        List<ThreadDump> dumps = Samples.read(text, anomalies);
        assertEquals(List.of("main"), Samples.names(dumps.get(0)));
        assertTrue(dumps.get(0).cut());
        assertEquals(1, anomalies.count(DumpAnomalies.JSON_BROKEN));
    }

    @Test
    void dumpToFileTextOfJdk21HasNeitherStateNorAt() {
        ThreadDump dump = Samples.one("""
            1
            2025-01-02T03:04:05.678Z
            21.0.2+13

            #1 "main"
                  java.base/java.lang.Thread.sleep(Thread.java:509)
                  Main.main(Main.java:14)

            #22 "a "quoted" one" virtual
                  java.base/java.net.Inet6AddressImpl.lookupAllHostAddr(Native Method)
            """);
        assertEquals(1, dump.line());
        assertEquals(List.of("main", "a \"quoted\" one"), Samples.names(dump));
        assertEquals(Optional.of(Instant.parse("2025-01-02T03:04:05.678Z")), dump.time());
        assertEquals(
                Kind.NATIVE_FORWARD,
                Samples.resolution(dump, "a \"quoted\" one").kind());
        assertEquals(2, Samples.thread(dump, "main").thread().stack().size());
    }

    @Test
    void javaCoreNamesTheOwnerOfWhatAThreadWaitsFor() {
        ThreadDump dump = Samples.one("""
            0SECTION       TITLE subcomponent dump routine
            1TIDATETIMEUTC Date: 2024/11/18 at 18:20:39:414 (UTC)
            1TIDATETIME    Date: 2024/11/18 at 12:20:39:414
            1CIJAVAVERSION JRE 21 Linux amd64-64 (build 21.0.4+7-LTS)
            3XMTHREADINFO      "leader" J9VMThread:0x01, omrthread_t:0x02, java/lang/Thread:0x03, state:R, prio=5
            3XMJAVALTHREAD            (java/lang/Thread getId:0x2, isDaemon:true)
            3XMTHREADINFO1            (native thread ID:0x8D14A, native priority:0x5, native policy:UNKNOWN, vmstate:CW)
            3XMCPUTIME               CPU usage total: 1.264468000 secs, current category="Application"
            4XESTACKTRACE                at java/net/Inet6AddressImpl.lookupAllHostAddr(Native Method)
            4XESTACKTRACE                at java/net/InetAddress$PlatformNameService.lookupAllHostAddr(InetAddress.java:934(Compiled Code))
            3XMTHREADINFO      "follower" J9VMThread:0x11, omrthread_t:0x12, java/lang/Thread:0x13, state:B, prio=5
            3XMTHREADBLOCK     Blocked on: java/net/InetAddress$NameServiceAddresses@0x0000000300349B90 Owned by: "leader" (J9VMThread:0x01, java/lang/Thread:0x03)
            4XESTACKTRACE                at java/net/InetAddress$NameServiceAddresses.get(InetAddress.java:838)
            3XMTHREADINFO      Anonymous native thread
            NULL           ---------------------- END OF DUMP -------------------------------------
            """);
        assertEquals(List.of("leader", "follower", ""), Samples.names(dump));
        assertEquals(Optional.of(Instant.parse("2024-11-18T18:20:39Z")), dump.time());
        assertEquals(Kind.NATIVE_FORWARD, Samples.resolution(dump, "leader").kind());
        assertEquals(
                new Resolution(Kind.SAME_HOST_WAIT, "java.net", Role.WAITING, Optional.of("leader")),
                Samples.resolution(dump, "follower"));
        assertEquals(
                Optional.of("0x8D14A"), Samples.thread(dump, "leader").thread().nid());
        assertEquals(1_264_468_000L, Samples.thread(dump, "leader").cpuNanos().orElse(0));
    }

    @Test
    void gdbTellsTheNameThatGlibcLooksUp() {
        ThreadDump dump = Samples.one("""
            Thread 55 (Thread 0x7f34000ff6c0 (LWP 3050) "lock-user-1"):
            #0  0x00007f34215b826f in __GI___poll (fds=fds@entry=0x7f34000fc898, nfds=1, timeout=5000) at poll.c:29
            #1  0x00007f34215ea7dd in send_dg (statp=0x7f34000ffd78) at res_send.c:1
            #5  __GI___res_context_search (ctx=ctx@entry=0x7f3394002000, name=name@entry=0x7f3394001f30 "cache.prod.svc", class=1)
            #9  __GI_getaddrinfo (name=<optimized out>, service=<optimized out>) at getaddrinfo.c:2398
            Thread 1 (LWP 2995):
            #0  0x00007f34215b826f in __futex_abstimed_wait_common (x=0)
            """);
        assertEquals(List.of("lock-user-1", ""), Samples.names(dump));
        assertEquals(
                Optional.of("cache.prod.svc"),
                Samples.thread(dump, "lock-user-1").thread().host());
        assertEquals(Kind.LIBC_LOOKUP, Samples.resolution(dump, "lock-user-1").kind());
        assertEquals(
                Optional.of("3050"),
                Samples.thread(dump, "lock-user-1").thread().nid());
    }

    @Test
    void jsonIsReadBelowTheCommandThatWasCopiedWithIt() {
        String json = """
            {"threads": [{"threadName": "main", "threadId": 1, "threadState": "RUNNABLE", "stackTrace": []}]}
            """;
        for (String before : List.of("", "$ curl -s localhost:8080/actuator/threaddump\n", "\n# pod-1\n\n")) {
            assertEquals(List.of("main"), Samples.names(Samples.one(before + json)), before);
        }
        assertEquals(List.of(), Samples.read("a line\n".repeat(20) + json), "JSON within a log is a record of it");
    }
}
