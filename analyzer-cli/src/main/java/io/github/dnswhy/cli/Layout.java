package io.github.dnswhy.cli;

import io.github.dnswhy.report.TextOptions;

/** Finds out how text is to be laid out: by the options, else by what the terminal can bear. */
final class Layout {
    private static final int STANDARD_WIDTH = 100;
    private static final int WIDEST = 10_000;

    private Layout() {}

    static TextOptions of(CommandLine line, Terminal terminal) throws CommandException {
        int width = terminal.columns() > 0 ? terminal.columns() : STANDARD_WIDTH;
        if (line.has(Option.WIDTH)) {
            width = Values.integer(Option.WIDTH, line.value(Option.WIDTH), TextOptions.MIN_WIDTH, WIDEST);
        }
        String when = "auto";
        if (line.has(Option.COLOR)) {
            String[] choices = {"auto", "always", "never"};
            when = choices[Values.choice(Option.COLOR, line.value(Option.COLOR), choices)];
        }
        boolean toFile = line.has(Option.OUTPUT);
        return new TextOptions(width, terminal.colored(when, toFile), toFile || terminal.unicode(), detail(line));
    }

    private static TextOptions.Detail detail(CommandLine line) {
        if (line.has(Option.VERBOSE)) {
            return TextOptions.Detail.ALL;
        }
        return line.has(Option.QUIET) ? TextOptions.Detail.VERDICT : TextOptions.Detail.SCREEN;
    }
}
