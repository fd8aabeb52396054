package io.github.dnswhy.rules.builtin.network;

import io.github.dnswhy.facts.HandshakeFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Lookup;
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
import io.github.dnswhy.rules.builtin.grounds.ThreadEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Answers are cut, and TCP, over which the client must repeat its question, is filtered or refused. */
final class Tcp53Blocked implements Rule {
    private static final Threshold LEAST = new Threshold("connections", 2, "count", "judgement: one may be chance");
    private static final Threshold SHARE =
            new Threshold("acceptedShare", 0.1, "ratio", "judgement: hardly any is accepted");

    private static final RuleInfo INFO = new RuleInfo(
            "tcp53-blocked",
            "TCP to port 53 is blocked, and answers need it",
            Blame.NETWORK,
            Set.of(Need.CAPTURE),
            Set.of(Need.THREAD_DUMP),
            List.of(LEAST, SHARE),
            List.of("truncated-then-tcp", "late-response"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        Assessment otherwise = Assessment.CLEAR;
        for (HandshakeFacts h : facts.wire().handshakes()) {
            long failed = h.unanswered() + h.refused();
            if (failed < LEAST.value()) {
                continue;
            }
            if (h.accepted() > SHARE.value() * h.opened()) {
                otherwise = Assessment.ruledOut(
                        0.2, h.server() + " accepted " + Phrases.of(h.accepted(), h.opened(), "TCP connection") + ".");
            } else if (truncated(facts, h) == 0) {
                otherwise = Assessment.ruledOut(
                        0.3,
                        h.server()
                                + " accepts no TCP connection, but no answer of it was cut: no lookup had to use TCP.");
            } else {
                return Assessment.found(finding(facts, h));
            }
        }
        return otherwise;
    }

    private static long truncated(Facts facts, HandshakeFacts h) {
        return facts.server(h.server()).map(s -> s.transactions().truncated()).orElse(0L);
    }

    private static Finding finding(Facts facts, HandshakeFacts h) {
        FindingDraft draft = new FindingDraft(INFO);
        WireEvidence wire = new WireEvidence(facts);
        boolean refused = h.refused() > h.unanswered();
        draft.supports(wire.frames(
                Phrases.of(refused ? h.refused() : h.unanswered(), h.opened(), "TCP connection") + " to " + h.server()
                        + (refused
                                ? " were reset at once."
                                : " got no reply; the SYN was repeated for " + Phrases.time(h.longestWait()) + "."),
                0.45,
                refused ? h.refusedFrames() : h.unansweredFrames()));
        long truncated = truncated(facts, h);
        draft.supports(WireEvidence.statistic(
                Phrases.count(truncated, "response") + " of " + h.server()
                        + " were cut (TC): the client has to repeat the question over TCP.",
                0.35,
                "truncated",
                truncated,
                "count"));
        if (h.accepted() == 0) {
            draft.supports(WireEvidence.statistic("None was accepted.", 0.1, "accepted", 0, "count"));
        }
        ThreadEvidence.held(facts, 0.05).ifPresent(draft::supports);
        Set<String> names = new TreeSet<>();
        for (Lookup lookup : facts.lookups().kept()) {
            lookup.steps().stream()
                    .filter(s -> s.fate() == StepFate.TRUNCATED && s.server().equals(h.server()))
                    .forEach(s -> names.add(s.name()));
        }
        Impact impact = afterTruncation(facts, h.server());
        draft.servers(List.of(h.server()))
                .names(List.copyOf(names))
                .cost(impact)
                .is(Cost.severity(Severity.CRITICAL, impact, facts), FindingRole.ROOT)
                .remedy(
                        Remedy.of(
                                "Allow 53/tcp wherever 53/udp is allowed: network policies, security groups, firewalls (RFC 7766 demands it)."))
                .remedy(Remedy.of(
                        "Make answers smaller meanwhile: options edns0 in resolv.conf lets 1,200 octets fit in UDP."))
                .verify("dig +tcp +time=2 +tries=1 @" + h.server() + " kubernetes.default.svc.cluster.local");
        return draft.finding(
                "TCP to port 53 of " + h.server() + " is " + (refused ? "refused" : "filtered") + ", and "
                        + Phrases.count(truncated, "answer") + " " + Phrases.were(truncated)
                        + " too large for UDP" + Phrases.cost(impact) + ".",
                "An answer that does not fit is sent cut, with the TC bit, and the client repeats its question over TCP. glibc has no timer there: it"
                        + " waits until the kernel gives up connecting, after two minutes and more when SYN segments vanish.");
    }

    /** What lookups lost that met a cut answer of this server: all of it, for the connection is seen in the capture only as a SYN. */
    private static Impact afterTruncation(Facts facts, IpAddress server) {
        List<Lookup> met = facts.lookups().kept().stream()
                .filter(l ->
                        l.steps().stream().anyMatch(s -> s.server().equals(server) && s.fate() == StepFate.TRUNCATED))
                .toList();
        return new Impact(
                met.size(),
                met.stream()
                        .filter(l -> l.felt().compareTo(facts.lookups().slowThreshold()) >= 0)
                        .count(),
                met.stream().filter(l -> l.outcome().isFailure()).count(),
                met.stream().map(Lookup::felt).reduce(Duration.ZERO, Duration::plus),
                ThreadEvidence.most(facts));
    }
}
