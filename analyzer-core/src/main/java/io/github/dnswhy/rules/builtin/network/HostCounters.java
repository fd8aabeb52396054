package io.github.dnswhy.rules.builtin.network;

import io.github.dnswhy.evidence.LogNote;
import io.github.dnswhy.evidence.LogPhrase;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The losses that the host itself counts or tells of. */
final class HostCounters {
    private HostCounters() {}

    static List<Rule> list() {
        return List.of(
                conntrackTableFull(), overlayChecksum(), linkLocalLimit(), receiveBuffer(), proxy(), dockerServer());
    }

    private static RuleInfo info(String id, String title, Blame blame, String... alsoExplained) {
        List<String> supersedes = new ArrayList<>(LossCounter.EXPLAINED);
        supersedes.addAll(List.of(alsoExplained));
        return new RuleInfo(id, title, blame, Set.of(Need.HOST_LOG), Set.of(Need.CAPTURE), List.of(), supersedes);
    }

    /** Counters that stand at zero tell nothing. */
    private static List<LogNote> counted(Facts facts, LogPhrase phrase) {
        return facts.evidence().notes(phrase).stream()
                .filter(note -> note.count() > 0)
                .toList();
    }

    private static LossCounter conntrackTableFull() {
        return new LossCounter(
                info(
                        "conntrack-table-full",
                        "The node's table of connections is full",
                        Blame.NETWORK,
                        "all-nameservers-dead",
                        "first-nameserver-dead",
                        "coredns-overload"),
                facts -> {
                    List<LogNote> notes = new ArrayList<>(facts.evidence().notes(LogPhrase.CONNTRACK_FULL));
                    notes.addAll(counted(facts, LogPhrase.CONNTRACK_ALLOWANCE));
                    return notes;
                },
                Facts::lookupServers,
                "The host says that it dropped packets of new flows because its table was full.",
                0.6,
                Severity.CRITICAL,
                "The table of connections of the node is full, and it drops queries from new ports",
                "Every lookup from a new port takes an entry for 30 s and more. When nf_conntrack_max or the allowance of a cloud's network card"
                        + " is reached, the first packet of every new flow is dropped; flows that exist go on.",
                List.of(
                        Remedy.run(
                                "Raise the bound (kube-proxy: conntrack.maxPerCore).",
                                "sysctl -w net.netfilter.nf_conntrack_max=1048576"),
                        Remedy.of("Take DNS out of it: NodeLocal DNSCache sets NOTRACK for its addresses.")),
                "sysctl net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max; dmesg | grep conntrack | tail");
    }

    private static LossCounter overlayChecksum() {
        return new LossCounter(
                info(
                        "overlay-checksum-offload",
                        "Packets between nodes are dropped for wrong checksums",
                        Blame.NETWORK,
                        "all-nameservers-dead"),
                facts -> facts.evidence().notes(LogPhrase.BAD_CHECKSUM).stream()
                        .filter(note ->
                                note.text().contains(":8472") || note.text().contains(":4789"))
                        .toList(),
                Facts::lookupServers,
                "The kernel dropped packets of the overlay for wrong checksums.",
                0.6,
                Severity.CRITICAL,
                "Packets of the overlay network arrive with wrong checksums and are dropped",
                "Some kernels compute the outer checksum of VXLAN wrongly when the network card is to do so and the packet is translated twice. UDP"
                        + " queries to endpoints on other nodes vanish; TCP connects after 63 s; endpoints on the same node are well.",
                List.of(Remedy.run(
                        "Let the kernel compute checksums of the overlay's interface.",
                        "ethtool -K flannel.1 tx-checksum-ip-generic off")),
                "dmesg | grep 'bad checksum' | tail -3");
    }

    private static LossCounter linkLocalLimit() {
        return new LossCounter(
                info(
                        "rate-limit-linklocal",
                        "The cloud drops packets to its resolver beyond a rate",
                        Blame.UPSTREAM,
                        "coredns-upstream-timeout",
                        "slow-authority"),
                facts -> counted(facts, LogPhrase.LINK_LOCAL_ALLOWANCE),
                facts -> facts.servers().stream()
                        .filter(s -> s.role() == ServerRole.UPSTREAM || s.role() == ServerRole.OTHER)
                        .toList(),
                "The network card counts packets to link-local services beyond the allowance.",
                0.5,
                Severity.MAJOR,
                "The cloud drops packets to its resolver: the interface sends more than it allows",
                "AWS drops what an interface sends to the VPC resolver, metadata and time services beyond 1,024 packets a second; no log of theirs"
                        + " shows it. Search lists and TCP multiply packets.",
                List.of(
                        Remedy.of("Spread CoreDNS over more nodes; cache on every node, with UDP to the upstream."),
                        Remedy.of("Ask less: lower ndots, longer TTLs, no AAAA where there is no IPv6.")),
                "ethtool -S eth0 | grep linklocal_allowance_exceeded");
    }

    private static LossCounter receiveBuffer() {
        return new LossCounter(
                info("udp-receive-buffer-overflow", "A socket had no room for datagrams", Blame.NODE),
                facts -> counted(facts, LogPhrase.RECEIVE_BUFFER),
                Facts::lookupServers,
                "The kernel counts datagrams for which a socket had no room.",
                0.3,
                Severity.MINOR,
                "A socket of the host had no room for datagrams that arrived",
                "A burst that is larger than the socket's buffer is dropped by the kernel after it arrived: the capture shows the query, the"
                        + " server never reads it. The counter is of the host's whole life: it has to grow meanwhile.",
                List.of(Remedy.run(
                        "Give sockets more room.",
                        "sysctl -w net.core.rmem_max=8388608 net.core.rmem_default=1048576")),
                "nstat -az UdpRcvbufErrors; sleep 10; nstat UdpRcvbufErrors");
    }

    private static LossCounter proxy() {
        return new LossCounter(
                info(
                        "mesh-or-cni-dns-proxy",
                        "A DNS proxy of the network is overloaded",
                        Blame.NETWORK,
                        "coredns-overload",
                        "late-response"),
                facts -> facts.evidence().notes(LogPhrase.PROXY_OVERLOADED),
                Facts::lookupServers,
                "The log of the proxy says that it is overloaded or waits in vain.",
                0.5,
                Severity.MAJOR,
                "A DNS proxy of the network (service mesh or Cilium) holds queries back",
                "Istio and Cilium's DNS policies lead port 53 through a proxy of their own, whose locks and timeouts hold for every lookup of the"
                        + " node or pod; while it restarts, queries vanish.",
                List.of(
                        Remedy.of(
                                "Raise its limits (Cilium: dnsproxy-lock-count, dnsproxy-lock-timeout), or take system pods out of it.")),
                "kubectl -n kube-system logs ds/cilium --since=10m | grep -c 'Lock acquisition'");
    }

    private static LossCounter dockerServer() {
        return new LossCounter(
                info(
                        "docker-embedded-dns",
                        "Docker's embedded DNS server cannot forward",
                        Blame.NODE,
                        "servfail-upstream",
                        "all-nameservers-dead"),
                facts -> facts.evidence().notes(LogPhrase.DOCKER_FORWARD_FAILED),
                facts -> facts.lookupServers().stream()
                        .filter(s -> s.address().isLoopback())
                        .toList(),
                "The Docker daemon says that it could not forward queries.",
                0.5,
                Severity.MAJOR,
                "Docker's embedded DNS server cannot reach the servers that it forwards to",
                "Containers ask 127.0.0.11, which Docker answers itself or forwards to the servers that the host's resolv.conf named when the container"
                        + " was made. Where these have changed, or time out, lookups do.",
                List.of(Remedy.of(
                        "Name servers in the daemon's or the service's dns setting, and start the container again.")),
                "docker exec CONTAINER cat /etc/resolv.conf");
    }
}
