package io.github.dnswhy.dns;

/** The sections of a message that hold records (RFC 1035 §4.1), in their order. In an UPDATE they bear other names. */
public enum Section {
    /** Answers; the prerequisites of an UPDATE. */
    ANSWER,
    /** Authority; the updates of an UPDATE. */
    AUTHORITY,
    /** Additional data. */
    ADDITIONAL
}
