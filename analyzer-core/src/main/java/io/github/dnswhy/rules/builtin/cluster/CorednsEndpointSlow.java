package io.github.dnswhy.rules.builtin.cluster;

import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.IpAddress;
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
import io.github.dnswhy.rules.builtin.grounds.PassedOn;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.SlowAnswers;
import io.github.dnswhy.rules.builtin.grounds.SlowLog;
import io.github.dnswhy.rules.builtin.grounds.TwoSpeeds;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One endpoint of the cluster DNS is slow, the others are not. */
final class CorednsEndpointSlow implements Rule {
    private static final Threshold SLOW = new Threshold("slowAnswers", 5, "count", "judgement: fewer may be chance");
    private static final Threshold CONTRAST = new Threshold(
            "endpointContrast",
            10,
            "ratio",
            "judgement: its median over that of the next slowest, or of the other logs");

    private static final RuleInfo INFO = new RuleInfo(
            "coredns-endpoint-slow",
            "One endpoint of the cluster DNS is slow",
            Blame.CLUSTER_DNS,
            Set.of(Need.CAPTURE),
            Set.of(Need.DNS_LOG),
            List.of(SLOW, CONTRAST),
            List.of("late-response", "coredns-overload", "slow-authority"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        List<SlowAnswers> slow = facts.lookupServers().stream()
                .map(server -> SlowAnswers.of(facts, server))
                .filter(s -> s.slow() >= SLOW.value())
                .toList();
        if (slow.isEmpty()) {
            return Assessment.CLEAR;
        }
        Optional<ServerFacts> endpoint = CorednsOverload.slowestApart(facts);
        Optional<SlowLog> log = SlowLog.apart(facts.evidence().clusterDnsLogs(), CONTRAST.value());
        if (endpoint.isEmpty() && log.isEmpty() && facts.endpoints().size() < 2) {
            Optional<SlowAnswers> unseen = slow.stream()
                    .filter(s -> s.server().role() == ServerRole.CLUSTER_SERVICE)
                    .filter(s -> TwoSpeeds.of(facts, s.server()).areApart())
                    .findFirst();
            if (unseen.isPresent()) {
                return Assessment.found(finding(facts, unseen.get(), endpoint, log));
            }
        }
        if (endpoint.isEmpty() && log.isEmpty()) {
            boolean seen = facts.endpoints().size() > 1
                    || facts.evidence().clusterDnsLogs().size() > 1;
            return seen
                    ? Assessment.ruledOut(0.2, "The endpoints of the cluster DNS do not differ in how long they take.")
                    : Assessment.CLEAR;
        }
        Optional<Duration> own = endpoint.flatMap(e -> PassedOn.ownTimeOfHandsOn(facts, e.address()));
        if (own.isPresent() && log.isEmpty()) {
            return Assessment.ruledOut(
                    0.4,
                    endpoint.get().address() + " is slower than the others, but adds only " + Phrases.time(own.get())
                            + " itself: it waits for the servers that it asks.");
        }
        return Assessment.found(finding(facts, slow.get(0), endpoint, log));
    }

    private static Finding finding(Facts facts, SlowAnswers s, Optional<ServerFacts> endpoint, Optional<SlowLog> log) {
        FindingDraft draft = new FindingDraft(INFO);
        WireEvidence wire = new WireEvidence(facts);
        draft.supports(wire.frames(
                Phrases.of(s.slow(), s.server().transactions().answered(), "answer") + " of "
                        + s.server().address() + " took " + Phrases.time(s.mean())
                        + " on average, the others were quick.",
                0.2,
                s.frames()));
        List<IpAddress> servers = new ArrayList<>();
        String who = s.server().address() + " sometimes";
        if (endpoint.isPresent()) {
            ServerFacts e = endpoint.get();
            who = "The endpoint " + e.address();
            servers.add(e.address());
            draft.supports(WireEvidence.statistic(
                    e.address() + " took " + Phrases.time(SlowAnswers.median(e)) + " (median of "
                            + Phrases.count(e.transactions().answered(), "answer") + "), the next slowest endpoint "
                            + Phrases.time(nextMedian(facts, e)) + ".",
                    0.6,
                    "endpointMedianMs",
                    SlowAnswers.median(e).toNanos() / 1e6,
                    "ms"));
        }
        if (log.isPresent()) {
            SlowLog l = log.get();
            draft.supports(new Evidence.Lines(
                    l.file() + " logged a median of " + Phrases.time(l.median()) + " for its queries, the other logs "
                            + Phrases.time(l.others()) + " at most: the time was spent in this one server.",
                    endpoint.isPresent() ? 0.15 : 0.5,
                    l.file(),
                    l.lines()));
        }
        if (endpoint.isEmpty()) {
            TwoSpeeds speeds = TwoSpeeds.of(facts, s.server());
            if (speeds.areApart()) {
                draft.supports(WireEvidence.statistic(
                        "Of " + Phrases.count(speeds.all(), "answer") + " for names of the cluster " + speeds.quick()
                                + " were quick, "
                                + speeds.slow() + " slow and " + speeds.between()
                                + " between, and both halves of a pair always alike:"
                                + " some ports lead to a slow endpoint, the others do not.",
                        0.35,
                        "slowAnswers",
                        speeds.slow(),
                        "count"));
            }
        }
        servers.add(s.server().address());
        Impact impact = s.impact(facts);
        draft.servers(servers)
                .cost(impact)
                .is(Cost.severity(Severity.MAJOR, impact, facts), FindingRole.ROOT)
                .remedy(Remedy.run(
                        "Find the pod, and what else burdens its node.",
                        "kubectl -n kube-system get pods -l k8s-app=kube-dns -o wide"))
                .remedy(Remedy.of(
                        "Delete the pod so that it is scheduled elsewhere; spread the pods with anti-affinity."))
                .verify(Phrases.dig(servers.get(0)));
        return draft.finding(
                who + " takes " + Phrases.time(s.mean()) + " for an answer while the others answer at once"
                        + Phrases.cost(impact) + ".",
                "The node spreads flows over the endpoints at random. Each question that comes to the slow one waits for it, and a lookup asks"
                        + " several questions, so most lookups meet it once.");
    }

    private static Duration nextMedian(Facts facts, ServerFacts slowest) {
        return facts.endpoints().stream()
                .filter(e -> !e.address().equals(slowest.address()))
                .map(SlowAnswers::median)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
