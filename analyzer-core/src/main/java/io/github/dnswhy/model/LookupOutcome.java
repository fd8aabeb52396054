package io.github.dnswhy.model;

/** How a lookup ended for the application. */
public enum LookupOutcome {
    /** At least one address (or record of the asked type) came back. */
    RESOLVED,
    /** The name exists, but has no record of the asked type (RFC 2308 §2.2). */
    NODATA,
    /** The name does not exist (RFC 2308 §2.1). */
    NXDOMAIN,
    /** A server said no for a reason of its own: SERVFAIL, REFUSED and their like. */
    FAILED,
    /** No server answered and the resolver stopped trying. */
    GAVE_UP,
    /** Open at the end of the capture and slow already. */
    UNFINISHED,
    /** Open at the end of the capture and still young. */
    UNDETERMINED;

    /**
     * Tells whether the application was left without the answer it should have had.
     *
     * @return true for {@link #FAILED} and {@link #GAVE_UP}; a negative response is an answer
     */
    public boolean isFailure() {
        return this == FAILED || this == GAVE_UP;
    }
}
