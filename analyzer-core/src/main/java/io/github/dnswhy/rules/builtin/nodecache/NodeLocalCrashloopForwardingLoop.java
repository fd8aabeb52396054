package io.github.dnswhy.rules.builtin.nodecache;

import io.github.dnswhy.evidence.DnsServerEvent;
import io.github.dnswhy.evidence.UpstreamError;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Blame;
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
import io.github.dnswhy.rules.builtin.grounds.ForwardErrors;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import io.github.dnswhy.rules.builtin.grounds.ThreadEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A DNS cache forwards to itself, directly or through a resolv.conf; its loop plugin ends the process at every start. */
final class NodeLocalCrashloopForwardingLoop implements Rule {
    private static final double FATAL_LINE = 0.45;
    private static final double CONFIGURED = 0.30;
    private static final double CONFIGURED_BY_FILE = 0.15;
    private static final double PROBES = 0.15;
    private static final double SOUND_PODS = 0.10;
    private static final double NOT_SEEN = 0.30;

    private static final RuleInfo INFO = new RuleInfo(
            "node-local-crashloop-forwarding-loop",
            "A DNS cache forwards queries to itself and crashes",
            Blame.NODE_LOCAL_CACHE,
            Set.of(),
            Set.of(Need.CAPTURE, Need.DNS_LOG, Need.COREFILE, Need.PODS, Need.THREAD_DUMP),
            thresholds(),
            List.of(
                    "node-local-cache-down-silent",
                    "node-local-cache-down-refused",
                    "node-local-hung-or-oom",
                    "first-nameserver-dead",
                    "all-nameservers-dead",
                    "coredns-endpoint-dead",
                    "coredns-overload",
                    "coredns-upstream-timeout",
                    "late-response",
                    "node-local-upstream-timeout",
                    "servfail-upstream",
                    "slow-authority"));

    private static List<Threshold> thresholds() {
        List<Threshold> all = new ArrayList<>(DeadServer.THRESHOLDS);
        all.addAll(LoopSymptom.THRESHOLDS);
        return all;
    }

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        ForwardingLoops loops = new ForwardingLoops(facts);
        List<DnsServerEvent.LoopDetected> lines = loops.detected(true);
        Optional<ForwardingLoops.Circle> circle = loops.configured();
        boolean cluster = lines.isEmpty()
                && (!loops.detected(false).isEmpty()
                        || circle.filter(c -> !c.nodeLocal()).isPresent());
        if (cluster) {
            lines = loops.detected(false);
        }
        List<ServerFacts> suspects = suspects(facts, cluster);
        LoopSymptom symptom = LoopSymptom.of(facts, suspects);
        boolean told = !lines.isEmpty() || circle.isPresent();
        if (symptom.isWell()) {
            return told
                    ? Assessment.ruledOut(
                            lines.isEmpty() ? 0.2 : 0.3, "A loop is written down, but " + symptom.text() + ".")
                    : Assessment.CLEAR;
        }
        boolean shown = symptom.isShown() || loops.probes().isPresent();
        if (!told && !symptom.isTypical()) {
            return symptom.failsSlowly()
                    ? Assessment.ruledOut(
                            0.35, symptom.text() + ", but it never fell silent: a slow upstream looks the same.")
                    : Assessment.CLEAR;
        }
        List<IpAddress> upstreams = ForwardErrors.of(facts.evidence().nodeLocalLogs(), UpstreamError.Kind.TIMEOUT)
                .upstreams();
        if (!told
                && !upstreams.isEmpty()
                && suspects.stream().noneMatch(server -> upstreams.contains(server.address()))) {
            return Assessment.ruledOut(
                    0.35,
                    symptom.text() + ", but its log has timeouts towards " + Phrases.list(upstreams)
                            + ", not towards itself.");
        }
        FindingDraft draft = new FindingDraft(INFO);
        if (!lines.isEmpty()) {
            draft.supports(TextEvidence.log(
                    "The loop plugin ended the process: its own probe came back (" + Phrases.count(lines.size(), "line")
                            + ").",
                    FATAL_LINE,
                    lines));
        }
        circle.filter(c -> c.nodeLocal() != cluster)
                .ifPresent(c -> draft.supports(TextEvidence.line(
                        c.certain()
                                ? "The Corefile forwards to " + c.target() + ", which is its own address."
                                : "The Corefile forwards to the servers of " + c.target()
                                        + "; a resolv.conf names a loopback address.",
                        c.certain() ? CONFIGURED : CONFIGURED_BY_FILE,
                        c.corefile().file(),
                        c.forward().line(),
                        c.directive())));
        loops.probes()
                .ifPresent(probe -> draft.supports(new WireEvidence(facts)
                        .frames(
                                "The loop plugin's probe " + probe.name() + " was seen " + probe.attempts() + " times.",
                                PROBES,
                                List.of(probe.example()))));
        symptom.addTo(draft);
        if (!shown) {
            String text = facts.lookups().total() == 0
                    ? "No capture shows lookups that suffered from it."
                    : "No lookup in the capture asked a server that suffers from it.";
            draft.contradicts(WireEvidence.statistic(text, NOT_SEEN, "lookupsTouched", 0, "count"));
        }
        return Assessment.found(finding(facts, draft, suspects, symptom, cluster, lines));
    }

    private static List<ServerFacts> suspects(Facts facts, boolean cluster) {
        return facts.lookupServers().stream()
                .filter(server -> cluster
                        ? server.role() == ServerRole.CLUSTER_SERVICE || server.role() == ServerRole.CLUSTER_ENDPOINT
                        : server.role() == ServerRole.NODE_LOCAL_CACHE)
                .toList();
    }

    private static Finding finding(
            Facts facts,
            FindingDraft draft,
            List<ServerFacts> suspects,
            LoopSymptom symptom,
            boolean cluster,
            List<DnsServerEvent.LoopDetected> lines) {
        if (!cluster) {
            CacheState cache = new CacheState(facts);
            cache.sickPods(DownDraft.PODS).ifPresent(draft::supports);
            cache.soundPods(SOUND_PODS).ifPresent(draft::contradicts);
        }
        ThreadEvidence.held(facts, DownDraft.THREADS).ifPresent(draft::supports);
        Impact impact = Cost.erring(suspects, facts);
        boolean only = suspects.size() == facts.lookupServers().size();
        String set = cluster ? "deployment/coredns" : "daemonset/node-local-dns";
        String map = cluster ? "coredns" : "node-local-dns";
        draft.servers(suspects.stream().map(ServerFacts::address).toList())
                .blame(cluster ? Blame.CLUSTER_DNS : Blame.NODE_LOCAL_CACHE)
                .cost(impact)
                .is(Cost.severity(only ? Severity.CRITICAL : Severity.MAJOR, impact, facts), FindingRole.ROOT)
                .remedy(Remedy.run(
                        "Forward to real servers: the cluster's zones to the Service kube-dns-upstream, the rest to upstream"
                                + " addresses; never to an address that the cache itself listens on.",
                        "kubectl -n kube-system edit configmap " + map))
                .remedy(Remedy.of(
                        "Where the Corefile forwards to /etc/resolv.conf and that names 127.0.0.53, set the kubelet's"
                                + " resolvConf to /run/systemd/resolve/resolv.conf."))
                .remedy(Remedy.run(
                        "Start it again with the repaired Corefile.", "kubectl -n kube-system rollout restart " + set))
                .verify("kubectl -n kube-system logs " + set + " --tail=20");
        suspects.forEach(server -> draft.verify(Phrases.dig(server.address())));
        String who = cluster ? "The cluster DNS" : "The node-local cache";
        String proof = lines.isEmpty()
                ? who + " seems to forward queries to itself"
                : who + " forwards queries to itself, and its loop plugin ends it at every start";
        String cost = facts.lookups().total() == 0 ? "" : "; " + new DownDraft(facts).cost(impact);
        return draft.finding(
                proof + (symptom.text().isEmpty() ? "" : ": " + symptom.text()) + cost + ".",
                "At every start the loop plugin sends a query for a random name to itself; if it comes back, the process ends,"
                        + " and Kubernetes starts it again after 10, 20, 40 and up to 300 s. While it lives, its queries go in"
                        + " a circle until they end in SERVFAIL after about two seconds; while it is dead, its address is"
                        + " silent or refuses.");
    }
}
