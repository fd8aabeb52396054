package io.github.dnswhy.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.dnswhy.model.Resolution;
import io.github.dnswhy.model.Resolution.Kind;
import io.github.dnswhy.model.Resolution.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResolutionsTest {
    private static final String LOOKUP = "java.net.Inet6AddressImpl.lookupAllHostAddr(Native Method)";

    private static RawThread thread(String name, String wanted, String held, String... frames) {
        RawThread thread = new RawThread(1, name);
        thread.wanted = wanted;
        thread.state = wanted == null ? Thread.State.RUNNABLE : Thread.State.BLOCKED;
        thread.hold(held);
        List<Frame> list = new ArrayList<>();
        for (String frame : frames) {
            list.add(Frame.of(frame));
        }
        thread.stack = new Frames().stack(list);
        return thread;
    }

    private static Optional<Resolution> of(int index, RawThread... threads) {
        List<RawThread> list = List.of(threads);
        return new Resolutions(list, new LockGraph(list)).of(index);
    }

    @Test
    void aDeadlockBesideALookupIsNotBehindIt() {
        RawThread a = thread("a", "1", "2", "A.a(A.java:1)");
        RawThread b = thread("b", "2", "1", "A.b(A.java:1)");
        RawThread c = thread("c", "1", "", "A.c(A.java:1)");
        RawThread lookup = thread("d", null, "3", LOOKUP);
        for (int i = 0; i < 3; i++) {
            assertEquals(Optional.empty(), of(i, a, b, c, lookup));
        }
    }

    @Test
    void aVeryLongChainIsFollowedOnce() {
        int count = 100_000;
        RawThread[] threads = new RawThread[count];
        for (int i = 0; i < count - 1; i++) {
            threads[i] =
                    thread("t" + i, "l" + (i + 1), "l" + i, "java.net.InetAddress$NameServiceAddresses.get(I.java:1)");
        }
        threads[count - 1] = thread("leader", null, "l" + (count - 1), LOOKUP);
        List<RawThread> list = List.of(threads);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            Resolutions resolutions = new Resolutions(list, new LockGraph(list));
            for (int i = 0; i < count - 1; i++) {
                assertEquals(
                        Optional.of("leader"), resolutions.of(i).orElseThrow().behind());
            }
        });
    }

    @Test
    void aThreadThatGaveItsMonitorBackInWaitDoesNotHoldIt() {
        RawThread waiter = thread("waiter", null, "m", LOOKUP);
        waiter.waitedOn = "m";
        assertEquals(Optional.empty(), of(0, thread("blocked", "m", "", "A.a(A.java:1)"), waiter));
    }

    @Test
    void theHostsFileIsNoDns() {
        assertEquals(
                Optional.empty(),
                of(
                        0,
                        thread(
                                "t",
                                null,
                                "",
                                "java.net.InetAddress$HostsFileResolver.lookupByName(InetAddress.java:1)",
                                "java.net.InetAddress.getAddressesFromNameService(InetAddress.java:1)",
                                "java.net.InetAddress$NameServiceAddresses.get(InetAddress.java:1)")));
    }

    @Test
    void theApplicationsOwnResolverResolves() {
        assertEquals(
                Optional.of(new Resolution(Kind.NATIVE_FORWARD, "java.net", Role.RESOLVING, Optional.empty())),
                of(
                        0,
                        thread(
                                "t",
                                null,
                                "",
                                "com.example.MyResolver.lookupByName(MyResolver.java:1)",
                                "java.net.InetAddress.getAddressesFromNameService(InetAddress.java:1)",
                                "java.net.InetAddress$NameServiceAddresses.get(InetAddress.java:1)")));
    }

    @Test
    void aConnectIsNoLookup() {
        RawThread thread = thread(
                "t",
                null,
                "",
                "sun.nio.ch.Net.connect0(Native Method)",
                "sun.nio.ch.NioSocketImpl.connect(NioSocketImpl.java:589)",
                "java.net.Socket.connect(Socket.java:633)",
                "org.postgresql.core.PGStream.createSocket(PGStream.java:241)");
        assertEquals(Optional.empty(), of(0, thread));
        assertEquals(Activity.CONNECT, Activity.of(thread));
    }

    @Test
    void borrowersOfAPoolAndReadersAreToldApart() {
        assertEquals(
                Activity.POOL,
                Activity.of(thread(
                        "t",
                        null,
                        "",
                        "jdk.internal.misc.Unsafe.park(Native Method)",
                        "java.util.concurrent.locks.LockSupport.parkNanos(LockSupport.java:252)",
                        "java.util.concurrent.SynchronousQueue.poll(SynchronousQueue.java:903)",
                        "com.zaxxer.hikari.util.ConcurrentBag.borrow(ConcurrentBag.java:151)")));
        assertEquals(
                Activity.SOCKET_READ,
                Activity.of(thread(
                        "t",
                        null,
                        "",
                        "sun.nio.ch.SocketDispatcher.read0(Native Method)",
                        "sun.nio.ch.NioSocketImpl.implRead(NioSocketImpl.java:309)",
                        "java.net.Socket$SocketInputStream.read(Socket.java:966)",
                        "org.postgresql.core.VisibleBufferedInputStream.readMore(X.java:1)")));
        assertEquals(
                Activity.IDLE,
                Activity.of(thread(
                        "t",
                        null,
                        "",
                        "sun.nio.ch.EPoll.wait(Native Method)",
                        "sun.nio.ch.SelectorImpl.select(SelectorImpl.java:141)",
                        "io.netty.channel.nio.NioEventLoop.select(NioEventLoop.java:883)")));
        assertEquals(Activity.OTHER, Activity.of(thread("t", null, "", "com.example.Busy.loop(Busy.java:1)")));
    }
}
