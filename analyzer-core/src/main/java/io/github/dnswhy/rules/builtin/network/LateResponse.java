package io.github.dnswhy.rules.builtin.network;

import io.github.dnswhy.facts.AnswerFacts;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
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
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The answers come, but after the resolver's timeout: the client has asked again, or given up. */
final class LateResponse implements Rule {
    private static final Duration GLIBC_TIMEOUT = Duration.ofSeconds(5);
    private static final Threshold LEAST = new Threshold("lateAnswers", 3, "count", "judgement: fewer may be chance");
    private static final Threshold SHARE =
            new Threshold("lateShare", 0.02, "ratio", "judgement: of all answers of the server");

    private static final RuleInfo INFO = new RuleInfo(
            "late-response",
            "Answers come after the client has given up on them",
            Blame.NETWORK,
            Set.of(Need.CAPTURE),
            Set.of(Need.RESOLV_CONF, Need.DNS_LOG),
            List.of(LEAST, SHARE),
            List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        Duration timeout = facts.resolvConf()
                .map(conf -> Duration.ofSeconds(conf.timeoutSeconds()))
                .orElse(GLIBC_TIMEOUT);
        for (ServerFacts server : facts.lookupServers()) {
            List<AnswerFacts> late = facts.wire().answers(AnswerFacts.Kind.SLOW).stream()
                    .filter(a ->
                            a.server().equals(server.address()) && a.longest().compareTo(timeout) >= 0)
                    .toList();
            long whole = late.stream()
                    .filter(a -> a.mean().compareTo(timeout) >= 0)
                    .mapToLong(AnswerFacts::count)
                    .sum();
            // Clients also leave early, for TCP after a cut answer: only times say that an answer is late.
            long most = late.stream().mapToLong(AnswerFacts::count).sum();
            long count = Math.max(Math.min(server.transactions().late(), most), whole);
            if (count >= LEAST.value()
                    && count >= SHARE.value() * server.transactions().answered()) {
                return Assessment.found(finding(facts, server, late, count, timeout));
            }
        }
        return Assessment.CLEAR;
    }

    private static boolean isLate(LookupStep step, Duration timeout) {
        return step.responseFrame() > 0 && step.duration().compareTo(timeout) >= 0;
    }

    /** A dig that waits longer than the resolver does. */
    private static String patient(ServerFacts server) {
        return "dig +time=15 +tries=1 @" + server.address() + " kubernetes.default.svc.cluster.local";
    }

    private static Finding finding(
            Facts facts, ServerFacts server, List<AnswerFacts> late, long count, Duration timeout) {
        FindingDraft draft = new FindingDraft(INFO);
        WireEvidence wire = new WireEvidence(facts);
        Duration longest =
                late.stream().map(AnswerFacts::longest).max(Duration::compareTo).orElse(timeout);
        draft.supports(wire.frames(
                Phrases.of(count, server.transactions().answered(), "answer") + " of " + server.address() + " came "
                        + Phrases.time(timeout) + " or more after the question, the last after " + Phrases.time(longest)
                        + ".",
                0.6,
                late.stream().flatMap(a -> a.frames().stream()).toList()));
        long lost = Math.min(server.transactions().late(), count);
        if (lost > 0) {
            draft.supports(WireEvidence.statistic(
                    Phrases.count(lost, "answer") + " came when the client had moved on to another server or port,"
                            + " and were lost on it.",
                    0.15,
                    "lateAnswers",
                    lost,
                    "count"));
        }
        long slow = facts.evidence().clusterDnsLogs().stream()
                .flatMap(log -> log.queries().stream())
                .filter(q -> q.took().compareTo(timeout) >= 0)
                .count();
        if (slow > 0) {
            draft.supports(WireEvidence.statistic(
                    "The server's own log has " + Phrases.count(slow, "query")
                            + " that took so long: the time was spent in it or behind it.",
                    0.15,
                    "loggedLate",
                    slow,
                    "count"));
        }
        Impact impact = Cost.ofSteps(
                facts,
                step -> step.server().equals(server.address())
                        && (step.fate() == StepFate.TIMEOUT || isLate(step, timeout)));
        draft.servers(List.of(server.address()))
                .cost(impact)
                .is(Cost.severity(Severity.MAJOR, impact, facts), FindingRole.ROOT)
                .blame(
                        server.role() == ServerRole.CLUSTER_SERVICE || server.role() == ServerRole.CLUSTER_ENDPOINT
                                ? Blame.CLUSTER_DNS
                                : server.role() == ServerRole.NODE_LOCAL_CACHE
                                        ? Blame.NODE_LOCAL_CACHE
                                        : Blame.UPSTREAM)
                .remedy(Remedy.run("Find the slow hop: ask each server on the way by itself.", patient(server)))
                .remedy(Remedy.of("Raise the resolver's timeout only if the answers are worth waiting for."))
                .verify(patient(server));
        return draft.finding(
                server.address() + " answers after " + Phrases.time(timeout)
                        + " and more, when the client has asked again already (" + Phrases.count(count, "time") + ").",
                "The resolver's timer is shorter than the answer takes. glibc still takes the late answer when it asked the same server again"
                        + " from the same port; when it has moved to another server or port, the answer meets a closed socket and is lost.");
    }
}
