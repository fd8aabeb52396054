package io.github.dnswhy.rules.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Evidence.ThreadPlace;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.ThreadSummary.Group;
import io.github.dnswhy.rules.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stacks, logs and resolv.conf tell of a client's resolver, and what threads waited for in place of DNS. */
class TracesTest {
    private static IncidentBuilder dumped(String kind, String thread, String frame, int count) {
        List<ThreadPlace> places = IntStream.range(0, count)
                .mapToObj(i -> new ThreadPlace(1, thread + i, 10 + i))
                .toList();
        Group group = new Group(
                kind,
                count,
                "",
                List.of("java.net.Inet6AddressImpl.lookupAllHostAddr", frame),
                "jstack-1.txt",
                places,
                List.of());
        return new IncidentBuilder()
                .dump(30, 0, 0, Optional.of(IncidentBuilder.START.plusSeconds(10)), List.of(), List.of(group));
    }

    @ParameterizedTest
    @CsvSource({
        "jdk8-global-lookup-table, same-host-wait, exec-, java.net.InetAddress.checkLookupTable",
        "event-loop-blocked-by-jdk-resolver, native-forward, nioEventLoopGroup-2-, io.netty.resolver.DefaultNameResolver.doResolve",
        "local-hostname-lookup, native-forward, main, java.net.InetAddress.getLocalHost",
        "url-equals-hashcode-lookup, native-forward, exec-, java.net.URLStreamHandler.hashCode",
        "jndi-dns-backoff, jndi, exec-, com.sun.jndi.dns.DnsClient.doUdpQuery",
        "dnsjava-timeouts, dnsjava, exec-, org.xbill.DNS.Lookup.run"
    })
    void stackTellsHowTheNameCameToBeResolved(String cause, String kind, String thread, String frame) {
        assertEquals(
                FindingRole.OBSERVATION,
                Verdicts.found(
                                Causes.rule(cause),
                                dumped(kind, thread, frame, 3).build())
                        .role(),
                "lookups were quick");
        Verdicts.clear(
                Causes.rule(cause),
                dumped("native-forward", "exec-", "java.net.InetAddress.getByName", 3)
                        .build());
        Verdicts.clear(Causes.rule(cause), dumped("idle", thread, frame, 3).build());
    }

    @Test
    void carriersThatLookupsHoldAreToldAndOtherPoolsOfTheirNameAreNot() {
        Rule pinning = Causes.rule("virtual-thread-pinning");
        assertTrue(Verdicts.found(
                        pinning, new IncidentBuilder().dump(9, 4, 0).carriers(4).build())
                .summary()
                .startsWith("4 carriers"));
        Verdicts.clear(pinning, new IncidentBuilder().dump(9, 4, 0).carriers(1).build());
        // The first ForkJoinPool of an application has the carriers' names.
        Verdicts.clear(
                pinning,
                dumped("native-forward", "ForkJoinPool-1-worker-", "java.net.InetAddress.getByName", 3)
                        .build());
    }

    @Test
    void threadsInOneCallWithoutAnyQueryAreAStallOnlyWhenTheDumpsShowTheSameCall() {
        Rule stall = Causes.rule("getaddrinfo-stall-without-dns");
        IncidentBuilder twice = new IncidentBuilder().dump(9, 2, 0).dump(9, 2, 0);
        Verdicts.clear(stall, twice.build());
        assertTrue(
                Verdicts.found(stall, twice.sameCalls(2, Duration.ofSeconds(5)).build())
                        .summary()
                        .startsWith("2 threads"));
    }

    @Test
    void slowLookupsMakeItAnAmplifier() {
        IncidentBuilder slow = dumped("native-forward", "lettuce-epoll-", "java.net.InetAddress.getByName", 1)
                .lookups(100, 20, 0);
        assertEquals(
                FindingRole.AMPLIFIER,
                Verdicts.found(Causes.rule("event-loop-blocked-by-jdk-resolver"), slow.build())
                        .role());
    }

    @Test
    void threadsThatWaitForPeersExonerateQuickLookups() {
        IncidentBuilder waiting =
                dumped("socket-read", "exec-", "org.example.Client.call", 20).lookups(200, 2, 0);
        assertTrue(Verdicts.found(Causes.rule("connect-slow-not-dns"), waiting.build())
                        .confidence()
                >= 0.6);
        Verdicts.ruledOut(
                Causes.rule("connect-slow-not-dns"),
                dumped("socket-read", "exec-", "org.example.Client.call", 20)
                        .lookups(200, 50, 0)
                        .build());
        Verdicts.clear(
                Causes.rule("connect-slow-not-dns"),
                dumped("socket-read", "exec-", "org.example.Client.call", 2).build());
    }

    @Test
    void pausesOfTheJvmAreToldByItsLog() {
        String log = "[12.345s][info][gc] GC(3) Pause Full (Ergonomics) 512M->100M(1024M) 2345.678ms\n".repeat(2);
        IncidentBuilder paused = new IncidentBuilder().text(InputKind.TEXT, "gc.log", log);
        assertTrue(Verdicts.found(Causes.rule("gc-or-cpu-pause-not-dns"), paused.build())
                .summary()
                .contains("4.7 s"));
        String young = "[12.345s][info][gc] GC(3) Pause Young (Normal) 512M->100M(1024M) 12.001ms\n".repeat(9);
        Verdicts.ruledOut(
                Causes.rule("gc-or-cpu-pause-not-dns"),
                new IncidentBuilder().text(InputKind.TEXT, "gc.log", young).build());
    }

    @Test
    void moreNameserversThanAreUsedAreRemarked() {
        String three = "nameserver 10.0.0.1\nnameserver 10.0.0.2\nnameserver 10.0.0.3\n";
        Verdicts.clear(
                Causes.rule("resolvconf-limits"),
                new IncidentBuilder().resolvConf(three).build());
        Verdicts.found(
                Causes.rule("resolvconf-limits"),
                new IncidentBuilder()
                        .resolvConf(three + "nameserver 10.0.0.4\n")
                        .build());
    }

    @Test
    void failuresWithoutATextFollowTheOneThatHasIt() {
        String first =
                "2026-11-23 10:00:00 ERROR java.net.UnknownHostException: db: Temporary failure in name resolution\n";
        String bare = "2026-11-23 10:00:0%d ERROR java.net.UnknownHostException: db\n";
        StringBuilder log = new StringBuilder(first);
        for (int i = 1; i < 6; i++) {
            log.append(bare.formatted(i));
        }
        Verdicts.found(
                Causes.rule("jvm-negative-cache-prolongs"),
                new IncidentBuilder()
                        .text(InputKind.APP_LOG, "app.log", log.toString())
                        .build());
        Verdicts.clear(
                Causes.rule("jvm-negative-cache-prolongs"),
                new IncidentBuilder().text(InputKind.APP_LOG, "app.log", first).build());
    }
}
