package io.github.dnswhy.rules.builtin.elsewhere;

import io.github.dnswhy.facts.LookupFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.CaptureFilter;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.ThreadEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.util.List;
import java.util.Set;

/** So few lookups that the capture can neither blame DNS nor exonerate it. */
final class DnsNotExercised implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "dns-not-exercised",
            "The capture has hardly any lookups",
            Blame.NONE,
            Set.of(),
            Set.of(Need.CAPTURE),
            List.of(new Threshold(
                    "lookups", NotDnsExonerated.FEW, "count", "fewer can neither blame nor exonerate; judgement")),
            List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        LookupFacts lookups = facts.lookups();
        long judged = lookups.total() - lookups.count(LookupOutcome.UNDETERMINED);
        boolean captured = facts.capture().frames() > 0;
        if (!captured || judged >= NotDnsExonerated.FEW || lookups.slow() + lookups.failed() > 0) {
            return Assessment.CLEAR;
        }
        FindingDraft draft = new FindingDraft(INFO);
        String fact = judged == 0
                ? "Not one lookup was begun and ended in the capture"
                : "The capture has no more than " + Phrases.count(judged, "lookup");
        draft.supports(WireEvidence.statistic(
                fact + " (" + Phrases.count(facts.capture().frames(), "frame") + ", "
                        + Phrases.count(facts.capture().messages(), "DNS message") + ").",
                0.90,
                "lookups",
                judged,
                "count"));
        if (ThreadEvidence.most(facts) > 0) {
            ThreadEvidence.held(facts, 0.30).ifPresent(draft::contradicts);
            ThreadEvidence.lasting(facts, 0.20).ifPresent(draft::contradicts);
        }
        draft.is(Severity.INFO, FindingRole.OBSERVATION)
                .remedy(Remedy.run(
                        "Capture longer than the JVM's cache lasts (30 s by default), in the pod that is slow.",
                        "tcpdump -i any -s0 -w app.cap " + CaptureFilter.QUOTED))
                .remedy(Remedy.of(
                        "Names may come from a cache, or travel elsewhere: DNS over TLS (853), over HTTPS (443), a proxy of"
                                + " the service mesh (15053); --dns-port tells of other ports."));
        return Assessment.found(draft.finding(
                fact + ": it can neither blame DNS nor exonerate it.",
                "A JVM keeps addresses for 30 s, connections are pooled, and addresses may be given as such. What is not asked"
                        + " cannot be seen to be slow."));
    }
}
