package io.github.dnswhy.rules;

import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.Report.FailedRule;
import io.github.dnswhy.model.Report.NotApplicable;
import io.github.dnswhy.model.Report.RuledOut;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Runs rules over facts. A rule that breaks is reported; the others go on. */
public final class RuleEngine {
    private final Rules rules;

    /**
     * An engine.
     *
     * @param rules what to run, in order
     */
    public RuleEngine(Rules rules) {
        this.rules = rules;
    }

    /**
     * What the rules said. Every rule is in exactly one of the lists, or was clear.
     *
     * @param findings what was found, in the order of the rules
     * @param ruledOut what was considered and rejected, the likeliest first
     * @param notApplicable what could not be judged
     * @param failed what broke
     */
    public record Outcome(
            List<Finding> findings,
            List<RuledOut> ruledOut,
            List<NotApplicable> notApplicable,
            List<FailedRule> failed) {
        /** Copies the lists. */
        public Outcome {
            findings = List.copyOf(findings);
            ruledOut = List.copyOf(ruledOut);
            notApplicable = List.copyOf(notApplicable);
            failed = List.copyOf(failed);
        }
    }

    /**
     * Runs every rule.
     *
     * @param facts the facts
     * @return what they said
     */
    public Outcome run(Facts facts) {
        List<Finding> findings = new ArrayList<>();
        List<RuledOut> ruledOut = new ArrayList<>();
        List<NotApplicable> notApplicable = new ArrayList<>();
        List<FailedRule> failed = new ArrayList<>();
        Set<Need> given = facts.given();
        for (Rule rule : rules.list()) {
            RuleInfo info = rule.info();
            EnumSet<Need> missing = EnumSet.noneOf(Need.class);
            missing.addAll(info.required());
            missing.removeAll(given);
            if (!missing.isEmpty()) {
                notApplicable.add(new NotApplicable(
                        info.id(), missing.stream().map(Need::text).toList()));
                continue;
            }
            try {
                Assessment assessment = rule.evaluate(facts);
                if (assessment instanceof Assessment.Found found) {
                    findings.addAll(found.findings());
                } else if (assessment instanceof Assessment.RuledOut rejected) {
                    ruledOut.add(new RuledOut(info.id(), rejected.score(), rejected.why()));
                }
            } catch (RuntimeException e) {
                failed.add(new FailedRule(info.id(), e.toString()));
            }
        }
        ruledOut.sort(Comparator.comparingDouble(RuledOut::score).reversed().thenComparing(RuledOut::cause));
        return new Outcome(findings, ruledOut, notApplicable, failed);
    }
}
