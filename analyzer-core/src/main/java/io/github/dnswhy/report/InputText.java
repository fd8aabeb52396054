package io.github.dnswhy.report;

import io.github.dnswhy.model.Anomaly;
import io.github.dnswhy.model.Input;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Place;
import io.github.dnswhy.model.Quantities;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The head of the text report: what was read, and what was damaged or odd in it. */
final class InputText {
    private static final int MAX_UNKNOWN = 3;
    private static final int MAX_ODD_INPUTS = 2;
    private static final int MAX_ANOMALIES = 2;
    private static final int FILE_COLUMNS = 48;

    private InputText() {}

    static void write(Report report, TextPage page) {
        List<Input> inputs = report.inputs();
        page.start(0, 2)
                .style(Style.DIM)
                .add(report.tool().name())
                .add(" ")
                .add(report.tool().version());
        writeWindow(report.verdict(), page);
        page.end();
        page.start(0, 2).style(Style.DIM).add("Read ");
        writeCaptures(inputs, page);
        List<String> written = new ArrayList<>();
        for (Input input : inputs) {
            String noun = Words.noun(input.kind());
            if (input.kind() != InputKind.CAPTURE && input.kind() != InputKind.UNKNOWN && !written.contains(noun)) {
                written.add(noun);
                page.add(", ").add(Quantities.count(count(noun, inputs), noun));
            }
        }
        page.end();
        writeAnomalies(inputs, page);
        writeUnknown(inputs, page);
    }

    private static void writeCaptures(List<Input> inputs, TextPage page) {
        Captures captures = Captures.of(inputs);
        long frames = 0;
        long messages = 0;
        for (Input input : inputs) {
            frames += input.frames().orElse(0);
            messages += input.messages().orElse(0);
        }
        if (captures.files().isEmpty()) {
            page.add("no capture");
            return;
        }
        if (captures.files().size() == 1) {
            file(captures.files().get(0), page);
        } else {
            page.add(Quantities.count(captures.files().size(), "capture"));
        }
        page.add(" (")
                .add(Quantities.count(frames, "frame"))
                .add(", ")
                .add(Quantities.count(messages, "DNS message"))
                .add(")");
    }

    private static int count(String noun, List<Input> inputs) {
        int count = 0;
        for (Input input : inputs) {
            count += Words.noun(input.kind()).equals(noun) ? 1 : 0;
        }
        return count;
    }

    private static void writeUnknown(List<Input> inputs, TextPage page) {
        int unknown = 0;
        for (Input input : inputs) {
            unknown += isUnknown(input) ? 1 : 0;
        }
        if (unknown == 0) {
            return;
        }
        page.start(2, 4).style(Style.UNSURE).add("! ").style(Style.PLAIN).add("Not understood: ");
        int shown = 0;
        for (Input input : inputs) {
            if (isUnknown(input) && (shown < MAX_UNKNOWN || page.all())) {
                page.add(shown++ == 0 ? "" : ", ");
                file(input.file(), page);
            }
        }
        if (shown < unknown) {
            page.add(" and ").add(unknown - shown).add(" more");
        }
        page.end();
    }

    private static void writeWindow(Verdict verdict, TextPage page) {
        if (verdict.from().isEmpty() || verdict.to().isEmpty()) {
            return;
        }
        String from = Rfc3339.text(verdict.from().get());
        String to = Rfc3339.text(verdict.to().get());
        page.add(", capture of ").add(day(from)).add(" ").add(second(from)).add(" to ");
        if (!day(from).equals(day(to))) {
            page.add(day(to)).add(" ");
        }
        page.add(second(to)).add(" UTC (");
        page.add(Quantities.duration(between(verdict.from().get(), verdict.to().get())))
                .add(")");
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

    /** Adds a file's name; of a long one its end, which tells files apart. */
    static void file(String file, TextPage page) {
        if (file.length() <= FILE_COLUMNS) {
            page.add(file, FILE_COLUMNS);
        } else {
            page.add("...").add(file.substring(file.length() - FILE_COLUMNS + 3), FILE_COLUMNS - 3);
        }
    }

    /** Whether nothing else tells why the input was of no use. */
    private static boolean isUnknown(Input input) {
        return input.kind() == InputKind.UNKNOWN && input.anomalies().isEmpty();
    }

    private static void writeAnomalies(List<Input> inputs, TextPage page) {
        int odd = 0;
        for (Input input : inputs) {
            if (!input.anomalies().isEmpty() && (odd++ < MAX_ODD_INPUTS || page.all())) {
                writeAnomalies(input, page);
            }
        }
        if (odd > MAX_ODD_INPUTS && !page.all()) {
            page.start(2).style(Style.UNSURE).add("! ").add(Quantities.count(odd - MAX_ODD_INPUTS, "more input"));
            page.add(" damaged or odd: see them with -v").end();
        }
    }

    private static void writeAnomalies(Input input, TextPage page) {
        page.start(2, 4).style(Style.UNSURE).add("! ");
        file(input.file(), page);
        page.style(Style.PLAIN).add(": ");
        int shown = page.all()
                ? input.anomalies().size()
                : Math.min(MAX_ANOMALIES, input.anomalies().size());
        for (int i = 0; i < shown; i++) {
            Anomaly anomaly = input.anomalies().get(i);
            page.add(i == 0 ? "" : "; ")
                    .add(Quantities.count(anomaly.count()))
                    .add(" x ")
                    .add(anomaly.name());
            if (anomaly.first().unit() != Place.Unit.OFFSET || anomaly.first().value() > 0) {
                page.add(anomaly.count() == 1 ? " at " : " from ")
                        .add(EnumText.kebab(anomaly.first().unit()));
                page.add(" ").add(anomaly.first().value());
            }
        }
        if (shown < input.anomalies().size()) {
            page.add("; ").add(input.anomalies().size() - shown).add(" more");
        }
        page.end();
    }
}
