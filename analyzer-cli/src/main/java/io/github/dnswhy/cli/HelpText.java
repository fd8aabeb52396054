package io.github.dnswhy.cli;

import io.github.dnswhy.model.Limit;
import java.util.List;

/** The help, rendered from the same tables that the parser reads. */
final class HelpText {
    private static final int WIDTH = 80;
    private static final int OPTION_COLUMN = 28;
    private static final int COMMAND_COLUMN = 24;

    private static final String EXIT_CODES = """
            Exit codes:
              0    done, whatever the verdict
              1    a finding at or above --fail-on
              2    wrong command line, no INPUT exists, or the output cannot be written
              3    INPUTs exist, but nothing in them can be analyzed
              70   a bug of dnswhy
              130  interrupted
            """;

    private static final String ENVIRONMENT = """
            Environment:
              NO_COLOR, CLICOLOR_FORCE, TERM=dumb  as usual, where --color is auto
              JAVA_HOME                            the JDK to run with (17 or newer)
              DNSWHY_JAVA_OPTS                     options of the JVM, such as -Xmx2g
              DNSWHY_CACHE                         where the start-up archive is kept
            """;

    private HelpText() {}

    static String of(List<String> operands) throws CommandException {
        if (operands.isEmpty()) {
            return overview();
        }
        Command command = Command.named(operands.get(0));
        if (command == null) {
            throw CommandException.usage("unknown command '" + operands.get(0) + "'", tip(operands.get(0)));
        }
        return of(command);
    }

    private static String tip(String word) {
        if (List.of(Table.names()).contains(word)) {
            return "it is a table: 'dnswhy show " + word + " INPUT…'; 'dnswhy help show' tells more.";
        }
        return Suggestion.tip(word, "the commands are " + String.join(", ", Command.names()) + ".", Command.names());
    }

    /** The whole: commands, the options of the report, bounds, exit codes, environment. */
    static String overview() {
        StringBuilder text = new StringBuilder();
        paragraph(
                text,
                "dnswhy tells why name resolution was slow or failed, offline, from captures, thread dumps, logs and"
                        + " configuration.");
        text.append("\nUsage:\n");
        for (Command command : Command.values()) {
            row(text, "  dnswhy " + command.synopsis(), 9 + COMMAND_COLUMN, command.summary());
        }
        text.append('\n');
        paragraph(
                text,
                "An INPUT is a file, a directory (walked recursively), an archive, or - for standard input. What it is,"
                        + " is told by its content, never by its name.");
        text.append('\n');
        options(text, Command.ANALYZE, Command.SHOW);
        text.append('\n');
        limits(text);
        return text.append('\n')
                .append(EXIT_CODES)
                .append('\n')
                .append(ENVIRONMENT)
                .toString();
    }

    static String of(Command command) {
        if (command == Command.ANALYZE) {
            return overview();
        }
        StringBuilder text = new StringBuilder("dnswhy " + command.synopsis() + "\n\n");
        paragraph(text, sentence(command.summary()));
        if (command == Command.SHOW) {
            text.append("\nTables:\n");
            for (Table table : Table.values()) {
                row(text, "  " + table.text(), 2 + COMMAND_COLUMN / 2 + 4, table.meaning());
            }
        }
        text.append('\n');
        options(text, command);
        return text.toString();
    }

    /** The options that go with any of some commands. */
    private static void options(StringBuilder text, Command... commands) {
        text.append("Options:\n");
        for (Option option : Option.values()) {
            boolean goes = false;
            for (Command command : commands) {
                goes |= option.goesWith(command);
            }
            if (goes) {
                row(text, "  " + option.usage(), 2 + OPTION_COLUMN, option.meaning());
            }
        }
    }

    private static void limits(StringBuilder text) {
        text.append("Bounds for --limits, with their defaults; reaching one is told in the report:\n");
        for (Limit limit : Limit.values()) {
            String name = "  " + limit.text() + "=" + amount(limit.standard());
            row(text, name, 2 + OPTION_COLUMN, limit.meaning());
        }
    }

    /** In the largest unit that leaves a whole number; small numbers and round decimal ones as they are. */
    private static String amount(long value) {
        String units = "KMGT";
        for (int i = units.length() - 1; i >= 0; i--) {
            long unit = 1L << 10 * (i + 1);
            if (value >= unit && value % unit == 0) {
                return value / unit + units.substring(i, i + 1);
            }
        }
        return Long.toString(value);
    }

    /** A term and its meaning, which is wrapped in a column of its own. */
    private static void row(StringBuilder text, String term, int column, String meaning) {
        text.append(term);
        if (term.length() + 2 > column) {
            text.append('\n').append(" ".repeat(column));
        } else {
            text.append(" ".repeat(column - term.length()));
        }
        wrap(text, column, meaning);
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    private static void paragraph(StringBuilder text, String words) {
        wrap(text, 0, words);
    }

    private static void wrap(StringBuilder text, int indent, String words) {
        int column = indent;
        int start = 0;
        while (start < words.length()) {
            int space = words.indexOf(' ', start);
            int end = space < 0 ? words.length() : space;
            if (column > indent && column + 1 + end - start > WIDTH) {
                text.append('\n').append(" ".repeat(indent));
                column = indent;
            }
            if (column > indent) {
                text.append(' ');
                column++;
            }
            text.append(words, start, end);
            column += end - start;
            start = end + 1;
        }
        text.append('\n');
    }
}
