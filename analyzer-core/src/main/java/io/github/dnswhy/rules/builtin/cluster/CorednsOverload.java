package io.github.dnswhy.rules.builtin.cluster;

import io.github.dnswhy.evidence.CoreDnsLog;
import io.github.dnswhy.evidence.DnsServerEvent;
import io.github.dnswhy.evidence.DnsServerPhrase;
import io.github.dnswhy.facts.AnswerFacts;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.Cost;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.SlowAnswers;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import io.github.dnswhy.rules.builtin.grounds.ThreadEvidence;
import io.github.dnswhy.rules.builtin.grounds.TwoSpeeds;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import io.github.dnswhy.rules.builtin.grounds.ZoneAnswers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The server answers everything, and everything late, whatever is asked: it lacks CPU or replicas. */
final class CorednsOverload implements Rule {
    private static final Threshold SLOW = new Threshold(
            "slowShare", 0.2, "ratio", "judgement: of all answers, and of those for names of the cluster");
    private static final Threshold LEAST = new Threshold("slowAnswers", 10, "count", "judgement: fewer may be chance");
    private static final Threshold P99 = new Threshold(
            "p99Ms", 300, "ms", "below it nobody waits for DNS: felt time from which a verdict blames it");
    private static final Threshold MEDIAN = new Threshold(
            "medianMs",
            20,
            "ms",
            "judgement: an answer from memory takes about a millisecond, queued ones are all late");
    private static final Threshold LOST = new Threshold(
            "lostToLate", 3, "ratio", "judgement: felt time lost to silence over that lost to late answers");
    private static final Threshold CONTRAST = new Threshold(
            "endpointContrast",
            10,
            "ratio",
            "judgement: an endpoint ten times slower than the others is at fault itself");

    private static final Threshold SPREAD = new Threshold(
            "spread",
            1.25,
            "ratio",
            "judgement: p99 over p50; a queue makes some wait longer than others, a constant delay does not");

    /** Half of all answers beyond the resolver's own timeout (resolv.conf(5)) are another story: {@code late-response}. */
    private static final Duration GIVE_UP = Duration.ofSeconds(5);

    private static final RuleInfo INFO = new RuleInfo(
            "coredns-overload",
            "The DNS server is overloaded: all its answers are late",
            Blame.CLUSTER_DNS,
            Set.of(Need.CAPTURE),
            Set.of(Need.DNS_LOG),
            List.of(SLOW, LEAST, P99, MEDIAN, LOST, CONTRAST, SPREAD),
            List.of("packet-loss", "late-response"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        Optional<SlowAnswers> worst = facts.lookupServers().stream()
                .map(server -> SlowAnswers.of(facts, server))
                .filter(s -> s.slow() >= LEAST.value())
                .max(Comparator.comparingLong(SlowAnswers::slow));
        if (worst.isEmpty()) {
            return Assessment.CLEAR;
        }
        SlowAnswers s = worst.get();
        Duration p99 = s.server().latency().map(Percentiles::p99).orElse(Duration.ZERO);
        if (s.share() < SLOW.value() || p99.toMillis() < P99.value()) {
            return Assessment.ruledOut(
                    0.2,
                    Phrases.percent(s.share()) + " of the answers of "
                            + s.server().address() + " took " + AnswerFacts.SLOW_MILLIS + " ms or more (p99 "
                            + Phrases.time(p99) + "): too few for an overloaded server.");
        }
        Duration silent = s.server().rounds().waited();
        Duration late = s.mean().multipliedBy(s.slow());
        if (silent.toNanos() > LOST.value() * late.toNanos()) {
            return Assessment.ruledOut(
                    0.3,
                    "Lookups lost " + Phrases.time(silent) + " to queries that stayed without an answer, and only "
                            + Phrases.time(late) + " to answers that were late.");
        }
        Duration p50 = SlowAnswers.median(s.server());
        if (p50.compareTo(GIVE_UP) >= 0 && p99.toMillis() < SPREAD.value() * p50.toMillis()) {
            return Assessment.ruledOut(
                    0.3,
                    "Half of the answers took " + Phrases.time(p50)
                            + " or more: no queue grows so evenly, something behind the server waits.");
        }
        List<ZoneAnswers> zones = ZoneAnswers.all(facts).stream()
                .filter(z -> z.answered() >= LEAST.value() / 2)
                .toList();
        Optional<ZoneAnswers> quick = zones.stream()
                .filter(z -> z.slowShare() < SLOW.value() / 2)
                .max(Comparator.comparingLong(ZoneAnswers::answered));
        boolean someQuick = quick.isPresent() && zones.size() > 1;
        if (someQuick) {
            return Assessment.ruledOut(
                    0.3,
                    "Names of " + quick.get().zone()
                            + " are answered quickly meanwhile: it depends on what is asked, not on the server.");
        }
        Optional<ServerFacts> apart = slowestApart(facts);
        if (apart.isPresent()) {
            return Assessment.ruledOut(
                    0.3, "Only the endpoint " + apart.get().address() + " is slow, the others are not.");
        }
        if (TwoSpeeds.of(facts, s.server()).areApart()) {
            return Assessment.ruledOut(
                    0.3,
                    "Answers for names of the cluster are either quick or slow, with nothing between: no queue gives such times.");
        }
        return Assessment.found(finding(facts, s, zones, p99));
    }

    /** An endpoint whose median lies far above that of another one. */
    static Optional<ServerFacts> slowestApart(Facts facts) {
        List<ServerFacts> endpoints = facts.endpoints().stream()
                .filter(e -> e.transactions().answered() >= LEAST.value())
                .sorted(Comparator.comparing(SlowAnswers::median))
                .toList();
        if (endpoints.size() < 2) {
            return Optional.empty();
        }
        ServerFacts slowest = endpoints.get(endpoints.size() - 1);
        Duration others = SlowAnswers.median(endpoints.get(endpoints.size() - 2));
        Duration floor = others.compareTo(Duration.ofMillis(1)) > 0 ? others : Duration.ofMillis(1);
        boolean slow = SlowAnswers.median(slowest).toMillis() >= AnswerFacts.SLOW_MILLIS;
        return slow && SlowAnswers.median(slowest).toNanos() >= CONTRAST.value() * floor.toNanos()
                ? Optional.of(slowest)
                : Optional.empty();
    }

    private static Finding finding(Facts facts, SlowAnswers s, List<ZoneAnswers> zones, Duration p99) {
        FindingDraft draft = new FindingDraft(INFO);
        ServerFacts server = s.server();
        Duration p50 = SlowAnswers.median(server);
        draft.supports(new WireEvidence(facts)
                .frames(
                        Phrases.of(s.slow(), server.transactions().answered(), "answer") + " of " + server.address()
                                + " took "
                                + AnswerFacts.SLOW_MILLIS + " ms or more: median " + Phrases.time(p50)
                                + ", 99 % within "
                                + Phrases.time(p99) + ".",
                        s.share() >= 2 * SLOW.value() ? 0.5 : 0.4,
                        s.frames()));
        boolean local = zones.stream().anyMatch(ZoneAnswers::local);
        if (local) {
            draft.supports(WireEvidence.statistic(
                    "All zones are slow alike, the cluster's own among them, which need no upstream.",
                    0.2,
                    "zonesSlow",
                    zones.size(),
                    "count"));
        } else {
            draft.contradicts(WireEvidence.statistic(
                    "Hardly any name of the cluster was asked: an upstream may be what is slow.",
                    0.05,
                    "zonesSlow",
                    zones.size(),
                    "count"));
        }
        if (p50.toMillis() < MEDIAN.value()) {
            draft.contradicts(WireEvidence.statistic(
                    "Half of the answers came within " + Phrases.time(p50) + ": it is not slow all the time.",
                    0.15,
                    "medianMs",
                    p50.toNanos() / 1e6,
                    "ms"));
        } else if (p99.compareTo(p50.multipliedBy(2)) < 0) {
            draft.contradicts(WireEvidence.statistic(
                    "All answers take about the same: so does a long way, while a queue makes some wait far longer than others.",
                    0.15,
                    "p99Ms",
                    p99.toNanos() / 1e6,
                    "ms"));
        }
        if (!facts.endpoints().isEmpty() && facts.endpoints().size() > 1) {
            draft.supports(WireEvidence.statistic(
                    "All " + facts.endpoints().size() + " endpoints are slow alike.",
                    0.1,
                    "endpointsSlow",
                    facts.endpoints().size(),
                    "count"));
        }
        health(facts).ifPresent(draft::supports);
        logged(facts).ifPresent(draft::supports);
        ThreadEvidence.held(facts, 0.03).ifPresent(draft::supports);
        double lost = server.transactions().total() == 0
                ? 0
                : (double) server.transactions().unanswered()
                        / server.transactions().total();
        if (lost > 0.01) {
            draft.supports(WireEvidence.statistic(
                    Phrases.percent(lost) + " of the queries stayed without an answer: its socket overflows.",
                    0.05,
                    "unansweredRatio",
                    lost,
                    "ratio"));
        }
        // Where its answers come after the clients' timeout, they waited in vain.
        boolean beyond = p50.compareTo(GIVE_UP) >= 0;
        Impact impact = beyond ? Cost.erring(List.of(server), facts) : s.impact(facts);
        draft.servers(List.of(server.address()))
                .cost(impact)
                .is(Cost.severity(Severity.MAJOR, impact, facts), FindingRole.ROOT)
                .verify("for i in $(seq 20); do " + Phrases.dig(server.address()) + " | grep 'Query time'; done");
        remedies(server.role(), draft);
        return draft.finding(
                server.address() + " answers, but late: half of its answers took " + Phrases.time(p50) + " or more, "
                        + (Phrases.time(p50).equals(Phrases.time(p99))
                                ? "hardly any of them much more"
                                : "one in a hundred " + Phrases.time(p99) + " or more")
                        + ", whatever was asked.",
                "Queries wait in the server's socket and for its CPU. Names that it knows by itself are as late as those that it must"
                        + " forward, so no upstream is at fault. A lookup asks up to eight questions one after the other, and each of them waits.");
    }

    private static void remedies(ServerRole role, FindingDraft draft) {
        switch (role) {
            case CLUSTER_SERVICE, CLUSTER_ENDPOINT ->
                draft.remedy(Remedy.run(
                                "See whether its CPU is throttled, and remove the CPU limit if so.",
                                "kubectl -n kube-system top pods -l k8s-app=kube-dns"))
                        .remedy(Remedy.run(
                                "Add replicas, and let them grow with the cluster (dns-autoscaler).",
                                "kubectl -n kube-system scale deployment coredns --replicas=4"))
                        .remedy(Remedy.of("Ask less: NodeLocal DNSCache, autopath, a lower ndots, a longer cache."));
            case NODE_LOCAL_CACHE ->
                draft.blame(Blame.NODE_LOCAL_CACHE)
                        .remedy(Remedy.run(
                                "See whether the cache on this node lacks CPU or memory, and raise its limits if so.",
                                "kubectl -n kube-system top pods -l k8s-app=node-local-dns"))
                        .remedy(Remedy.of("Ask less: a lower ndots, a longer cache in the JVM."));
            case UPSTREAM, OTHER ->
                draft.blame(Blame.UPSTREAM)
                        .remedy(Remedy.of("Ask another resolver, or let its operator look at its load."))
                        .remedy(Remedy.of("Ask less: a cache on the host, a lower ndots, a longer cache in the JVM."));
        }
    }

    private static Optional<Evidence> health(Facts facts) {
        List<DnsServerEvent> slow = new ArrayList<>();
        for (CoreDnsLog log : facts.evidence().dnsLogs()) {
            slow.addAll(log.noticed(DnsServerPhrase.HEALTH_SLOW));
            slow.addAll(log.noticed(DnsServerPhrase.HEALTH_FAILED));
        }
        return slow.isEmpty()
                ? Optional.empty()
                : Optional.of(TextEvidence.log("The server's own health request was late or failed.", 0.15, slow));
    }

    /** Whether the server's own log shows such durations: then the time was spent in it, not on the way. */
    private static Optional<Evidence> logged(Facts facts) {
        for (CoreDnsLog log : facts.evidence().clusterDnsLogs()) {
            long queries = log.queries().size();
            long slow = log.queries().stream()
                    .filter(q -> q.took().toMillis() >= AnswerFacts.SLOW_MILLIS)
                    .count();
            if (queries > 0 && slow >= SLOW.value() * queries) {
                return Optional.of(new Evidence.Lines(
                        "The server itself logged " + Phrases.of(slow, queries, "query") + " with "
                                + AnswerFacts.SLOW_MILLIS + " ms or more: the time was spent in it, not on the way.",
                        0.15,
                        log.file(),
                        log.queries().stream()
                                .filter(q -> q.took().toMillis() >= AnswerFacts.SLOW_MILLIS)
                                .limit(5)
                                .map(q -> new Evidence.Line(q.at().line(), q.text()))
                                .toList()));
            }
        }
        return Optional.empty();
    }
}
