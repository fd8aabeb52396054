package io.github.dnswhy.report;

import io.github.dnswhy.model.Traffic;
import java.util.List;

/** Rows of {@code show clients}. */
final class ClientRows extends RowType<Traffic.ClientTraffic> {
    private static final List<Column> COLUMNS = List.of(
            Column.text("address"),
            Column.number("count"),
            Column.text("forwarder"),
            Column.number("lookups"),
            Column.number("slow"),
            Column.number("failed"),
            Column.number("waitedMs"),
            Column.text("resolver"),
            Column.number("resolverConfidence"),
            Column.text("resolverGrounds"));

    @Override
    List<Column> columns() {
        return COLUMNS;
    }

    @Override
    void writeCells(Traffic.ClientTraffic row, Cells cells) {
        cells.address(row.address()).number(row.count()).flag(row.forwarder());
        cells.number(row.lookups()).number(row.slow()).number(row.failed()).millis(row.waited());
        if (row.resolver().isPresent()) {
            cells.text(row.resolver().get()).share(row.resolverConfidence());
            cells.text(String.join("; ", row.resolverGrounds()));
        } else {
            cells.empty().empty().empty();
        }
    }

    @Override
    void writeObject(Traffic.ClientTraffic row, JsonOut json) {
        TrafficJson.write(row, json);
    }
}
