package io.github.dnswhy.rules.builtin;

import io.github.dnswhy.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/** The rules that come with dnswhy, in the order of the catalogue. */
public final class BuiltInRules {
    private BuiltInRules() {}

    /**
     * The rules.
     *
     * @return a constant list
     */
    public static List<Rule> list() {
        List<Rule> rules = new ArrayList<>();
        rules.add(new ConntrackRace());
        rules.add(new PacketLoss());
        rules.add(new NdotsSearchAmplification());
        rules.add(new NxdomainGenuine());
        rules.add(new AaaaSilent());
        rules.add(new JvmPerHostConvoy());
        rules.add(new ThreadPoolExhausted());
        rules.add(new NotDnsExonerated());
        rules.add(new DnsNotExercised());
        rules.addAll(Artefacts.list());
        return List.copyOf(rules);
    }
}
