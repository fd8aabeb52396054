package io.github.dnswhy.rules.builtin.cluster;

import io.github.dnswhy.evidence.PodList;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.Threshold;
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
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import io.github.dnswhy.rules.builtin.grounds.ThreadEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One of several endpoints of the cluster DNS swallows what the node sends it: every query on some source ports is lost. */
final class CorednsEndpointDead implements Rule {
    static final Threshold LEAST_QUERIES =
            new Threshold("leastQueries", 5, "count", "judgement: fewer unanswered queries may be lost by chance");
    static final Threshold MOST_ANSWERED = new Threshold(
            "mostAnswered", 0.02, "ratio", "judgement: a dead endpoint seems to answer a stray query at most");
    static final Threshold CONCENTRATION = new Threshold(
            "shareOfAllLost", 0.9, "ratio", "judgement: loss on the path would spread over the endpoints");

    private static final double SILENT = 0.50;
    private static final double SILENT_AT_TIMES = 0.40;
    private static final double OTHERS = 0.20;
    private static final double ALL_LOST_HERE = 0.15;
    private static final double KNOWN_POD = 0.05;
    private static final double SICK_POD = 0.10;

    private static final RuleInfo INFO = new RuleInfo(
            "coredns-endpoint-dead",
            "One endpoint of the cluster DNS answers nothing",
            Blame.CLUSTER_DNS,
            Set.of(Need.CAPTURE),
            Set.of(Need.PODS, Need.DNS_LOG, Need.THREAD_DUMP),
            List.of(
                    LEAST_QUERIES,
                    MOST_ANSWERED,
                    CONCENTRATION,
                    LostFlows.HALF_PAIRS,
                    LostFlows.STUCK,
                    LostFlows.QUICK),
            List.of("packet-loss"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        List<ServerFacts> services = facts.lookupServers().stream()
                .filter(server -> server.role() != ServerRole.NODE_LOCAL_CACHE)
                .filter(server -> server.transactions().unanswered() > 0
                        && DeadServer.of(facts, server).isEmpty())
                .sorted(Comparator.comparingLong(
                                (ServerFacts server) -> server.transactions().unanswered())
                        .reversed())
                .toList();
        List<ServerFacts> endpoints = facts.endpoints().stream()
                .filter(endpoint -> known(endpoint) >= LEAST_QUERIES.value())
                .toList();
        if (endpoints.size() > 1) {
            return byEndpoint(facts, endpoints, services);
        }
        return services.isEmpty() ? Assessment.CLEAR : byFlow(facts, services.get(0));
    }

    private static long known(ServerFacts server) {
        return server.transactions().total() - server.transactions().undetermined();
    }

    /** The node's view: which endpoint each query was translated to is in the capture. */
    private static Assessment byEndpoint(Facts facts, List<ServerFacts> endpoints, List<ServerFacts> services) {
        long lost = endpoints.stream()
                .mapToLong(endpoint -> endpoint.transactions().unanswered())
                .sum();
        if (lost == 0) {
            return Assessment.CLEAR;
        }
        ServerFacts worst = endpoints.stream()
                .max(Comparator.comparingLong((ServerFacts endpoint) ->
                                endpoint.transactions().unanswered())
                        .thenComparing(ServerFacts::address))
                .orElseThrow();
        ServerFacts.Transactions t = worst.transactions();
        double share = (double) t.unanswered() / lost;
        List<ServerFacts> others =
                endpoints.stream().filter(other -> other != worst).toList();
        boolean othersAnswer =
                others.stream().allMatch(other -> other.transactions().answeredRatio() >= DeadServer.HEALTHY.value());
        boolean whole = t.answeredRatio() <= MOST_ANSWERED.value();
        // It may have died, or come back, while the capture ran: then flows to it are lost as a whole in that time.
        boolean atTimes = !whole
                && t.unanswered() >= LEAST_QUERIES.value()
                && services.stream()
                        .map(service -> LostFlows.of(facts, service))
                        .anyMatch(LostFlows::isPattern);
        if (!whole && !atTimes || share < CONCENTRATION.value() || !othersAnswer) {
            return Assessment.ruledOut(
                    share * (1 - t.answeredRatio()) / 2,
                    worst.address() + " lost " + Phrases.of(t.unanswered(), known(worst), "query")
                            + ", the other endpoints " + (lost - t.unanswered()) + ": no endpoint is dead.");
        }
        WireEvidence wire = new WireEvidence(facts);
        FindingDraft draft = new FindingDraft(INFO)
                .supports(wire.transactions(
                        worst.address() + " answered " + Phrases.of(t.answered(), known(worst), "query")
                                + (whole ? "." : ", and lost the others flow by flow, retries included."),
                        whole ? SILENT : SILENT_AT_TIMES,
                        worst.unansweredFrames()))
                .supports(WireEvidence.statistic(
                        "Of " + Phrases.count(lost, "lost query") + " " + t.unanswered() + " went to " + worst.address()
                                + ".",
                        ALL_LOST_HERE,
                        "shareOfAllLost",
                        share,
                        "ratio"));
        for (ServerFacts other : others) {
            draft.supports(WireEvidence.statistic(
                    other.address() + " answered "
                            + Phrases.of(other.transactions().answered(), known(other), "query") + ".",
                    OTHERS / others.size(),
                    "answeredRatio",
                    other.transactions().answeredRatio(),
                    "ratio"));
        }
        pod(facts, worst.address()).ifPresent(draft::supports);
        return Assessment.found(finding(facts, draft, services, Optional.of(worst.address()), others.size() + 1));
    }

    /** The pod behind the dead endpoint; one that is said to be well names the node to look at all the same. */
    private static Optional<Evidence> pod(Facts facts, IpAddress endpoint) {
        for (PodList list : facts.evidence().podLists()) {
            for (PodList.Pod pod : list.clusterDns()) {
                if (pod.address().filter(endpoint::equals).isPresent()) {
                    String where = pod.node().map(node -> " on " + node).orElse("");
                    return Optional.of(TextEvidence.pods(
                            endpoint + " is the pod " + pod.name() + where + ", " + pod.status() + ".",
                            pod.isHealthy() ? KNOWN_POD : SICK_POD,
                            list,
                            List.of(pod)));
                }
            }
        }
        return Optional.empty();
    }

    /** The client's view: only the address of the Service is seen, and some flows to it lose everything. */
    private static Assessment byFlow(Facts facts, ServerFacts service) {
        LostFlows flows = LostFlows.of(facts, service);
        if (!flows.isPattern()) {
            return flows.why()
                    .map(why -> Assessment.ruledOut(flows.score(), why))
                    .orElse(Assessment.CLEAR);
        }
        FindingDraft draft = new FindingDraft(INFO);
        flows.addTo(draft);
        return Assessment.found(finding(facts, draft, List.of(service), flows.suspect(), flows.endpoints()));
    }

    private static Finding finding(
            Facts facts, FindingDraft draft, List<ServerFacts> services, Optional<IpAddress> endpoint, int endpoints) {
        ThreadEvidence.held(facts, DownDraft.THREADS).ifPresent(draft::supports);
        facts.capture()
                .dropped()
                .filter(drops -> drops > 0)
                .ifPresent(drops -> draft.contradicts(WireEvidence.statistic(
                        "The capturing host dropped " + Phrases.count(drops, "frame") + ".",
                        0.2,
                        "droppedFrames",
                        drops,
                        "count")));
        Impact impact = Cost.waitingFor(services, facts);
        List<IpAddress> servers =
                new ArrayList<>(services.stream().map(ServerFacts::address).toList());
        endpoint.ifPresent(servers::add);
        String who = endpoint.map(address -> "The endpoint " + address).orElse("One endpoint") + " of the cluster DNS";
        draft.servers(servers)
                .cost(impact)
                .is(Cost.severity(Severity.MAJOR, impact, facts), FindingRole.ROOT)
                .remedy(Remedy.run(
                        "Compare the endpoints with the pods and their nodes; a node that is NotReady is the first suspect.",
                        "kubectl -n kube-system get endpointslices -l k8s-app=kube-dns -o wide; kubectl get nodes"))
                .remedy(Remedy.run(
                        "Delete the pod, or drain its node.",
                        "kubectl -n kube-system delete pod -l k8s-app=kube-dns --field-selector status.podIP="
                                + endpoint.map(IpAddress::toString).orElse("ENDPOINT")))
                .remedy(
                        Remedy.of(
                                "Let a readiness probe on the plugin ready (port 8181) take a dead endpoint out of the Service."));
        endpoint.ifPresent(address -> draft.verify(Phrases.dig(address)));
        services.forEach(service -> draft.verify(Phrases.dig(service.address())));
        return draft.finding(
                who + " answers nothing" + (endpoints > 1 ? ", one of " + endpoints : "") + "; "
                        + new DownDraft(facts).cost(impact) + ".",
                "kube-proxy spreads flows over the endpoints of the Service, by source port. A flow that meets the dead one"
                        + " loses every query: the pair of A and AAAA, and the retries too, because the same port goes to the"
                        + " same endpoint while conntrack remembers it. Other flows are well.");
    }
}
