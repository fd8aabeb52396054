package io.github.dnswhy.cli;

import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The causes that this build can find, each with its page of {@code docs/causes}, which is packaged with the command. */
final class Catalogue {
    private Catalogue() {}

    /** What there is to know of the causes, in their order. */
    static List<RuleInfo> causes() {
        List<RuleInfo> causes = new ArrayList<>();
        for (Rule rule : Rules.builtIn().list()) {
            causes.add(rule.info());
        }
        return causes;
    }

    /** The ids in the order of the catalogue. */
    static List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (RuleInfo cause : causes()) {
            ids.add(cause.id());
        }
        return ids;
    }

    /** The page of a cause in Markdown; where nobody has written it yet, what its rule tells of itself. */
    static String page(RuleInfo cause) {
        try (InputStream page = Catalogue.class.getResourceAsStream("causes/" + cause.id() + ".md")) {
            return page == null ? summary(cause) : new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A cause that no rule can tell from the inputs, as the table of the catalogue's first page has it. */
    record Untold(String id, String what, String evidence) {
        /** The row as a page. */
        String page() {
            return "# " + id + ": not told from these inputs\n\n" + what + "\n\nWhat it would take: " + evidence + "\n";
        }
    }

    /** The causes that no rule can tell. */
    static List<Untold> untold() {
        List<Untold> all = new ArrayList<>();
        try (InputStream page = Catalogue.class.getResourceAsStream("causes/README.md")) {
            String text = page == null ? "" : new String(page.readAllBytes(), StandardCharsets.UTF_8);
            boolean inTable = false;
            for (String line : text.split("\n", -1)) {
                String[] cells = line.split(" [|] ", 3);
                boolean row = line.startsWith("| ") && line.endsWith(" |") && cells.length == 3;
                if (row && inTable) {
                    all.add(new Untold(cells[0].substring(2), cells[1], cells[2].substring(0, cells[2].length() - 2)));
                }
                inTable |= line.startsWith("|---");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static String summary(RuleInfo cause) {
        StringBuilder text = new StringBuilder();
        text.append("# ").append(cause.id()).append(": ").append(cause.title()).append("\n\n");
        text.append("To blame: ").append(Values.kebab(cause.blame())).append(".\n");
        needs(text, "Needed to judge: ", cause.required());
        needs(text, "Makes it surer: ", cause.useful());
        if (!cause.thresholds().isEmpty()) {
            text.append("\nThresholds:\n\n");
        }
        for (Threshold threshold : cause.thresholds()) {
            text.append("- ").append(threshold.name()).append(' ').append(number(threshold.value()));
            text.append(' ')
                    .append(threshold.unit())
                    .append(" (")
                    .append(threshold.source())
                    .append(")\n");
        }
        return text.toString();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static void needs(StringBuilder text, String heading, Set<Need> needs) {
        List<String> names = new ArrayList<>();
        for (Need need : new TreeSet<>(needs)) {
            names.add(need.text());
        }
        if (!names.isEmpty()) {
            text.append(heading).append(String.join("; ", names)).append(".\n");
        }
    }
}
