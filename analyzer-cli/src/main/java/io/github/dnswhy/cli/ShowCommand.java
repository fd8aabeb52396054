package io.github.dnswhy.cli;

import java.util.List;

/** {@code show}: the tables behind the report. */
final class ShowCommand {
    private final CommandLine line;
    private final Terminal terminal;

    ShowCommand(CommandLine line, Terminal terminal) {
        this.line = line;
        this.terminal = terminal;
    }

    int run() throws CommandException {
        Table table = table(line.operands());
        throw CommandException.usage("'show " + table.text() + "' is not in this version yet", "");
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
}
