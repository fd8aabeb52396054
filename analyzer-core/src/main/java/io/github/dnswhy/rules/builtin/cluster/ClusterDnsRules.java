package io.github.dnswhy.rules.builtin.cluster;

import io.github.dnswhy.rules.Rule;
import java.util.List;

/** Group B of the catalogue: the cluster DNS. */
public final class ClusterDnsRules {
    private ClusterDnsRules() {}

    /**
     * The rules of the group.
     *
     * @return in the order of the catalogue
     */
    public static List<Rule> list() {
        return List.of(
                new CorednsEndpointDead(),
                new CorednsNoEndpoints(),
                new CorednsOverload(),
                new CorednsEndpointSlow(),
                new CorednsUpstreamTimeout(),
                new CorednsMaxConcurrent(),
                new ZoneNotServedRefused(),
                new ForwardingLoopUndetected(),
                new CorednsNotSynced(),
                new CorednsNoHealthyUpstream(),
                new CorednsRollingRestart(),
                new CorednsFormerrMismatch(),
                new WrongNameserver(),
                new NegativeCacheRace(),
                new TcpReuseStall());
    }
}
