package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import java.util.function.Function;

/**
 * A rule that is no more than what it is about and one look at the facts: related causes of this kind stand together in one class.
 *
 * @param info what it is about
 * @param look the assessment
 */
public record OneLook(RuleInfo info, Function<Facts, Assessment> look) implements Rule {
    @Override
    public Assessment evaluate(Facts facts) {
        return look.apply(facts);
    }
}
