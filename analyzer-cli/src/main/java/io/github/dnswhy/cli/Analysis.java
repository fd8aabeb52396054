package io.github.dnswhy.cli;

import io.github.dnswhy.Analyzer;
import io.github.dnswhy.NothingUsableException;
import io.github.dnswhy.model.Report;
import java.io.IOException;
import java.util.List;

/** Runs an analysis for a command: with progress on the terminal, and with failures put in words. */
final class Analysis {
    private Analysis() {}

    /**
     * Analyzes the inputs.
     *
     * @throws CommandException if nothing in them can be analyzed
     */
    static Report run(Analyzer.Builder builder, Inputs inputs, Terminal terminal) throws CommandException {
        for (String problem : inputs.problems()) {
            terminal.note(problem + "; the other inputs are analyzed");
        }
        if (terminal.quiet() || !terminal.errIsTerminal()) {
            return run(builder.build(), inputs);
        }
        ProgressLine progress = new ProgressLine(terminal.err());
        try {
            return run(builder.progress(progress).build(), inputs);
        } finally {
            progress.clear();
        }
    }

    private static Report run(Analyzer analyzer, Inputs inputs) throws CommandException {
        try {
            return analyzer.analyze(inputs.sources());
        } catch (NothingUsableException e) {
            throw CommandException.nothingUsable(
                    "nothing usable in what was given",
                    inputs.describe(e.inArchives()),
                    "dnswhy reads captures (pcap, pcapng), thread dumps (jstack, jcmd Thread.print), logs of CoreDNS and"
                            + " kube-proxy, Corefiles, resolv.conf, and archives of these; 'dnswhy collect' prints how"
                            + " to gather them.");
        } catch (IOException e) {
            throw CommandException.nothingUsable(
                    "the inputs cannot be read: " + Failure.text(e),
                    inputs.describe(List.of()),
                    "check the disk or the mount; what can be copied elsewhere can be analyzed there.");
        }
    }
}
