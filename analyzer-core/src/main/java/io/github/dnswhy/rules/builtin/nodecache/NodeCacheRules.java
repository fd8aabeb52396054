package io.github.dnswhy.rules.builtin.nodecache;

import io.github.dnswhy.rules.Rule;
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
        return List.of(
                new NodeLocalCacheDownSilent(),
                new NodeLocalCacheDownRefused(),
                new NodeLocalCrashloopForwardingLoop(),
                new NodeLocalUpstreamTimeout());
    }
}
