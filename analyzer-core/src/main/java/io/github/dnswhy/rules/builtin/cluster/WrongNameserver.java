package io.github.dnswhy.rules.builtin.cluster;

import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import io.github.dnswhy.rules.builtin.grounds.ThreadEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The pod asks a server outside the cluster for names of the cluster. */
final class WrongNameserver implements Rule {
    private static final String OF_THE_CLUSTER = ".svc.";

    private static final Threshold LEAST =
            new Threshold("clusterNames", 3, "count", "lookups of names of the cluster at a server outside; judgement");

    private static final Threshold MANY = new Threshold(
            "unknownNames",
            5,
            "count",
            "different names of the cluster, all of those asked for, at a server with a private address; judgement");

    private static final RuleInfo INFO = new RuleInfo(
            "wrong-nameserver-or-dnspolicy",
            "The pod asks a server that does not know the cluster",
            Blame.CLIENT,
            Set.of(Need.CAPTURE),
            Set.of(Need.RESOLV_CONF),
            List.of(LEAST, MANY),
            List.of("nxdomain-genuine"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        List<IpAddress> outside = facts.lookupServers().stream()
                .filter(s -> s.role() == ServerRole.OTHER || s.role() == ServerRole.UPSTREAM)
                .map(ServerFacts::address)
                .toList();
        if (outside.isEmpty() && facts.endpoints().isEmpty()) {
            return judged(
                    facts,
                    facts.lookupServers().stream().map(ServerFacts::address).toList(),
                    MANY);
        }
        return judged(facts, outside, LEAST);
    }

    /** Judges these servers; of one whose address alone makes it the cluster's, so many names have to be unknown. */
    private static Assessment judged(Facts facts, List<IpAddress> outside, Threshold least) {
        List<Lookup> lost = new ArrayList<>();
        TreeSet<IpAddress> asked = new TreeSet<>();
        boolean known = false;
        for (Lookup lookup : facts.lookups().kept()) {
            boolean here = false;
            for (LookupStep step : lookup.steps()) {
                if (outside.contains(step.server()) && step.name().contains(OF_THE_CLUSTER)) {
                    known |= step.fate() == StepFate.ANSWERED || step.fate() == StepFate.NODATA;
                    here |= step.fate() == StepFate.NXDOMAIN;
                    asked.add(step.server());
                }
            }
            if (here && lookup.outcome() == LookupOutcome.NXDOMAIN) {
                lost.add(lookup);
            }
        }
        long names = lost.stream().map(Lookup::name).distinct().count();
        if (lost.size() < LEAST.value() || least == MANY && names < MANY.value()) {
            return Assessment.CLEAR;
        }
        if (known && least == MANY) {
            return Assessment.CLEAR;
        }
        if (known) {
            return Assessment.ruledOut(0.3, Phrases.list(List.copyOf(asked)) + " knows names of the cluster.");
        }
        FindingDraft draft = new FindingDraft(INFO)
                .supports(new WireEvidence(facts)
                        .lookups(
                                Phrases.count(lost.size(), "lookup") + " of names of the cluster ended at "
                                        + Phrases.list(List.copyOf(asked)) + ", which knows none of them.",
                                0.6,
                                lost))
                .servers(List.copyOf(asked))
                .names(lost.stream().map(Lookup::name).distinct().limit(20).toList())
                .cost(new Impact(lost.size(), 0, lost.size(), Duration.ZERO, ThreadEvidence.most(facts)))
                .is(Severity.CRITICAL, FindingRole.ROOT)
                .remedy(
                        Remedy.of(
                                "Give pods with hostNetwork the policy dnsPolicy: ClusterFirstWithHostNet; take public servers out of dnsConfig."))
                .verify("kubectl exec POD -- cat /etc/resolv.conf");
        facts.resolvConf()
                .flatMap(conf -> Optional.of(asked.first())
                        .flatMap(server -> TextEvidence.nameserver("resolv.conf names it.", 0.15, conf, server)))
                .ifPresent(draft::supports);
        return Assessment.found(draft.finding(
                "Names of the cluster were asked at " + Phrases.list(List.copyOf(asked))
                        + ", which does not know the cluster: " + Phrases.count(lost.size(), "lookup")
                        + " found nothing.",
                "Pods with hostNetwork get the node's resolv.conf unless their dnsPolicy says otherwise, and a kubelet whose clusterDNS is stale"
                        + " hands out an address that serves no cluster."));
    }
}
