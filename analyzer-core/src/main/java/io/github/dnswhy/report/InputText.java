package io.github.dnswhy.report;

import io.github.dnswhy.model.Anomaly;
import io.github.dnswhy.model.Input;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The head of the text report: what was read, and what was damaged or odd in it. */
final class InputText {
    private static final int MAX_FILES = 6;
    private static final int MAX_ODD_INPUTS = 3;
    private static final int MAX_ANOMALIES = 3;
    private static final int FILE_COLUMNS = 48;
    private static final int KIND_COLUMNS = 15;

    private InputText() {}

    static void write(Report report, TextPage page) {
        List<Input> inputs = report.inputs();
        page.start(0, 2).style(Style.DIM).add(report.tool().name()).add(" ").add(report.tool().version());
        page.add("  ").add(Words.count(inputs.size(), "input"));
        writeWindow(report.verdict(), page);
        page.end();
        List<String> written = new ArrayList<>();
        for (Input input : inputs) {
            String kind = Words.kind(input.kind());
            if (!written.contains(kind)) {
                written.add(kind);
                writeKind(kind, inputs, page);
            }
        }
        writeAnomalies(inputs, page);
    }

    private static void writeWindow(Verdict verdict, TextPage page) {
        if (verdict.from().isEmpty() || verdict.to().isEmpty()) {
            return;
        }
        String from = Rfc3339.text(verdict.from().get());
        String to = Rfc3339.text(verdict.to().get());
        page.add(", ").add(day(from)).add(" ").add(second(from)).add(" to ");
        if (!day(from).equals(day(to))) {
            page.add(day(to)).add(" ");
        }
        page.add(second(to)).add(" UTC (");
        page.add(Words.duration(between(verdict.from().get(), verdict.to().get()))).add(")");
    }

    private static Duration between(Instant from, Instant to) {
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }

    /** The date of an RFC 3339 text. */
    static String day(String time) {
        return time.substring(0, 10);
    }

    /** The time of day of an RFC 3339 text, to the second. */
    static String second(String time) {
        return time.substring(11, 19);
    }

    /** The time of day of an RFC 3339 text, to the millisecond. */
    static String millisecond(String time) {
        return time.substring(11, 23);
    }

    private static void writeKind(String kind, List<Input> inputs, TextPage page) {
        page.start(2, 2 + KIND_COLUMNS).style(Style.DIM).left(kind, KIND_COLUMNS);
        int files = 0;
        int left = 0;
        for (Input input : inputs) {
            if (!Words.kind(input.kind()).equals(kind)) {
                continue;
            }
            if (files == MAX_FILES && !page.all()) {
                left++;
                continue;
            }
            page.add(files++ == 0 ? "" : ", ");
            file(input.file(), page);
            if (input.kind() == InputKind.CAPTURE) {
                page.add(" (").add(Words.count(input.frames().orElse(0), "frame")).add(", ");
                page.add(Words.count(input.messages().orElse(0), "DNS message")).add(")");
            }
        }
        if (left > 0) {
            page.add(" and ").add(left).add(" more");
        }
        page.end();
    }

    /** Adds a file's name; of a long one its end, which tells files apart. */
    static void file(String file, TextPage page) {
        if (file.length() <= FILE_COLUMNS) {
            page.add(file, FILE_COLUMNS);
        } else {
            page.add("...").add(file.substring(file.length() - FILE_COLUMNS + 3), FILE_COLUMNS - 3);
        }
    }

    private static void writeAnomalies(List<Input> inputs, TextPage page) {
        int odd = 0;
        for (Input input : inputs) {
            if (!input.anomalies().isEmpty() && (odd++ < MAX_ODD_INPUTS || page.all())) {
                writeAnomalies(input, page);
            }
        }
        if (odd > MAX_ODD_INPUTS && !page.all()) {
            page.start(2).style(Style.UNSURE).add("! ").add(Words.count(odd - MAX_ODD_INPUTS, "more input"));
            page.add(" damaged or odd: see them with -v").end();
        }
    }

    private static void writeAnomalies(Input input, TextPage page) {
        page.start(2, 4).style(Style.UNSURE).add("! ");
        file(input.file(), page);
        page.style(Style.PLAIN).add(": ");
        int shown = page.all() ? input.anomalies().size() : Math.min(MAX_ANOMALIES, input.anomalies().size());
        for (int i = 0; i < shown; i++) {
            Anomaly anomaly = input.anomalies().get(i);
            page.add(i == 0 ? "" : "; ").add(anomaly.name()).add(" ");
            page.add(anomaly.count() == 1 ? "once, at " : Words.count(anomaly.count()).concat(" times, first at "));
            page.add(EnumText.kebab(anomaly.first().unit())).add(" ").add(anomaly.first().value());
        }
        if (shown < input.anomalies().size()) {
            page.add("; ").add(input.anomalies().size() - shown).add(" more");
        }
        page.end();
    }
}
