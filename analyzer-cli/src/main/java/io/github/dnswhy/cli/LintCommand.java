package io.github.dnswhy.cli;

import io.github.dnswhy.lint.Linter;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.LintMessage;
import io.github.dnswhy.report.LintJsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code lint}: what is wrong with a Corefile or a resolv.conf, without an incident; one line a message, as compilers print them. */
final class LintCommand {
    private static final String STANDARD_INPUT = "-";

    private final CommandLine line;
    private final Terminal terminal;

    LintCommand(CommandLine line, Terminal terminal) {
        this.line = line;
        this.terminal = terminal;
    }

    /**
     * Checks the files and prints what is wrong with them.
     *
     * @return 1 when a message is as bad as {@code --fail-on} says, else 0
     * @throws CommandException if no file can be read, or none is a configuration that is known
     */
    int run() throws CommandException, IOException {
        String format = line.value(Option.FORMAT) == null ? "text" : line.value(Option.FORMAT);
        boolean json = Values.choice(Option.FORMAT, format, "text", "json") == 1;
        List<String> failOn = line.values(Option.FAIL_ON);
        for (String word : failOn) {
            if (word.indexOf('-') < 0) {
                Values.choice(Option.FAIL_ON, word, "info", "warning", "error");
            }
        }
        if (line.operands().isEmpty()) {
            throw CommandException.usage(
                    "nothing to check: name a Corefile or a resolv.conf", "'dnswhy help lint' tells how.");
        }
        Linter linter = new Linter();
        List<String> checked = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int missing = 0;
        for (String file : line.operands()) {
            try (InputStream in = open(file)) {
                InputKind kind = linter.read(file, in);
                if (kind == InputKind.COREFILE || kind == InputKind.RESOLV_CONF) {
                    checked.add(file);
                } else {
                    problems.add(file + ": neither a Corefile nor a resolv.conf");
                }
            } catch (IOException | InvalidPathException e) {
                missing++;
                problems.add(file + ": " + (e instanceof IOException io ? Failure.text(io) : "no path"));
            }
        }
        if (checked.isEmpty()) {
            String tip = "give the text of a Corefile, of its ConfigMap, or a resolv.conf.";
            throw missing == line.operands().size()
                    ? CommandException.noInput("no file can be read", problems, tip)
                    : CommandException.nothingUsable("nothing that can be checked", problems, tip);
        }
        problems.forEach(terminal::note);
        List<LintMessage> messages = linter.messages();
        write(checked, messages, json);
        return messages.stream().anyMatch(m -> fails(m, failOn)) ? ExitCode.FINDING : ExitCode.DONE;
    }

    private static InputStream open(String file) throws IOException {
        return file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file));
    }

    private void write(List<String> files, List<LintMessage> messages, boolean json) throws IOException {
        OutputStream out = terminal.out();
        if (json) {
            LintJsonWriter.write(files, messages, out);
        } else {
            StringBuilder text = new StringBuilder();
            for (LintMessage m : messages) {
                text.append(Printable.text(m.file()))
                        .append(':')
                        .append(m.line())
                        .append(": ");
                text.append(m.level().text()).append(": ").append(Printable.text(m.text()));
                text.append(" [").append(m.id()).append("]\n");
            }
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
    }

    /** Whether a message is of a level or id that {@code --fail-on} names, or of a worse level. */
    private static boolean fails(LintMessage message, List<String> failOn) {
        for (String word : failOn) {
            if (word.equals(message.id())) {
                return true;
            }
            for (LintMessage.Level level : LintMessage.Level.values()) {
                if (word.equalsIgnoreCase(level.text()) && message.level().compareTo(level) >= 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
