package io.github.dnswhy.rules.builtin.client;

import io.github.dnswhy.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/** Group E of the catalogue: the client and its JVM. */
public final class ClientRules {
    private ClientRules() {}

    /**
     * The rules of the group.
     *
     * @return in the order of the catalogue
     */
    public static List<Rule> list() {
        List<Rule> rules = new ArrayList<>(List.of(
                new FirstNameserverDead(),
                new AllNameserversDead(),
                new JvmPerHostConvoy(),
                new ThreadPoolExhausted(),
                new ReverseLookupStall()));
        rules.addAll(ThreadTraces.list());
        rules.addAll(ResolverTraces.list());
        return List.copyOf(rules);
    }
}
