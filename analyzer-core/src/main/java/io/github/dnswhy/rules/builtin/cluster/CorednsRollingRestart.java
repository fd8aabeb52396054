package io.github.dnswhy.rules.builtin.cluster;

import io.github.dnswhy.evidence.DnsServerEvent;
import io.github.dnswhy.evidence.DnsServerPhrase;
import io.github.dnswhy.evidence.PodList;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.Lookup;
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
import io.github.dnswhy.rules.builtin.grounds.Cost;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Queries were lost for some seconds while pods of the cluster DNS were replaced. */
final class CorednsRollingRestart implements Rule {
    private static final Threshold LONGEST = new Threshold(
            "lossWindowS", 30, "s", "endpoints leave within 1 to 10 s (kube-proxy); longer is no restart; judgement");
    private static final Threshold NEAR =
            new Threshold("nearS", 60, "s", "between the restart in the log and the loss; judgement");

    private static final Threshold YOUNG = new Threshold(
            "podAgeS", 300, "s", "a pod that took the place of another one while it was looked into; judgement");

    private static final double YOUNG_POD = 0.3;

    private static final RuleInfo INFO = new RuleInfo(
            "coredns-rolling-restart",
            "Queries were lost while pods of the cluster DNS were replaced",
            Blame.CLUSTER_DNS,
            Set.of(Need.CAPTURE),
            Set.of(Need.DNS_LOG, Need.PODS),
            List.of(LONGEST, NEAR, YOUNG),
            List.of("packet-loss", "coredns-endpoint-dead", "all-nameservers-dead", "first-nameserver-dead"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        List<DnsServerEvent.Noticed> ends = new ArrayList<>();
        facts.evidence().clusterDnsLogs().forEach(log -> {
            ends.addAll(log.noticed(DnsServerPhrase.SHUTTING_DOWN));
            ends.addAll(log.noticed(DnsServerPhrase.LAMEDUCK));
        });
        Optional<Evidence> young = young(facts);
        if (ends.isEmpty() && young.isEmpty()) {
            return Assessment.CLEAR;
        }
        List<Instant> lost = lost(facts);
        if (lost.isEmpty()) {
            return Assessment.ruledOut(0.2, "Pods of the cluster DNS ended, but no query to it was lost.");
        }
        Instant from = lost.get(0);
        Instant to = lost.get(lost.size() - 1);
        if (Duration.between(from, to).toSeconds() > LONGEST.value()) {
            return Assessment.ruledOut(
                    0.3,
                    "Queries were lost over " + Phrases.time(Duration.between(from, to))
                            + ": a restart is over in seconds.");
        }
        List<DnsServerEvent.Noticed> near = ends.stream()
                .filter(e -> e.at().instant().isPresent())
                .filter(e -> isNear(e.at().instant().get(), from, to))
                .toList();
        boolean timed = ends.stream().anyMatch(e -> e.at().instant().isPresent());
        if (ends.isEmpty()) {
            return Assessment.found(finding(facts, young.orElseThrow(), lost));
        }
        if (timed && near.isEmpty()) {
            return Assessment.ruledOut(0.3, "Pods of the cluster DNS ended at other times than queries were lost.");
        }
        Evidence ended = TextEvidence.log(
                timed
                        ? "A pod of the cluster DNS ended at that time."
                        : "A pod of the cluster DNS ended; its log prints no times.",
                timed ? 0.5 : 0.3,
                near.isEmpty() ? ends : near);
        return Assessment.found(finding(facts, ended, lost));
    }

    /** Pods of the cluster DNS that are new, by the table. */
    private static Optional<Evidence> young(Facts facts) {
        for (PodList list : facts.evidence().podLists()) {
            List<PodList.Pod> pods = list.clusterDns().stream()
                    .filter(pod -> pod.age()
                            .filter(age -> age.toSeconds() <= YOUNG.value())
                            .isPresent())
                    .toList();
            if (!pods.isEmpty()) {
                return Optional.of(TextEvidence.pods(
                        Phrases.count(pods.size(), "pod") + " of the cluster DNS is only "
                                + Phrases.time(pods.get(0).age().orElseThrow()) + " old.",
                        YOUNG_POD,
                        list,
                        pods));
            }
        }
        return Optional.empty();
    }

    private static Finding finding(Facts facts, Evidence ended, List<Instant> lost) {
        List<ServerFacts> services = services(facts);
        Impact impact = Cost.waitingFor(services, facts);
        Duration window = Duration.between(lost.get(0), lost.get(lost.size() - 1));
        FindingDraft draft = new FindingDraft(INFO)
                .supports(ended)
                .supports(new WireEvidence(facts)
                        .transactions(
                                Phrases.count(lost.size(), "query") + " to it were lost within " + Phrases.time(window)
                                        + ", none before or after.",
                                0.3,
                                services.stream()
                                        .flatMap(s -> s.unansweredFrames().stream())
                                        .toList()))
                .servers(services.stream().map(ServerFacts::address).toList())
                .cost(impact)
                .is(Cost.severity(Severity.MAJOR, impact, facts), FindingRole.ROOT)
                .remedy(
                        Remedy.of(
                                "Let pods serve on while their endpoint is withdrawn: health { lameduck 30s }, ready, and maxUnavailable: 1."))
                .verify("kubectl -n kube-system rollout restart deployment/coredns, while dig runs in a loop");
        return draft.finding(
                Phrases.count(lost.size(), "query") + " to the cluster DNS were lost within " + Phrases.time(window)
                        + " while one of its pods ended.",
                "A pod that ends is withdrawn from the Service within one to ten seconds; until every node knows, queries are still sent to"
                        + " it. Without a lameduck time nobody answers them.");
    }

    private static boolean isNear(Instant event, Instant from, Instant to) {
        Duration margin = Duration.ofSeconds((long) NEAR.value());
        return !event.isBefore(from.minus(margin)) && !event.isAfter(to.plus(margin));
    }

    private static List<ServerFacts> services(Facts facts) {
        return facts.lookupServers().stream()
                .filter(s -> s.role() == ServerRole.CLUSTER_SERVICE || s.role() == ServerRole.CLUSTER_ENDPOINT)
                .toList();
    }

    /** When queries to the cluster DNS were sent that it did not answer. */
    private static List<Instant> lost(Facts facts) {
        Set<?> addresses =
                Set.copyOf(services(facts).stream().map(ServerFacts::address).toList());
        List<Instant> lost = new ArrayList<>();
        for (Lookup lookup : facts.lookups().kept()) {
            for (LookupStep step : lookup.steps()) {
                if (step.fate() == StepFate.TIMEOUT && addresses.contains(step.server())) {
                    lost.add(lookup.start().plus(step.offset()));
                }
            }
        }
        lost.sort(null);
        return lost;
    }
}
