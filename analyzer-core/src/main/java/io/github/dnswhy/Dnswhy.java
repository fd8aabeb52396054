package io.github.dnswhy;

import io.github.dnswhy.model.Report;
import java.io.IOException;
import java.nio.file.Path;

/** The shortest way to a report. */
public final class Dnswhy {
    private static final String VERSION = "0.1.0";

    private Dnswhy() {}

    /**
     * Analyzes files and directories together as one incident, with everything by default.
     *
     * @param inputs what an engineer has: captures, thread dumps, logs, configuration, or directories of them
     * @return the report
     * @throws NothingUsableException if the inputs exist, but none can be analyzed
     * @throws IOException if none of the inputs exists
     */
    public static Report analyze(Path... inputs) throws IOException {
        return Analyzer.builder().build().analyze(inputs);
    }

    /**
     * The version of dnswhy.
     *
     * @return for example {@code 0.1.0}
     */
    public static String version() {
        return VERSION;
    }
}
