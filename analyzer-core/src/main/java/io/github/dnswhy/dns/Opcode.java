package io.github.dnswhy.dns;

/** Kinds of query: the IANA registry "DNS OpCodes". */
public final class Opcode {
    /** Standard query. */
    public static final int QUERY = 0;
    /** Inverse query, obsolete (RFC 3425). */
    public static final int IQUERY = 1;
    /** Server status. */
    public static final int STATUS = 2;
    /** Zone change (RFC 1996). */
    public static final int NOTIFY = 4;
    /** Dynamic update (RFC 2136). */
    public static final int UPDATE = 5;
    /** Stateful operations (RFC 8490). */
    public static final int DSO = 6;

    private Opcode() {}

    /**
     * The mnemonic of an opcode. Allocates nothing for a registered one.
     *
     * @param code 0..15
     * @return for instance {@code QUERY}; {@code OPCODE15} for one without
     */
    public static String text(int code) {
        return switch (code) {
            case QUERY -> "QUERY";
            case IQUERY -> "IQUERY";
            case STATUS -> "STATUS";
            case NOTIFY -> "NOTIFY";
            case UPDATE -> "UPDATE";
            case DSO -> "DSO";
            default -> "OPCODE" + code;
        };
    }
}
