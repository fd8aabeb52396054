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
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.util.List;
import java.util.Set;

/** The process of the node-local cache is dead while its interface is still there: the kernel refuses, at most once a second. */
final class NodeLocalCacheDownRefused implements Rule {
    private static final double ICMP = 0.15;
    private static final double MOVES = 0.10;
    private static final double OTHERS_REFUSE = 0.10;

    private static final RuleInfo INFO = new RuleInfo(
            "node-local-cache-down-refused",
            "The node-local DNS cache is dead, its address refuses queries",
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
            if (dead != null && dead.refused() && !othersSilent(facts, dead)) {
                return Assessment.found(finding(facts, dead));
            }
            assessment = rejected(facts, server, dead);
        }
        return assessment;
    }

    /** In iptables mode the cache's interface has the address of the Service too: then both refuse, and it is still the cache. */
    private static boolean othersSilent(Facts facts, DeadServer dead) {
        return dead.othersDead(facts)
                && DeadServer.all(facts).stream()
                        .anyMatch(other -> !other.refused() && other.server() != dead.server());
    }

    private static Assessment rejected(Facts facts, ServerFacts server, DeadServer dead) {
        if (dead == null) {
            return Assessment.ruledOut(
                    (1 - server.transactions().answeredRatio()) / 2, DeadServer.whyNot(facts, server));
        }
        if (!dead.refused()) {
            return Assessment.ruledOut(
                    0.5,
                    dead.silence() + ", but no ICMP error came back and " + dead.moves(facts)
                            + " to another server took less than 50 ms: the address swallows queries, it does not refuse.");
        }
        return Assessment.ruledOut(
                0.5, dead.silence() + ", but another nameserver is silent too: it is not the cache alone.");
    }

    private static Finding finding(Facts facts, DeadServer dead) {
        FindingDraft draft = new FindingDraft(INFO);
        DownDraft down = new DownDraft(facts);
        CacheState cache = new CacheState(facts);
        String address = dead.server().address().toString();
        down.add(dead, draft);
        down.addRefusals(dead, ICMP, MOVES, draft);
        down.addFirst(dead, address + " is the cache of the node, and lookups ask it first.", DownDraft.ROLE, draft);
        cache.died(DownDraft.LOG).ifPresent(draft::supports);
        cache.tornDown(0.10).ifPresent(draft::contradicts);
        cache.sickPods(DownDraft.PODS).ifPresent(draft::supports);
        cache.soundPods(0.10).ifPresent(draft::contradicts);
        if (dead.othersDead(facts)) {
            draft.contradicts(WireEvidence.statistic(
                    "The other nameserver refuses too; that fits where the interface of the cache has its address as well.",
                    OTHERS_REFUSE,
                    "otherNameserversAnswering",
                    0,
                    "count"));
        }
        Impact impact = Cost.waitingFor(List.of(dead.server()), facts);
        boolean only = dead.healthyOthers(facts).isEmpty();
        boolean slow = impact.slowLookups() > 0;
        Severity ceiling = only ? Severity.CRITICAL : slow ? Severity.MAJOR : Severity.MINOR;
        draft.servers(List.of(dead.server().address()))
                .cost(impact)
                .is(Cost.severity(ceiling, impact, facts), FindingRole.ROOT)
                .remedy(Remedy.run(
                        "See why the process died.",
                        "kubectl -n kube-system get pods -o wide -l k8s-app=node-local-dns; "
                                + "kubectl -n kube-system logs -l k8s-app=node-local-dns --previous"))
                .remedy(Remedy.run(
                        "Start it again.", "kubectl -n kube-system rollout restart daemonset/node-local-dns"));
        if (!facts.isFirst(dead.server())) {
            // Pods that ask the cache's own address first would wait for silence instead of a quick refusal.
            draft.remedy(Remedy.run(
                    "If it cannot be repaired at once, remove its interface on the node; queries to the Service's address then go"
                            + " the normal way.",
                    "ip link del nodelocaldns"));
        }
        draft.verify("ss -lun 'sport = :53'").verify(Phrases.dig(dead.server().address()));
        return draft.finding(
                "The node-local cache is dead: " + dead.silence() + "; " + refusals(dead) + "; " + down.cost(impact)
                        + ".",
                "The process of the cache ended without taking its interface down, so " + address
                        + " still exists, but nobody"
                        + " listens. The kernel answers with ICMP port unreachable, of which Linux sends about one a second"
                        + " (net.ipv4.icmp_ratelimit): the client that gets one asks the next nameserver at once, the others"
                        + " wait their whole timeout.");
    }

    private static String refusals(DeadServer dead) {
        long waited = dead.server().rounds().timedOut();
        String refused = dead.fastMoves() + (dead.fastMoves() == 1 ? " turn was" : " turns were") + " refused at once";
        return refused
                + (waited == 0 ? "" : ", " + waited + " waited for the timeout because ICMP errors are rate limited");
    }
}
