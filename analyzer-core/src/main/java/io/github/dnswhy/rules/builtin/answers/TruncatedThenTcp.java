package io.github.dnswhy.rules.builtin.answers;

import io.github.dnswhy.facts.FrameReference;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.model.Transport;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.Cost;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Answers are too large for UDP: each lookup needs a second exchange over TCP. */
final class TruncatedThenTcp implements Rule {
    private static final Threshold LEAST = new Threshold("truncated", 3, "count", "judgement: fewer may be chance");

    private static final RuleInfo INFO = new RuleInfo(
            "truncated-then-tcp",
            "Answers are cut, and asked for again over TCP",
            Blame.UPSTREAM,
            Set.of(Need.CAPTURE),
            Set.of(Need.RESOLV_CONF),
            List.of(LEAST),
            List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        return facts.lookupServers().stream()
                .filter(s -> s.transactions().truncated() >= LEAST.value())
                .findFirst()
                .map(s -> Assessment.found(finding(facts, s)))
                .orElse(Assessment.CLEAR);
    }

    private static Finding finding(Facts facts, ServerFacts server) {
        FindingDraft draft = new FindingDraft(INFO);
        Set<String> names = new TreeSet<>();
        List<FrameReference> frames = new ArrayList<>();
        for (LookupStep step : new WireEvidence(facts).steps(server.address())) {
            if (step.fate() == StepFate.TRUNCATED) {
                names.add(step.name());
                if (step.responseFrame() > 0) {
                    frames.add(new FrameReference(step.capture(), step.responseFrame()));
                }
            }
        }
        draft.supports(new WireEvidence(facts)
                .frames(
                        Phrases.of(
                                        server.transactions().truncated(),
                                        server.transactions().answered(),
                                        "answer") + " of " + server.address() + " were cut (TC).",
                        0.7,
                        frames));
        facts.wire()
                .handshakes(server.address())
                .filter(h -> h.accepted() > 0)
                .ifPresent(h -> draft.supports(WireEvidence.statistic(
                        "The client opened " + Phrases.count(h.opened(), "TCP connection") + " for them, "
                                + h.accepted() + " were accepted.",
                        0.2,
                        "accepted",
                        h.accepted(),
                        "count")));
        if (facts.wire().handshakes(server.address()).isEmpty()) {
            draft.contradicts(WireEvidence.statistic(
                    "The capture shows no TCP connection to it: the clients took the cut answers, or the capture filter hides TCP.",
                    0.2,
                    "opened",
                    0,
                    "count"));
        }
        Impact impact = Cost.ofSteps(
                facts,
                step -> step.transport() == Transport.TCP && step.server().equals(server.address()));
        draft.servers(List.of(server.address()))
                .names(List.copyOf(names))
                .cost(impact)
                .is(Severity.INFO, FindingRole.AMPLIFIER)
                .remedy(
                        Remedy.of(
                                "Let larger answers fit in UDP: options edns0 in resolv.conf, at most 1,232 octets on the server (bufsize)."))
                .remedy(Remedy.of("Give less: fewer records behind one name; minimal answers."))
                .verify("dig +bufsize=1232 +ignore @" + server.address() + " "
                        + (names.isEmpty() ? "NAME" : names.iterator().next()));
        return draft.finding(
                Phrases.count(server.transactions().truncated(), "answer") + " of " + server.address()
                        + " did not fit in UDP and were asked for again over TCP.",
                "Without EDNS an answer over UDP has at most 512 octets (RFC 1035, section 4.2.1). Beyond that it is sent cut, and the client opens a TCP"
                        + " connection for it: two more round trips, and a filter that forgets 53/tcp turns them into minutes.");
    }
}
