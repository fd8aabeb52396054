package io.github.dnswhy.report;

import io.github.dnswhy.model.Timeline;
import java.util.List;

/** Rows of {@code show timeline}. */
final class TimelineRows extends RowType<TimelineRow> {
    private static final List<Column> COLUMNS = List.of(
            Column.text("time"),
            Column.number("queries"),
            Column.number("answered"),
            Column.number("unanswered"),
            Column.number("feltP95Ms"),
            Column.text("kind"),
            Column.text("text"),
            Column.text("source"));

    @Override
    List<Column> columns() {
        return COLUMNS;
    }

    @Override
    void writeCells(TimelineRow row, Cells cells) {
        cells.time(row.time());
        if (row.slice().isPresent()) {
            Timeline.Slice slice = row.slice().get();
            cells.number(slice.queries())
                    .number(slice.answered())
                    .number(slice.unanswered())
                    .millis(slice.feltP95());
        } else {
            cells.empty().empty().empty().empty();
        }
        if (row.event().isPresent()) {
            Timeline.Event event = row.event().get();
            cells.text(event.kind()).text(event.text()).text(event.source());
        } else {
            cells.empty().empty().empty();
        }
    }

    @Override
    void writeObject(TimelineRow row, JsonOut json) {
        json.startObject();
        json.time("time", row.time());
        if (row.slice().isPresent()) {
            TimelineJson.writeCounts(row.slice().get(), json);
        }
        if (row.event().isPresent()) {
            Timeline.Event event = row.event().get();
            json.text("kind", event.kind());
            json.text("text", event.text());
            json.textUnlessEmpty("source", event.source());
        }
        json.endObject();
    }
}
