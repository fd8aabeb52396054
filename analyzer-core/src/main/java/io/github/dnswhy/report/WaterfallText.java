package io.github.dnswhy.report;

import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.Quantities;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One lookup as bars over its time, one line a query; A and AAAA that fared alike share a line. */
final class WaterfallText {
    private static final int MAX_ROWS = 10;
    private static final int MAX_NAME = 60;
    private static final int MAX_BAR = 40;
    private static final int MIN_BAR = 5;
    private static final int OFFSET = 7;
    /** In place of the frame of a query that never travelled. */
    private static final long NO_FRAME = 0;

    private static final Duration ALIKE = Duration.ofMillis(100);

    private final TextPage page;
    private final Captures captures;
    private final Lookup lookup;
    private final int serverColumns;
    private final int typeColumns;
    private final int fateColumns;
    private final int barColumns;

    /** One line: a query, and the one of the other type that went with it. */
    private record Row(LookupStep step, Optional<LookupStep> companion) {
        String types() {
            if (companion.isEmpty()) {
                return step.type();
            }
            return step.type().concat("+").concat(companion.get().type());
        }

        String fate() {
            boolean companionSaysMore = companion.isPresent() && companion.get().fate() == StepFate.ANSWERED;
            StringBuilder text = new StringBuilder(32);
            if (step.frame() == NO_FRAME) {
                return text.append("no connection ")
                        .append(Quantities.duration(step.duration()))
                        .toString();
            }
            text.append(WaterfallText.fate(companionSaysMore ? companion.get() : step));
            text.append(' ').append(Quantities.duration(step.duration()));
            return step.transport() == Transport.TCP ? text.append(" TCP").toString() : text.toString();
        }
    }

    private WaterfallText(Lookup lookup, List<Row> rows, Captures captures, TextPage page) {
        this.lookup = lookup;
        this.captures = captures;
        this.page = page;
        int server = 0;
        int type = 0;
        int fate = 0;
        int frames = 0;
        for (Row row : rows) {
            server = Math.max(server, row.step.server().toString().length());
            type = Math.max(type, row.types().length());
            fate = Math.max(fate, row.fate().length());
            frames = Math.max(frames, frames(row).length());
        }
        typeColumns = Math.min(type, 12);
        fateColumns = Math.min(fate, 24);
        int bar = page.width() - 2 - OFFSET - 2 - server - 1 - typeColumns - 1 - fateColumns - 1 - frames;
        barColumns = bar < MIN_BAR ? 0 : Math.min(MAX_BAR, bar);
        serverColumns = server;
    }

    static void write(Report report, Story story, TextPage page) {
        if (story.lookup().isEmpty()
                || report.lookups().slow() + report.lookups().failed() == 0 && !page.all()) {
            return;
        }
        Lookup lookup = story.lookup().get();
        page.gap();
        page.start(0, 2)
                .style(Style.STRONG)
                .add("ONE LOOKUP")
                .style(Style.PLAIN)
                .add("  ");
        page.add(lookup.name(), MAX_NAME)
                .add(": ")
                .add(Quantities.duration(lookup.felt()))
                .add(", ");
        page.add(Words.outcome(lookup.outcome()))
                .add(" (")
                .add(lookup.client().toString())
                .add(" at ");
        page.add(InputText.second(Rfc3339.text(lookup.start()))).add(" UTC)").end();
        List<Row> rows = rows(lookup.steps());
        connecting(lookup).ifPresent(step -> rows.add(new Row(step, Optional.empty())));
        new WaterfallText(lookup, rows, Captures.of(report.inputs()), page).writeRows(rows);
    }

    private void writeRows(List<Row> rows) {
        int head = page.all() || rows.size() <= MAX_ROWS ? rows.size() : MAX_ROWS - 3;
        String name = "";
        for (int i = 0; i < rows.size(); i++) {
            if (i == head) {
                int skipped = Math.max(0, rows.size() - 2 - head);
                page.start(4)
                        .style(Style.DIM)
                        .add("... ")
                        .add(Quantities.count(skipped, "more line"))
                        .add(": see them with -v")
                        .end();
                i += skipped;
            }
            Row row = rows.get(i);
            if (!row.step.name().equals(name)) {
                name = row.step.name();
                page.start(2).style(Style.DIM).add(name, page.width() - 2).end();
            }
            write(row);
        }
    }

    private void write(Row row) {
        LookupStep step = row.step;
        page.start(2, 8)
                .right("+".concat(Quantities.duration(step.offset())), OFFSET)
                .spaces(1);
        if (barColumns > 0) {
            bar(step);
            page.spaces(1);
        }
        page.left(step.server().toString(), serverColumns).spaces(1);
        page.left(row.types(), typeColumns).spaces(1);
        page.style(isGood(step.fate()) ? Style.PLAIN : Style.BAD).left(row.fate(), fateColumns);
        page.style(Style.PLAIN).spaces(1).add(frames(row));
        captureOf(step);
        page.end();
    }

    private void captureOf(LookupStep step) {
        if (step.frame() != NO_FRAME
                && captures.files().size() > 1
                && !captures.file(step.capture()).isEmpty()) {
            page.add(" of ");
            InputText.file(captures.file(step.capture()), page);
        }
    }

    /** The part of the lookup's time that the step took: at least one mark, however short it was. */
    private void bar(LookupStep step) {
        double total = Math.max(1, nanos(lookup.felt()));
        int from = (int) Math.max(0, Math.min(barColumns - 1, Math.round(nanos(step.offset()) / total * barColumns)));
        double end = nanos(step.offset()) + nanos(step.duration());
        int to = (int) Math.max(from + 1, Math.min(barColumns, Math.round(end / total * barColumns)));
        boolean good = isGood(step.fate());
        for (int i = 0; i < barColumns; i++) {
            if (i < from || i >= to) {
                page.glyph("\u00b7", ".");
            } else if (good) {
                page.glyph("\u2593", "=");
            } else {
                page.glyph("\u2588", "#");
            }
        }
    }

    private static double nanos(Duration duration) {
        return duration.getSeconds() * 1e9 + duration.getNano();
    }

    private static boolean isGood(StepFate fate) {
        return switch (fate) {
            case ANSWERED, NODATA, NXDOMAIN -> true;
            case ERROR, TRUNCATED, TIMEOUT, REJECTED, OPEN -> false;
        };
    }

    private static String fate(LookupStep step) {
        return switch (step.fate()) {
            case ANSWERED -> "answer";
            case NODATA -> "no record";
            case NXDOMAIN -> "no such name";
            case ERROR -> step.rcode().orElse("error");
            case TRUNCATED -> "cut short";
            case TIMEOUT -> "no answer";
            case REJECTED -> "rejected";
            case OPEN -> "still open";
        };
    }

    /** The frames of the queries, and after {@code >} those of the responses. */
    private static String frames(Row row) {
        if (row.step.frame() == NO_FRAME) {
            return "";
        }
        StringBuilder text = new StringBuilder(24).append('#').append(row.step.frame());
        if (row.companion.isPresent()) {
            text.append(',').append(row.companion.get().frame());
        }
        char before = '>';
        if (row.step.responseFrame() > 0) {
            text.append(before).append(row.step.responseFrame());
            before = ',';
        }
        if (row.companion.isPresent() && row.companion.get().responseFrame() > 0) {
            text.append(before).append(row.companion.get().responseFrame());
        }
        return text.toString();
    }

    /** The wait for a connection over which the question of a cut answer was to be repeated, and never was. */
    static Optional<LookupStep> connecting(Lookup lookup) {
        int last = lookup.steps().size() - 1;
        if (last < 0 || lookup.steps().get(last).fate() != StepFate.TRUNCATED) {
            return Optional.empty();
        }
        LookupStep cut = lookup.steps().get(last);
        Duration since = cut.offset().plus(cut.duration());
        if (last > 0 && lookup.steps().get(last - 1).fate() == StepFate.TRUNCATED) {
            LookupStep other = lookup.steps().get(last - 1);
            Duration otherEnd = other.offset().plus(other.duration());
            since = otherEnd.compareTo(since) > 0 ? otherEnd : since;
        }
        if (lookup.felt().compareTo(since) <= 0) {
            return Optional.empty();
        }
        return Optional.of(new LookupStep(
                since,
                cut.capture(),
                NO_FRAME,
                cut.server(),
                Transport.TCP,
                cut.name(),
                Transport.TCP.name(),
                0,
                StepFate.TIMEOUT,
                Optional.empty(),
                lookup.felt().minus(since),
                0));
    }

    private static List<Row> rows(List<LookupStep> steps) {
        List<Row> rows = new ArrayList<>(steps.size());
        for (int i = 0; i < steps.size(); i++) {
            boolean pair = i + 1 < steps.size() && fareAlike(steps.get(i), steps.get(i + 1));
            rows.add(new Row(steps.get(i), pair ? Optional.of(steps.get(i + 1)) : Optional.empty()));
            if (pair) {
                i++;
            }
        }
        return rows;
    }

    private static boolean fareAlike(LookupStep a, LookupStep b) {
        return !a.type().equals(b.type())
                && a.name().equals(b.name())
                && a.server().equals(b.server())
                && a.transport() == b.transport()
                && a.capture() == b.capture()
                && (a.fate() == b.fate() && a.rcode().equals(b.rcode()) || isGood(a.fate()) && isGood(b.fate()))
                && b.offset().minus(a.offset()).abs().compareTo(ALIKE) <= 0
                && b.duration().minus(a.duration()).abs().compareTo(ALIKE) <= 0;
    }
}
