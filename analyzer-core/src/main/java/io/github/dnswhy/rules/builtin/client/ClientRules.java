package io.github.dnswhy.rules.builtin.client;

import io.github.dnswhy.rules.Rule;
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
        return List.of(
                new FirstNameserverDead(),
                new AllNameserversDead(),
                new JvmPerHostConvoy(),
                new ThreadPoolExhausted(),
                new ReverseLookupStall());
    }
}
