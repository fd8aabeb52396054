package io.github.dnswhy.rules.builtin.cluster;

import io.github.dnswhy.evidence.CoreDnsLog;
import io.github.dnswhy.evidence.DnsServerEvent;
import io.github.dnswhy.evidence.DnsServerPhrase;
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
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import io.github.dnswhy.rules.builtin.grounds.ZoneAnswers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The cluster DNS serves without knowing the cluster: names of the cluster end in SERVFAIL at once, others are well. */
final class CorednsNotSynced implements Rule {
    private static final Threshold LEAST = new Threshold("quickFailures", 2, "count", "fewer may be chance; judgement");

    private static final RuleInfo INFO = new RuleInfo(
            "coredns-not-synced",
            "The cluster DNS does not know the cluster: its connection to the Kubernetes API is broken",
            Blame.CLUSTER_DNS,
            Set.of(),
            Set.of(Need.CAPTURE, Need.DNS_LOG, Need.PODS),
            List.of(LEAST),
            List.of("servfail-upstream", "nxdomain-genuine"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        List<DnsServerEvent.Noticed> told = told(facts);
        List<ZoneAnswers> zones = ZoneAnswers.all(facts);
        List<ZoneAnswers> failing = zones.stream()
                .filter(z -> isCluster(z) && z.errors("SERVFAIL") >= LEAST.value())
                .filter(z -> z.quickErrors() >= 0.8 * z.errors("SERVFAIL") && z.stepped() == 0)
                .toList();
        if (failing.isEmpty()) {
            if (told.isEmpty() || facts.capture().messages() > 0) {
                return told.isEmpty()
                        ? Assessment.CLEAR
                        : Assessment.ruledOut(
                                0.3,
                                "A log of the cluster DNS tells of trouble with the API, but no name of the cluster ended in SERVFAIL.");
            }
        }
        if (zones.stream().anyMatch(z -> !z.local() && z.errors("SERVFAIL") >= LEAST.value())) {
            return Assessment.ruledOut(0.4, "Names outside the cluster end in SERVFAIL too: it is not the API alone.");
        }
        FindingDraft draft = new FindingDraft(INFO);
        long count = failing.stream().mapToLong(z -> z.errors("SERVFAIL")).sum();
        if (count > 0) {
            draft.supports(new WireEvidence(facts)
                    .frames(
                            Phrases.count(count, "response") + " for names of the cluster were SERVFAIL within 50 ms.",
                            0.45,
                            failing.stream()
                                    .flatMap(z -> z.errorFrames().stream())
                                    .toList()));
        }
        if (!told.isEmpty()) {
            draft.supports(TextEvidence.log(
                    "The log of the cluster DNS says that it does not reach the Kubernetes API.", 0.45, told));
        }
        if (zones.stream().anyMatch(z -> !z.local() && z.answered() > z.allErrors())) {
            draft.supports(WireEvidence.statistic(
                    "Names outside the cluster were answered.", 0.1, "zonesOutsideFailing", 0, "count"));
        }
        Impact impact =
                Cost.ofSteps(facts, step -> step.fate() == StepFate.ERROR && ZoneAnswers.isIn(step.name(), failing));
        TreeSet<IpAddress> servers = new TreeSet<>();
        failing.forEach(z -> servers.addAll(z.servers()));
        draft.servers(List.copyOf(servers))
                .names(failing.stream()
                        .flatMap(z -> z.names().stream())
                        .filter(n -> n.errors() > 0)
                        .map(NameFacts::name)
                        .toList())
                .cost(impact)
                .is(Cost.severity(Severity.CRITICAL, impact, facts), FindingRole.ROOT)
                .remedy(
                        Remedy.run(
                                "See what the cluster DNS says of the API.",
                                "kubectl -n kube-system logs -l k8s-app=kube-dns | grep -e 'unsynced' -e 'Failed to' -e 'failed to'"))
                .remedy(Remedy.run(
                        "Repair the way from its pods to the API, then start it again.",
                        "kubectl -n kube-system rollout restart deployment/coredns"))
                .verify("dig kubernetes.default.svc.cluster.local");
        return Assessment.found(
                draft.finding(
                        count > 0
                                ? "Names of the cluster end in SERVFAIL at once (" + Phrases.count(count, "response")
                                        + "), others are answered: the cluster DNS does not know the cluster."
                                : "The cluster DNS does not reach the Kubernetes API.",
                        "CoreDNS waits five seconds for the API when it starts and then serves all the same: until it has listed Services and"
                                + " EndpointSlices it answers SERVFAIL for names of the cluster. A watch that dies later leaves old data."));
    }

    private static List<DnsServerEvent.Noticed> told(Facts facts) {
        return facts.evidence().clusterDnsLogs().stream()
                .flatMap((CoreDnsLog log) -> log.events(DnsServerEvent.Noticed.class).stream())
                .filter(e -> e.phrase() == DnsServerPhrase.API_UNSYNCED || e.phrase() == DnsServerPhrase.API_FAILED)
                .toList();
    }

    /** Whether a zone holds names of Services. */
    static boolean isCluster(ZoneAnswers zone) {
        return zone.local() && zone.names().stream().anyMatch(n -> n.name().contains(".svc."));
    }
}
