package io.github.dnswhy.rules.builtin.nodecache;

import io.github.dnswhy.evidence.UpstreamError;
import io.github.dnswhy.facts.AnswerFacts;
import io.github.dnswhy.facts.HopFacts;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.IpAddress;
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
import io.github.dnswhy.rules.builtin.grounds.DeadServer;
import io.github.dnswhy.rules.builtin.grounds.ForwardErrors;
import io.github.dnswhy.rules.builtin.grounds.PassedOn;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.SlowAnswers;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import io.github.dnswhy.rules.builtin.grounds.ZoneAnswers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The node-local cache is up, its path to the cluster DNS is not: what it does not have ends in SERVFAIL after 2, 4 or 6 s. */
final class NodeLocalUpstreamTimeout implements Rule {
    private static final Threshold STEPPED = new Threshold(
            "steppedErrors", 2, "count", "CoreDNS plugin/forward: 2 s for each attempt, SERVFAIL after 2, 4 or 6 s");

    private static final RuleInfo INFO = new RuleInfo(
            "node-local-upstream-timeout",
            "The node-local cache cannot reach the cluster DNS",
            Blame.NETWORK,
            Set.of(Need.CAPTURE),
            Set.of(Need.DNS_LOG, Need.COREFILE),
            List.of(STEPPED),
            List.of(
                    "servfail-upstream",
                    "coredns-upstream-timeout",
                    "late-response",
                    "coredns-overload",
                    "slow-authority",
                    "coredns-not-synced",
                    "node-local-hung-or-oom"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        for (ServerFacts cache : facts.servers(ServerRole.NODE_LOCAL_CACHE)) {
            List<AnswerFacts> errors = facts.wire().answers(AnswerFacts.Kind.ERROR).stream()
                    .filter(a -> a.server().equals(cache.address()) && a.stepped() > 0)
                    .toList();
            List<ZoneAnswers> local = ZoneAnswers.all(facts).stream()
                    .filter(z ->
                            z.local() && errors.stream().anyMatch(a -> a.zone().equals(z.zone())))
                    .toList();
            long stepped = errors.stream()
                    .filter(a -> local.stream().anyMatch(z -> z.zone().equals(a.zone())))
                    .mapToLong(AnswerFacts::stepped)
                    .sum();
            if (stepped >= STEPPED.value()) {
                return judge(facts, cache, errors, local, stepped);
            }
        }
        return Assessment.CLEAR;
    }

    private static Assessment judge(
            Facts facts, ServerFacts cache, List<AnswerFacts> errors, List<ZoneAnswers> local, long stepped) {
        ForwardingLoops loops = new ForwardingLoops(facts);
        if (!loops.detected(true).isEmpty()
                || loops.configured().filter(ForwardingLoops.Circle::certain).isPresent()) {
            return Assessment.ruledOut(0.4, "The cache forwards to itself: its timeouts are its own.");
        }
        return Assessment.found(finding(facts, cache, errors, local, stepped));
    }

    private static Finding finding(
            Facts facts, ServerFacts cache, List<AnswerFacts> errors, List<ZoneAnswers> local, long stepped) {
        FindingDraft draft = new FindingDraft(INFO);
        draft.supports(new WireEvidence(facts)
                .frames(
                        cache.address() + " answered " + Phrases.count(stepped, "query")
                                + " for names of the cluster with an error after 2, 4 or 6 s: the times at which forward gives up.",
                        0.5,
                        errors.stream().flatMap(a -> a.frames().stream()).toList()));
        long quick = new WireEvidence(facts)
                .steps(cache.address()).stream()
                        .filter(step -> step.responseFrame() > 0
                                && step.fate() != StepFate.ERROR
                                && !SlowAnswers.step().test(step))
                        .count();
        if (quick > 0) {
            draft.supports(WireEvidence.statistic(
                    Phrases.count(quick, "other answer") + " of it were quick: the cache itself is alive.",
                    0.1,
                    "quickAnswers",
                    quick,
                    "count"));
        }
        ForwardErrors logged = ForwardErrors.of(facts.evidence().nodeLocalLogs(), UpstreamError.Kind.TIMEOUT);
        if (!logged.events().isEmpty()) {
            draft.supports(TextEvidence.log(
                    "The cache logged timeouts towards " + Phrases.list(logged.upstreams()) + ".",
                    0.3,
                    logged.events()));
        }
        List<HopFacts> silent = PassedOn.failing(
                facts,
                ServerRole.NODE_LOCAL_CACHE,
                ServerRole.CLUSTER_SERVICE,
                ServerRole.CLUSTER_ENDPOINT,
                ServerRole.UPSTREAM,
                ServerRole.OTHER);
        silent.stream().findFirst().ifPresent(hop -> draft.supports(PassedOn.failure(facts, hop, 0.3)));
        facts.servers(ServerRole.CLUSTER_SERVICE).stream()
                .filter(s -> s.rounds().total() > 0 && s.transactions().answeredRatio() >= DeadServer.HEALTHY.value())
                .findFirst()
                .ifPresent(s -> draft.supports(WireEvidence.statistic(
                        s.address() + ", which clients ask themselves too, answers: the cluster DNS is well.",
                        0.1,
                        "clusterAnsweredRatio",
                        s.transactions().answeredRatio(),
                        "ratio")));
        Impact impact = Cost.ofSteps(
                facts,
                step -> step.server().equals(cache.address())
                        && (step.fate() == StepFate.ERROR
                                || step.fate() == StepFate.TIMEOUT
                                || SlowAnswers.step().test(step)));
        TreeSet<IpAddress> servers = new TreeSet<>(logged.upstreams());
        silent.forEach(hop -> servers.add(hop.to()));
        servers.add(cache.address());
        draft.servers(List.copyOf(servers))
                .cost(impact)
                .is(Cost.severity(Severity.MAJOR, impact, facts), FindingRole.ROOT)
                .remedy(Remedy.run(
                        "See whether the Service behind the cache has endpoints, and ask it over TCP from the node.",
                        "kubectl -n kube-system get endpointslices -l k8s-app=kube-dns; dig +tcp @"
                                + (logged.upstreams().isEmpty()
                                        ? "CLUSTER-IP"
                                        : logged.upstreams().get(0).toString())
                                + " kubernetes.default.svc.cluster.local"))
                .remedy(
                        Remedy.of(
                                "Allow 53/tcp from the node to the cluster DNS; scale CoreDNS when it is overloaded; drop force_tcp when TCP is what fails."))
                .verify(Phrases.dig(cache.address()));
        return draft.finding(
                cache.address() + " is up and cannot reach the cluster DNS: " + Phrases.count(stepped, "query")
                        + " for names of the cluster ended in an error after 2, 4 or 6 s.",
                "What the node-local cache does not hold it asks the cluster DNS for, over TCP. That path is blocked or slow, so it answers SERVFAIL when"
                        + " its own timer ends; names that it still holds are answered at once, which makes it come and go.");
    }
}
