package io.github.dnswhy.whatif;

import io.github.dnswhy.model.StepFate;

/**
 * What one query of a round brought.
 *
 * @param type the QTYPE
 * @param fate what became of it
 * @param refused whether an error was another than SERVFAIL
 * @param sent nanoseconds from the start of the round to the query
 * @param latency nanoseconds from the query to its end
 */
record Reply(String type, StepFate fate, boolean refused, long sent, long latency) {
    boolean isAnswer() {
        return isAnswer(fate);
    }

    static boolean isAnswer(StepFate fate) {
        return switch (fate) {
            case ANSWERED, NODATA, NXDOMAIN, ERROR -> true;
            case TRUNCATED, TIMEOUT, REJECTED, OPEN -> false;
        };
    }

    /** Nanoseconds from the start of the round to its end. */
    long at() {
        return sent + latency;
    }
}
