package io.github.dnswhy.model;

/** What became of one query of a lookup. */
public enum StepFate {
    /** Answered with at least one record of use. */
    ANSWERED,
    /** Answered: the name exists without such records. */
    NODATA,
    /** Answered: no such name. */
    NXDOMAIN,
    /** Answered with an RCODE that sends the resolver to its next server. */
    ERROR,
    /** Answered, cut: the resolver has to repeat it over TCP. */
    TRUNCATED,
    /** No answer until the resolver's timeout. */
    TIMEOUT,
    /** Refused at once, by an ICMP error or without a trace in the capture. */
    REJECTED,
    /** Still open when the capture ended. */
    OPEN
}
