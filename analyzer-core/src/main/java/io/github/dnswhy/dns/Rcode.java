package io.github.dnswhy.dns;

/** Response codes, with the bits that EDNS adds: the IANA registry "DNS RCODEs". */
public final class Rcode {
    /** No error. */
    public static final int NOERROR = 0;
    /** Format error. */
    public static final int FORMERR = 1;
    /** Server failure. */
    public static final int SERVFAIL = 2;
    /** Non-existent domain. */
    public static final int NXDOMAIN = 3;
    /** Not implemented. */
    public static final int NOTIMP = 4;
    /** Query refused. */
    public static final int REFUSED = 5;
    /** Name exists when it should not (RFC 2136). */
    public static final int YXDOMAIN = 6;
    /** RRset exists when it should not (RFC 2136). */
    public static final int YXRRSET = 7;
    /** RRset that should exist does not (RFC 2136). */
    public static final int NXRRSET = 8;
    /** Server not authoritative, or not authorized (RFC 2136, RFC 8945). */
    public static final int NOTAUTH = 9;
    /** Name not in the zone (RFC 2136). */
    public static final int NOTZONE = 10;
    /** DSO type not implemented (RFC 8490). */
    public static final int DSOTYPENI = 11;
    /** Bad OPT version (RFC 6891); BADSIG in TSIG. */
    public static final int BADVERS = 16;
    /** Key not recognized (RFC 8945). */
    public static final int BADKEY = 17;
    /** Signature out of time window (RFC 8945). */
    public static final int BADTIME = 18;
    /** Bad TKEY mode (RFC 2930). */
    public static final int BADMODE = 19;
    /** Duplicate key name (RFC 2930). */
    public static final int BADNAME = 20;
    /** Algorithm not supported (RFC 2930). */
    public static final int BADALG = 21;
    /** Bad truncation (RFC 8945). */
    public static final int BADTRUNC = 22;
    /** Bad or missing server cookie (RFC 7873). */
    public static final int BADCOOKIE = 23;

    private Rcode() {}

    /**
     * The mnemonic of a response code. Allocates nothing for a registered one.
     *
     * @param code 0..65535
     * @return for instance {@code NXDOMAIN}; {@code RCODE3841} for one without
     */
    public static String text(int code) {
        return switch (code) {
            case NOERROR -> "NOERROR";
            case FORMERR -> "FORMERR";
            case SERVFAIL -> "SERVFAIL";
            case NXDOMAIN -> "NXDOMAIN";
            case NOTIMP -> "NOTIMP";
            case REFUSED -> "REFUSED";
            case YXDOMAIN -> "YXDOMAIN";
            case YXRRSET -> "YXRRSET";
            case NXRRSET -> "NXRRSET";
            case NOTAUTH -> "NOTAUTH";
            case NOTZONE -> "NOTZONE";
            case DSOTYPENI -> "DSOTYPENI";
            case BADVERS -> "BADVERS";
            case BADKEY -> "BADKEY";
            case BADTIME -> "BADTIME";
            case BADMODE -> "BADMODE";
            case BADNAME -> "BADNAME";
            case BADALG -> "BADALG";
            case BADTRUNC -> "BADTRUNC";
            case BADCOOKIE -> "BADCOOKIE";
            default -> "RCODE" + code;
        };
    }

    /**
     * The mnemonic of an error in TSIG or TKEY, where the code 16 is another one than in a message (RFC 8945 §3).
     *
     * @param code 0..65535
     * @return for instance {@code BADSIG}
     */
    static String transactionText(int code) {
        return code == BADVERS ? "BADSIG" : text(code);
    }
}
