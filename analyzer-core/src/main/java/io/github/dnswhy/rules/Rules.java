package io.github.dnswhy.rules;

import io.github.dnswhy.rules.builtin.BuiltInRules;
import java.util.ArrayList;
import java.util.List;

/**
 * A listed order of rules. Immutable.
 *
 * @param list the rules; their ids are distinct
 */
public record Rules(List<Rule> list) {
    /** Copies the list. */
    public Rules {
        list = List.copyOf(list);
        long distinct = list.stream().map(rule -> rule.info().id()).distinct().count();
        if (distinct != list.size()) {
            throw new IllegalArgumentException("two rules have the same id");
        }
    }

    /**
     * The rules that come with dnswhy.
     *
     * @return them in the order of the catalogue
     */
    public static Rules builtIn() {
        return new Rules(BuiltInRules.list());
    }

    /**
     * These rules and more.
     *
     * @param more rules with other ids
     * @return a longer list
     */
    public Rules plus(Rule... more) {
        List<Rule> all = new ArrayList<>(list);
        all.addAll(List.of(more));
        return new Rules(all);
    }
}
