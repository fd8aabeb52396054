package io.github.dnswhy.model;

import java.util.Optional;

/**
 * Something to do about a finding.
 *
 * @param text what to do and why, one sentence
 * @param command a command to run, where there is one
 * @param link a page that says more, where there is one
 */
public record Remedy(String text, Optional<String> command, Optional<String> link) {
    /**
     * A remedy with a command.
     *
     * @param text what to do
     * @param command the command
     * @return the remedy
     */
    public static Remedy run(String text, String command) {
        return new Remedy(text, Optional.of(command), Optional.empty());
    }

    /**
     * A remedy in words.
     *
     * @param text what to do
     * @return the remedy
     */
    public static Remedy of(String text) {
        return new Remedy(text, Optional.empty(), Optional.empty());
    }
}
