package io.github.dnswhy.rules.builtin.network;

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
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Some names are never answered, others always: their answers are too large for the way, as ICMP says, or as they look. */
final class MtuFragmentLoss implements Rule {
    private static final int FRAGMENTATION_NEEDED = 0x304;
    private static final int PACKET_TOO_BIG = 0x102_00;

    private static final Threshold LEAST =
            new Threshold("unansweredQueries", 3, "count", "for a name of which none was ever answered; judgement");

    private static final RuleInfo INFO = new RuleInfo(
            "mtu-fragment-loss",
            "Large answers are lost on the way",
            Blame.NETWORK,
            Set.of(Need.CAPTURE),
            Set.of(Need.COREFILE),
            List.of(LEAST, LargeAnswers.SMALL),
            List.of("packet-loss"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        List<NameFacts> never = facts.names().stream()
                .filter(n -> n.answered() == 0 && n.unanswered() >= LEAST.value())
                .toList();
        List<IpAddress> told = new ArrayList<>();
        long errors = 0;
        for (Map.Entry<IpAddress, Map<Integer, Long>> server :
                facts.wire().icmp().entrySet()) {
            long here = server.getValue().getOrDefault(FRAGMENTATION_NEEDED, 0L)
                    + server.getValue().getOrDefault(PACKET_TOO_BIG, 0L);
            if (here > 0) {
                told.add(server.getKey());
                errors += here;
            }
        }
        long others = facts.names().stream().filter(n -> n.answered() > 0).count();
        if (errors == 0) {
            Optional<LargeAnswers> large =
                    LargeAnswers.of(facts, LEAST).filter(l -> l.names().size() <= others);
            if (large.isPresent()) {
                return Assessment.found(large.get().finding(INFO));
            }
            return never.isEmpty() || others == 0 || never.size() > others
                    ? Assessment.CLEAR
                    : Assessment.ruledOut(
                            0.3,
                            Phrases.count(never.size(), "name")
                                    + " was never answered and others were; no ICMP error says that answers were too large.");
        }
        List<String> names = never.stream().map(NameFacts::name).toList();
        Impact impact = Cost.ofSteps(facts, step -> step.fate() == StepFate.TIMEOUT && names.contains(step.name()));
        FindingDraft draft = new FindingDraft(INFO)
                .supports(WireEvidence.statistic(
                        Phrases.count(errors, "ICMP error") + " said that a packet was too large for the way.",
                        0.5,
                        "tooBig",
                        errors,
                        "count"))
                .servers(told)
                .names(names)
                .cost(impact)
                .is(Cost.severity(Severity.MAJOR, impact, facts), FindingRole.ROOT)
                .remedy(
                        Remedy.of(
                                "Keep answers below 1,232 octets: bufsize 1232 in the Corefile, max-udp-size of the server (RFC 9715)."))
                .remedy(Remedy.run("Find the MTU of the way.", "tracepath -n " + told.get(0)))
                .verify("dig +bufsize=1232 @" + told.get(0) + " " + (names.isEmpty() ? "NAME" : names.get(0)));
        if (!never.isEmpty()) {
            draft.supports(WireEvidence.statistic(
                    Phrases.list(names.stream().limit(5).toList()) + " never got an answer, other names did.",
                    0.25,
                    "namesNeverAnswered",
                    names.size(),
                    "count"));
        }
        return Assessment.found(draft.finding(
                "Answers are too large for the way: " + Phrases.count(errors, "ICMP error") + " said so, and "
                        + Phrases.count(names.size(), "name") + " never got an answer.",
                "An answer larger than the way's MTU is cut into fragments, which firewalls and overlays drop. Small answers arrive, the large ones of"
                        + " a few names never do."));
    }
}
