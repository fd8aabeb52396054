package io.github.dnswhy.rules.builtin.nodecache;

import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.Cost;
import io.github.dnswhy.rules.builtin.grounds.DeadServer;
import io.github.dnswhy.rules.builtin.grounds.DownDraft;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import java.util.List;
import java.util.Set;

/** The node-local cache is gone and with it its interface: queries to its address leave by the default route and vanish. */
final class NodeLocalCacheDownSilent implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "node-local-cache-down-silent",
            "The node-local DNS cache is gone and its address swallows queries",
            Blame.NODE_LOCAL_CACHE,
            Set.of(Need.CAPTURE),
            Set.of(Need.RESOLV_CONF, Need.DNS_LOG, Need.PODS, Need.THREAD_DUMP),
            DeadServer.THRESHOLDS,
            List.of("first-nameserver-dead", "all-nameservers-dead"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        Assessment assessment = Assessment.CLEAR;
        for (ServerFacts server : DeadServer.suspects(facts, ServerRole.NODE_LOCAL_CACHE)) {
            DeadServer dead = DeadServer.of(facts, server).orElse(null);
            if (dead != null && !dead.refused() && !dead.othersDead(facts)) {
                return Assessment.found(finding(facts, dead));
            }
            assessment = rejected(facts, server, dead);
        }
        return assessment;
    }

    private static Assessment rejected(Facts facts, ServerFacts server, DeadServer dead) {
        if (dead == null) {
            return Assessment.ruledOut(
                    (1 - server.transactions().answeredRatio()) / 2, DeadServer.whyNot(facts, server));
        }
        if (dead.refused()) {
            String sign = dead.icmp() > 0
                    ? "ICMP port unreachable came back for " + Phrases.of(dead.icmp(), dead.queries(), "query")
                    : dead.moves(facts) + " to another server took less than 50 ms";
            return Assessment.ruledOut(
                    0.55, dead.silence() + ", but " + sign + ": the address refuses, it does not swallow.");
        }
        return Assessment.ruledOut(
                0.5, dead.silence() + ", but no other nameserver answers either: it is not the cache alone.");
    }

    private static Finding finding(Facts facts, DeadServer dead) {
        FindingDraft draft = new FindingDraft(INFO);
        DownDraft down = new DownDraft(facts);
        CacheState cache = new CacheState(facts);
        String address = dead.server().address().toString();
        down.add(dead, draft);
        down.addTimeouts(dead, draft);
        down.addFirst(dead, address + " is the cache of the node, and lookups ask it first.", DownDraft.ROLE, draft);
        cache.tornDown(DownDraft.LOG).or(() -> cache.died(DownDraft.LOG)).ifPresent(draft::supports);
        cache.sickPods(DownDraft.PODS).ifPresent(draft::supports);
        cache.soundPods(0.10).ifPresent(draft::contradicts);
        Impact impact = Cost.waitingFor(List.of(dead.server()), facts);
        boolean only = dead.healthyOthers(facts).isEmpty();
        draft.servers(List.of(dead.server().address()))
                .cost(impact)
                .is(Cost.severity(only ? Severity.CRITICAL : Severity.MAJOR, impact, facts), FindingRole.ROOT)
                .remedy(Remedy.run(
                        "See why the cache of this node does not run.",
                        "kubectl -n kube-system get pods -o wide -l k8s-app=node-local-dns; "
                                + "kubectl -n kube-system logs -l k8s-app=node-local-dns --previous"))
                .remedy(Remedy.run(
                        "Repair its Corefile if the log complains of it, and start it again.",
                        "kubectl -n kube-system rollout restart daemonset/node-local-dns"))
                .remedy(Remedy.of("Until then shorten the wait in the pods: dnsConfig.options"
                        + " [{name: timeout, value: \"1\"}, {name: attempts, value: \"2\"}],"
                        + " or point the kubelet's clusterDNS at the kube-dns Service."))
                .verify(Phrases.dig(dead.server().address()));
        String then = only
                ? "and there is no other nameserver"
                : "before "
                        + Phrases.list(dead.healthyOthers(facts).stream()
                                .map(ServerFacts::address)
                                .toList()) + " answered";
        return draft.finding(
                "The node-local cache is gone: " + dead.silence() + ", so every name cost a timeout " + then + "; "
                        + down.cost(impact) + ".",
                "Pods ask a link-local address that exists only while the cache of the node has its interface up. Without"
                        + " it, queries to " + address
                        + " leave by the default route and vanish. Nobody says no, so the"
                        + " resolver waits its whole timeout, again for every name of the search list, before it asks the"
                        + " next nameserver.");
    }
}
