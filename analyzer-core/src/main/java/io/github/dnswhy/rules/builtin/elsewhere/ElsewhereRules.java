package io.github.dnswhy.rules.builtin.elsewhere;

import io.github.dnswhy.rules.Rule;
import java.util.List;

/** Group F of the catalogue: when it is not DNS. */
public final class ElsewhereRules {
    private ElsewhereRules() {}

    /**
     * The rules of the group.
     *
     * @return in the order of the catalogue
     */
    public static List<Rule> list() {
        return List.of(new NotDnsExonerated(), new ConnectSlow(), new Paused(), new DnsNotExercised());
    }
}
