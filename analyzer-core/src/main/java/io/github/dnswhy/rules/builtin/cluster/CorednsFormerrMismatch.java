package io.github.dnswhy.rules.builtin.cluster;

import io.github.dnswhy.facts.AnswerFacts;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
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
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.util.List;
import java.util.Set;

/** CoreDNS answers FORMERR by itself, because what its upstream answered fits another question. */
final class CorednsFormerrMismatch implements Rule {
    private static final Threshold LEAST = new Threshold("formErrors", 2, "count", "fewer may be chance; judgement");

    private static final RuleInfo INFO = new RuleInfo(
            "coredns-formerr-mismatch",
            "The cluster DNS answers FORMERR: its upstream answers other questions than it is asked",
            Blame.UPSTREAM,
            Set.of(Need.CAPTURE),
            Set.of(),
            List.of(LEAST),
            List.of("servfail-upstream"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        List<AnswerFacts> errors = facts.wire().answers(AnswerFacts.Kind.ERROR).stream()
                .filter(a -> a.rcode().equals("FORMERR") && isCluster(facts, a))
                .toList();
        long count = errors.stream().mapToLong(AnswerFacts::count).sum();
        if (count < LEAST.value()) {
            return Assessment.CLEAR;
        }
        List<ServerFacts> upstreams = facts.servers(ServerRole.UPSTREAM);
        if (upstreams.stream().anyMatch(u -> u.rcodes().getOrDefault("FORMERR", 0L) > 0)) {
            return Assessment.ruledOut(0.4, "The upstream itself answers FORMERR: it does not like the query.");
        }
        List<ServerFacts> well =
                upstreams.stream().filter(u -> u.transactions().answered() > 0).toList();
        if (well.isEmpty()) {
            return Assessment.ruledOut(
                    0.35,
                    "The cluster DNS answered FORMERR " + count
                            + " times; without the upstream's answers nobody can tell whose it is.");
        }
        Impact impact = Cost.ofSteps(
                facts,
                step -> step.fate() == StepFate.ERROR
                        && step.rcode().filter("FORMERR"::equals).isPresent());
        FindingDraft draft = new FindingDraft(INFO)
                .supports(new WireEvidence(facts)
                        .frames(
                                "The cluster DNS answered FORMERR " + count + " times.",
                                0.4,
                                errors.stream()
                                        .flatMap(a -> a.frames().stream())
                                        .toList()))
                .supports(WireEvidence.statistic(
                        "Its upstream " + well.get(0).address() + " never did.", 0.3, "upstreamFormErrors", 0, "count"))
                .servers(errors.stream().map(AnswerFacts::server).distinct().toList())
                .names(errors.stream()
                        .flatMap(a -> a.names().stream())
                        .distinct()
                        .toList())
                .cost(impact)
                .is(Cost.severity(Severity.MAJOR, impact, facts), FindingRole.ROOT)
                .remedy(
                        Remedy.of(
                                "Find what rewrites or mixes up answers between the cluster DNS and its upstream, and go around it."))
                .verify("dig @" + well.get(0).address() + " "
                        + errors.get(0).names().stream().findFirst().orElse("example.org"));
        return Assessment.found(draft.finding(
                "The cluster DNS answered FORMERR to " + Phrases.count(count, "query") + ", its upstream never did.",
                "CoreDNS's forward compares the question in the upstream's answer with its own and answers FORMERR when they differ, as when a"
                        + " middlebox rewrites names or mixes up flows."));
    }

    private static boolean isCluster(Facts facts, AnswerFacts answer) {
        return facts.server(answer.server())
                .filter(s -> s.role() != ServerRole.UPSTREAM && s.role() != ServerRole.OTHER)
                .isPresent();
    }
}
