package io.github.dnswhy.cli;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Runs the usual commands for nobody, so that the classes they need get into the start-up archive of the launcher. */
final class Rehearsal {
    private Rehearsal() {}

    /**
     * Rehearses.
     *
     * @param args paths of incidents of different kinds; where there are none only the help is rehearsed
     */
    public static void main(String[] args) {
        run("help");
        for (String incident : args) {
            if (Files.isDirectory(Path.of(incident))) {
                run("analyze", incident);
                run("analyze", incident, "--format", "json");
                run("show", "messages", incident, "--format", "jsonl");
            }
        }
        System.exit(ExitCode.DONE);
    }

    private static void run(String... words) {
        OutputStream nowhere = OutputStream.nullOutputStream();
        new Main(new Terminal(nowhere, nowhere, Map.of(), false, false, 0)).run(words);
    }
}
