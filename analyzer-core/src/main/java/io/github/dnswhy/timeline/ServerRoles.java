package io.github.dnswhy.timeline;

import io.github.dnswhy.evidence.CoreDnsLog;
import io.github.dnswhy.evidence.Corefile;
import io.github.dnswhy.evidence.DnsServerEvent;
import io.github.dnswhy.evidence.EvidenceSet;
import io.github.dnswhy.evidence.Forward;
import io.github.dnswhy.evidence.PodList;
import io.github.dnswhy.evidence.ResolvConf;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.ServerRole;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Infers what each server is in the cluster; what the user says comes first. */
public final class ServerRoles {
    /** Resolvers of Amazon (VPC) and Google (metadata server): link-local like a cache on the node, but none. */
    private static final Set<IpAddress> CLOUD_RESOLVERS = Set.of(IpAddress.v4(0xA9FEA9FD), IpAddress.v4(0xA9FEA9FE));

    private final Map<IpAddress, ServerRole> given;
    private final Set<IpAddress> nameservers = new HashSet<>();
    private final Set<IpAddress> endpoints = new HashSet<>();
    private final Set<IpAddress> localBinds = new HashSet<>();
    private final Set<IpAddress> targets = new HashSet<>();
    private final Map<IpAddress, ServerFacts> servers = new HashMap<>();

    /**
     * Gathers what is known.
     *
     * @param given roles that the user gave
     * @param evidence what the texts tell
     * @param asked the servers that were asked
     * @param translated endpoints seen behind a service address
     */
    public ServerRoles(
            Map<IpAddress, ServerRole> given,
            EvidenceSet evidence,
            List<ServerFacts> asked,
            List<ServerFacts> translated) {
        this.given = Map.copyOf(given);
        asked.forEach(server -> servers.put(server.address(), server));
        translated.forEach(endpoint -> endpoints.add(endpoint.address()));
        for (ResolvConf conf : evidence.resolvConfs()) {
            nameservers.addAll(conf.usedNameservers());
        }
        for (PodList list : evidence.podLists()) {
            for (PodList.Pod pod : list.pods()) {
                if (pod.isClusterDns()) {
                    pod.address().ifPresent(endpoints::add);
                }
            }
        }
        for (Corefile corefile : evidence.corefiles()) {
            corefile(corefile);
        }
        for (CoreDnsLog log : evidence.nodeLocalLogs()) {
            Set<IpAddress> listens = new HashSet<>();
            log.events(DnsServerEvent.Listening.class)
                    .forEach(event -> event.address().ifPresent(listens::add));
            boolean local = listens.stream().anyMatch(IpAddress::isLinkLocal);
            listens.stream().filter(address -> !local || address.isLinkLocal()).forEach(localBinds::add);
        }
    }

    /**
     * The addresses from which pods of the cluster DNS and of node-local caches ask: of the latter, those of their nodes.
     *
     * @param evidence what the texts tell
     * @return none without a table of pods that has addresses
     */
    public static Set<IpAddress> dnsPods(EvidenceSet evidence) {
        Set<IpAddress> addresses = new HashSet<>();
        for (PodList list : evidence.podLists()) {
            for (PodList.Pod pod : list.pods()) {
                if (pod.isClusterDns() || pod.isNodeLocalDns()) {
                    pod.address().ifPresent(addresses::add);
                }
            }
        }
        return addresses;
    }

    /**
     * A Corefile that binds a link-local address is the node-local cache's, and so is one that binds addresses alone and does not
     * serve the cluster's zone itself; what it forwards to is asked by the cache.
     */
    private void corefile(Corefile corefile) {
        Set<IpAddress> binds = new HashSet<>();
        boolean everywhere = false;
        boolean cluster = false;
        for (Corefile.ServerBlock block : corefile.blocks()) {
            block.binds().forEach(bind -> IpAddress.parse(bind).ifPresent(binds::add));
            everywhere |= block.binds().isEmpty();
            cluster |= block.uses("kubernetes");
        }
        boolean local = binds.stream().anyMatch(IpAddress::isLinkLocal);
        if (local) {
            binds.stream().filter(IpAddress::isLinkLocal).forEach(localBinds::add);
        } else if (!everywhere && !cluster) {
            localBinds.addAll(binds);
        }
        for (Corefile.ServerBlock block : corefile.blocks()) {
            for (Forward forward : block.forwards()) {
                forward.targets().forEach(target -> IpAddress.parse(target).ifPresent(targets::add));
            }
        }
    }

    /**
     * The role of a server.
     *
     * @param address the server
     * @return what it is, {@link ServerRole#OTHER} when nothing tells
     */
    public ServerRole of(IpAddress address) {
        ServerRole said = given.get(address);
        if (said != null) {
            return said;
        }
        if (localBinds.contains(address)) {
            return ServerRole.NODE_LOCAL_CACHE;
        }
        if (CLOUD_RESOLVERS.contains(address)) {
            return ServerRole.UPSTREAM;
        }
        if (address.isV4() && address.isLinkLocal()) {
            return ServerRole.NODE_LOCAL_CACHE;
        }
        if (endpoints.contains(address)) {
            return ServerRole.CLUSTER_ENDPOINT;
        }
        ServerFacts server = servers.get(address);
        boolean askedByLookups = server != null && server.rounds().total() > 0;
        if (nameservers.contains(address) || askedByLookups && nameservers.isEmpty()) {
            return isPrivate(address) ? ServerRole.CLUSTER_SERVICE : ServerRole.OTHER;
        }
        if (targets.contains(address) || !askedByLookups) {
            return ServerRole.UPSTREAM;
        }
        return ServerRole.OTHER;
    }

    /** Service addresses are private (RFC 1918, RFC 4193); public resolvers are not. */
    private static boolean isPrivate(IpAddress address) {
        if (!address.isV4()) {
            return address.high() >>> 57 == 0x7E;
        }
        int first = (int) (address.low() >>> 24 & 0xFF);
        int second = (int) (address.low() >>> 16 & 0xFF);
        return first == 10
                || first == 172 && second >= 16 && second < 32
                || first == 192 && second == 168
                || first == 100 && second >= 64 && second < 128;
    }
}
