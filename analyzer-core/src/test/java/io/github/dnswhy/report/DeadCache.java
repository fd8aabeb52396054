package io.github.dnswhy.report;

import io.github.dnswhy.model.Anomaly;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.BlindSpot;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
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
import io.github.dnswhy.model.StopGap;
import io.github.dnswhy.model.ThreadSummary;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.model.Timeline;
import io.github.dnswhy.model.Traffic;
import io.github.dnswhy.model.Transport;
import io.github.dnswhy.model.Verdict;
import io.github.dnswhy.model.WaitKind;
import io.github.dnswhy.model.Way;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The report on a node whose DNS cache is dead while its address is still there. */
final class DeadCache {
    private DeadCache() {}

    static Report report() {
        return new Report(
                Reports.TOOL,
                new Verdict(
                        Verdict.Answer.YES,
                        Optional.of("node-local-cache-down-refused"),
                        0.93,
                        "The DNS cache of the node, 169.254.20.10, is not running: it answered none of 74 queries.",
                        "Lookups wait 5 s for it, then ask 10.96.0.10, which answers all of them within 9 ms. 16 of 22"
                                + " lookups took 5 s or more; up to 57 threads stood still behind them.",
                        List.of(Reports.CACHE),
                        List.of("maps.geo.example.org", "gateway.payments", "profile", "loyalty", "cart"),
                        Optional.of(Reports.START),
                        Optional.of(Reports.START.plusSeconds(62)),
                        new Verdict.Cost(22, 16, 0, Reports.ms(114_020.5), 12, 45)),
                List.of(cacheDown(), convoy(), searchList()),
                List.of(
                        new Report.RuledOut(
                                "coredns-overload", 0.1, "10.96.0.10 answered 74 of 74 queries, 99 % within 8.9 ms"),
                        new Report.RuledOut(
                                "node-local-cache-down-silent",
                                0.55,
                                "38 of 74 moves to the next server came within 2 ms: the node refuses, it does not swallow"),
                        new Report.RuledOut(
                                "conntrack-race-a-aaaa",
                                0.2,
                                "both queries of each pair stay unanswered, not one of two"),
                        new Report.RuledOut("packet-loss", 0.05, "no query to 10.96.0.10 was lost")),
                List.of(
                        new Report.NotApplicable("corefile-placeholder-left", List.of("corefile")),
                        new Report.NotApplicable("node-local-port-conflict", List.of("node-local-dns-log"))),
                List.of(),
                List.of(new BlindSpot(
                        "ICMP errors are not in app.cap: the capture filter let only port 53 through.",
                        "tcpdump -i any -s0 -w app.pcap 'port 53 or icmp or icmp6'")),
                List.of(
                        Reports.capture(
                                "app.cap",
                                30_934,
                                222,
                                222,
                                List.of(
                                        new Anomaly("frame-cut-short", 1, Place.frame(222)),
                                        new Anomaly("bad-udp-checksum", 74, Place.frame(1)))),
                        Reports.file("app.log", InputKind.APP_LOG),
                        Reports.file("coredns-1.log", InputKind.COREDNS_LOG),
                        Reports.file("coredns-2.log", InputKind.COREDNS_LOG),
                        Reports.file("jstack-1.txt", InputKind.THREAD_DUMP),
                        Reports.file("jstack-2.txt", InputKind.THREAD_DUMP),
                        Reports.file("kubectl-get-pods-kube-system.txt", InputKind.KUBECTL_PODS),
                        Reports.file("resolv.conf", InputKind.RESOLV_CONF)),
                new Traffic(
                        222,
                        148,
                        74,
                        148,
                        148,
                        Reports.outcomes(74, 74),
                        0,
                        List.of(
                                new Traffic.ServerTraffic(
                                        Reports.CACHE,
                                        ServerRole.NODE_LOCAL_CACHE,
                                        74,
                                        0,
                                        74,
                                        0,
                                        Map.of(),
                                        Optional.empty(),
                                        Reports.ms(114_020.5)),
                                new Traffic.ServerTraffic(
                                        Reports.SERVICE,
                                        ServerRole.CLUSTER_SERVICE,
                                        74,
                                        74,
                                        0,
                                        0,
                                        Map.of("NOERROR", 44L, "NXDOMAIN", 30L),
                                        Optional.of(new Percentiles(
                                                Reports.ms(0.72),
                                                Reports.ms(3.1),
                                                Reports.ms(7.46),
                                                Reports.ms(8.87),
                                                Reports.ms(8.87))),
                                        Duration.ZERO)),
                        List.of(Reports.client("10.244.1.17", 148)),
                        List.of(
                                new Traffic.Count("maps.geo.example.org.shop.svc.cluster.local", 16),
                                new Traffic.Count("maps.geo.example.org", 12)),
                        Map.of("A", 74L, "AAAA", 74L),
                        Map.of("NOERROR", 44L, "NXDOMAIN", 30L),
                        Way.NONE),
                new LookupSummary(
                        22,
                        16,
                        0,
                        0,
                        Reports.ms(1_000),
                        Optional.of(new Percentiles(
                                Reports.ms(5_009.2),
                                Reports.ms(10_005),
                                Reports.ms(10_009.3),
                                Reports.ms(10_015.1),
                                Reports.ms(10_015.1))),
                        Reports.ms(114_020.5),
                        List.of(
                                Reports.waited(WaitKind.DEAD_SERVER, "no answer from ", "169.254.20.10", 114_020.5),
                                Reports.waited(WaitKind.ANSWER, "answers of ", "10.96.0.10", 166.25)),
                        List.of(slowLookup(), halfLookup())),
                new ThreadSummary(
                        List.of(Reports.dump("jstack-1.txt", 9, 31, 3), Reports.dump("jstack-2.txt", 12, 45, 11)),
                        List.of(new ThreadSummary.Group(
                                "same-host-wait",
                                45,
                                "java.net",
                                List.of(
                                        "java.util.concurrent.locks.ReentrantLock.lock(ReentrantLock.java:322)",
                                        "java.net.InetAddress$CachedLookup.get(InetAddress.java:983)"),
                                "jstack-2.txt",
                                List.of(new Evidence.ThreadPlace(1, "http-nio-8080-exec-14", 412)),
                                List.of(7L))),
                        List.of(
                                held("native-forward", 12, "http-nio-8080-exec-*", "PostgreSQL", ""),
                                held("same-host-wait", 45, "http-nio-8080-exec-*", "", "http-nio-8080-exec-3"),
                                new ThreadSummary.Held(
                                        "jstack-2.txt",
                                        1,
                                        "socket-read",
                                        4,
                                        "report-*",
                                        "",
                                        "",
                                        "com.example.Reports.fetch",
                                        List.of())),
                        List.of(new ThreadSummary.Course(
                                "jstack-1.txt", 1, "jstack-2.txt", 1, Optional.of(Duration.ofSeconds(5)), 36, 2, 0, 2)),
                        List.of()),
                new Timeline(
                        Duration.ofSeconds(30),
                        Reports.START,
                        List.of(
                                new Timeline.Slice(
                                        80,
                                        40,
                                        40,
                                        Optional.of(Reports.ms(10_009.3)),
                                        Map.of(Reports.CACHE, 40L, Reports.SERVICE, 40L)),
                                new Timeline.Slice(
                                        60,
                                        30,
                                        30,
                                        Optional.of(Reports.ms(5_009.2)),
                                        Map.of(Reports.CACHE, 30L, Reports.SERVICE, 30L)),
                                new Timeline.Slice(
                                        8, 4, 4, Optional.empty(), Map.of(Reports.CACHE, 4L, Reports.SERVICE, 4L))),
                        List.of(new Timeline.Event(
                                Reports.START.plusSeconds(20), "thread-dump", "thread dump taken", "jstack-1.txt:1"))),
                List.of(
                        stopGap("timeout-1-attempts-2", "options timeout:1 attempts:2", 14, 30_520),
                        stopGap("first-nameserver-last", "nameserver 169.254.20.10 as the last one", 0, 95.5)));
    }

    private static StopGap stopGap(String id, String setting, long slow, double feltMs) {
        return new StopGap(
                id,
                setting,
                21,
                1,
                new StopGap.Figures(16, 0, Reports.ms(114_020.5), Reports.ms(20_016)),
                new StopGap.Figures(slow, 0, Reports.ms(feltMs), Reports.ms(feltMs / 21)));
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
                new Impact(22, 16, 0, Reports.ms(114_020.5), 57),
                List.of(Reports.CACHE),
                List.of("maps.geo.example.org", "gateway.payments"),
                List.of(
                        new Evidence.Frames(
                                "74 of 74 queries to 169.254.20.10 got no answer",
                                0.4,
                                Evidence.Frames.Kind.TRANSACTIONS,
                                "app.cap",
                                List.of(1L, 2L, 5L, 6L, 9L, 10L, 13L, 14L),
                                "dns && ip.dst == 169.254.20.10"),
                        new Evidence.Statistic(
                                "The next server answers 100 % of the same questions",
                                0.2, "answeredShare", 1, "ratio"),
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
                        Remedy.run(
                                "See why it ended.",
                                "kubectl -n kube-system logs -l k8s-app=node-local-dns --previous"),
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
                "jvm-per-host-convoy",
                "Threads queue for one lookup",
                Severity.MINOR,
                FindingRole.AMPLIFIER,
                Blame.JVM,
                0.9,
                "45 threads waited for 12 that were resolving the same names.",
                "A JVM runs one lookup per name at a time; all other threads that need the name wait for it.",
                new Impact(12, 12, 0, Reports.ms(60_000), 45),
                List.of(),
                List.of("profile"),
                List.of(),
                List.of(),
                List.of(Remedy.of("Nothing to do: it ends with the slow lookups.")),
                List.of(),
                List.of(),
                "docs/causes/jvm-per-host-convoy.md");
    }

    private static Finding searchList() {
        return new Finding(
                "ndots-search-amplification",
                "The search list multiplies queries",
                Severity.INFO,
                FindingRole.OBSERVATION,
                Blame.CLIENT,
                0.8,
                "30 of 74 answers say NXDOMAIN: names are tried with each suffix of the search list first.",
                "With ndots:5 each name with fewer than five dots is tried with each suffix before it is asked as it is.",
                new Impact(8, 8, 0, Reports.ms(40_000), 0),
                List.of(),
                List.of("maps.geo.example.org"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "docs/causes/ndots-search-amplification.md");
    }

    static Lookup slowLookup() {
        String first = "maps.geo.example.org.shop.svc.cluster.local";
        String last = "maps.geo.example.org";
        return new Lookup(
                7,
                Reports.CLIENT,
                last,
                List.of("A", "AAAA"),
                Reports.START.plusMillis(11_204),
                Reports.ms(10_015.1),
                LookupOutcome.RESOLVED,
                List.of(
                        step(0, 41, Reports.CACHE, first, "A", 0x1a2b, StepFate.TIMEOUT, 5_005, 0),
                        step(0.04, 42, Reports.CACHE, first, "AAAA", 0x3c4d, StepFate.TIMEOUT, 5_005, 0),
                        step(5_005.1, 47, Reports.SERVICE, first, "A", 0x1a2b, StepFate.NXDOMAIN, 1.3, 49),
                        step(5_005.2, 48, Reports.SERVICE, first, "AAAA", 0x3c4d, StepFate.NXDOMAIN, 1.4, 50),
                        step(5_007, 51, Reports.CACHE, last, "A", 0x5e6f, StepFate.TIMEOUT, 5_005, 0),
                        step(5_007.05, 52, Reports.CACHE, last, "AAAA", 0x7081, StepFate.TIMEOUT, 5_005, 0),
                        step(10_012.1, 57, Reports.SERVICE, last, "A", 0x5e6f, StepFate.ANSWERED, 2.9, 59),
                        step(10_012.2, 58, Reports.SERVICE, last, "AAAA", 0x7081, StepFate.NODATA, 2.6, 60)));
    }

    private static Lookup halfLookup() {
        return new Lookup(
                3,
                Reports.CLIENT,
                "profile",
                List.of("A", "AAAA"),
                Reports.START.plusMillis(2_000),
                Reports.ms(5_019.9),
                LookupOutcome.RESOLVED,
                List.of(
                        step(
                                0,
                                11,
                                Reports.CACHE,
                                "profile.shop.svc.cluster.local",
                                "A",
                                1,
                                StepFate.TIMEOUT,
                                5_010,
                                0),
                        step(
                                5_010,
                                15,
                                Reports.SERVICE,
                                "profile.shop.svc.cluster.local",
                                "A",
                                1,
                                StepFate.ANSWERED,
                                9.9,
                                16)));
    }

    static LookupStep step(
            double offset,
            long frame,
            IpAddress server,
            String name,
            String type,
            int id,
            StepFate fate,
            double took,
            long response) {
        Optional<String> rcode = switch (fate) {
            case NXDOMAIN -> Optional.of("NXDOMAIN");
            case ANSWERED, NODATA, TRUNCATED -> Optional.of("NOERROR");
            case ERROR -> Optional.of("SERVFAIL");
            default -> Optional.empty();
        };
        return new LookupStep(
                Reports.ms(offset),
                0,
                frame,
                server,
                Transport.UDP,
                name,
                type,
                id,
                fate,
                rcode,
                Reports.ms(took),
                response);
    }

    private static ThreadSummary.Held held(String kind, int count, String pool, String library, String by) {
        return new ThreadSummary.Held(
                "jstack-2.txt", 1, kind, count, pool, library, by, "", List.of("orders-db.prod.svc.cluster.local"));
    }
}
