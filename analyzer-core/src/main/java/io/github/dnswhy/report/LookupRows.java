package io.github.dnswhy.report;

import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupStep;
import java.util.List;

/** Rows of {@code show lookups}. */
final class LookupRows extends RowType<Lookup> {
    private static final List<Column> COLUMNS = List.of(
            Column.number("id"),
            Column.text("start"),
            Column.text("client"),
            Column.text("name"),
            Column.text("types"),
            Column.number("feltMs"),
            Column.text("outcome"),
            Column.number("steps"),
            Column.text("forwarded"),
            Column.text("file").hidden(),
            Column.number("frame"));

    private final Captures captures;

    LookupRows(Captures captures) {
        this.captures = captures;
    }

    @Override
    List<Column> columns() {
        return COLUMNS;
    }

    @Override
    void writeCells(Lookup row, Cells cells) {
        cells.number(row.id())
                .time(row.start())
                .address(row.client())
                .text(row.name())
                .texts(row.types());
        cells.millis(row.felt())
                .constant(row.outcome())
                .number(row.steps().size())
                .text(row.forwarded() ? "forwarded" : "");
        if (row.steps().isEmpty()) {
            cells.empty().empty();
        } else {
            LookupStep first = row.steps().get(0);
            cells.text(captures.file(first.capture())).number(first.frame());
        }
    }

    @Override
    void writeObject(Lookup row, JsonOut json) {
        LookupJson.write(row, captures, json);
    }
}
