package io.github.dnswhy.threads;

/** The states of threads, as printed. */
final class ThreadStates {
    private ThreadStates() {}

    /**
     * Reads a state.
     *
     * @param word its name
     * @return the state, null when it is none
     */
    static Thread.State of(String word) {
        return switch (word) {
            case "NEW" -> Thread.State.NEW;
            case "RUNNABLE" -> Thread.State.RUNNABLE;
            case "BLOCKED" -> Thread.State.BLOCKED;
            case "WAITING" -> Thread.State.WAITING;
            case "TIMED_WAITING" -> Thread.State.TIMED_WAITING;
            case "TERMINATED" -> Thread.State.TERMINATED;
            default -> null;
        };
    }
}
