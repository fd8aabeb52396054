package io.github.dnswhy.report;

import io.github.dnswhy.model.Anomaly;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.BlindSpot;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.Input;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.LookupSummary;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.ThreadSummary;
import io.github.dnswhy.model.Timeline;
import io.github.dnswhy.model.Traffic;
import io.github.dnswhy.model.TransactionOutcome;
import io.github.dnswhy.model.Verdict;
import io.github.dnswhy.model.WaitKind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Three reports as an analysis would give them: a dead cache, a healthy cluster, and dumps without a capture. */
final class Reports {
    static final Instant START = Instant.parse("2026-11-23T00:22:20.275226Z");
    static final IpAddress CACHE = address("169.254.20.10");
    static final IpAddress SERVICE = address("10.96.0.10");
    static final IpAddress CLIENT = address("10.244.1.17");
    private static final String SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    static final Report.Tool TOOL = new Report.Tool("dnswhy", "0.1.0");

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

    static Report nodeLocalDown() {
        return DeadCache.report();
    }

    // All is well.

    static Report healthy() {
        Finding exonerated = new Finding(
                "not-dns-exonerated",
                "DNS works",
                Severity.INFO,
                FindingRole.OBSERVATION,
                Blame.NONE,
                0.96,
                "1,204 lookups, 95 % of them within 12 ms, none failed; 180 of 200 threads wait for an application lock.",
                "All that DNS could delay was measured and is fast; the threads that wait do so elsewhere.",
                Impact.NONE,
                List.of(),
                List.of(),
                List.of(
                        new Evidence.Statistic("95 % of lookups took 12 ms or less", 0.5, "feltP95", 12.4, "ms"),
                        new Evidence.Threads(
                                "180 threads wait for one lock in InventoryService.reserve",
                                0.4,
                                "jstack-1.txt",
                                List.of(new Evidence.ThreadPlace(1, "http-nio-8080-exec-1", 33)))),
                List.of(),
                List.of(Remedy.of(
                        "Look at the thread that holds the lock: http-nio-8080-exec-77, jstack-1.txt line 871.")),
                List.of(),
                List.of(),
                "docs/causes/not-dns-exonerated.md");
        return new Report(
                TOOL,
                new Verdict(
                        Verdict.Answer.NO,
                        Optional.empty(),
                        0.96,
                        "DNS is fine: 1,204 lookups, 95 % of them within 12 ms, none failed.",
                        "180 of 200 threads wait for an application lock in InventoryService.reserve.",
                        List.of(),
                        List.of(),
                        Optional.of(START),
                        Optional.of(START.plusSeconds(300)),
                        new Verdict.Cost(1_204, 0, 0, Duration.ZERO, 1, 0)),
                List.of(exonerated),
                List.of(new Report.RuledOut("coredns-overload", 0.08, "99 % of answers within 18 ms")),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        capture("app-1.pcapng", 1_400_000, 6_000, 4_816, List.of()),
                        capture("app-2.pcapng", 900_000, 4_000, 0, List.of()),
                        file("jstack-1.txt", InputKind.THREAD_DUMP)),
                new Traffic(
                        4_816,
                        2_408,
                        2_408,
                        2_408,
                        2_408,
                        outcomes(2_408, 0),
                        0,
                        List.of(new Traffic.ServerTraffic(
                                address("fd00:10:96::a"),
                                ServerRole.CLUSTER_SERVICE,
                                2_408,
                                2_408,
                                0,
                                0,
                                Map.of("NOERROR", 2_408L),
                                Optional.of(new Percentiles(ms(1.2), ms(6), ms(11), ms(18), ms(121.5))),
                                Duration.ZERO)),
                        List.of(client("fd00:10:244::11", 2_408)),
                        List.of(new Traffic.Count("orders.shop.svc.cluster.local", 2_408)),
                        Map.of("A", 1_204L, "AAAA", 1_204L),
                        Map.of("NOERROR", 2_408L)),
                new LookupSummary(
                        1_204,
                        0,
                        0,
                        0,
                        ms(1_000),
                        Optional.of(new Percentiles(ms(1.4), ms(6.5), ms(12.4), ms(19), ms(138.8))),
                        Duration.ZERO,
                        List.of(waited(WaitKind.ANSWER, "answers of ", "fd00:10:96::a", 2_950)),
                        List.of(new Lookup(
                                88,
                                address("fd00:10:244::11"),
                                "orders",
                                List.of("A", "AAAA"),
                                START.plusSeconds(9),
                                ms(138.8),
                                LookupOutcome.RESOLVED,
                                List.of(
                                        DeadCache.step(
                                                0,
                                                700,
                                                address("fd00:10:96::a"),
                                                "orders.shop.svc.cluster.local",
                                                "A",
                                                9,
                                                StepFate.ANSWERED,
                                                121.5,
                                                702),
                                        DeadCache.step(
                                                0.03,
                                                701,
                                                address("fd00:10:96::a"),
                                                "orders.shop.svc.cluster.local",
                                                "AAAA",
                                                10,
                                                StepFate.NODATA,
                                                138.8,
                                                703))))),
                new ThreadSummary(List.of(dump("jstack-1.txt", 1, 0, 180)), List.of(), List.of(), List.of(), List.of()),
                new Timeline(
                        Duration.ofSeconds(150),
                        START,
                        List.of(
                                new Timeline.Slice(
                                        1_204, 1_204, 0, Optional.of(ms(12)), Map.of(address("fd00:10:96::a"), 1_204L)),
                                new Timeline.Slice(
                                        1_204,
                                        1_204,
                                        0,
                                        Optional.of(ms(13)),
                                        Map.of(address("fd00:10:96::a"), 1_204L))),
                        List.of()),
                List.of());
    }

    // Dumps alone: threads resolve, but nobody knows how long.

    static Report undetermined() {
        return new Report(
                TOOL,
                new Verdict(
                        Verdict.Answer.UNDETERMINED,
                        Optional.empty(),
                        0.35,
                        "Threads are inside name resolution, but one dump cannot show for how long.",
                        "3 of 120 threads resolve names and 40 wait for them. A capture, or a second dump, would decide.",
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        new Verdict.Cost(0, 0, 0, Duration.ZERO, 3, 40)),
                List.of(),
                List.of(),
                List.of(
                        new Report.NotApplicable("node-local-cache-down-silent", List.of("capture")),
                        new Report.NotApplicable("packet-loss", List.of("capture"))),
                List.of(new Report.FailedRule("tcp53-blocked", "java.lang.IllegalStateException: no streams")),
                List.of(
                        new BlindSpot(
                                "No capture: no query can be seen.",
                                "tcpdump -i any -s0 -w app.pcap 'port 53 or icmp'"),
                        new BlindSpot(
                                "One dump only: it shows a state, not a duration.",
                                "jstack PID (three times, 5 s apart)")),
                List.of(file("jstack.txt", InputKind.THREAD_DUMP), file("notes.txt", InputKind.UNKNOWN)),
                new Traffic(0, 0, 0, 0, 0, Map.of(), 0, List.of(), List.of(), List.of(), Map.of(), Map.of()),
                new LookupSummary(0, 0, 0, 0, ms(1_000), Optional.empty(), Duration.ZERO, List.of(), List.of()),
                new ThreadSummary(List.of(dump("jstack.txt", 3, 40, 20)), List.of(), List.of(), List.of(), List.of()),
                new Timeline(Duration.ofSeconds(1), Instant.EPOCH, List.of(), List.of()),
                List.of());
    }

    // Parts.

    static Map<TransactionOutcome, Long> outcomes(long answered, long unanswered) {
        Map<TransactionOutcome, Long> outcomes = new EnumMap<>(TransactionOutcome.class);
        outcomes.put(TransactionOutcome.ANSWERED, answered);
        outcomes.put(TransactionOutcome.UNANSWERED, unanswered);
        return outcomes;
    }

    static ThreadSummary.Dump dump(String file, int resolving, int waiting, int blocked) {
        return new ThreadSummary.Dump(
                file,
                1,
                1,
                Optional.of(START.plusSeconds(20)),
                Optional.of(Duration.ofHours(1)),
                "puts all dumps inside the capture",
                "OpenJDK 64-Bit Server VM (17.0.21+1 mixed mode, sharing)",
                220,
                Map.of(
                        Thread.State.RUNNABLE,
                        resolving + 8,
                        Thread.State.WAITING,
                        waiting,
                        Thread.State.BLOCKED,
                        blocked),
                resolving,
                waiting,
                0,
                OptionalInt.empty());
    }

    static Input capture(String file, long bytes, long frames, long messages, List<Anomaly> anomalies) {
        return new Input(
                file,
                InputKind.CAPTURE,
                "pcap",
                bytes,
                Optional.of(SHA),
                OptionalLong.of(frames),
                OptionalLong.of(messages),
                Optional.of(START),
                Optional.of(START.plusSeconds(62)),
                anomalies);
    }

    static Input file(String file, InputKind kind) {
        return new Input(
                file,
                kind,
                "",
                4_096,
                Optional.of(SHA),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    static LookupSummary.Waited waited(WaitKind kind, String text, String server, double ms) {
        IpAddress address = IpAddress.parse(server).orElseThrow();
        return new LookupSummary.Waited(Optional.of(kind), Optional.of(address), text + server, ms(ms));
    }

    static Traffic.ClientTraffic client(String address, long count) {
        return new Traffic.ClientTraffic(
                IpAddress.parse(address).orElseThrow(),
                count,
                false,
                count / 4,
                2,
                1,
                ms(10_005),
                Optional.of("glibc"),
                0.987,
                List.of("no OPT record"));
    }
}
