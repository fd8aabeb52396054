package io.github.dnswhy.rules.builtin.network;

import io.github.dnswhy.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/** Group C of the catalogue: the network path. */
public final class NetworkRules {
    private NetworkRules() {}

    /**
     * The rules of the group.
     *
     * @return in the order of the catalogue
     */
    public static List<Rule> list() {
        List<Rule> rules = new ArrayList<>(List.of(
                new ConntrackRace(),
                new PacketLoss(),
                new Tcp53Blocked(),
                new LateResponse(),
                new ResponseWrongSource(),
                new RateLimitServer(),
                new NetworkPolicyDropsDns(),
                new IcmpUnreachable(),
                new MtuFragmentLoss(),
                new TcpDnsStall(),
                new GlibcTcpNoTimer()));
        rules.addAll(HostCounters.list());
        return List.copyOf(rules);
    }
}
