package io.github.dnswhy.rules.builtin.cluster;

import io.github.dnswhy.facts.AnswerFacts;
import io.github.dnswhy.facts.NameFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Finding;
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
import io.github.dnswhy.rules.builtin.grounds.ZoneAnswers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Every name of some zones is refused: no server block, or an access list, stands for them. */
final class ZoneNotServedRefused implements Rule {
    private static final Threshold LEAST = new Threshold("refused", 2, "count", "judgement: one may be chance");
    private static final Threshold SHARE = new Threshold(
            "refusedShare",
            0.98,
            "ratio",
            "judgement: always; names that are answered at other times are refused for their number");

    private static final RuleInfo INFO = new RuleInfo(
            "zone-not-served-refused",
            "The server refuses names of zones that it does not serve",
            Blame.CLUSTER_DNS,
            Set.of(Need.CAPTURE),
            Set.of(Need.COREFILE),
            List.of(LEAST, SHARE),
            List.of("servfail-upstream"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        List<ZoneAnswers> zones = ZoneAnswers.all(facts);
        List<ZoneAnswers> refused = zones.stream()
                .filter(z -> z.zone().indexOf('.') > 0) // a short name as it is says nothing of a zone
                .filter(z ->
                        z.errors("REFUSED") >= LEAST.value() && z.errors("REFUSED") >= SHARE.value() * z.answered())
                .toList();
        if (refused.isEmpty()) {
            boolean some = zones.stream().anyMatch(z -> z.zone().indexOf('.') > 0 && z.errors("REFUSED") > 0);
            return some
                    ? Assessment.ruledOut(0.2, "Names that were refused were answered at other times.")
                    : Assessment.CLEAR;
        }
        long well = zones.stream()
                .filter(z -> !refused.contains(z))
                .mapToLong(ZoneAnswers::answered)
                .sum();
        if (well == 0) {
            return Assessment.ruledOut(0.4, "Whatever is asked is refused: the server refuses the client, not a zone.");
        }
        return Assessment.found(finding(facts, refused, well));
    }

    private static Finding finding(Facts facts, List<ZoneAnswers> refused, long well) {
        FindingDraft draft = new FindingDraft(INFO);
        long count = refused.stream().mapToLong(z -> z.errors("REFUSED")).sum();
        List<String> zones = refused.stream().map(ZoneAnswers::zone).limit(5).toList();
        draft.supports(new WireEvidence(facts)
                .frames(
                        "Every response for names of " + Phrases.list(zones) + " was REFUSED (" + count + ").",
                        count >= 2 * LEAST.value() ? 0.5 : 0.4,
                        refused.stream().flatMap(z -> z.errorFrames().stream()).toList()));
        draft.supports(WireEvidence.statistic(
                Phrases.count(well, "response") + " for other zones were not.",
                0.2,
                "answeredElsewhere",
                well,
                "count"));
        long quick = refused.stream().mapToLong(ZoneAnswers::quickErrors).sum();
        if (quick >= SHARE.value() * count) {
            draft.supports(WireEvidence.statistic(
                    "They came within " + AnswerFacts.FAST_MILLIS + " ms: nobody else was asked.",
                    0.1,
                    "quickRefusals",
                    quick,
                    "count"));
        }
        Impact impact =
                Cost.ofSteps(facts, step -> step.fate() == StepFate.ERROR && ZoneAnswers.isIn(step.name(), refused));
        TreeSet<IpAddress> servers = new TreeSet<>();
        refused.forEach(z -> servers.addAll(z.servers()));
        List<String> names = refused.stream()
                .flatMap(z -> z.names().stream())
                .map(NameFacts::name)
                .toList();
        draft.servers(List.copyOf(servers))
                .names(names)
                .cost(impact)
                .is(Cost.severity(Severity.CRITICAL, impact, facts), FindingRole.ROOT)
                .remedy(
                        Remedy.of(
                                "Add a server block that forwards these names, for example .:53 { forward . UPSTREAM }, and check acl and except lists."))
                .verify("dig @" + servers.first() + " " + names.get(0));
        return draft.finding(
                Phrases.list(List.copyOf(servers)) + " refuses every name of " + Phrases.list(zones) + " (" + count
                        + " times) and answers others; " + Phrases.count(impact.failedLookups(), "lookup") + " failed.",
                "CoreDNS answers REFUSED for names that none of its server blocks stands for, and for clients that an access list keeps out. The"
                        + " client asks every nameserver, gets the same answer, and fails within milliseconds.");
    }
}
