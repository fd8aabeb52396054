package io.github.dnswhy.rules.builtin.artefact;

import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A property of the captures that limits what can be concluded from them: one rule of the table {@link Artefacts}.
 *
 * @param info what the rule is about
 * @param test finds it in the facts
 */
record Artefact(RuleInfo info, Function<Facts, Optional<Sign>> test) implements Rule {
    /**
     * What was seen of an artefact.
     *
     * @param summary what it is here, one sentence with its numbers
     * @param explanation what it means for the reading
     * @param evidence what shows it; its weight is the confidence
     * @param remedy how to capture without it
     */
    record Sign(String summary, String explanation, Evidence evidence, Remedy remedy) {}

    /** An artefact without causes that it explains away. */
    static Artefact of(
            String id,
            String title,
            Set<Need> required,
            List<Threshold> thresholds,
            Function<Facts, Optional<Sign>> test) {
        return of(id, title, required, thresholds, List.of(), test);
    }

    /** An artefact behind which these causes step back. */
    static Artefact of(
            String id,
            String title,
            Set<Need> required,
            List<Threshold> thresholds,
            List<String> supersedes,
            Function<Facts, Optional<Sign>> test) {
        return new Artefact(new RuleInfo(id, title, Blame.NONE, required, Set.of(), thresholds, supersedes), test);
    }

    @Override
    public Assessment evaluate(Facts facts) {
        return test.apply(facts)
                .map(sign -> Assessment.found(new FindingDraft(info)
                        .supports(sign.evidence())
                        .is(Severity.INFO, FindingRole.ARTEFACT)
                        .remedy(sign.remedy())
                        .finding(sign.summary(), sign.explanation())))
                .orElse(Assessment.CLEAR);
    }

    /** The sign when it is so; the summary is its evidence too. */
    static Optional<Sign> sign(
            boolean is,
            String summary,
            String explanation,
            double weight,
            String name,
            double value,
            String unit,
            Remedy remedy) {
        if (!is) {
            return Optional.empty();
        }
        Evidence evidence = WireEvidence.statistic(summary, weight, name, value, unit);
        return Optional.of(new Sign(summary, explanation, evidence, remedy));
    }
}
