package io.github.dnswhy.cli;

import java.util.List;

/** Ends the command with a message for the user: what is wrong and where, and a tip on what to do about it. */
final class CommandException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final transient List<String> details;
    private final String tip;

    private CommandException(int exitCode, String message, List<String> details, String tip) {
        super(message, null, false, false);
        this.exitCode = exitCode;
        this.details = List.copyOf(details);
        this.tip = tip;
    }

    static CommandException usage(String message, String tip) {
        return new CommandException(ExitCode.USAGE, message, List.of(), tip);
    }

    static CommandException noInput(String message, List<String> details, String tip) {
        return new CommandException(ExitCode.USAGE, message, details, tip);
    }

    static CommandException nothingUsable(String message, List<String> details, String tip) {
        return new CommandException(ExitCode.NOTHING_USABLE, message, details, tip);
    }

    int exitCode() {
        return exitCode;
    }

    /** What was seen, one line for each input. */
    List<String> details() {
        return details;
    }

    /** One sentence or more, never empty. */
    String tip() {
        return tip;
    }
}
