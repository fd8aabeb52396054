package io.github.dnswhy.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One run of the command within the test's JVM: its exit code and all that it said. */
record Run(int exitCode, String out, String err) {
    /** Runs the command as with both streams redirected to files. */
    static Run of(String... words) {
        return of(Map.of(), false, words);
    }

    /** Runs the command with an environment, and with a terminal at standard output or without. */
    static Run of(Map<String, String> environment, boolean terminal, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Run run = into(out, environment, terminal, words);
        return new Run(run.exitCode, out.toString(StandardCharsets.UTF_8), run.err);
    }

    /** Runs the command with a standard output of the test's own. */
    static Run into(OutputStream out, Map<String, String> environment, boolean terminal, String... words) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = new Main(new Terminal(out, err, environment, terminal, false, 0)).run(words);
        return new Run(exitCode, "", err.toString(StandardCharsets.UTF_8));
    }
}
