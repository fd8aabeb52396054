package io.github.dnswhy.report;

import io.github.dnswhy.model.Anomaly;
import io.github.dnswhy.model.BlindSpot;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.Input;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.LookupSummary;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.Place;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.ThreadSummary;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.model.Timeline;
import io.github.dnswhy.model.Traffic;
import io.github.dnswhy.model.TransactionOutcome;
import io.github.dnswhy.model.Transport;
import io.github.dnswhy.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Three reports as an analysis would give them: a dead cache, a healthy cluster, and dumps without a capture. */
final class Reports {
    static final Instant START = Instant.parse("2026-11-23T00:22:20.275226Z");
    static final IpAddress CACHE = address("169.254.20.10");
    static final IpAddress SERVICE = address("10.96.0.10");
    static final IpAddress CLIENT = address("10.244.1.17");
    private static final String SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final Report.Tool TOOL = new Report.Tool("dnswhy", "0.1.0");

    private Reports() {}

    static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    static Duration ms(double millis) {
        return Duration.ofNanos(Math.round(millis * 1e6));
    }

    static List<Report> all() {
        return List.of(nodeLocalDown(), healthy(), undetermined());
    }

    // The cache on the node is dead, its address still there.

    static Report nodeLocalDown() {
        return new Report(
                TOOL,
                new Verdict(
                        Verdict.Answer.YES,
                        Optional.of("node-local-cache-down-refused"),
                        0.93,
                        "The DNS cache of the node, 169.254.20.10, is not running: it answered none of 74 queries.",
                        "Lookups wait 5 s for it, then ask 10.96.0.10, which answers all of them within 9 ms. 16 of 22"
                                + " lookups took 5 s or more; up to 57 threads stood still behind them.",
                        List.of(CACHE),
                        List.of("maps.geo.example.org", "gateway.payments", "profile", "loyalty", "cart"),
                        Optional.of(START),
                        Optional.of(START.plusSeconds(62)),
                        new Verdict.Cost(22, 16, 0, ms(114_020.5), 12, 45)),
                List.of(cacheDown(), convoy(), searchList()),
                List.of(
                        new Report.RuledOut("coredns-overload", 0.1, "10.96.0.10 answered 74 of 74 queries, 99 % within 8.9 ms"),
                        new Report.RuledOut(
                                "node-local-cache-down-silent",
                                0.55,
                                "38 of 74 moves to the next server came within 2 ms: the node refuses, it does not swallow"),
                        new Report.RuledOut("conntrack-race-a-aaaa", 0.2, "both queries of each pair stay unanswered, not one of two"),
                        new Report.RuledOut("packet-loss", 0.05, "no query to 10.96.0.10 was lost")),
                List.of(
                        new Report.NotApplicable("corefile-placeholder-left", List.of("corefile")),
                        new Report.NotApplicable("node-local-port-conflict", List.of("node-local-dns-log"))),
                List.of(),
                List.of(new BlindSpot(
                        "ICMP errors are not in app.cap: the capture filter let only port 53 through.",
                        "tcpdump -i any -s0 -w app.pcap 'port 53 or icmp or icmp6'")),
                List.of(
                        capture("app.cap", 30_934, 222, 222, List.of(
                                new Anomaly("frame-cut-short", 1, Place.frame(222)),
                                new Anomaly("bad-udp-checksum", 74, Place.frame(1)))),
                        file("app.log", InputKind.APP_LOG),
                        file("coredns-1.log", InputKind.COREDNS_LOG),
                        file("coredns-2.log", InputKind.COREDNS_LOG),
                        file("jstack-1.txt", InputKind.THREAD_DUMP),
                        file("jstack-2.txt", InputKind.THREAD_DUMP),
                        file("kubectl-get-pods-kube-system.txt", InputKind.KUBECTL_PODS),
                        file("resolv.conf", InputKind.RESOLV_CONF)),
                new Traffic(
                        222, 148, 74, 148, 148,
                        outcomes(74, 74),
                        0,
                        List.of(
                                new Traffic.ServerTraffic(
                                        CACHE, ServerRole.NODE_LOCAL_CACHE, 74, 0, 74, 0, Map.of(), Optional.empty(), ms(114_020.5)),
                                new Traffic.ServerTraffic(
                                        SERVICE, ServerRole.CLUSTER_SERVICE, 74, 74, 0, 0,
                                        Map.of("NOERROR", 44L, "NXDOMAIN", 30L),
                                        Optional.of(new Percentiles(ms(0.72), ms(3.1), ms(7.46), ms(8.87), ms(8.87))),
                                        Duration.ZERO)),
                        List.of(new Traffic.Count("10.244.1.17", 148)),
                        List.of(
                                new Traffic.Count("maps.geo.example.org.shop.svc.cluster.local", 16),
                                new Traffic.Count("maps.geo.example.org", 12)),
                        Map.of("A", 74L, "AAAA", 74L),
                        Map.of("NOERROR", 44L, "NXDOMAIN", 30L)),
                new LookupSummary(
                        22, 16, 0, 0, ms(1_000),
                        Optional.of(new Percentiles(ms(5_009.2), ms(10_005), ms(10_009.3), ms(10_015.1), ms(10_015.1))),
                        ms(114_020.5),
                        List.of(
                                new LookupSummary.Waited("no answer from 169.254.20.10", ms(114_020.5)),
                                new LookupSummary.Waited("answers of 10.96.0.10", ms(166.25))),
                        List.of(slowLookup(), halfLookup())),
                new ThreadSummary(
                        List.of(dump("jstack-1.txt", 9, 31, 3), dump("jstack-2.txt", 12, 45, 11)),
                        List.of(new ThreadSummary.Group(
                                "same-host-wait", 45, "java.net",
                                List.of(
                                        "java.util.concurrent.locks.ReentrantLock.lock(ReentrantLock.java:322)",
                                        "java.net.InetAddress$CachedLookup.get(InetAddress.java:983)"),
                                "jstack-2.txt",
                                List.of(new Evidence.ThreadPlace(1, "http-nio-8080-exec-14", 412)),
                                List.of(7L)))),
                new Timeline(
                        Duration.ofSeconds(30),
                        START,
                        List.of(
                                new Timeline.Slice(80, 40, 40, Optional.of(ms(10_009.3)), Map.of(CACHE, 40L, SERVICE, 40L)),
                                new Timeline.Slice(60, 30, 30, Optional.of(ms(5_009.2)), Map.of(CACHE, 30L, SERVICE, 30L)),
                                new Timeline.Slice(8, 4, 4, Optional.empty(), Map.of(CACHE, 4L, SERVICE, 4L))),
                        List.of(new Timeline.Event(START.plusSeconds(20), "thread-dump", "thread dump taken", "jstack-1.txt:1"))));
    }

    private static Finding cacheDown() {
        return new Finding(
                "node-local-cache-down-refused",
                "The cache of the node is dead",
                Severity.MAJOR,
                FindingRole.ROOT,
                Blame.NODE_LOCAL_CACHE,
                0.93,
                "169.254.20.10 answered none of 74 queries; 38 were refused at once, 36 waited 5 s.",
                "The cache's process is gone while its address is still on the node. The node refuses queries by ICMP, but Linux"
                        + " sends only about one ICMP error a second to one destination; all other queries wait the whole timeout.",
                new Impact(22, 16, 0, ms(114_020.5), 57),
                List.of(CACHE),
                List.of("maps.geo.example.org", "gateway.payments"),
                List.of(
                        new Evidence.Frames(
                                "74 of 74 queries to 169.254.20.10 got no answer",
                                0.4,
                                Evidence.Frames.Kind.TRANSACTIONS,
                                "app.cap",
                                List.of(1L, 2L, 5L, 6L, 9L, 10L, 13L, 14L),
                                "dns && ip.dst == 169.254.20.10"),
                        new Evidence.Statistic("The next server answers 100 % of the same questions", 0.2, "answeredShare", 1, "ratio"),
                        new Evidence.Lines(
                                "The pod of the cache is not running",
                                0.15,
                                "kubectl-get-pods-kube-system.txt",
                                List.of(new Evidence.Line(7, "node-local-dns-x7k2p   0/1   Error   0   3d"))),
                        new Evidence.Threads(
                                "12 threads inside getaddrinfo, 45 wait for them",
                                0.1,
                                "jstack-2.txt",
                                List.of(
                                        new Evidence.ThreadPlace(1, "http-nio-8080-exec-3", 120),
                                        new Evidence.ThreadPlace(1, "http-nio-8080-exec-14", 412)))),
                List.of(new Evidence.Statistic("No ICMP error was captured", 0.05, "icmpErrors", 0, "count")),
                List.of(
                        Remedy.run(
                                "Start the cache again on the node.",
                                "kubectl -n kube-system delete pod -l k8s-app=node-local-dns --field-selector spec.nodeName=NODE"),
                        Remedy.run("See why it ended.", "kubectl -n kube-system logs -l k8s-app=node-local-dns --previous"),
                        new Remedy(
                                "Until then let pods of this node ask the cluster DNS directly.",
                                Optional.empty(),
                                Optional.of("https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/"))),
                List.of("dig +tries=1 +time=1 @169.254.20.10 kubernetes.default.svc.cluster.local"),
                List.of(new Threshold("fastMove", 13, "ms", "measured over 2,628 moves between servers")),
                "docs/causes/node-local-cache-down-refused.md");
    }

    private static Finding convoy() {
        return new Finding(
                "jvm-per-host-convoy", "Threads queue for one lookup", Severity.MINOR, FindingRole.AMPLIFIER, Blame.JVM, 0.9,
                "45 threads waited for 12 that were resolving the same names.",
                "A JVM runs one lookup per name at a time; all other threads that need the name wait for it.",
                new Impact(12, 12, 0, ms(60_000), 45),
                List.of(), List.of("profile"), List.of(), List.of(),
                List.of(Remedy.of("Nothing to do: it ends with the slow lookups.")),
                List.of(), List.of(), "docs/causes/jvm-per-host-convoy.md");
    }

    private static Finding searchList() {
        return new Finding(
                "ndots-search-amplification", "The search list multiplies queries", Severity.INFO, FindingRole.OBSERVATION,
                Blame.CLIENT, 0.8,
                "30 of 74 answers say NXDOMAIN: names are tried with each suffix of the search list first.",
                "With ndots:5 each name with fewer than five dots is tried with each suffix before it is asked as it is.",
                new Impact(8, 8, 0, ms(40_000), 0),
                List.of(), List.of("maps.geo.example.org"), List.of(), List.of(), List.of(), List.of(), List.of(),
                "docs/causes/ndots-search-amplification.md");
    }

    static Lookup slowLookup() {
        String first = "maps.geo.example.org.shop.svc.cluster.local";
        String last = "maps.geo.example.org";
        return new Lookup(
                7, CLIENT, last, List.of("A", "AAAA"), START.plusMillis(11_204), ms(10_015.1), LookupOutcome.RESOLVED,
                List.of(
                        step(0, 41, CACHE, first, "A", 0x1a2b, StepFate.TIMEOUT, 5_005, 0),
                        step(0.04, 42, CACHE, first, "AAAA", 0x3c4d, StepFate.TIMEOUT, 5_005, 0),
                        step(5_005.1, 47, SERVICE, first, "A", 0x1a2b, StepFate.NXDOMAIN, 1.3, 49),
                        step(5_005.2, 48, SERVICE, first, "AAAA", 0x3c4d, StepFate.NXDOMAIN, 1.4, 50),
                        step(5_007, 51, CACHE, last, "A", 0x5e6f, StepFate.TIMEOUT, 5_005, 0),
                        step(5_007.05, 52, CACHE, last, "AAAA", 0x7081, StepFate.TIMEOUT, 5_005, 0),
                        step(10_012.1, 57, SERVICE, last, "A", 0x5e6f, StepFate.ANSWERED, 2.9, 59),
                        step(10_012.2, 58, SERVICE, last, "AAAA", 0x7081, StepFate.NODATA, 2.6, 60)));
    }

    private static Lookup halfLookup() {
        return new Lookup(
                3, CLIENT, "profile", List.of("A", "AAAA"), START.plusMillis(2_000), ms(5_019.9), LookupOutcome.RESOLVED,
                List.of(
                        step(0, 11, CACHE, "profile.shop.svc.cluster.local", "A", 1, StepFate.TIMEOUT, 5_010, 0),
                        step(5_010, 15, SERVICE, "profile.shop.svc.cluster.local", "A", 1, StepFate.ANSWERED, 9.9, 16)));
    }

    static LookupStep step(
            double offset, long frame, IpAddress server, String name, String type, int id, StepFate fate, double took, long response) {
        Optional<String> rcode =
                switch (fate) {
                    case NXDOMAIN -> Optional.of("NXDOMAIN");
                    case ANSWERED, NODATA, TRUNCATED -> Optional.of("NOERROR");
                    case ERROR -> Optional.of("SERVFAIL");
                    default -> Optional.empty();
                };
        return new LookupStep(ms(offset), 0, frame, server, Transport.UDP, name, type, id, fate, rcode, ms(took), response);
    }

    // All is well.

    static Report healthy() {
        Finding exonerated = new Finding(
                "not-dns-exonerated", "DNS works", Severity.INFO, FindingRole.OBSERVATION, Blame.NONE, 0.96,
                "1,204 lookups, 95 % of them within 12 ms, none failed; 180 of 200 threads wait for an application lock.",
                "All that DNS could delay was measured and is fast; the threads that wait do so elsewhere.",
                Impact.NONE, List.of(), List.of(),
                List.of(
                        new Evidence.Statistic("95 % of lookups took 12 ms or less", 0.5, "feltP95", 12.4, "ms"),
                        new Evidence.Threads(
                                "180 threads wait for one lock in InventoryService.reserve", 0.4, "jstack-1.txt",
                                List.of(new Evidence.ThreadPlace(1, "http-nio-8080-exec-1", 33)))),
                List.of(), List.of(Remedy.of("Look at the thread that holds the lock: http-nio-8080-exec-77, jstack-1.txt line 871.")),
                List.of(), List.of(), "docs/causes/not-dns-exonerated.md");
        return new Report(
                TOOL,
                new Verdict(
                        Verdict.Answer.NO, Optional.empty(), 0.96,
                        "DNS is fine: 1,204 lookups, 95 % of them within 12 ms, none failed.",
                        "180 of 200 threads wait for an application lock in InventoryService.reserve.",
                        List.of(), List.of(), Optional.of(START), Optional.of(START.plusSeconds(300)),
                        new Verdict.Cost(1_204, 0, 0, Duration.ZERO, 1, 0)),
                List.of(exonerated),
                List.of(new Report.RuledOut("coredns-overload", 0.08, "99 % of answers within 18 ms")),
                List.of(), List.of(), List.of(),
                List.of(
                        capture("app-1.pcapng", 1_400_000, 6_000, 4_816, List.of()),
                        capture("app-2.pcapng", 900_000, 4_000, 0, List.of()),
                        file("jstack-1.txt", InputKind.THREAD_DUMP)),
                new Traffic(
                        4_816, 2_408, 2_408, 2_408, 2_408, outcomes(2_408, 0), 0,
                        List.of(new Traffic.ServerTraffic(
                                address("fd00:10:96::a"), ServerRole.CLUSTER_SERVICE, 2_408, 2_408, 0, 0, Map.of("NOERROR", 2_408L),
                                Optional.of(new Percentiles(ms(1.2), ms(6), ms(11), ms(18), ms(121.5))), Duration.ZERO)),
                        List.of(new Traffic.Count("fd00:10:244::11", 2_408)),
                        List.of(new Traffic.Count("orders.shop.svc.cluster.local", 2_408)),
                        Map.of("A", 1_204L, "AAAA", 1_204L), Map.of("NOERROR", 2_408L)),
                new LookupSummary(
                        1_204, 0, 0, 0, ms(1_000),
                        Optional.of(new Percentiles(ms(1.4), ms(6.5), ms(12.4), ms(19), ms(138.8))),
                        Duration.ZERO,
                        List.of(new LookupSummary.Waited("answers of fd00:10:96::a", ms(2_950))),
                        List.of(new Lookup(
                                88, address("fd00:10:244::11"), "orders", List.of("A", "AAAA"), START.plusSeconds(9), ms(138.8),
                                LookupOutcome.RESOLVED,
                                List.of(
                                        step(0, 700, address("fd00:10:96::a"), "orders.shop.svc.cluster.local", "A", 9,
                                                StepFate.ANSWERED, 121.5, 702),
                                        step(0.03, 701, address("fd00:10:96::a"), "orders.shop.svc.cluster.local", "AAAA", 10,
                                                StepFate.NODATA, 138.8, 703))))),
                new ThreadSummary(List.of(dump("jstack-1.txt", 1, 0, 180)), List.of()),
                new Timeline(
                        Duration.ofSeconds(150), START,
                        List.of(
                                new Timeline.Slice(1_204, 1_204, 0, Optional.of(ms(12)), Map.of(address("fd00:10:96::a"), 1_204L)),
                                new Timeline.Slice(1_204, 1_204, 0, Optional.of(ms(13)), Map.of(address("fd00:10:96::a"), 1_204L))),
                        List.of()));
    }

    // Dumps alone: threads resolve, but nobody knows how long.

    static Report undetermined() {
        return new Report(
                TOOL,
                new Verdict(
                        Verdict.Answer.UNDETERMINED, Optional.empty(), 0.35,
                        "Threads are inside name resolution, but one dump cannot show for how long.",
                        "3 of 120 threads resolve names and 40 wait for them. A capture, or a second dump, would decide.",
                        List.of(), List.of(), Optional.empty(), Optional.empty(), new Verdict.Cost(0, 0, 0, Duration.ZERO, 3, 40)),
                List.of(),
                List.of(),
                List.of(
                        new Report.NotApplicable("node-local-cache-down-silent", List.of("capture")),
                        new Report.NotApplicable("packet-loss", List.of("capture"))),
                List.of(new Report.FailedRule("tcp53-blocked", "java.lang.IllegalStateException: no streams")),
                List.of(
                        new BlindSpot("No capture: no query can be seen.", "tcpdump -i any -s0 -w app.pcap 'port 53 or icmp'"),
                        new BlindSpot("One dump only: it shows a state, not a duration.", "jstack PID (three times, 5 s apart)")),
                List.of(file("jstack.txt", InputKind.THREAD_DUMP), file("notes.txt", InputKind.UNKNOWN)),
                new Traffic(0, 0, 0, 0, 0, Map.of(), 0, List.of(), List.of(), List.of(), Map.of(), Map.of()),
                new LookupSummary(0, 0, 0, 0, ms(1_000), Optional.empty(), Duration.ZERO, List.of(), List.of()),
                new ThreadSummary(List.of(dump("jstack.txt", 3, 40, 20)), List.of()),
                new Timeline(Duration.ofSeconds(1), Instant.EPOCH, List.of(), List.of()));
    }

    // Parts.

    private static Map<TransactionOutcome, Long> outcomes(long answered, long unanswered) {
        Map<TransactionOutcome, Long> outcomes = new EnumMap<>(TransactionOutcome.class);
        outcomes.put(TransactionOutcome.ANSWERED, answered);
        outcomes.put(TransactionOutcome.UNANSWERED, unanswered);
        return outcomes;
    }

    private static ThreadSummary.Dump dump(String file, int resolving, int waiting, int blocked) {
        return new ThreadSummary.Dump(
                file, 1, 1, Optional.of(START.plusSeconds(20)), Optional.of(Duration.ofHours(1)),
                "puts all dumps inside the capture", "OpenJDK 64-Bit Server VM (17.0.21+1 mixed mode, sharing)",
                220,
                Map.of(Thread.State.RUNNABLE, resolving + 8, Thread.State.WAITING, waiting, Thread.State.BLOCKED, blocked),
                resolving, waiting, 0);
    }

    private static Input capture(String file, long bytes, long frames, long messages, List<Anomaly> anomalies) {
        return new Input(
                file, InputKind.CAPTURE, "pcap", bytes, Optional.of(SHA), OptionalLong.of(frames), OptionalLong.of(messages),
                Optional.of(START), Optional.of(START.plusSeconds(62)), anomalies);
    }

    private static Input file(String file, InputKind kind) {
        return new Input(
                file, kind, "", 4_096, Optional.of(SHA), OptionalLong.empty(), OptionalLong.empty(), Optional.empty(),
                Optional.empty(), List.of());
    }
}
