package io.github.dnswhy.evidence;

import java.util.Optional;

/**
 * Phrases of logs that are neither a DNS server's nor kube-proxy's: of the kernel, of other resolvers, of the JVM and its libraries.
 * The first one that a message holds counts.
 */
public enum LogPhrase {
    /** The kernel drops packets of new flows: its table of connections is full. */
    CONNTRACK_FULL("nf_conntrack: table full", "ip_conntrack: table full"),
    /** The kernel dropped an arriving datagram with a wrong checksum. */
    BAD_CHECKSUM("UDP: bad checksum. From "),
    /** The kernel ended a process for want of memory. */
    OOM_KILLED("Memory cgroup out of memory: Killed process ", "Out of memory: Killed process "),
    /** A counter of the kernel: datagrams for which a socket had no room (nstat). */
    RECEIVE_BUFFER("UdpRcvbufErrors"),
    /** A counter of a cloud's network card: packets to link-local services beyond the allowance (ethtool -S). */
    LINK_LOCAL_ALLOWANCE("linklocal_allowance_exceeded:"),
    /** A counter of a cloud's network card: flows beyond the allowance (ethtool -S). */
    CONNTRACK_ALLOWANCE("conntrack_allowance_exceeded:"),
    /** The kubelet left out nameservers or suffixes of a resolv.conf. */
    RESOLV_CONF_LIMITS("Nameserver limits were exceeded", "Search Line limits were exceeded"),
    /** systemd-resolved talks to a server with fewer features than before. */
    RESOLVED_DEGRADED("Using degraded feature set "),
    /** systemd-resolved rejected an answer. */
    RESOLVED_DNSSEC("DNSSEC validation failed for question "),
    /** Docker's embedded server could not forward. */
    DOCKER_FORWARD_FAILED("[resolver] failed to query external DNS server", "[resolver] failed to query DNS server"),
    /** Cilium's DNS proxy is overloaded, or waits in vain. */
    PROXY_OVERLOADED(
            "Potentially too many parallel DNS requests being processed",
            "Timeout waiting for response to forwarded proxied DNS lookup"),
    /** The threads of a JVM were stopped; the seconds follow. */
    JVM_STOPPED("Total time for which application threads were stopped: "),
    /** A pause of a collector in the JVM's own log; the milliseconds stand at the end. */
    GC_PAUSE("] Pause ", ") Pause "),
    /** Vert.x: an event loop was blocked; the milliseconds follow. */
    EVENT_LOOP_BLOCKED("has been blocked for "),
    /** Netty's resolver waited in vain. */
    NETTY_TIMEOUT("DnsNameResolverTimeoutException"),
    /** Netty's resolver met a circle of aliases. */
    ALIAS_LOOP("CNAME loop detected for "),
    /** A resolver got a response that fits no question of its own. */
    RESPONSE_MISMATCH("Received a mismatching DNS response"),
    /** JNDI's DNS provider waited in vain, or got an error. */
    JNDI_FAILED(
            "javax.naming.CommunicationException: DNS error",
            "DNS server failure [response code 2]",
            "DNS service refused [response code 5]");

    private static final LogPhrase[] ALL = values();
    private static final boolean[] STARTS = starts();

    private final String[] phrases;

    LogPhrase(String... phrases) {
        this.phrases = phrases;
    }

    private static boolean[] starts() {
        boolean[] starts = new boolean[128];
        for (LogPhrase one : ALL) {
            for (String phrase : one.phrases) {
                starts[phrase.charAt(0)] = true;
            }
        }
        return starts;
    }

    /** A phrase and what stands behind it. */
    record Hit(LogPhrase phrase, String detail) {}

    /** The first phrase in a message. Logs are long: one pass, and most characters begin no phrase. */
    static Optional<Hit> in(String message) {
        for (int at = 0; at < message.length(); at++) {
            char c = message.charAt(at);
            if (c < STARTS.length && STARTS[c]) {
                for (LogPhrase one : ALL) {
                    for (String phrase : one.phrases) {
                        if (phrase.charAt(0) == c && message.startsWith(phrase, at)) {
                            return Optional.of(new Hit(
                                    one, message.substring(at + phrase.length()).strip()));
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }
}
