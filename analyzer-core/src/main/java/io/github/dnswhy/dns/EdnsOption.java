package io.github.dnswhy.dns;

/** Options of the OPT record: the IANA registry "DNS EDNS0 Option Codes (OPT)". */
public final class EdnsOption {
    /** Name server identifier (RFC 5001). */
    public static final int NSID = 3;
    /** DNSSEC algorithms understood (RFC 6975). */
    public static final int DAU = 5;
    /** DS hashes understood (RFC 6975). */
    public static final int DHU = 6;
    /** NSEC3 hashes understood (RFC 6975). */
    public static final int N3U = 7;
    /** Client subnet (RFC 7871). */
    public static final int CLIENT_SUBNET = 8;
    /** Zone expiry (RFC 7314). */
    public static final int EXPIRE = 9;
    /** Cookies (RFC 7873). */
    public static final int COOKIE = 10;
    /** Idle timeout of a connection (RFC 7828). */
    public static final int TCP_KEEPALIVE = 11;
    /** Padding (RFC 7830). */
    public static final int PADDING = 12;
    /** Trust anchors (RFC 8145). */
    public static final int KEY_TAG = 14;
    /** Extended DNS Error (RFC 8914). */
    public static final int EDE = 15;
    /** Where to report errors (RFC 9567). */
    public static final int REPORT_CHANNEL = 18;

    private EdnsOption() {}

    /**
     * The name of an option. Allocates nothing for a registered one.
     *
     * @param code 0..65535
     * @return for instance {@code COOKIE}; {@code OPT65001} for one without
     */
    public static String text(int code) {
        return switch (code) {
            case 1 -> "LLQ";
            case 2 -> "UL";
            case NSID -> "NSID";
            case DAU -> "DAU";
            case DHU -> "DHU";
            case N3U -> "N3U";
            case CLIENT_SUBNET -> "CLIENT-SUBNET";
            case EXPIRE -> "EXPIRE";
            case COOKIE -> "COOKIE";
            case TCP_KEEPALIVE -> "TCP-KEEPALIVE";
            case PADDING -> "PADDING";
            case 13 -> "CHAIN";
            case KEY_TAG -> "KEY-TAG";
            case EDE -> "EDE";
            case 16 -> "CLIENT-TAG";
            case 17 -> "SERVER-TAG";
            case REPORT_CHANNEL -> "REPORT-CHANNEL";
            case 19 -> "ZONEVERSION";
            case 20292 -> "UMBRELLA-IDENT";
            case 26946 -> "DEVICE-ID";
            default -> "OPT" + code;
        };
    }
}
