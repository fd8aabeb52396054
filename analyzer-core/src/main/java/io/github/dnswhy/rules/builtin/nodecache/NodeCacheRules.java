package io.github.dnswhy.rules.builtin.nodecache;

import io.github.dnswhy.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/** Group A of the catalogue: the node-local cache. */
public final class NodeCacheRules {
    private NodeCacheRules() {}

    /**
     * The rules of the group.
     *
     * @return in the order of the catalogue
     */
    public static List<Rule> list() {
        List<Rule> rules = new ArrayList<>(List.of(
                new NodeLocalCacheDownSilent(),
                new NodeLocalCacheDownRefused(),
                new NodeLocalCrashloopForwardingLoop()));
        rules.addAll(CacheFaults.list());
        rules.add(new NodeLocalUpstreamTimeout());
        rules.add(new ForceTcpUpstream());
        return List.copyOf(rules);
    }
}
