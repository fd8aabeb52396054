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
     * @param args the path of an incident; where it is missing only the help is rehearsed
     */
    public static void main(String[] args) {
        run("help");
        if (args.length == 1 && Files.isDirectory(Path.of(args[0]))) {
            run("show", "messages", args[0], "--format", "jsonl");
            run("analyze", args[0], "--format", "json");
            run("analyze", args[0]);
        }
        System.exit(ExitCode.DONE);
    }

    private static void run(String... words) {
        OutputStream nowhere = OutputStream.nullOutputStream();
        new Main(new Terminal(nowhere, nowhere, Map.of(), false, false, 0)).run(words);
    }
}
