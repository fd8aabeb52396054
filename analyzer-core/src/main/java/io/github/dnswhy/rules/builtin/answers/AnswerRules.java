package io.github.dnswhy.rules.builtin.answers;

import io.github.dnswhy.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/** Group D of the catalogue: questions and answers. */
public final class AnswerRules {
    private AnswerRules() {}

    /**
     * The rules of the group.
     *
     * @return in the order of the catalogue
     */
    public static List<Rule> list() {
        List<Rule> rules = new ArrayList<>(List.of(
                new NdotsSearchAmplification(),
                new NxdomainGenuine(),
                new ServfailUpstream(),
                new SlowAuthority(),
                new TruncatedThenTcp(),
                new AaaaSilent()));
        rules.addAll(BadAnswers.list());
        rules.addAll(OddAnswers.list());
        rules.addAll(OddQuestions.list());
        return List.copyOf(rules);
    }
}
