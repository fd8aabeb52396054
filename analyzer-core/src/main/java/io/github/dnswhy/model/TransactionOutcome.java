package io.github.dnswhy.model;

/** How a transaction ended. Late and truncated are marks of an answered one. */
public enum TransactionOutcome {
    /** A response came. */
    ANSWERED,
    /** None came although the capture went on long enough. */
    UNANSWERED,
    /** An ICMP error quoted the query. */
    REJECTED,
    /** The TCP connection was reset. */
    RESET,
    /** The capture ended, or lost frames, before this could be told. */
    UNDETERMINED
}
