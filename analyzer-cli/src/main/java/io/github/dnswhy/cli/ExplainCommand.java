package io.github.dnswhy.cli;

import java.util.List;
import java.util.Map;

/** {@code explain}: what the causes are, what each looks like, and what to do about it. */
final class ExplainCommand {
    private ExplainCommand() {}

    static String text(List<String> operands) throws CommandException {
        if (operands.size() > 1) {
            throw CommandException.usage("'explain' takes one cause", "'dnswhy explain " + operands.get(0) + "'.");
        }
        Map<String, String> titles = Catalogue.titles();
        if (operands.isEmpty()) {
            return list(titles);
        }
        String id = operands.get(0);
        if (!titles.containsKey(id)) {
            throw CommandException.usage(
                    "unknown cause '" + id + "'",
                    Suggestion.tip(
                            id,
                            "'dnswhy explain' lists the causes.",
                            titles.keySet().toArray(new String[0])));
        }
        return Catalogue.page(id);
    }

    private static String list(Map<String, String> titles) {
        int widest = 0;
        for (String id : titles.keySet()) {
            widest = Math.max(widest, id.length());
        }
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> cause : titles.entrySet()) {
            String id = cause.getKey();
            text.append(id).append(" ".repeat(widest - id.length() + 2)).append(cause.getValue());
            text.append('\n');
        }
        return text.toString();
    }
}
