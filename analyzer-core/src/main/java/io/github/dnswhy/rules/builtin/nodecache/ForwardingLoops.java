package io.github.dnswhy.rules.builtin.nodecache;

import io.github.dnswhy.evidence.CoreDnsLog;
import io.github.dnswhy.evidence.Corefile;
import io.github.dnswhy.evidence.DnsServerEvent;
import io.github.dnswhy.evidence.Endpoint;
import io.github.dnswhy.evidence.Forward;
import io.github.dnswhy.evidence.ResolvConf;
import io.github.dnswhy.facts.NameFacts;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.rules.Facts;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Signs that a CoreDNS forwards to itself: what its loop plugin logged, what its Corefile says, and the plugin's probes. */
final class ForwardingLoops {
    private static final int DNS_PORT = 53;

    /** One probe is the healthy start; a loop brings it back more than twice (plugin loop). */
    private static final int PROBES = 3;

    /** Two random 63-bit numbers are longer than this together, nearly always. */
    private static final int PROBE_DIGITS = 24;

    private final Facts facts;

    ForwardingLoops(Facts facts) {
        this.facts = facts;
    }

    /**
     * A forward directive that leads back.
     *
     * @param corefile where it stands
     * @param forward the directive
     * @param target the target that leads back
     * @param nodeLocal whether it is the node-local cache's Corefile
     * @param certain false when the target is a file whose content is known only by another resolv.conf
     */
    record Circle(Corefile corefile, Forward forward, String target, boolean nodeLocal, boolean certain) {
        /** The directive as written. */
        String directive() {
            return "forward " + forward.from() + " " + String.join(" ", forward.targets());
        }
    }

    /** The fatal lines of the loop plugin in the logs of the node-local caches, or of the cluster DNS. */
    List<DnsServerEvent.LoopDetected> detected(boolean nodeLocal) {
        List<CoreDnsLog> logs =
                nodeLocal ? facts.evidence().nodeLocalLogs() : facts.evidence().clusterDnsLogs();
        for (CoreDnsLog log : logs) {
            List<DnsServerEvent.LoopDetected> lines = log.events(DnsServerEvent.LoopDetected.class);
            if (!lines.isEmpty()) {
                return lines;
            }
        }
        return List.of();
    }

    /** The first forward that leads back to its own server. */
    Optional<Circle> configured() {
        Optional<Circle> uncertain = Optional.empty();
        for (Corefile corefile : facts.evidence().corefiles()) {
            Set<IpAddress> own = own(corefile);
            boolean nodeLocal = own.stream().anyMatch(this::isNodeLocal);
            for (Corefile.ServerBlock block : corefile.blocks()) {
                for (Forward forward : block.forwards()) {
                    for (String target : forward.targets()) {
                        if (isOwn(target, own, block)) {
                            return Optional.of(new Circle(corefile, forward, target, nodeLocal, true));
                        }
                        if (target.startsWith("/") && uncertain.isEmpty() && loopbackNameserver()) {
                            uncertain = Optional.of(new Circle(corefile, forward, target, nodeLocal, false));
                        }
                    }
                }
            }
        }
        return uncertain;
    }

    /** The addresses that a Corefile's server answers on: what it binds; for the cluster DNS, its Service. */
    private Set<IpAddress> own(Corefile corefile) {
        Set<IpAddress> own = new HashSet<>();
        boolean bound = false;
        boolean cluster = false;
        for (Corefile.ServerBlock block : corefile.blocks()) {
            block.binds().forEach(bind -> IpAddress.parse(bind).ifPresent(own::add));
            bound |= !block.binds().isEmpty();
            cluster |= block.uses("kubernetes");
        }
        if (!bound && cluster) {
            facts.servers(ServerRole.CLUSTER_SERVICE).forEach(service -> own.add(service.address()));
        }
        return own;
    }

    private boolean isNodeLocal(IpAddress address) {
        Optional<ServerFacts> server = facts.server(address);
        return address.isLinkLocal()
                || server.filter(s -> s.role() == ServerRole.NODE_LOCAL_CACHE).isPresent();
    }

    /** Whether a target is one of the server's own addresses, or a loopback address, on the port that the block listens on. */
    private static boolean isOwn(String target, Set<IpAddress> own, Corefile.ServerBlock block) {
        String plain = target.startsWith("dns://") ? target.substring("dns://".length()) : target;
        Optional<Endpoint> endpoint = Endpoint.parse(plain);
        Optional<IpAddress> address = endpoint.map(Endpoint::address).or(() -> IpAddress.parse(plain));
        int port = endpoint.map(Endpoint::port).orElse(DNS_PORT);
        boolean samePort = block.keys().isEmpty() || block.keys().stream().anyMatch(key -> key.port() == port);
        boolean bound = !block.binds().isEmpty();
        return samePort
                && address.filter(a -> own.contains(a) || !bound && a.isLoopback())
                        .isPresent();
    }

    private boolean loopbackNameserver() {
        for (ResolvConf conf : facts.evidence().resolvConfs()) {
            if (conf.nameservers().stream()
                    .anyMatch(nameserver -> nameserver.address().isLoopback())) {
                return true;
            }
        }
        return false;
    }

    /** A probe of the loop plugin that came back: a name of two long numbers that was asked again and again. */
    Optional<NameFacts> probes() {
        return facts.names().stream()
                .filter(name -> name.attempts() >= PROBES && isProbe(name.name()))
                .findFirst();
    }

    private static boolean isProbe(String name) {
        int digits = 0;
        int labels = 0;
        for (int i = 0; i < name.length() && labels < 2; i++) {
            char c = name.charAt(i);
            if (c == '.') {
                labels++;
            } else if (c < '0' || c > '9') {
                return false;
            } else {
                digits++;
            }
        }
        return digits >= PROBE_DIGITS;
    }
}
