package io.github.dnswhy.cli;

import io.github.dnswhy.Dnswhy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The command {@code dnswhy}. */
public final class Main {
    private final Terminal terminal;

    Main(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Runs the command and ends the process with its exit code.
     *
     * @param args the words after the command's name
     */
    public static void main(String[] args) {
        System.exit(new Main(Terminal.ofProcess()).run(args));
    }

    /** Runs the command; whatever happens, the result is an exit code and what was told the terminal. */
    int run(String... args) {
        boolean verbose = false;
        try {
            CommandLine line = CommandLine.parse(args);
            verbose = line.has(Option.VERBOSE);
            if (line.has(Option.QUIET)) {
                terminal.silenceNotes();
            }
            return run(line);
        } catch (CommandException e) {
            terminal.error(e.getMessage(), e.details(), e.tip());
            return e.exitCode();
        } catch (ClosedOutputException e) {
            return ExitCode.DONE;
        } catch (IOException e) {
            terminal.error(
                    "standard output cannot be written: " + Failure.text(e),
                    List.of(),
                    "free some space, or write elsewhere with --output.");
            return ExitCode.USAGE;
        } catch (OutOfMemoryError e) {
            terminal.error(
                    "out of memory at " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB",
                    List.of(),
                    "give the JVM more with DNSWHY_JAVA_OPTS=-Xmx4g, or lower bounds with --limits.");
            return ExitCode.BUG;
        } catch (RuntimeException | Error e) {
            terminal.error(
                    "internal error: " + e,
                    List.of(),
                    verbose ? "please report this." : "this is a bug of dnswhy; --verbose prints what to report.");
            if (verbose) {
                e.printStackTrace(terminal.err());
            }
            return ExitCode.BUG;
        }
    }

    private int run(CommandLine line) throws CommandException, IOException {
        if (line.has(Option.VERSION)) {
            return print(version());
        }
        if (line.has(Option.HELP)) {
            return print(line.commandNamed() ? HelpText.of(line.command()) : HelpText.overview());
        }
        if (line.empty()) {
            throw CommandException.usage(
                    "nothing to analyze: dnswhy [analyze] INPUT…",
                    "'dnswhy help' tells what it can do; 'dnswhy collect' prints how to gather evidence.");
        }
        return switch (line.command()) {
            case ANALYZE -> new AnalyzeCommand(line, terminal).run();
            case SHOW -> new ShowCommand(line, terminal).run();
            case EXPLAIN -> print(ExplainCommand.text(line.operands()));
            case LINT -> new LintCommand(line, terminal).run();
            case COLLECT -> print(CollectCommand.text());
            case HELP -> print(HelpText.of(line.operands()));
            case VERSION -> print(version());
        };
    }

    private static String version() {
        return "dnswhy " + Dnswhy.version() + "\n";
    }

    private int print(String text) throws IOException {
        OutputStream out = terminal.out();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        return ExitCode.DONE;
    }
}
