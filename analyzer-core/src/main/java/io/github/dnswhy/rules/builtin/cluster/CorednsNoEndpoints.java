package io.github.dnswhy.rules.builtin.cluster;

import io.github.dnswhy.evidence.PodList;
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
import io.github.dnswhy.rules.builtin.grounds.ClusterDomain;
import io.github.dnswhy.rules.builtin.grounds.Cost;
import io.github.dnswhy.rules.builtin.grounds.DeadServer;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import io.github.dnswhy.rules.builtin.grounds.ThreadEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The service of the cluster DNS has no ready endpoint: the node rejects its packets, or drops them. */
final class CorednsNoEndpoints implements Rule {
    /** Type 3, code 3 (RFC 792). */
    private static final int PORT_UNREACHABLE = 3 * 256 + 3;
    /** ICMPv6 type 1, code 4 (RFC 4443). */
    private static final int PORT_UNREACHABLE_V6 = (256 + 1) * 256 + 4;

    private static final RuleInfo INFO = new RuleInfo(
            "coredns-no-endpoints",
            "The cluster DNS service has no ready endpoint",
            Blame.CLUSTER_DNS,
            Set.of(Need.CAPTURE),
            Set.of(Need.PODS, Need.DNS_LOG),
            List.of(DeadServer.LEAST_ATTEMPTS, DeadServer.MOST_ANSWERED, DeadServer.FAST_MOVE),
            List.of("all-nameservers-dead", "first-nameserver-dead"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        if (!ClusterDomain.of(facts).seen()) {
            return Assessment.CLEAR; // any private resolver looks like a service
        }
        for (ServerFacts server : facts.servers(ServerRole.CLUSTER_SERVICE)) {
            Optional<DeadServer> dead = DeadServer.of(facts, server);
            if (dead.isEmpty()) {
                continue;
            }
            if (isProhibited(facts, server)) {
                return Assessment.ruledOut(
                        0.4,
                        "ICMP says that packets to " + server.address()
                                + " are prohibited: a policy or firewall rejects them.");
            }
            List<PodList.Pod> pods = facts.evidence().podLists().stream()
                    .flatMap(list -> list.clusterDns().stream())
                    .toList();
            boolean noneReady = !pods.isEmpty() && pods.stream().noneMatch(PodList.Pod::isHealthy);
            if (pods.stream().anyMatch(PodList.Pod::isHealthy) && !dead.get().refused()) {
                return Assessment.ruledOut(0.3, "The list of pods shows a cluster DNS pod that is ready.");
            }
            if (!dead.get().refused() && !noneReady) {
                return Assessment.CLEAR;
            }
            return Assessment.found(finding(facts, dead.get(), pods, noneReady));
        }
        return Assessment.CLEAR;
    }

    /** Whether most ICMP errors are not those for a port that nobody listens on. */
    private static boolean isProhibited(Facts facts, ServerFacts server) {
        Map<Integer, Long> icmp = facts.wire().icmp().getOrDefault(server.address(), Map.of());
        long all = icmp.values().stream().mapToLong(Long::longValue).sum();
        long port = icmp.getOrDefault(PORT_UNREACHABLE, 0L) + icmp.getOrDefault(PORT_UNREACHABLE_V6, 0L);
        return all > 0 && 2 * port < all;
    }

    private static Finding finding(Facts facts, DeadServer dead, List<PodList.Pod> pods, boolean noneReady) {
        FindingDraft draft = new FindingDraft(INFO);
        ServerFacts server = dead.server();
        WireEvidence wire = new WireEvidence(facts);
        draft.supports(wire.transactions(
                dead.silence() + ".",
                0.3,
                server.unansweredFrames().isEmpty() ? server.rejectedFrames() : server.unansweredFrames()));
        if (dead.refused()) {
            draft.supports(wire.transactions(
                    dead.icmp() > 0
                            ? Phrases.count(dead.icmp(), "query")
                                    + " were rejected with an ICMP error: what kube-proxy installs for a service"
                                    + " without endpoints."
                            : "The client moved on or failed at once " + Phrases.count(dead.fastMoves(), "time")
                                    + ": its packets are rejected.",
                    0.3,
                    server.rejectedFrames()));
        }
        boolean podsReady = pods.stream().anyMatch(PodList.Pod::isHealthy);
        if (noneReady) {
            draft.supports(TextEvidence.pods(
                    "None of the cluster DNS pods is ready.",
                    0.35,
                    facts.evidence().podLists().get(0),
                    pods));
        } else if (podsReady) {
            draft.contradicts(TextEvidence.pods(
                    "Cluster DNS pods are ready: then it is this node's kube-proxy that does not know them.",
                    0.15,
                    facts.evidence().podLists().get(0),
                    pods.stream().filter(PodList.Pod::isHealthy).toList()));
        }
        boolean nothingBehind = facts.endpoints().isEmpty();
        if (nothingBehind) {
            draft.supports(WireEvidence.statistic(
                    "No query was seen on its way to an endpoint.", 0.05, "endpointsSeen", 0, "count"));
        }
        ThreadEvidence.held(facts, 0.03).ifPresent(draft::supports);
        Impact impact = Cost.waitingFor(List.of(server), facts);
        draft.servers(List.of(server.address()))
                .cost(impact)
                .is(Cost.severity(Severity.CRITICAL, impact, facts), FindingRole.ROOT);
        if (podsReady) {
            draft.remedy(Remedy.run(
                    "See whether kube-proxy, or what stands in for it, runs on the client's node and reads the service:"
                            + " restart it there when it does not.",
                    "kubectl -n kube-system get pods -o wide -l k8s-app=kube-proxy;"
                            + " kubectl -n kube-system logs -l k8s-app=kube-proxy --tail=100"));
        }
        draft.remedy(Remedy.run(
                        podsReady
                                ? "See which endpoints the service has: its selector and port have to be those of the pods."
                                : "See which endpoints the service has, and why its pods are not ready.",
                        "kubectl -n kube-system get endpointslices,pods -l k8s-app=kube-dns -o wide"))
                .remedy(
                        Remedy.of(
                                podsReady
                                        ? "Look at the way from the node to the API server: kube-proxy learns of endpoints there."
                                        : "Look at the network plugin and the API server first: CoreDNS becomes ready when it has read the cluster."))
                .verify(Phrases.dig(server.address()));
        return draft.finding(
                server.address() + ", the service of the cluster DNS, " + (dead.refused() ? "rejects" : "swallows")
                        + " every query: this node knows no ready endpoint of it"
                        + (podsReady ? ", although pods of it are ready: its kube-proxy is the suspect; " : "; ")
                        + Phrases.count(impact.failedLookups(), "lookup") + " failed.",
                "A service without ready endpoints has nobody to send packets to. kube-proxy in iptables mode rejects them with an ICMP error,"
                        + " of which the kernel sends about one a second, so that the other queries wait out their timeout.");
    }
}
