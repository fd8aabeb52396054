package io.github.dnswhy.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of the command line, sorted into command, options and operands. Options may stand anywhere before
 * {@code --}; the first word that is no option names the command, or is an input of {@code analyze}.
 */
final class CommandLine {
    private final List<Option> options = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final List<String> operands = new ArrayList<>();
    private Command command = Command.ANALYZE;
    private boolean commandNamed;
    private boolean firstIsInput;
    private boolean empty = true;

    private CommandLine() {}

    static CommandLine parse(String... words) throws CommandException {
        CommandLine line = new CommandLine();
        line.empty = words.length == 0;
        boolean optionsEnded = false;
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            if (optionsEnded || word.length() < 2 || word.charAt(0) != '-') {
                line.addOperand(word, optionsEnded);
            } else if (word.equals("--")) {
                optionsEnded = true;
            } else if (word.startsWith("--")) {
                i = line.addLong(words, i);
            } else {
                i = line.addLetters(words, i);
            }
        }
        line.checkOptions();
        return line;
    }

    private void addOperand(String word, boolean optionsEnded) {
        firstIsInput |= operands.isEmpty() && optionsEnded;
        Command named = operands.isEmpty() && !commandNamed && !optionsEnded ? Command.named(word) : null;
        if (named == null) {
            operands.add(word);
        } else {
            command = named;
            commandNamed = true;
        }
    }

    private int addLong(String[] words, int at) throws CommandException {
        String word = words[at];
        int equals = word.indexOf('=');
        String flag = equals < 0 ? word : word.substring(0, equals);
        Option option = Option.named(flag.substring(2));
        if (option == null) {
            throw unknown(flag);
        }
        if (equals >= 0) {
            if (!option.takesValue()) {
                throw CommandException.usage(flag + " takes no value", "write " + flag + " alone.");
            }
            add(option, word.substring(equals + 1));
            return at;
        }
        return option.takesValue() ? addNext(option, flag, words, at) : add(option, "", at);
    }

    /** Letters may be bundled, and the value may follow its letter at once: {@code -qfjson}. */
    private int addLetters(String[] words, int at) throws CommandException {
        String word = words[at];
        for (int j = 1; j < word.length(); j++) {
            Option option = Option.lettered(word.charAt(j));
            if (option == null) {
                throw unknown(word.length() == 2 ? word : "-" + word.charAt(j) + "' in '" + word);
            }
            if (option.takesValue()) {
                String rest = word.substring(j + 1);
                return rest.isEmpty()
                        ? addNext(option, "-" + word.charAt(j), words, at)
                        : add(option, rest.startsWith("=") ? rest.substring(1) : rest, at);
            }
            add(option, "");
        }
        return at;
    }

    private int addNext(Option option, String flag, String[] words, int at) throws CommandException {
        boolean missing = at + 1 == words.length
                || (words[at + 1].startsWith("--") && Option.named(words[at + 1].substring(2)) != null);
        if (missing) {
            throw CommandException.usage(flag + " needs a value", option.usage().strip() + ": " + option.meaning());
        }
        return add(option, words[at + 1], at + 1);
    }

    private int add(Option option, String value, int at) {
        add(option, value);
        return at;
    }

    private void add(Option option, String value) {
        options.add(option);
        values.add(value);
    }

    private static CommandException unknown(String flag) {
        return CommandException.usage(
                "unknown option '" + flag + "'",
                Suggestion.tip(
                        flag,
                        "'dnswhy help' lists the options; a file whose name begins with '-' goes after '--'.",
                        Option.flags()));
    }

    private void checkOptions() throws CommandException {
        for (Option option : options) {
            if (!option.goesWith(command)) {
                throw CommandException.usage(
                        option.flag() + " does not go with '" + command.text() + "'",
                        "'dnswhy help " + command.text() + "' lists what does; it goes with " + option.commands()
                                + ".");
            }
        }
    }

    Command command() {
        return command;
    }

    /** Whether the command was written, rather than understood. */
    boolean commandNamed() {
        return commandNamed;
    }

    /** Whether the first operand can only be an input, and not a mistyped command. */
    boolean firstIsInput() {
        return firstIsInput || commandNamed;
    }

    /** Whether there was no word at all. */
    boolean empty() {
        return empty;
    }

    /** What is neither an option nor the command, in order. */
    List<String> operands() {
        return operands;
    }

    boolean has(Option option) {
        return options.contains(option);
    }

    /** The value of an option; the last one when it was given several times; null when it was not given. */
    String value(Option option) {
        int last = options.lastIndexOf(option);
        return last < 0 ? null : values.get(last);
    }

    /** All values of an option that may be repeated, each of which may be a list with commas. */
    List<String> values(Option option) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i) == option) {
                split(values.get(i), all);
            }
        }
        return all;
    }

    private static void split(String list, List<String> into) {
        int start = 0;
        for (int comma = list.indexOf(','); comma >= 0; comma = list.indexOf(',', start)) {
            into.add(list.substring(start, comma).strip());
            start = comma + 1;
        }
        into.add(list.substring(start).strip());
    }
}
