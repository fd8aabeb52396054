package io.github.dnswhy.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where the command's words go. Standard output carries results only; everything else goes to standard error. Both are
 * UTF-8.
 *
 * <p>The launcher, for which the question costs nothing, tells in the system property {@code dnswhy.terminals} which
 * of the descriptors 1 and 2 are terminals (as {@code 1}, {@code 2}, {@code 12} or nothing) and in
 * {@code dnswhy.columns} how wide they are. Without it the JDK is asked.
 */
final class Terminal {
    private final OutputStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final boolean outIsTerminal;
    private final boolean errIsTerminal;
    private final int columns;
    private boolean quiet;

    Terminal(
            OutputStream out,
            OutputStream err,
            Map<String, String> environment,
            boolean outIsTerminal,
            boolean errIsTerminal,
            int columns) {
        this.out = out;
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
        this.environment = environment;
        this.outIsTerminal = outIsTerminal;
        this.errIsTerminal = errIsTerminal;
        this.columns = columns;
    }

    /** The terminal or whatever else the process is connected to. */
    static Terminal ofProcess() {
        String terminals = System.getProperty("dnswhy.terminals");
        boolean unknown = terminals == null && consoleIsTerminal();
        return new Terminal(
                new StandardOutput(new FileOutputStream(FileDescriptor.out)),
                new FileOutputStream(FileDescriptor.err),
                System.getenv(),
                terminals == null ? unknown : terminals.indexOf('1') >= 0,
                terminals == null ? unknown : terminals.indexOf('2') >= 0,
                Integer.getInteger("dnswhy.columns", 0));
    }

    /** From JDK 22 on there is a console even when everything is redirected, and a method that tells. */
    private static boolean consoleIsTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Standard output, buffered: to be flushed. Throws {@link ClosedOutputException} when nobody reads it any more. */
    OutputStream out() {
        return out;
    }

    boolean errIsTerminal() {
        return errIsTerminal;
    }

    /** Width of the terminal in columns, 0 when standard output is none or its width is not known. */
    int columns() {
        return outIsTerminal ? columns : 0;
    }

    /**
     * Whether output is coloured.
     *
     * @param when {@code auto}, {@code always} or {@code never}
     * @param toFile whether it goes to a file rather than to standard output
     */
    boolean colored(String when, boolean toFile) {
        if (!when.equals("auto")) {
            return when.equals("always");
        }
        if (toFile || isSet("NO_COLOR")) {
            return false;
        }
        if (isSet("CLICOLOR_FORCE") && !environment.get("CLICOLOR_FORCE").equals("0")) {
            return true;
        }
        return outIsTerminal && !"dumb".equals(environment.get("TERM"));
    }

    private boolean isSet(String variable) {
        String value = environment.get(variable);
        return value != null && !value.isEmpty();
    }

    /** Whether standard output can show more than ASCII; where it is no terminal, it can. */
    boolean unicode() {
        if (!outIsTerminal) {
            return true;
        }
        for (String variable : new String[] {"DNSWHY_LOCALE", "LC_ALL", "LC_CTYPE", "LANG"}) {
            if (isSet(variable)) {
                String locale = environment.get(variable).toLowerCase(Locale.ROOT);
                return locale.contains("utf-8") || locale.contains("utf8");
            }
        }
        return false;
    }

    /** From now on notes are dropped. */
    void silenceNotes() {
        quiet = true;
    }

    boolean quiet() {
        return quiet;
    }

    /** Tells the user something that is no error. */
    void note(String text) {
        if (!quiet) {
            err.println("dnswhy: " + Printable.text(text));
        }
    }

    void error(String text, List<String> details, String tip) {
        err.println("dnswhy: " + Printable.text(text));
        for (String detail : details) {
            err.println("  " + Printable.text(detail));
        }
        err.println("  tip: " + Printable.text(tip));
    }

    /** Standard error itself, for a stack trace and the progress line. */
    PrintStream err() {
        return err;
    }
}
