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
import java.util.concurrent.atomic.AtomicInteger;

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
     * @param threads how many threads may work, at least 1; what they say does not depend on it
     * @return what they said
     */
    public Outcome run(Facts facts, int threads) {
        List<Rule> list = rules.list();
        Set<Need> given = facts.given();
        Object[] said = new Object[list.size()];
        AtomicInteger next = new AtomicInteger();
        Runnable work = () -> {
            for (int i = next.getAndIncrement(); i < said.length; i = next.getAndIncrement()) {
                said[i] = judge(list.get(i), facts, given);
            }
        };
        Crew.run(work, Math.min(threads, said.length));
        return outcome(list, said);
    }

    /** An {@link Assessment}, or {@link NotApplicable}, or {@link FailedRule}. */
    private static Object judge(Rule rule, Facts facts, Set<Need> given) {
        RuleInfo info = rule.info();
        EnumSet<Need> missing = EnumSet.noneOf(Need.class);
        missing.addAll(info.required());
        missing.removeAll(given);
        if (!missing.isEmpty()) {
            return new NotApplicable(info.id(), missing.stream().map(Need::text).toList());
        }
        try {
            return rule.evaluate(facts);
        } catch (RuntimeException e) {
            return new FailedRule(info.id(), e.toString());
        }
    }

    private static Outcome outcome(List<Rule> rules, Object[] said) {
        List<Finding> findings = new ArrayList<>();
        List<RuledOut> ruledOut = new ArrayList<>();
        List<NotApplicable> notApplicable = new ArrayList<>();
        List<FailedRule> failed = new ArrayList<>();
        for (int i = 0; i < said.length; i++) {
            if (said[i] instanceof Assessment.Found found) {
                findings.addAll(found.findings());
            } else if (said[i] instanceof Assessment.RuledOut rejected) {
                ruledOut.add(new RuledOut(rules.get(i).info().id(), rejected.score(), rejected.why()));
            } else if (said[i] instanceof NotApplicable without) {
                notApplicable.add(without);
            } else if (said[i] instanceof FailedRule broken) {
                failed.add(broken);
            }
        }
        ruledOut.sort(Comparator.comparingDouble(RuledOut::score).reversed().thenComparing(RuledOut::cause));
        return new Outcome(findings, ruledOut, notApplicable, failed);
    }
}
