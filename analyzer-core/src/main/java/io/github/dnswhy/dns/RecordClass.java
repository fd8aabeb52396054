package io.github.dnswhy.dns;

/** Classes of records and questions: the IANA registry "DNS CLASSes". */
public final class RecordClass {
    /** The Internet. */
    public static final int IN = 1;
    /** Chaos: server identification. */
    public static final int CH = 3;
    /** Hesiod. */
    public static final int HS = 4;
    /** None: in UPDATE (RFC 2136). */
    public static final int NONE = 254;
    /** Any: in questions. */
    public static final int ANY = 255;

    private RecordClass() {}

    /**
     * The mnemonic of a class. Allocates nothing for a registered one.
     *
     * @param code 0..65535
     * @return for instance {@code IN}; {@code CLASS65280} for a class without one (RFC 3597 §5)
     */
    public static String text(int code) {
        return switch (code) {
            case IN -> "IN";
            case CH -> "CH";
            case HS -> "HS";
            case NONE -> "NONE";
            case ANY -> "ANY";
            default -> "CLASS" + code;
        };
    }
}
