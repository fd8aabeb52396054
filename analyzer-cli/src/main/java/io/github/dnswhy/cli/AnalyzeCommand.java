package io.github.dnswhy.cli;

import io.github.dnswhy.Analyzer;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.report.TextOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code analyze}: the report. */
final class AnalyzeCommand {
    private final CommandLine line;
    private final Terminal terminal;

    AnalyzeCommand(CommandLine line, Terminal terminal) {
        this.line = line;
        this.terminal = terminal;
    }

    /**
     * Analyzes and writes the report.
     *
     * @return the exit code, which depends on the findings alone and not on how or whether they could be shown
     */
    int run() throws CommandException, IOException {
        ReportFormat format = ReportFormat.of(line);
        TextOptions layout = Layout.of(line, terminal);
        FailOn failOn = FailOn.of(line.values(Option.FAIL_ON));
        Analyzer.Builder settings = AnalysisSettings.builder(line);
        Inputs inputs = Inputs.of(line.operands(), line.command(), line.firstIsInput());
        Path output = Destination.pathOf(line, inputs);
        boolean toDirectory = output != null && Files.isDirectory(output);
        // Text shows hashes under -v only, and files are read once more for them.
        settings.hashInputs(format != ReportFormat.TEXT || line.has(Option.VERBOSE) || toDirectory);
        Report report = Analysis.run(settings, inputs, terminal);
        int exitCode = failOn.isMetBy(report) ? ExitCode.FINDING : ExitCode.DONE;
        try {
            write(report, format, layout, output);
        } catch (ClosedOutputException e) {
            return exitCode;
        }
        return exitCode;
    }

    private void write(Report report, ReportFormat format, TextOptions layout, Path output)
            throws CommandException, IOException {
        if (output == null) {
            try (Destination destination = Destination.standardOutput(terminal)) {
                write(report, format, layout, destination);
            }
        } else if (Files.isDirectory(output)) {
            for (ReportFormat each : ReportFormat.values()) {
                writeFile(report, each, layout, output.resolve(each.fileName()));
            }
        } else {
            writeFile(report, format, layout, output);
        }
    }

    private void writeFile(Report report, ReportFormat format, TextOptions layout, Path file) throws CommandException {
        try (Destination destination = Destination.file(file)) {
            write(report, format, layout, destination);
        } catch (IOException e) {
            throw Destination.unwritable(file, e);
        }
        terminal.note("wrote " + file);
    }

    private static void write(Report report, ReportFormat format, TextOptions layout, Destination destination)
            throws IOException {
        format.writer(layout).write(report, destination.out());
        destination.complete();
    }
}
