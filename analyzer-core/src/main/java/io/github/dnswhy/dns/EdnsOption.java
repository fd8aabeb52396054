package io.github.dnswhy.dns;

/** Options of the OPT record: the IANA registry "DNS EDNS0 Option Codes (OPT)", as it stood in the autumn of 2026. */
public final class EdnsOption {
    /** Long-lived query (RFC 8764). */
    public static final int LLQ = 1;
    /** Lease of an update (RFC 9664). */
    public static final int UPDATE_LEASE = 2;
    /** Name server identifier (RFC 5001). */
    public static final int NSID = 3;
    /** Owner, as sleep proxies use it (draft-cheshire-edns0-owner-option). */
    public static final int OWNER = 4;
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
    /** The closest name whose chain of trust is known (RFC 7901). */
    public static final int CHAIN = 13;
    /** Trust anchors (RFC 8145). */
    public static final int KEY_TAG = 14;
    /** Extended DNS Error (RFC 8914). */
    public static final int EDE = 15;
    /** Tag of a client (draft-bellis-dnsop-edns-tags). */
    public static final int CLIENT_TAG = 16;
    /** Tag of a server (draft-bellis-dnsop-edns-tags). */
    public static final int SERVER_TAG = 17;
    /** Where to report errors (RFC 9567). */
    public static final int REPORT_CHANNEL = 18;
    /** Version of the zone (RFC 9660). */
    public static final int ZONEVERSION = 19;
    /** More types that are asked for (RFC 10029). */
    public static final int MQTYPE_QUERY = 20;
    /** More types that are answered (RFC 10029). */
    public static final int MQTYPE_RESPONSE = 21;
    /** Language of the text of an Extended DNS Error. */
    public static final int EDE_EXTRA_TEXT_LANGUAGE = 22;
    /** Whom to ask about filtering. */
    public static final int FILTERING_CONTACT = 23;
    /** Who filters. */
    public static final int FILTERING_ORGANIZATION = 24;
    /** What is filtered by. */
    public static final int FILTERING_DB = 25;
    /** Whether structured errors are understood (draft-ietf-dnsop-structured-dns-error). */
    public static final int STRUCTURED_DNS_ERROR = 26;
    /** Who asks, for Cisco Umbrella. */
    public static final int UMBRELLA_IDENT = 20292;
    /** Which device asks, for Cisco Umbrella. */
    public static final int DEVICE_ID = 26946;

    private EdnsOption() {}

    /**
     * The name of an option. Allocates nothing for a registered one.
     *
     * @param code 0..65535
     * @return for instance {@code COOKIE}; {@code OPT65001} for one without
     */
    public static String text(int code) {
        return switch (code) {
            case LLQ -> "LLQ";
            case UPDATE_LEASE -> "UL";
            case NSID -> "NSID";
            case OWNER -> "OWNER";
            case DAU -> "DAU";
            case DHU -> "DHU";
            case N3U -> "N3U";
            case CLIENT_SUBNET -> "CLIENT-SUBNET";
            case EXPIRE -> "EXPIRE";
            case COOKIE -> "COOKIE";
            case TCP_KEEPALIVE -> "TCP-KEEPALIVE";
            case PADDING -> "PADDING";
            case CHAIN -> "CHAIN";
            case KEY_TAG -> "KEY-TAG";
            case EDE -> "EDE";
            case CLIENT_TAG -> "CLIENT-TAG";
            case SERVER_TAG -> "SERVER-TAG";
            case REPORT_CHANNEL -> "REPORT-CHANNEL";
            case ZONEVERSION -> "ZONEVERSION";
            case MQTYPE_QUERY -> "MQTYPE-QUERY";
            case MQTYPE_RESPONSE -> "MQTYPE-RESPONSE";
            case EDE_EXTRA_TEXT_LANGUAGE -> "EDE-EXTRA-TEXT-LANGUAGE";
            case FILTERING_CONTACT -> "FILTERING-CONTACT";
            case FILTERING_ORGANIZATION -> "FILTERING-ORGANIZATION";
            case FILTERING_DB -> "FILTERING-DB";
            case STRUCTURED_DNS_ERROR -> "STRUCTURED-DNS-ERROR";
            case UMBRELLA_IDENT -> "UMBRELLA-IDENT";
            case DEVICE_ID -> "DEVICE-ID";
            default -> "OPT" + code;
        };
    }
}
