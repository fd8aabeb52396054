package io.github.dnswhy.report;

import io.github.dnswhy.model.Traffic;
import java.util.List;

/** Rows of {@code show names}. */
final class CountRows extends RowType<Traffic.Count> {
    private final String key;
    private final List<Column> columns;

    CountRows(String key) {
        this.key = key;
        columns = List.of(Column.text(key), Column.number("count"));
    }

    @Override
    List<Column> columns() {
        return columns;
    }

    @Override
    void writeCells(Traffic.Count row, Cells cells) {
        cells.text(row.text()).number(row.count());
    }

    @Override
    void writeObject(Traffic.Count row, JsonOut json) {
        json.startObject();
        json.text(key, row.text());
        json.number("count", row.count());
        json.endObject();
    }
}
