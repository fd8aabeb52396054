package io.github.dnswhy.dns;

/** Types of TLVs in DNS Stateful Operations: the IANA registry "DSO Type Codes". */
public final class DsoType {
    /** How long a session may idle, and how often it is kept alive (RFC 8490 §7.1). */
    public static final int KEEPALIVE = 1;
    /** The server wants the client to come back later (RFC 8490 §7.2). */
    public static final int RETRY_DELAY = 2;
    /** Padding (RFC 8490 §7.3). */
    public static final int ENCRYPTION_PADDING = 3;
    /** A client wants to be told of changes (RFC 8765 §6.2). */
    public static final int SUBSCRIBE = 0x40;
    /** Changes (RFC 8765 §6.3). */
    public static final int PUSH = 0x41;
    /** A client does not want to be told any more (RFC 8765 §6.4). */
    public static final int UNSUBSCRIBE = 0x42;
    /** A client doubts a record (RFC 8765 §6.5). */
    public static final int RECONFIRM = 0x43;

    private DsoType() {}

    /**
     * The name of a type. Allocates nothing for a registered one.
     *
     * @param code 0..65535
     * @return for instance {@code KEEPALIVE}; {@code DSO63488} for one without
     */
    public static String text(int code) {
        return switch (code) {
            case KEEPALIVE -> "KEEPALIVE";
            case RETRY_DELAY -> "RETRY-DELAY";
            case ENCRYPTION_PADDING -> "ENCRYPTION-PADDING";
            case SUBSCRIBE -> "SUBSCRIBE";
            case PUSH -> "PUSH";
            case UNSUBSCRIBE -> "UNSUBSCRIBE";
            case RECONFIRM -> "RECONFIRM";
            default -> "DSO" + code;
        };
    }
}
