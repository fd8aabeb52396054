package io.github.dnswhy.lint;

import io.github.dnswhy.evidence.Corefile;
import io.github.dnswhy.evidence.Corefile.Directive;
import io.github.dnswhy.evidence.Corefile.ServerBlock;
import io.github.dnswhy.evidence.Endpoint;
import io.github.dnswhy.evidence.Forward;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.LintMessage;
import io.github.dnswhy.model.LintMessage.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Checks a Corefile block by block. Sources: CoreDNS's plugins and their documentation, the manifest of NodeLocal DNSCache. */
final class CorefileCheck {
    private static final int DNS_PORT = 53;
    private static final int MOST_TARGETS = 15;

    /** What kubeadm's Corefile sets; a query that waits holds about 2 kB. */
    private static final int USUAL_CONCURRENT = 1_000;

    private static final Set<String> NOT_IN_NODE_CACHE = Set.of("kubernetes", "ready", "autopath", "acl");
    private static final Set<String> RUN_TIME_PLACEHOLDERS =
            Set.of("__pillar__cluster__dns__", "__pillar__upstream__servers__");
    private static final Set<String> SCHEMES = Set.of("dns", "tls", "https", "grpc");

    private static final Set<String> PLUGINS = Set.of(
            ("acl any auto autopath azure bind bufsize cache cancel chaos clouddns debug dns64 dnssec dnstap erratic errors etcd federation file"
                            + " forward geoip grpc grpc_server header health hosts https https3 import k8s_external kubernetes loadbalance local log loop"
                            + " metadata minimal multisocket nomad nsid on pprof prometheus proxy proxyproto quic ready reload rewrite root route53"
                            + " secondary shutdown sign startup template timeouts tls trace transfer tsig upstream view whoami")
                    .split(" "));

    private final Corefile corefile;
    private final List<String> loopbackResolvConfs;
    private final Consumer<LintMessage> out;
    private final boolean nodeCache;

    CorefileCheck(Corefile corefile, List<String> loopbackResolvConfs, Consumer<LintMessage> out) {
        this.corefile = corefile;
        this.loopbackResolvConfs = loopbackResolvConfs;
        this.out = out;
        boolean linkLocal = corefile.blocks().stream()
                .flatMap(block -> block.binds().stream())
                .anyMatch(bind -> IpAddress.parse(bind)
                        .filter(a -> a.isV4() && a.isLinkLocal())
                        .isPresent());
        nodeCache = linkLocal || !corefile.placeholders().isEmpty();
    }

    void run() {
        words();
        Map<String, ServerBlock> served = new HashMap<>();
        for (ServerBlock block : corefile.blocks()) {
            repeated(block, served);
            plugins(block);
            missing(block);
            block.forwards().forEach(forward -> forward(block, forward));
        }
        boolean root = corefile.blocks().stream()
                .anyMatch(block -> block.keys().isEmpty()
                        || block.keys().stream().anyMatch(key -> key.zone().equals(".")));
        if (!root && !corefile.blocks().isEmpty()) {
            add(
                    corefile.line(),
                    Level.WARNING,
                    "root-zone-not-served",
                    "no block serves the root zone: all names but those of the zones here are REFUSED");
        }
        whole();
    }

    private void words() {
        for (Corefile.Placeholder word : corefile.placeholders()) {
            boolean runTime = RUN_TIME_PLACEHOLDERS.contains(word.text().toLowerCase(Locale.ROOT));
            add(
                    word.line(),
                    runTime ? Level.INFO : Level.ERROR,
                    "corefile-placeholder-left",
                    runTime
                            ? word.text()
                                    + " is replaced when node-cache starts, provided that this file is mounted as Corefile.base"
                            : word.text() + " has to be replaced before the manifest is applied");
        }
        for (Corefile.Placeholder word : corefile.nilTargets()) {
            add(
                    word.line(),
                    Level.ERROR,
                    "node-local-upstream-svc-unresolved",
                    "<nil> stands for an upstream Service that did not exist when node-cache started");
        }
    }

    private void repeated(ServerBlock block, Map<String, ServerBlock> served) {
        for (Corefile.ZoneKey key : block.keys()) {
            String name = key.scheme() + "://" + key.zone() + ":" + key.port();
            ServerBlock before = served.put(name + " " + block.binds(), block);
            if (before != null) {
                add(
                        block.line(),
                        Level.ERROR,
                        "zone-served-twice",
                        name + " is served by the block on line " + before.line() + " already: CoreDNS does not start");
            }
        }
    }

    private void plugins(ServerBlock block) {
        for (Directive directive : block.directives()) {
            if (nodeCache && NOT_IN_NODE_CACHE.contains(directive.name())) {
                add(
                        directive.line(),
                        Level.ERROR,
                        "plugin-not-in-node-cache",
                        "node-cache is built without " + directive.name() + ": it does not start with it");
            } else if (!PLUGINS.contains(directive.name()) && !directive.name().contains("__PILLAR__")) {
                add(
                        directive.line(),
                        Level.WARNING,
                        "plugin-unknown",
                        "'" + directive.name()
                                + "' is no plugin of CoreDNS; unless it was built in, CoreDNS does not start");
            }
        }
    }

    private void missing(ServerBlock block) {
        boolean forwards = !block.forwards().isEmpty();
        boolean root = block.forwards().stream().anyMatch(f -> f.from().equals("."));
        if (root && !block.uses("loop")) {
            add(
                    block.line(),
                    Level.WARNING,
                    "loop-missing",
                    "without loop nobody notices when queries come back: they circle until they time out");
        }
        if (forwards && !block.uses("errors")) {
            add(
                    block.line(),
                    Level.WARNING,
                    "errors-missing",
                    "without errors the log says nothing of queries that the upstream did not answer");
        }
        if ((forwards || block.uses("kubernetes")) && !block.uses("cache")) {
            add(block.line(), Level.WARNING, "cache-missing", "without cache every query goes to the upstream");
        }
        block.directive("health").ifPresent(health -> {
            if (block.uses("kubernetes") && health.option("lameduck").isEmpty()) {
                add(
                        health.line(),
                        Level.INFO,
                        "lameduck-missing",
                        "without lameduck queries are lost while a pod is replaced; lameduck 5s and more bridges that");
            }
        });
    }

    private void whole() {
        List<ServerBlock> blocks = corefile.blocks();
        boolean cluster = blocks.stream().anyMatch(b -> b.uses("kubernetes"));
        if (blocks.isEmpty() || !cluster && !nodeCache) {
            return;
        }
        if (blocks.stream().noneMatch(b -> b.uses("health"))) {
            add(
                    corefile.line(),
                    Level.WARNING,
                    "health-missing",
                    "without health the kubelet cannot tell whether it lives");
        }
        if (cluster && !nodeCache && blocks.stream().noneMatch(b -> b.uses("ready"))) {
            add(
                    corefile.line(),
                    Level.WARNING,
                    "ready-missing",
                    "without ready pods get queries before they know the cluster");
        }
        if (blocks.stream().noneMatch(b -> b.uses("reload"))) {
            add(
                    corefile.line(),
                    Level.INFO,
                    "reload-missing",
                    "without reload a changed ConfigMap takes effect at the next start");
        }
    }

    private void forward(ServerBlock block, Forward forward) {
        if (forward.targets().isEmpty()) {
            add(forward.line(), Level.ERROR, "forward-without-target", "forward needs a zone and at least one target");
        }
        if (forward.targets().size() > MOST_TARGETS) {
            add(
                    forward.line(),
                    Level.ERROR,
                    "forward-too-many-targets",
                    "forward takes " + MOST_TARGETS + " targets at most");
        }
        forward.targets().forEach(target -> target(block, forward, target));
        boolean root = forward.from().equals(".")
                && block.keys().stream().anyMatch(key -> key.zone().equals("."));
        if (forward.forceTcp() && forward.preferUdp()) {
            add(
                    forward.line(),
                    Level.WARNING,
                    "force-tcp-and-prefer-udp",
                    "force_tcp and prefer_udp contradict each other: force_tcp wins");
        } else if (forward.forceTcp() && root) {
            add(
                    forward.line(),
                    Level.WARNING,
                    "force-tcp-upstream-throttled",
                    "force_tcp for the root zone makes about ten packets of every external lookup; resolvers of clouds count packets");
        }
        forward.maxConcurrent().ifPresent(most -> {
            if (most > 0 && most < USUAL_CONCURRENT) {
                add(
                        forward.line(),
                        Level.WARNING,
                        "max-concurrent-small",
                        "max_concurrent " + most + " is reached at " + most
                                + " queries a second when the upstream takes 1 s; beyond it clients get REFUSED; usual is 1000");
            }
        });
    }

    private void target(ServerBlock block, Forward forward, String target) {
        if (target.startsWith("/")) {
            boolean loops = !loopbackResolvConfs.isEmpty();
            add(
                    forward.line(),
                    loops ? Level.ERROR : Level.INFO,
                    "forward-to-resolv-conf",
                    loops
                            ? target + ": " + loopbackResolvConfs.get(0)
                                    + " names a loopback address, so that queries come back here"
                            : "forwards to what " + target
                                    + " of the pod names: that of the node with dnsPolicy Default; a loopback address in it makes a loop");
            return;
        }
        int scheme = target.indexOf("://");
        String plain = scheme < 0 ? target : target.substring(scheme + 3);
        Optional<Endpoint> endpoint = Endpoint.parse(plain);
        Optional<IpAddress> address = endpoint.map(Endpoint::address).or(() -> IpAddress.parse(plain));
        if (address.isEmpty()) {
            boolean open = target.contains("__PILLAR__")
                    || target.contains("<nil>")
                    || target.contains("{$")
                    || target.contains("{%");
            if (!open) {
                boolean known = scheme < 0 || SCHEMES.contains(target.substring(0, scheme));
                add(
                        forward.line(),
                        Level.WARNING,
                        "forward-target-no-address",
                        "'" + target + "' is no address"
                                + (known
                                        ? ": only newer versions of CoreDNS take a name here"
                                        : ", and its scheme is unknown"));
            }
            return;
        }
        int port = endpoint.map(Endpoint::port).orElse(DNS_PORT);
        boolean samePort = block.keys().isEmpty() || block.keys().stream().anyMatch(key -> key.port() == port);
        List<IpAddress> own = new ArrayList<>();
        block.binds().forEach(bind -> IpAddress.parse(bind).ifPresent(own::add));
        boolean bound = !block.binds().isEmpty();
        if (samePort && (own.contains(address.get()) || !bound && address.get().isLoopback())) {
            add(
                    forward.line(),
                    Level.ERROR,
                    "forward-to-itself",
                    "forwards to " + target + ", its own address: every query circles, and loop ends the process");
        }
    }

    private void add(long line, Level level, String id, String text) {
        out.accept(new LintMessage(corefile.file(), Math.max(1, line), level, id, text));
    }
}
