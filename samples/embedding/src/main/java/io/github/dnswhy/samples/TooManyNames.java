package io.github.dnswhy.samples;

import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import java.util.List;
import java.util.Set;

/** A house rule: an application should talk to a few hosts only. */
final class TooManyNames implements Rule {
    private final int most;
    private final RuleInfo info;

    TooManyNames(int most) {
        this.most = most;
        info = new RuleInfo(
                "example-too-many-names",
                "More names than the house rule allows",
                Blame.APPLICATION,
                Set.of(Need.CAPTURE),
                Set.of(),
                List.of(new Threshold("names", most, "count", "house rule")),
                List.of());
    }

    @Override
    public RuleInfo info() {
        return info;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        int names = facts.names().size();
        if (names <= most) {
            return Assessment.CLEAR;
        }
        FindingDraft draft = new FindingDraft(info)
                .is(Severity.INFO, FindingRole.OBSERVATION)
                .supports(new Evidence.Statistic("Names on the wire.", 0.9, "names", names, "count"));
        return Assessment.found(draft.finding(names + " names were asked for.", "The house rule allows " + most + "."));
    }
}
