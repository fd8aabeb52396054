package io.github.dnswhy.model;

/** What a part of a lookup's felt time was spent on. */
public enum WaitKind {
    /** No answer came in time, and the server answers nobody. */
    DEAD_SERVER,
    /** No answer came in time, and nothing came of that question from a server that answers others. */
    LOST_QUERY,
    /** One of two parallel questions was answered, and the other was waited for in vain. */
    LOST_HALF,
    /** The server refused by ICMP or a reset. */
    REFUSED,
    /** Answers with an RCODE that sends the resolver on: SERVFAIL, REFUSED and their like. */
    ERROR_ANSWER,
    /** Answers of 100 ms and more. */
    SLOW_ANSWER,
    /** Quick answers for names of the search list that do not exist. */
    SEARCH_LIST,
    /** The repetition of a cut answer over TCP, its connection included. */
    TCP_FALLBACK,
    /** Quick answers for the name that ended the lookup: the server's own work and the way there and back. */
    ANSWER,
    /** The client itself, between an answer and its next query. */
    CLIENT
}
