package io.github.dnswhy.model;

/** The filter for tcpdump that every advice of a report names. */
public final class CaptureFilter {
    /** DNS, and what has no port: ICMP errors, and the fragments but the first. On 5353 listen the DNS pods of OpenShift. */
    public static final String QUOTED =
            "'port 53 or port 5353 or icmp or icmp6 or (ip[6:2] & 0x1fff != 0) or ip6[6]=44'";

    private CaptureFilter() {}
}
