package io.github.dnswhy.rules.builtin;

import io.github.dnswhy.rules.Rule;

/** The rules by the ids of their causes. */
final class Causes {
    private Causes() {}

    static Rule rule(String cause) {
        return BuiltInRules.list().stream()
                .filter(rule -> rule.info().id().equals(cause))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rule for " + cause));
    }
}
