package io.github.dnswhy.rules.builtin.nodecache;

import static io.github.dnswhy.evidence.DnsServerPhrase.ADDRESS_IN_USE;
import static io.github.dnswhy.evidence.DnsServerPhrase.ADDRESS_NOT_LOCAL;
import static io.github.dnswhy.evidence.DnsServerPhrase.BIND_TARGET_INVALID;
import static io.github.dnswhy.evidence.DnsServerPhrase.COREFILE_INVALID;
import static io.github.dnswhy.evidence.DnsServerPhrase.COREFILE_UNREADABLE;
import static io.github.dnswhy.evidence.DnsServerPhrase.FLAGS_INVALID;
import static io.github.dnswhy.evidence.DnsServerPhrase.FORWARD_TARGET_INVALID;
import static io.github.dnswhy.evidence.DnsServerPhrase.HEALTH_FAILED;
import static io.github.dnswhy.evidence.DnsServerPhrase.HEALTH_SLOW;
import static io.github.dnswhy.evidence.DnsServerPhrase.RULE_FAILED;
import static io.github.dnswhy.evidence.DnsServerPhrase.UPSTREAM_SERVICE_UNRESOLVED;

import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.DeadServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The faults of a node-local cache that are written down. */
final class CacheFaults {
    private static final String PLACEHOLDER = "__PILLAR__";
    private static final String NIL = "<nil>";

    private CacheFaults() {}

    static List<Rule> list() {
        return List.of(
                placeholderLeft(),
                upstreamUnresolved(),
                corefileInvalid(),
                portConflict(),
                NodeLocalHung.of(hungOrOutOfMemory()),
                iptablesLock(),
                new NodeLocalModeMismatch(modeMismatch()));
    }

    private static CacheFault fault(
            String id,
            String title,
            Function<Facts, List<Evidence>> written,
            String headline,
            String explanation,
            List<Remedy> remedies,
            String... alsoExplained) {
        List<String> supersedes = new ArrayList<>(CacheFault.EXPLAINED);
        supersedes.addAll(List.of(alsoExplained));
        RuleInfo info = new RuleInfo(
                id,
                title,
                Blame.NODE_LOCAL_CACHE,
                Set.of(),
                Set.of(Need.CAPTURE, Need.DNS_LOG, Need.COREFILE, Need.PODS, Need.RESOLV_CONF),
                DeadServer.THRESHOLDS,
                supersedes);
        return new CacheFault(info, written, headline, explanation, remedies);
    }

    private static CacheFault placeholderLeft() {
        return fault(
                "corefile-placeholder-left",
                "A placeholder was left in the Corefile of the node-local cache",
                facts -> new CacheTexts(facts)
                        .lines(
                                "The log of the cache names a placeholder where a value should be.",
                                CacheTexts.LINE,
                                line -> line.contains(PLACEHOLDER),
                                BIND_TARGET_INVALID,
                                FORWARD_TARGET_INVALID,
                                FLAGS_INVALID,
                                COREFILE_INVALID)
                        .placeholders("The Corefile holds a placeholder that nobody replaced.", CacheTexts.CONFIGURED)
                        .list(),
                "The Corefile of the node-local cache holds a placeholder instead of a value",
                "The manifest of NodeLocal DNSCache is a template. __PILLAR__LOCAL__DNS__, __PILLAR__DNS__DOMAIN__ and"
                        + " __PILLAR__DNS__SERVER__ are replaced by whoever installs it; node-cache fills in the others when it starts,"
                        + " if the ConfigMap is mounted as Corefile.base. With a placeholder the process does not start, on any node.",
                List.of(
                        Remedy.run(
                                "Replace the placeholders in the manifest and apply it again.",
                                "sed -i \"s/__PILLAR__LOCAL__DNS__/169.254.20.10/g; s/__PILLAR__DNS__DOMAIN__/cluster.local/g;"
                                        + " s/__PILLAR__DNS__SERVER__/$(kubectl -n kube-system get svc kube-dns -o"
                                        + " jsonpath={.spec.clusterIP})/g\" nodelocaldns.yaml"),
                        Remedy.of("Mount the ConfigMap's key as Corefile.base, not as Corefile.")),
                "node-local-corefile-missing-or-invalid");
    }

    private static CacheFault upstreamUnresolved() {
        return fault(
                "node-local-upstream-svc-unresolved",
                "The node-local cache did not find the Service that it forwards to",
                facts -> new CacheTexts(facts)
                        .lines(
                                "The cache did not find its upstream Service when it started.",
                                CacheTexts.LINE,
                                line -> true,
                                UPSTREAM_SERVICE_UNRESOLVED)
                        .lines(
                                "The cache rejected <nil> as a forward target.",
                                CacheTexts.LINE / 2,
                                line -> line.contains(NIL),
                                FORWARD_TARGET_INVALID)
                        .nilTargets("The Corefile forwards to <nil>.", CacheTexts.CONFIGURED)
                        .list(),
                "The node-local cache forwards to <nil>: the Service of the cluster DNS did not exist when it started",
                "node-cache takes its upstream's address from the environment variable that Kubernetes sets for the Service named by"
                        + " -upstreamsvc. A Service that is created after the pod, or has another name, leaves the variable empty, and"
                        + " <nil> is written into the Corefile.",
                List.of(
                        Remedy.run(
                                "See whether the Service exists under the name that -upstreamsvc gives.",
                                "kubectl -n kube-system get svc kube-dns-upstream kube-dns"),
                        Remedy.run(
                                "Start the pods again, so that their environment is made anew.",
                                "kubectl -n kube-system rollout restart daemonset/node-local-dns")),
                "node-local-corefile-missing-or-invalid",
                "node-local-upstream-timeout");
    }

    private static CacheFault corefileInvalid() {
        return fault(
                "node-local-corefile-missing-or-invalid",
                "The node-local cache cannot use its Corefile",
                facts -> new CacheTexts(facts)
                        .lines(
                                "The log of the cache says that its Corefile cannot be read or used.",
                                CacheTexts.LINE,
                                line -> !line.contains(PLACEHOLDER) && !line.contains(NIL),
                                COREFILE_INVALID,
                                COREFILE_UNREADABLE,
                                FORWARD_TARGET_INVALID,
                                BIND_TARGET_INVALID,
                                FLAGS_INVALID)
                        .list(),
                "The node-local cache cannot use its Corefile",
                "node-cache is a CoreDNS with few plugins: kubernetes, ready, autopath and acl are missing. A Corefile that was copied"
                        + " from CoreDNS does not parse, and a volume that lacks Corefile.base leaves nothing to read; the process ends.",
                List.of(
                        Remedy.run(
                                "Compare the Corefile with the plugins of node-cache, and how it is mounted.",
                                "kubectl -n kube-system get configmap node-local-dns -o yaml; kubectl -n kube-system get daemonset"
                                        + " node-local-dns -o yaml | grep -A6 'configMap:'"),
                        Remedy.run(
                                "See what the process said last.",
                                "kubectl -n kube-system logs -l k8s-app=node-local-dns --previous")));
    }

    private static CacheFault portConflict() {
        return fault(
                "node-local-port-conflict",
                "Another process has the port of the node-local cache",
                facts -> new CacheTexts(facts)
                        .lines(
                                "The log of the cache says that its address is in use.",
                                CacheTexts.LINE,
                                line -> true,
                                ADDRESS_IN_USE)
                        .list(),
                "Another process on the node has the port of the node-local cache",
                "A second resolver of the node (dnsmasq, systemd-resolved on all addresses, libvirt), an old pod of the cache, or another"
                        + " program on its health or metrics port holds the socket; CoreDNS ends when it cannot bind.",
                List.of(
                        Remedy.run(
                                "See who has the port.", "ss -lunpt 'sport = :53 or sport = :8080 or sport = :9253'"),
                        Remedy.of(
                                "Stop the other program, or give health and prometheus other ports; set maxSurge to 0 for the daemonset.")));
    }

    private static CacheFault hungOrOutOfMemory() {
        return fault(
                "node-local-hung-or-oom",
                "The node-local cache runs out of memory or does not serve",
                facts -> new CacheTexts(facts)
                        .outOfMemory(CacheTexts.LINE)
                        .lines(
                                "Its own health requests failed or took more than a second.",
                                CacheTexts.CONFIGURED,
                                line -> true,
                                HEALTH_FAILED,
                                HEALTH_SLOW)
                        .list(),
                "The node-local cache lacks memory or CPU and stops serving",
                "Each waiting query holds memory and a socket. At the limit the kernel kills the process, and its interface stays behind,"
                        + " refusing; or it lives on and starves until the liveness probe ends it.",
                List.of(
                        Remedy.run(
                                "Raise or drop its memory limit.",
                                "kubectl -n kube-system set resources daemonset/node-local-dns --limits=memory=256Mi"),
                        Remedy.of("Lower cache sizes and max_concurrent; see why so many queries wait.")));
    }

    private static CacheFault iptablesLock() {
        return fault(
                "node-local-iptables-lock",
                "The node-local cache cannot put its iptables rules in place",
                facts -> new CacheTexts(facts)
                        .lines(
                                "The cache could not check or add its iptables rules.",
                                CacheTexts.CONFIGURED,
                                line -> true,
                                RULE_FAILED)
                        .list(),
                "The node-local cache cannot put its iptables rules in place",
                "node-cache checks its rules every minute. While another program holds the xtables lock it cannot add them, and queries to"
                        + " its addresses are tracked, translated or dropped.",
                List.of(
                        Remedy.of(
                                "Mount /run/xtables.lock into the pod; let kube-proxy use nftables, or sync less often."),
                        Remedy.run(
                                "See whether the rules are there.",
                                "iptables-save | grep -e 169.254.20.10 -e nodelocal")));
    }

    private static CacheFault modeMismatch() {
        return fault(
                "node-local-mode-mismatch",
                "The node-local cache does not listen where the pods ask",
                facts -> new CacheTexts(facts)
                        .addressNotBound(CacheTexts.LINE)
                        .lines(
                                "The cache could not bind an address that the node does not have.",
                                CacheTexts.LINE,
                                line -> true,
                                ADDRESS_NOT_LOCAL)
                        .list(),
                "The node-local cache does not listen on the address that the pods ask",
                "With iptables the cache binds the link-local address and the one of the Service; with IPVS, or Cilium in kube-proxy's"
                        + " place, the Service's address cannot be bound, and the kubelet has to name the link-local one. What does not"
                        + " fit together leaves pods asking an address that nobody has.",
                List.of(
                        Remedy.run(
                                "Compare the kubelet's clusterDNS with the cache's bind.",
                                "grep -A2 clusterDNS /var/lib/kubelet/config.yaml; kubectl -n kube-system get configmap node-local-dns -o yaml"
                                        + " | grep bind"),
                        Remedy.of("With Cilium use a CiliumLocalRedirectPolicy for 53/udp and 53/tcp.")));
    }
}
