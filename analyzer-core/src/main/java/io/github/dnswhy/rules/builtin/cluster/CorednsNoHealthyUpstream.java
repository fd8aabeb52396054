package io.github.dnswhy.rules.builtin.cluster;

import io.github.dnswhy.evidence.DnsServerEvent;
import io.github.dnswhy.evidence.DnsServerPhrase;
import io.github.dnswhy.evidence.UpstreamError;
import io.github.dnswhy.facts.NameFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.Cost;
import io.github.dnswhy.rules.builtin.grounds.ForwardErrors;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import io.github.dnswhy.rules.builtin.grounds.ZoneAnswers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All upstreams are marked down: names outside the cluster end in SERVFAIL without being asked for. */
final class CorednsNoHealthyUpstream implements Rule {
    private static final Threshold SHARE =
            new Threshold("failingShare", 0.9, "ratio", "of the answers for names outside the cluster; judgement");

    private static final RuleInfo INFO = new RuleInfo(
            "coredns-no-healthy-upstream",
            "The cluster DNS has marked all its upstreams down",
            Blame.UPSTREAM,
            Set.of(Need.DNS_LOG),
            Set.of(Need.CAPTURE),
            List.of(SHARE),
            List.of("servfail-upstream"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        List<DnsServerEvent> told = new ArrayList<>(
                ForwardErrors.of(facts, UpstreamError.Kind.NO_HEALTHY_UPSTREAM).events());
        facts.evidence().dnsLogs().forEach(log -> told.addAll(log.noticed(DnsServerPhrase.NO_HEALTHY_UPSTREAM)));
        if (told.isEmpty()) {
            return Assessment.CLEAR;
        }
        List<ZoneAnswers> outside = ZoneAnswers.all(facts).stream()
                .filter(z -> !z.local() && z.answered() > 0)
                .toList();
        List<ZoneAnswers> failing = outside.stream()
                .filter(z -> z.errors("SERVFAIL") >= SHARE.value() * z.answered())
                .toList();
        if (!outside.isEmpty() && failing.size() < SHARE.value() * outside.size()) {
            return Assessment.ruledOut(
                    0.3,
                    "The log says so, but names of " + Phrases.count(outside.size() - failing.size(), "zone")
                            + " outside the cluster were answered.");
        }
        FindingDraft draft = new FindingDraft(INFO)
                .supports(TextEvidence.log("The log says that no upstream is healthy.", 0.55, told));
        if (failing.isEmpty()) {
            draft.contradicts(WireEvidence.statistic(
                    "No capture shows names outside the cluster that failed.", 0.1, "zonesFailing", 0, "count"));
        } else {
            draft.supports(new WireEvidence(facts)
                    .frames(
                            "Every name outside the cluster ended in SERVFAIL.",
                            0.3,
                            failing.stream()
                                    .flatMap(z -> z.errorFrames().stream())
                                    .toList()));
        }
        Impact impact =
                Cost.ofSteps(facts, step -> step.fate() == StepFate.ERROR && ZoneAnswers.isIn(step.name(), failing));
        TreeSet<IpAddress> servers = new TreeSet<>();
        failing.forEach(z -> servers.addAll(z.servers()));
        draft.servers(List.copyOf(servers))
                .names(failing.stream()
                        .flatMap(z -> z.names().stream())
                        .map(NameFacts::name)
                        .toList())
                .cost(impact)
                .is(Cost.severity(Severity.CRITICAL, impact, facts), FindingRole.ROOT)
                .remedy(Remedy.of("Repair the way to the upstreams; name two or more in different failure domains."))
                .remedy(Remedy.of(
                        "Bridge such times: cache { serve_stale }; alert on coredns_forward_healthcheck_broken_total."))
                .verify("kubectl -n kube-system logs -l k8s-app=kube-dns --tail=50 | grep -c 'no healthy'");
        return Assessment.found(draft.finding(
                "The cluster DNS has marked all its upstreams down: names outside the cluster cannot be resolved.",
                "CoreDNS probes each upstream that failed, every half second, and marks it down after two failures. With all of them down it"
                        + " answers SERVFAIL, or asks one at random and lets the client wait."));
    }
}
