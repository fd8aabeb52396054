package io.github.dnswhy.cli;

import io.github.dnswhy.rules.RuleInfo;
import java.util.List;

/** {@code explain}: what the causes are, what each looks like, and what to do about it. */
final class ExplainCommand {
    private ExplainCommand() {}

    static String text(List<String> operands) throws CommandException {
        if (operands.size() > 1) {
            throw CommandException.usage("'explain' takes one cause", "'dnswhy explain " + operands.get(0) + "'.");
        }
        return operands.isEmpty() ? list() : page(operands.get(0));
    }

    private static String list() {
        List<RuleInfo> causes = Catalogue.causes();
        int widest = 0;
        for (RuleInfo cause : causes) {
            widest = Math.max(widest, cause.id().length());
        }
        StringBuilder text = new StringBuilder();
        for (RuleInfo cause : causes) {
            text.append(cause.id()).append(" ".repeat(widest - cause.id().length() + 2));
            text.append(cause.title()).append('\n');
        }
        text.append("\nNot told from captures, dumps, logs and configuration; each page says what it would take:\n");
        for (Catalogue.Untold cause : Catalogue.untold()) {
            text.append(cause.id()).append('\n');
        }
        return text.toString();
    }

    private static String page(String id) throws CommandException {
        for (RuleInfo cause : Catalogue.causes()) {
            if (cause.id().equals(id)) {
                return Catalogue.page(cause);
            }
        }
        List<String> ids = Catalogue.ids();
        for (Catalogue.Untold cause : Catalogue.untold()) {
            if (cause.id().equals(id)) {
                return cause.page();
            }
            ids.add(cause.id());
        }
        throw CommandException.usage(
                "unknown cause '" + id + "'",
                Suggestion.tip(id, "'dnswhy explain' lists the causes.", ids.toArray(new String[0])));
    }
}
