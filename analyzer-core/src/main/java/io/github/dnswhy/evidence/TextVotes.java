package io.github.dnswhy.evidence;

import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.IpAddress;
import java.util.Optional;

/** Counts for which kind of text the lines of a text speak. */
final class TextVotes {
    /** What only one program prints; it outweighs lines that merely look like some log. */
    private static final int PROOF = 100;

    private static final int HINT = 5;
    private static final int ENOUGH = 20;
    private static final int MOST_LINES = 400;
    private static final String LINK_LOCAL = "169.254.";

    private static final String[] NODE_CACHE = {
        "Starting node-cache image",
        "Added interface - nodelocaldns",
        "nodelocaldns rule",
        "node-cache coreFile",
        "CacheApp instance",
        "Unable to lookup IP address of Upstream service",
        "custom stubdomains and upstream servers",
        "Skipping kube-dns configmap sync"
    };
    private static final String[] KUBE_PROXY = {
        "kube-proxy running in",
        "Creating dualStackProxier",
        "Starting service config controller",
        "Starting endpoint slice config controller",
        "Flag proxy-mode=",
        "\"Setting nf_conntrack_max\"",
        "] \"SyncProxyRules",
        " server_others.go:",
        " server_linux.go:",
        " proxier.go:"
    };
    private static final String[] STACK_TRACE = {
        "\tat ", "    at ", "Caused by: ", "Exception in thread ", "INFO: ", "WARNING: ", "SEVERE: "
    };

    private final LogEnvelope envelope = new LogEnvelope();
    private final TimeScanner scanner = new TimeScanner();
    private final PodListReader table = new PodListReader();
    private final CorefileVotes corefile = new CorefileVotes();
    private final LogPlace nowhere = new LogPlace("", 1, Optional.empty(), Optional.empty());
    private long lines;
    private long dns;
    private boolean nodeLocal;
    private long kubeProxy;
    private long klog;
    private long resolvConf;
    private long resolvConfOthers;
    private boolean resolvConfProof;
    private long pods;
    private long described;
    private boolean describesContainers;
    private long app;

    /** Whether more lines cannot change the result, or are not worth the time. */
    boolean decided() {
        long proofs = Math.max(nodeLocal ? dns : 0, Math.max(kubeProxy, pods));
        return proofs >= ENOUGH * PROOF || lines >= MOST_LINES;
    }

    void line(String raw) {
        if (raw.isBlank()) {
            return;
        }
        lines++;
        if (dns >= ENOUGH * PROOF && !raw.contains(LINK_LOCAL) && !raw.contains("node")) {
            // What is left to find out is whether it is a node-local cache.
            return;
        }
        String stripped = raw.strip();
        if (!ResolvConfReader.isComment(stripped)) {
            resolvConf(stripped);
            corefile.line(stripped);
        }
        String message = envelope.open(raw);
        if (!message.isEmpty() && !dnsServer(message) && !kubeProxy(message) && !kubectl(raw)) {
            application(message);
        }
    }

    InputKind winner() {
        if (resolvConfProof && resolvConfOthers * 2 <= resolvConf) {
            return InputKind.RESOLV_CONF;
        }
        long description = describesContainers ? described : 0;
        long best = Math.max(Math.max(dns, kubeProxy), Math.max(Math.max(pods, description), corefile.weight()));
        if (best == 0 || best < app) {
            return app > 0 && app * 10 >= lines && klog * 2 <= lines ? InputKind.APP_LOG : InputKind.TEXT;
        }
        if (best == dns) {
            return nodeLocal ? InputKind.NODE_LOCAL_DNS_LOG : InputKind.COREDNS_LOG;
        }
        if (best == kubeProxy) {
            return InputKind.KUBE_PROXY_LOG;
        }
        if (best == corefile.weight()) {
            return InputKind.COREFILE;
        }
        return best == pods ? InputKind.KUBECTL_PODS : InputKind.KUBECTL_DESCRIBE;
    }

    private void resolvConf(String line) {
        String keyword = ResolvConfReader.keyword(line);
        if (keyword == null) {
            resolvConfOthers++;
            return;
        }
        resolvConf++;
        String first = new TextCursor(line, keyword.length()).word();
        resolvConfProof |= switch (keyword) {
            case "nameserver" -> IpAddress.parse(first).isPresent();
            case "options" -> ResolvConfReader.isOption(first);
            case "search", "domain" -> first.indexOf('.') > 0;
            default -> false;
        };
    }

    private boolean dnsServer(String line) {
        int stampEnd = TextCursor.isDigit(line, 0) ? scanner.scan(line, 0) : -1;
        String message = stampEnd > 0 && stampEnd < line.length() ? line.substring(stampEnd + 1) : line;
        LogLevel level = CoreDnsLogReader.level(message);
        int start = CoreDnsLogReader.levelEnd(message, level);
        if (QueryLineReader.looksLikeQuery(message, start) || level == null && isPlatform(message)) {
            dns += PROOF;
            return true;
        }
        if (level == null) {
            boolean server = DnsServerLines.isBanner(message) || DnsServerLines.listening(message, nowhere) != null;
            return server && vote(DnsServerLines.read(message, message, null, nowhere), true);
        }
        for (String phrase : NODE_CACHE) {
            if (message.contains(phrase)) {
                nodeLocal = true;
                dns += PROOF;
                return true;
            }
        }
        String text = message.substring(start);
        return vote(DnsServerLines.read(text, text, level, nowhere), text.startsWith("plugin/"));
    }

    /** {@code linux/amd64, go1.20.7, ae2bbc2}. */
    private static boolean isPlatform(String message) {
        return message.startsWith("linux/") && message.contains(", go1.");
    }

    private boolean vote(DnsServerEvent event, boolean proof) {
        nodeLocal |= isNodeLocal(event);
        boolean certain = proof || event != null && !(event instanceof DnsServerEvent.Noticed);
        dns += certain ? PROOF : event != null ? HINT : 0;
        return certain || event != null;
    }

    /** Only a node-local cache has an address that is link-local. */
    private static boolean isNodeLocal(DnsServerEvent event) {
        if (event instanceof DnsServerEvent.Listening listening) {
            return listening.address().filter(IpAddress::isLinkLocal).isPresent();
        }
        if (event instanceof DnsServerEvent.LoopDetected loop) {
            return isLinkLocal(loop.to());
        }
        return event instanceof DnsServerEvent.QueryFailed failed
                && isLinkLocal(failed.error().local());
    }

    private static boolean isLinkLocal(Optional<Endpoint> endpoint) {
        return endpoint.map(Endpoint::address).filter(IpAddress::isLinkLocal).isPresent();
    }

    private boolean kubeProxy(String message) {
        boolean header = KubeProxyLogReader.hasKlogHeader(message);
        if (!header && message.charAt(0) != '{') {
            return false;
        }
        klog += header ? 1 : 0;
        boolean proof = KubeProxyLogReader.meaning(message) != null;
        for (int i = 0; i < KUBE_PROXY.length && !proof; i++) {
            proof = message.contains(KUBE_PROXY[i]);
        }
        kubeProxy += proof ? PROOF : 0;
        return proof || header;
    }

    private boolean kubectl(String line) {
        char first = line.charAt(0);
        // Names of pods are in lower case; the header begins with NAME.
        if ((first >= 'a' && first <= 'z' || first == 'N') && table.line(line, lines)) {
            pods += PROOF;
            return true;
        }
        int colon = line.indexOf(':');
        String key = colon < 0 ? "" : line.substring(0, colon).strip();
        boolean known = switch (key) {
            case "Name",
                    "Namespace",
                    "Node",
                    "Labels",
                    "Annotations",
                    "Status",
                    "IP",
                    "Events",
                    "Controlled By",
                    "Container ID",
                    "Image",
                    "Image ID",
                    "State",
                    "Last State",
                    "Restart Count",
                    "Ready" -> true;
            default -> false;
        };
        describesContainers |= line.startsWith("Containers:") || line.startsWith("Init Containers:");
        described += known ? 2 * HINT : 0;
        return known;
    }

    private void application(String message) {
        if (message.contains("UnknownHostException")) {
            app += HINT;
            return;
        }
        char first = message.charAt(0);
        boolean json = first == '{'
                && (message.contains("\"level\"") || message.contains("\"message\"") || message.contains("\"msg\""));
        boolean stamped = json || envelope.time().isPresent() || scanner.scan(message, first == '[' ? 1 : 0) > 0;
        for (int i = 0; i < STACK_TRACE.length && !stamped; i++) {
            stamped = message.startsWith(STACK_TRACE[i]);
        }
        app += stamped ? 1 : 0;
    }
}
