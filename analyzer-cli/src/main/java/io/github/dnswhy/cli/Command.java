package io.github.dnswhy.cli;

/** The commands, in the order in which the help shows them. */
enum Command {
    ANALYZE("analyze", "[analyze] INPUT…", "the report: is DNS to blame, the root cause, what it cost, what to do"),
    SHOW(
            "show",
            "show TABLE INPUT…",
            "one of the tables behind the report: messages, transactions, lookups, frames and more"),
    EXPLAIN("explain", "explain [CAUSE]", "the catalogue of causes, or the page of one"),
    LINT("lint", "lint FILE…", "what is wrong with a Corefile or a resolv.conf, as compilers print it"),
    COLLECT("collect", "collect", "the commands that gather good evidence during an incident"),
    HELP("help", "help [COMMAND]", "this text, or that of one command"),
    VERSION("version", "version", "the version");

    private final String text;
    private final String synopsis;
    private final String summary;

    Command(String text, String synopsis, String summary) {
        this.text = text;
        this.synopsis = synopsis;
        this.summary = summary;
    }

    String text() {
        return text;
    }

    /** The command with its operands, without the options. */
    String synopsis() {
        return synopsis;
    }

    String summary() {
        return summary;
    }

    /** The command of that name, or null. */
    static Command named(String text) {
        for (Command command : values()) {
            if (command.text.equals(text)) {
                return command;
            }
        }
        return null;
    }

    static String[] names() {
        Command[] commands = values();
        String[] names = new String[commands.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = commands[i].text;
        }
        return names;
    }
}
