package io.github.dnswhy.rules.builtin;

import io.github.dnswhy.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/** The rules that come with dnswhy, in the order of the catalogue. */
public final class BuiltInRules {
    private static final List<Rule> CAUSES = List.of(
            new NodeLocalCacheDownSilent(),
            new NodeLocalCacheDownRefused(),
            new NodeLocalCrashloopForwardingLoop(),
            new CorednsEndpointDead(),
            new ConntrackRace(),
            new PacketLoss(),
            new NdotsSearchAmplification(),
            new NxdomainGenuine(),
            new ServfailUpstream(),
            new AaaaSilent(),
            new FirstNameserverDead(),
            new AllNameserversDead(),
            new JvmPerHostConvoy(),
            new ThreadPoolExhausted(),
            new NotDnsExonerated(),
            new DnsNotExercised());

    private BuiltInRules() {}

    /**
     * The rules.
     *
     * @return a constant list
     */
    public static List<Rule> list() {
        List<Rule> rules = new ArrayList<>(CAUSES);
        rules.addAll(Artefacts.list());
        return List.copyOf(rules);
    }
}
