package io.github.dnswhy.rules.builtin;

import io.github.dnswhy.rules.Rule;
import java.util.List;

/** The rules that come with dnswhy, in the order of the catalogue. */
public final class BuiltInRules {
    private static final List<Rule> LIST = List.of(
            new NodeLocalCacheDownSilent(),
            new NodeLocalCacheDownRefused(),
            new NodeLocalCrashloopForwardingLoop(),
            new CorednsEndpointDead(),
            new ServfailUpstream(),
            new FirstNameserverDead(),
            new AllNameserversDead());

    private BuiltInRules() {}

    /**
     * The rules.
     *
     * @return a constant list
     */
    public static List<Rule> list() {
        return LIST;
    }
}
