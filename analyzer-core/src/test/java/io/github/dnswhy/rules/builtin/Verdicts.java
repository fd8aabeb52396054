package io.github.dnswhy.rules.builtin;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.dnswhy.model.Finding;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.Rule;

/** Asks a rule and expects a kind of answer. */
final class Verdicts {
    private Verdicts() {}

    static Finding found(Rule rule, Facts facts) {
        return assertInstanceOf(Assessment.Found.class, rule.evaluate(facts))
                .findings()
                .get(0);
    }

    static String ruledOut(Rule rule, Facts facts) {
        return assertInstanceOf(Assessment.RuledOut.class, rule.evaluate(facts)).why();
    }

    static void clear(Rule rule, Facts facts) {
        assertInstanceOf(Assessment.Clear.class, rule.evaluate(facts));
    }
}
