package io.github.dnswhy.cli;

import io.github.dnswhy.Analyzer;
import io.github.dnswhy.model.FrameCount;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.Message;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.Transaction;
import io.github.dnswhy.report.RowType;
import io.github.dnswhy.report.Rows;
import io.github.dnswhy.report.TableWriter;
import io.github.dnswhy.report.TextOptions;
import io.github.dnswhy.report.ThreadRow;
import io.github.dnswhy.report.TimelineRow;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code show}: the tables behind the report. Those of single messages, lookups and threads are written as they are found. */
final class ShowCommand {
    private final CommandLine line;
    private final Terminal terminal;
    private final Table table;
    private final boolean records;
    private final TableWriter.Format format;
    private final TextOptions layout;
    private final Analyzer.Builder settings;
    private final Inputs inputs;

    ShowCommand(CommandLine line, Terminal terminal) throws CommandException {
        this.line = line;
        this.terminal = terminal;
        table = table(line.operands());
        records = line.has(Option.RECORDS);
        if (records && table != Table.MESSAGES) {
            throw CommandException.usage(
                    Option.RECORDS.flag() + " does not go with 'show " + table.text() + "'",
                    "it goes with 'show messages'.");
        }
        format = format(line);
        layout = Layout.of(line, terminal);
        settings = AnalysisSettings.builder(line);
        inputs = Inputs.of(line.operands().subList(1, line.operands().size()), line.command(), true);
    }

    /**
     * Analyzes and writes the table.
     *
     * @return the exit code, which does not depend on whether there are rows
     */
    int run() throws CommandException, IOException {
        Path output = Destination.pathOf(line, inputs);
        if (output == null) {
            try (Destination destination = Destination.standardOutput(terminal)) {
                write(destination);
            }
            return ExitCode.DONE;
        }
        if (Files.isDirectory(output)) {
            throw CommandException.usage(output + " is a directory", "--output of 'show' takes a file.");
        }
        try (Destination destination = Destination.file(output)) {
            write(destination);
        } catch (IOException e) {
            throw Destination.unwritable(output, e);
        }
        terminal.note("wrote " + output);
        return ExitCode.DONE;
    }

    private void write(Destination destination) throws CommandException, IOException {
        OutputStream out = destination.out();
        // Filled by the listener before the first row.
        List<String> captures = new ArrayList<>();
        switch (table) {
            case MESSAGES ->
                stream(Message.class, records ? Rows.messagesWithRecords() : Rows.messages(), captures, out);
            case TRANSACTIONS -> stream(Transaction.class, Rows.transactions(captures), captures, out);
            case LOOKUPS -> stream(Lookup.class, Rows.lookups(captures), captures, out);
            case THREADS -> stream(ThreadRow.class, Rows.threads(), captures, out);
            case FRAMES -> stream(FrameCount.class, Rows.frames(), captures, out);
            case SERVERS -> write(report().traffic().servers(), Rows.servers(), out);
            case CLIENTS -> write(report().traffic().clients(), Rows.clients(), out);
            case NAMES -> write(report().traffic().names(), Rows.names(), out);
            case TIMELINE -> write(TimelineRow.of(report().timeline()), Rows.timeline(), out);
        }
        destination.complete();
    }

    private <R> void stream(Class<R> type, RowType<R> rows, List<String> captures, OutputStream out)
            throws CommandException, IOException {
        try (TableWriter<R> writer = TableWriter.open(rows, format, layout, out)) {
            settings.listener(new TableListener<>(table, records, type, writer, captures));
            report();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private <R> void write(List<R> values, RowType<R> rows, OutputStream out) throws IOException {
        try (TableWriter<R> writer = TableWriter.open(rows, format, layout, out)) {
            for (R value : values) {
                writer.write(value);
            }
        }
    }

    private Report report() throws CommandException {
        return Analysis.run(settings, inputs, terminal);
    }

    private static Table table(List<String> operands) throws CommandException {
        String all = "the tables are " + String.join(", ", Table.names()) + ".";
        if (operands.isEmpty()) {
            throw CommandException.usage("'show' needs the name of a table", all);
        }
        String name = operands.get(0);
        String[] names = Table.names();
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return Table.values()[i];
            }
        }
        throw CommandException.usage("unknown table '" + name + "'", Suggestion.tip(name, all, names));
    }

    private static TableWriter.Format format(CommandLine line) throws CommandException {
        String text = line.value(Option.FORMAT);
        return text == null
                ? TableWriter.Format.TABLE
                : TableWriter.Format.values()[Values.choice(Option.FORMAT, text, "table", "csv", "json", "jsonl")];
    }
}
