package io.github.dnswhy.dns;

/**
 * How far a message, or a walk over its records, could be read. Everything before the failure stands.
 *
 * <p>A message "cut" ends before what it announces. Whether the capture's snaplen cut it or its sender did, the view cannot
 * know: the one who has the announced length of the payload can.
 */
public enum MessageStatus {
    /** Nothing is wrong. */
    OK(""),
    /** Fewer than twelve octets. */
    HEADER_CUT("dns-header-cut"),
    /** The octets end inside the question section. */
    QUESTION_CUT("dns-question-cut"),
    /** The octets end inside a record, or before all records that the header counts. */
    RECORD_CUT("dns-record-cut"),
    /** A label type other than length and pointer: the bits 01 or 10 (RFC 1035 §4.1.4, RFC 6891 §5). */
    BAD_LABEL("dns-bad-label"),
    /** A compression pointer that does not point backward, points into the header, or is one of too many. */
    BAD_POINTER("dns-bad-pointer"),
    /** A name of more than 255 octets (RFC 1035 §3.1). */
    NAME_TOO_LONG("dns-name-too-long");

    private final String anomaly;

    MessageStatus(String anomaly) {
        this.anomaly = anomaly;
    }

    /**
     * The permanent name under which the failure is counted.
     *
     * @return kebab-case; empty for {@link #OK}
     */
    public String anomaly() {
        return anomaly;
    }

    /** The status of a name's error code, {@code cut} where the octets ended. */
    static MessageStatus ofName(int error, MessageStatus cut) {
        return switch (error) {
            case DomainName.BAD_LABEL -> BAD_LABEL;
            case DomainName.BAD_POINTER -> BAD_POINTER;
            case DomainName.TOO_LONG -> NAME_TOO_LONG;
            default -> cut;
        };
    }
}
