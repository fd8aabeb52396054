package io.github.dnswhy.cli;

/** The options: one table for the parser, the help and the suggestions. */
enum Option {
    FORMAT(
            'f',
            "format",
            "FORMAT",
            Goes.WITH_FILES,
            "analyze, lint: text (default) or json; show: table (default), csv, json or jsonl"),
    OUTPUT(
            'o',
            "output",
            "FILE",
            Goes.WITH_INPUTS,
            "write there instead of to standard output; when it is a directory, analyze writes every format into it"),
    FAIL_ON(
            "fail-on",
            "LIST",
            Goes.WITH_JUDGING,
            "exit with 1 on a finding of at least this severity (info, minor,"
                    + " major, critical; lint: info, warning, error) or of one of these causes; comma-separated"),
    TZ("tz", "OFFSET", Goes.WITH_INPUTS, "zone of local times in dumps and logs, such as +02:00; otherwise inferred"),
    CLOCK_OFFSET(
            "clock-offset",
            "DURATION",
            Goes.WITH_INPUTS,
            "how far the clock of the dumps is ahead of the captures', such as 90s or -1.5s; otherwise inferred"),
    ROLE(
            "role",
            "ADDRESS=ROLE",
            Goes.WITH_INPUTS,
            "what a server is: node-local-cache, cluster-service,"
                    + " cluster-endpoint, upstream or other; may be repeated"),
    DNS_PORT(
            "dns-port",
            "PORT,…",
            Goes.WITH_INPUTS,
            "ports on which DNS is spoken, besides 53 (and 5353, where unicast DNS is told from multicast DNS)"),
    TUNNEL_PORT(
            "tunnel-port",
            "PORT,…",
            Goes.WITH_INPUTS,
            "UDP ports that carry VXLAN, Geneve or GTP-U, besides the usual ones (4789, 8472, 6081, 2152)"),
    RECORDS(
            "records",
            "",
            Goes.WITH_SHOW,
            "show messages: each with its questions and records, in table format as dig shows them"),
    FROM("from", "TIME", Goes.WITH_INPUTS, "leave out what was captured before, such as 2026-11-01T10:00:00Z"),
    TO("to", "TIME", Goes.WITH_INPUTS, "leave out what was captured from then on"),
    SLOW("slow", "DURATION", Goes.WITH_INPUTS, "a lookup is slow from this felt time on (default 1s)"),
    THREADS("threads", "N", Goes.WITH_INPUTS, "worker threads (default 2); the result is the same with any number"),
    LIMITS(
            "limits",
            "NAME=VALUE,…",
            Goes.WITH_INPUTS,
            "change bounds; a value may end in K, M, G or T (powers of 1024)"),
    COLOR("color", "WHEN", Goes.WITH_ALL, "auto (default), always or never"),
    WIDTH("width", "COLUMNS", Goes.WITH_INPUTS, "width of text output (default: that of the terminal, else 100)"),
    QUIET('q', "quiet", Goes.WITH_ALL, "the verdict only; on standard error nothing but errors"),
    VERBOSE('v', "verbose", Goes.WITH_ALL, "all that is known; with an internal error, where it happened"),
    HELP('h', "help", Goes.WITH_ALL, "help on the command"),
    VERSION('V', "version", Goes.WITH_ALL, "the version");

    private static final char NO_LETTER = 0;

    private final char letter;
    private final String text;
    private final String metavariable;
    private final Goes goes;
    private final String meaning;

    Option(char letter, String text, String metavariable, Goes goes, String meaning) {
        this.letter = letter;
        this.text = text;
        this.metavariable = metavariable;
        this.goes = goes;
        this.meaning = meaning;
    }

    Option(String text, String metavariable, Goes goes, String meaning) {
        this(NO_LETTER, text, metavariable, goes, meaning);
    }

    Option(char letter, String text, Goes goes, String meaning) {
        this(letter, text, "", goes, meaning);
    }

    /** Which commands take an option. */
    private enum Goes {
        WITH_SHOW,
        WITH_JUDGING,
        WITH_FILES,
        WITH_INPUTS,
        WITH_ALL
    }

    /** How users write it: {@code --format}. */
    String flag() {
        return "--" + text;
    }

    /** Both spellings with the value: {@code -f, --format FORMAT}. */
    String usage() {
        String letterPart = letter == NO_LETTER ? "    " : "-" + letter + ", ";
        return letterPart + flag() + (takesValue() ? " " + metavariable : "");
    }

    String meaning() {
        return meaning;
    }

    boolean takesValue() {
        return !metavariable.isEmpty();
    }

    boolean goesWith(Command command) {
        return switch (goes) {
            case WITH_JUDGING -> command == Command.ANALYZE || command == Command.LINT;
            case WITH_FILES -> command == Command.ANALYZE || command == Command.SHOW || command == Command.LINT;
            case WITH_SHOW -> command == Command.SHOW;
            case WITH_INPUTS -> command == Command.ANALYZE || command == Command.SHOW;
            case WITH_ALL -> true;
        };
    }

    /** The commands that it goes with, as {@code 'analyze' and 'show'}. */
    String commands() {
        StringBuilder commands = new StringBuilder();
        for (Command command : Command.values()) {
            if (goesWith(command)) {
                commands.append(commands.isEmpty() ? "'" : " and '")
                        .append(command.text())
                        .append('\'');
            }
        }
        return commands.toString();
    }

    /** The option of that long name (without dashes), or null. */
    static Option named(String text) {
        for (Option option : values()) {
            if (option.text.equals(text)) {
                return option;
            }
        }
        return null;
    }

    /** The option of that letter, or null. */
    static Option lettered(char letter) {
        for (Option option : values()) {
            if (option.letter == letter) {
                return option;
            }
        }
        return null;
    }

    static String[] flags() {
        Option[] options = values();
        String[] flags = new String[options.length];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = options[i].flag();
        }
        return flags;
    }
}
