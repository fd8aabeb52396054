package io.github.dnswhy.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.Report.FailedRule;
import io.github.dnswhy.model.Report.NotApplicable;
import io.github.dnswhy.model.Report.RuledOut;
import io.github.dnswhy.model.Severity;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every rule ends in one list or was clear; one that breaks does not take the others with it. */
class RuleEngineTest {
    private static final Facts CAPTURE_ONLY = new Incident().facts();

    private static Finding finding(String cause) {
        return Incident.finding(cause, FindingRole.ROOT, Severity.MINOR, 0.5, Impact.NONE);
    }

    private static Rule rule(String cause, Assessment assessment) {
        return Incident.rule(Incident.info(cause, Set.of()), assessment);
    }

    private static RuleEngine.Outcome run(Rule... rules) {
        return new RuleEngine(new Rules(List.of(rules))).run(CAPTURE_ONLY, 1);
    }

    @Test
    void rulesEndInTheListOfTheirAssessment() {
        RuleEngine.Outcome outcome = run(
                rule("found", Assessment.found(finding("found"))),
                rule("clear", Assessment.CLEAR),
                rule("unlikely", Assessment.ruledOut(0.2, "little speaks for it")),
                rule("likely", Assessment.ruledOut(0.7, "much does")));
        assertEquals(List.of(finding("found")), outcome.findings());
        assertEquals(
                List.of(
                        new RuledOut("likely", 0.7, "much does"),
                        new RuledOut("unlikely", 0.2, "little speaks for it")),
                outcome.ruledOut());
        assertEquals(List.of(), outcome.notApplicable());
        assertEquals(List.of(), outcome.failed());
    }

    @Test
    void ruleWithoutItsInputsIsNotAskedAndSaysWhatIsMissing() {
        Rule needy = new Rule() {
            @Override
            public RuleInfo info() {
                return Incident.info("needy", Set.of(Need.APP_LOG, Need.CAPTURE, Need.THREAD_DUMP));
            }

            @Override
            public Assessment evaluate(Facts facts) {
                throw new AssertionError("a rule without its inputs was asked");
            }
        };
        assertEquals(
                List.of(new NotApplicable("needy", List.of("a thread dump", "the application's log"))),
                run(needy).notApplicable());
    }

    @Test
    void ruleThatBreaksIsReportedAndTheOthersGoOn() {
        Rule broken = new Rule() {
            @Override
            public RuleInfo info() {
                return Incident.info("broken", Set.of());
            }

            @Override
            public Assessment evaluate(Facts facts) {
                throw new ArithmeticException("/ by zero");
            }
        };
        RuleEngine.Outcome outcome = run(broken, rule("found", Assessment.found(finding("found"))));
        assertEquals(List.of(new FailedRule("broken", "java.lang.ArithmeticException: / by zero")), outcome.failed());
        assertEquals(List.of(finding("found")), outcome.findings());
    }

    @Test
    void twoRulesWithOneIdAreAMistakeOfTheProgrammer() {
        Rule rule = rule("same", Assessment.CLEAR);
        Rules one = new Rules(List.of(rule));
        assertThrows(IllegalArgumentException.class, () -> one.plus(rule));
    }

    @Test
    void captureWithoutDnsIsNoCaptureForRules() {
        assertEquals(Set.of(Need.CAPTURE), new Incident().messages(1).facts().given());
        assertEquals(Set.of(), new Incident().messages(0).facts().given());
    }

    @Test
    void severalThreadsSayTheSameInTheSameOrder() {
        Rule[] rules = new Rule[100];
        for (int i = 0; i < rules.length; i++) {
            String cause = "cause-" + i;
            rules[i] =
                    rule(cause, i % 3 == 0 ? Assessment.ruledOut(0.5, "why " + i) : Assessment.found(finding(cause)));
        }
        RuleEngine engine = new RuleEngine(new Rules(List.of(rules)));
        RuleEngine.Outcome alone = engine.run(new Incident().facts(), 1);
        assertEquals(66, alone.findings().size());
        assertEquals(alone, engine.run(new Incident().facts(), 4));
    }

    @Test
    void whatEndsOneThreadEndsTheRun() {
        Rule fatal = new Rule() {
            @Override
            public RuleInfo info() {
                return Incident.info("fatal", Set.of());
            }

            @Override
            public Assessment evaluate(Facts facts) {
                throw new StackOverflowError("as an example");
            }
        };
        Rules rules = new Rules(List.of(fatal, rule("other", Assessment.CLEAR)));
        assertThrows(StackOverflowError.class, () -> new RuleEngine(rules).run(CAPTURE_ONLY, 1));
        assertThrows(StackOverflowError.class, () -> new RuleEngine(rules).run(CAPTURE_ONLY, 2));
    }

    @Test
    void whatRulesDeriveIsDerivedOnce() {
        Facts facts = new Incident().facts();
        Object[] first = {null};
        Object second = facts.derived(Object.class, f -> first[0] = new Object());
        assertEquals(first[0], second);
        assertEquals(second, facts.derived(Object.class, f -> new Object()));
    }
}
