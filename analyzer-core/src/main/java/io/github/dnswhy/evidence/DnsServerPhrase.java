package io.github.dnswhy.evidence;

import java.util.Optional;

/**
 * Phrases of CoreDNS and node-cache that say something about their state. The first one that a message holds counts.
 */
public enum DnsServerPhrase {
    /** A configuration took effect: at the start, or at a reload. */
    CONFIGURATION_RUNNING("Running configuration "),
    /** The Corefile changed and is in use. */
    RELOADED("Reloading complete"),
    /** A changed Corefile was rejected; the old one serves on. */
    RELOAD_FAILED("Corefile changed but reload failed:", "Corefile parse failed:"),
    /** The Corefile cannot be used. */
    COREFILE_INVALID("Error during parsing:", "Invalid config:"),
    /** The Corefile cannot be read. */
    COREFILE_UNREADABLE("Failed to read node-cache coreFile", "loading Caddyfile via flag:"),
    /** A forward target is neither an address nor a file. */
    FORWARD_TARGET_INVALID(
            "not an IP address or file", "not an IP address, file, or valid domain", "no addresses found for"),
    /** A bind target is neither an address nor an interface. */
    BIND_TARGET_INVALID("not a valid IP address or interface name"),
    /** Another process has the address. */
    ADDRESS_IN_USE("bind: address already in use"),
    /** The address is not on this host. */
    ADDRESS_NOT_LOCAL("bind: cannot assign requested address"),
    /** The upstream Service was unknown when node-cache started, so its address is {@code <nil>}. */
    UPSTREAM_SERVICE_UNRESOLVED("Unable to lookup IP address of Upstream service"),
    /** node-cache did not accept its flags and exits. */
    FLAGS_INVALID(
            "Error parsing flags",
            "invalid localip specified",
            "unexpected IP Family for localIP",
            "Failed to obtain CacheApp instance"),
    /** node-cache wrote the zones' forwards. */
    COREFILE_UPDATED("Updated Corefile with"),
    /** node-cache created its interface, which was absent. */
    INTERFACE_ADDED("Added interface - "),
    /** node-cache cannot create its interface. */
    INTERFACE_FAILED("Failed to add non-existent interface", "Error checking dummy device", "Failed to add interface"),
    /** node-cache put an iptables rule back that had been removed. */
    RULE_RESTORED("Added back nodelocaldns rule"),
    /** node-cache cannot put its iptables rules in place. */
    RULE_FAILED("Error checking/adding iptables rule"),
    /** node-cache exits cleanly and removes interface and rules: its address swallows packets from now on. */
    TEARDOWN("Tearing down"),
    /** node-cache got a signal that it does not expect. */
    SIGNAL_UNTRAPPED("Untrapped signal, tearing down"),
    /** The process shuts down on purpose. */
    SHUTTING_DOWN("Shutting down servers then terminating"),
    /** Health answers no more, queries are still served. */
    LAMEDUCK("Going into lameduck mode for"),
    /** Its own health request was slow: the process lacks CPU or sockets. */
    HEALTH_SLOW("took more than 1s:"),
    /** Its own health request failed. */
    HEALTH_FAILED("Local health request to"),
    /** Not ready: plugins are waiting. */
    NOT_READY("Still waiting on:", "Plugins not ready:"),
    /** The Kubernetes API is waited for before serving. */
    API_WAITING("waiting for Kubernetes API before starting server"),
    /** Serves without knowing the cluster: SERVFAIL for cluster names. */
    API_UNSYNCED("starting server with unsynced Kubernetes API"),
    /** The Kubernetes API cannot be listed or watched. */
    API_FAILED("ailed to list *v", "ailed to watch *v", "Kubernetes API connection failure"),
    /** A query met a bug and got SERVFAIL. */
    PANIC("Recovered from panic in server"),
    /** All upstreams are down (outside plugin errors). */
    NO_HEALTHY_UPSTREAM("no healthy proxies", "no upstream host"),
    /** A fatal line with any other text: the process exits. */
    FATAL_OTHER;

    private static final DnsServerPhrase[] ALL = values();

    private final String[] phrases;

    DnsServerPhrase(String... phrases) {
        this.phrases = phrases;
    }

    /** Which phrase a message holds. */
    static Optional<DnsServerPhrase> in(String message, LogLevel level) {
        for (DnsServerPhrase candidate : ALL) {
            if (candidate.end(message) >= 0) {
                return Optional.of(candidate);
            }
        }
        return level == LogLevel.FATAL ? Optional.of(FATAL_OTHER) : Optional.empty();
    }

    /** What stands behind the phrase. */
    String detail(String message) {
        int end = end(message);
        return end < 0 ? "" : message.substring(end).strip();
    }

    private int end(String message) {
        for (String phrase : phrases) {
            int at = message.indexOf(phrase);
            if (at >= 0) {
                return at + phrase.length();
            }
        }
        return -1;
    }
}
