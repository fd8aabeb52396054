package io.github.dnswhy.rules.builtin.answers;

import io.github.dnswhy.facts.AnswerFacts;
import io.github.dnswhy.facts.NameFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.Cost;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.SlowAnswers;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import io.github.dnswhy.rules.builtin.grounds.ZoneAnswers;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The answers for some zones outside the cluster are slow, the others are not: their own servers take long. */
final class SlowAuthority implements Rule {
    private static final Threshold SLOW =
            new Threshold("slowMs", 500, "ms", "judgement: a recursion over several servers far away takes less");
    private static final Threshold LEAST = new Threshold("slowAnswers", 5, "count", "judgement: fewer may be chance");
    private static final Threshold SHARE =
            new Threshold("slowShare", 0.15, "ratio", "judgement: of the zone's answers, what no cache had");
    private static final Threshold OTHERS = new Threshold(
            "slowShareElsewhere",
            0.1,
            "ratio",
            "judgement: of the answers for other zones, what the path itself takes");

    private static final Threshold STEPPED = new Threshold(
            "steppedShare",
            0.8,
            "ratio",
            "CoreDNS plugin/forward: 2 s for each attempt; judgement: one in five by chance");

    private static final RuleInfo INFO = new RuleInfo(
            "slow-authority",
            "The servers of some zones outside are slow",
            Blame.UPSTREAM,
            Set.of(Need.CAPTURE),
            Set.of(Need.DNS_LOG),
            List.of(SLOW, LEAST, SHARE, OTHERS, STEPPED),
            List.of("late-response"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        List<ZoneAnswers> zones = ZoneAnswers.all(facts);
        List<ZoneAnswers> slow = zones.stream()
                .filter(z -> !z.local() && z.slow() >= LEAST.value() && z.stepped() == 0)
                .filter(z -> z.slowShare() >= SHARE.value() && z.slowMean().toMillis() >= SLOW.value())
                .sorted(Comparator.comparingLong(ZoneAnswers::slow).reversed())
                .toList();
        if (slow.isEmpty()) {
            return Assessment.CLEAR;
        }
        List<ZoneAnswers> others = zones.stream().filter(z -> !slow.contains(z)).toList();
        long answered = others.stream().mapToLong(ZoneAnswers::answered).sum();
        long late = others.stream().mapToLong(ZoneAnswers::slow).sum();
        if (answered == 0 || late > OTHERS.value() * answered) {
            return Assessment.ruledOut(
                    0.3,
                    answered == 0
                            ? "Nothing else was asked: the whole server may be slow, not one zone."
                            : "Other zones are slow too (" + Phrases.of(late, answered, "answer")
                                    + "): it is not one zone.");
        }
        long stepped = slow.stream().mapToLong(ZoneAnswers::slowStepped).sum();
        long count = slow.stream().mapToLong(ZoneAnswers::slow).sum();
        long lost = facts.lookupServers().stream()
                .mapToLong(s -> s.losses().repeated())
                .sum();
        if (stepped >= STEPPED.value() * count && lost >= LEAST.value()) {
            return Assessment.ruledOut(
                    0.3,
                    "They took 2, 4 or 6 s, as when CoreDNS's forward asks again, and " + Phrases.count(lost, "query")
                            + " were lost on the way to it too: the same loss behind it explains them.");
        }
        boolean quickOutside = others.stream().anyMatch(z -> !z.local() && z.answered() >= LEAST.value());
        return Assessment.found(finding(facts, slow, answered, late, quickOutside));
    }

    private static Finding finding(
            Facts facts, List<ZoneAnswers> slow, long answered, long late, boolean quickOutside) {
        FindingDraft draft = new FindingDraft(INFO);
        WireEvidence wire = new WireEvidence(facts);
        ZoneAnswers first = slow.get(0);
        long count = slow.stream().mapToLong(ZoneAnswers::slow).sum();
        List<String> zones = slow.stream().map(ZoneAnswers::zone).limit(5).toList();
        draft.supports(wire.frames(
                Phrases.count(count, "answer") + " for names of " + Phrases.list(zones) + " took "
                        + Phrases.time(first.slowMean()) + " on average.",
                count >= 2 * LEAST.value() ? 0.5 : 0.4,
                slow.stream().flatMap(z -> z.slowFrames().stream()).toList()));
        draft.supports(WireEvidence.statistic(
                "Of " + Phrases.count(answered, "answer") + " for other zones " + late + " took as much as "
                        + AnswerFacts.SLOW_MILLIS + " ms: the servers that were asked are quick themselves.",
                0.25,
                "slowElsewhere",
                late,
                "count"));
        boolean quickAgain = slow.stream().anyMatch(z -> z.answered() > z.slow());
        if (quickAgain) {
            draft.supports(WireEvidence.statistic(
                    "Other answers for the same zones were quick: while a cache had them.",
                    0.05,
                    "quickInZone",
                    slow.stream().mapToLong(z -> z.answered() - z.slow()).sum(),
                    "count"));
        }
        facts.servers(ServerRole.UPSTREAM).stream()
                .map(server -> SlowAnswers.of(facts, server))
                .filter(s -> s.slow() > 0)
                .findFirst()
                .ifPresent(s -> draft.supports(wire.frames(
                        "On the node the upstream " + s.server().address() + " itself took " + Phrases.time(s.mean())
                                + " for " + Phrases.count(s.slow(), "answer") + ".",
                        0.15,
                        s.frames())));
        long stepped = slow.stream().mapToLong(ZoneAnswers::slowStepped).sum();
        if (stepped >= STEPPED.value() * count) {
            draft.contradicts(WireEvidence.statistic(
                    Phrases.of(stepped, count, "slow answer")
                            + " came after 2, 4 or 6 s, when CoreDNS's forward turns to its next upstream: one of several upstreams may be dead.",
                    0.15,
                    "slowAfterSteps",
                    stepped,
                    "count"));
        }
        if (!quickOutside) {
            draft.contradicts(WireEvidence.statistic(
                    "No other zone outside the cluster was asked often enough: the resolver outside may be slow as a whole.",
                    0.1,
                    "slowZones",
                    slow.size(),
                    "count"));
        }
        Impact impact = Cost.ofSteps(facts, SlowAnswers.step().and(step -> ZoneAnswers.isIn(step.name(), slow)));
        List<String> names = slow.stream()
                .flatMap(z -> z.names().stream())
                .map(NameFacts::name)
                .toList();
        TreeSet<IpAddress> servers = new TreeSet<>();
        slow.forEach(z -> servers.addAll(z.servers()));
        draft.servers(List.copyOf(servers))
                .names(names)
                .cost(impact)
                .is(Cost.severity(Severity.MAJOR, impact, facts), FindingRole.ROOT)
                .remedy(Remedy.run(
                        "See at which step of the recursion the time is spent.", "dig +trace " + names.get(0)))
                .remedy(Remedy.of("Let CoreDNS renew popular names before they expire, and serve old ones meanwhile:"
                        + " cache { prefetch 10 1m 10%, serve_stale }."))
                .remedy(Remedy.of("Ask the owner of the zone for longer TTLs, fewer aliases, servers that are nearer."))
                .verify("dig " + names.get(0) + " | grep 'Query time'");
        return draft.finding(
                "Names of " + Phrases.list(zones) + " take " + Phrases.time(first.slowMean())
                        + " to answer, other names do not" + Phrases.cost(impact) + ".",
                "The resolver outside has to ask the servers of the zone, and those are far, overloaded, or reached by many steps. Only"
                        + " what no cache holds pays: after each TTL the next lookup waits again.");
    }
}
