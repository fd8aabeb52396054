package io.github.dnswhy.cli;

import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code --fail-on} asks: a severity from which on, or causes of which, a finding means exit code 1. */
final class FailOn {
    private final List<String> causes = new ArrayList<>();
    private Severity least;

    private FailOn() {}

    static FailOn of(List<String> words) throws CommandException {
        FailOn failOn = new FailOn();
        for (String word : words) {
            failOn.add(word);
        }
        return failOn;
    }

    private void add(String word) throws CommandException {
        Severity[] severities = Severity.values();
        List<String> known = new ArrayList<>();
        for (Severity severity : severities) {
            String name = severity.name().toLowerCase(Locale.ROOT);
            known.add(name);
            if (name.equals(word)) {
                least = least == null || severity.compareTo(least) < 0 ? severity : least;
                return;
            }
        }
        List<String> ids = Catalogue.ids();
        known.addAll(ids);
        if (ids.contains(word)) {
            causes.add(word);
            return;
        }
        throw CommandException.usage(
                Option.FAIL_ON.flag() + ": '" + word + "' is neither a severity nor a cause",
                Suggestion.tip(
                        word,
                        "the severities are info, minor, major and critical; 'dnswhy explain' lists the causes.",
                        known.toArray(new String[0])));
    }

    boolean isMetBy(Report report) {
        for (Finding finding : report.findings()) {
            boolean grave = least != null && finding.severity().compareTo(least) >= 0;
            if (grave || causes.contains(finding.cause())) {
                return true;
            }
        }
        return false;
    }
}
