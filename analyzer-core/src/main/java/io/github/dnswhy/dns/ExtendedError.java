package io.github.dnswhy.dns;

/** Extended DNS Errors (RFC 8914): the IANA registry "Extended DNS Error Codes", as it stood in the autumn of 2026. */
public final class ExtendedError {
    /** The cause is in the extra text at best. */
    public static final int OTHER = 0;
    /** The answer is from expired cache data (RFC 8767). */
    public static final int STALE_ANSWER = 3;
    /** Validation ended in the Bogus state. */
    public static final int DNSSEC_BOGUS = 6;
    /** A DS matched no DNSKEY. */
    public static final int DNSKEY_MISSING = 9;
    /** The SERVFAIL is from the cache. */
    public static final int CACHED_ERROR = 13;
    /** The server is starting. */
    public static final int NOT_READY = 14;
    /** The operator's policy. */
    public static final int BLOCKED = 15;
    /** An external party's policy. */
    public static final int CENSORED = 16;
    /** The client's own policy. */
    public static final int FILTERED = 17;
    /** The client is not authorized. */
    public static final int PROHIBITED = 18;
    /** The NXDOMAIN is from expired cache data (RFC 8767). */
    public static final int STALE_NXDOMAIN = 19;
    /** No recursion, and not authoritative. */
    public static final int NOT_AUTHORITATIVE = 20;
    /** No authoritative server could be reached. */
    public static final int NO_REACHABLE_AUTHORITY = 22;
    /** An unrecoverable error towards another server. */
    public static final int NETWORK_ERROR = 23;
    /** The zone data cannot be served. */
    public static final int INVALID_DATA = 24;
    /** The client asks too often. */
    public static final int RATE_LIMITED = 31;

    private ExtendedError() {}

    /**
     * The meaning of an INFO-CODE, as the registry words it. Allocates nothing for a registered one.
     *
     * @param code 0..65535
     * @return for instance {@code No Reachable Authority}; {@code EDE49152} for one without
     */
    public static String text(int code) {
        return switch (code) {
            case OTHER -> "Other Error";
            case 1 -> "Unsupported DNSKEY Algorithm";
            case 2 -> "Unsupported DS Digest Type";
            case STALE_ANSWER -> "Stale Answer";
            case 4 -> "Forged Answer";
            case 5 -> "DNSSEC Indeterminate";
            case DNSSEC_BOGUS -> "DNSSEC Bogus";
            case 7 -> "Signature Expired";
            case 8 -> "Signature Not Yet Valid";
            case DNSKEY_MISSING -> "DNSKEY Missing";
            case 10 -> "RRSIGs Missing";
            case 11 -> "No Zone Key Bit Set";
            case 12 -> "NSEC Missing";
            case CACHED_ERROR -> "Cached Error";
            case NOT_READY -> "Not Ready";
            case BLOCKED -> "Blocked";
            case CENSORED -> "Censored";
            case FILTERED -> "Filtered";
            case PROHIBITED -> "Prohibited";
            case STALE_NXDOMAIN -> "Stale NXDOMAIN Answer";
            case NOT_AUTHORITATIVE -> "Not Authoritative";
            case 21 -> "Not Supported";
            case NO_REACHABLE_AUTHORITY -> "No Reachable Authority";
            case NETWORK_ERROR -> "Network Error";
            case INVALID_DATA -> "Invalid Data";
            case 25 -> "Signature Expired before Valid";
            case 26 -> "Too Early";
            case 27 -> "Unsupported NSEC3 Iterations Value";
            case 28 -> "Unable to conform to policy";
            case 29 -> "Synthesized";
            case 30 -> "Invalid Query Type";
            case RATE_LIMITED -> "Rate Limited";
            case 32 -> "Over Quota";
            case 33 -> "Negative Trust Anchor";
            case 34 -> "New Delegation Only";
            case 35 -> "Blocked by Upstream DNS Server";
            default -> "EDE" + code;
        };
    }
}
