package io.github.dnswhy.report;

import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.Traffic;
import java.util.List;

/** Rows of {@code show servers}. */
final class ServerRows extends RowType<Traffic.ServerTraffic> {
    private static final List<Column> COLUMNS = List.of(
            Column.text("address"),
            Column.text("role"),
            Column.number("transactions"),
            Column.number("answered"),
            Column.number("unanswered"),
            Column.number("rejected"),
            Column.number("latencyP50Ms"),
            Column.number("latencyP90Ms"),
            Column.number("latencyP99Ms"),
            Column.number("latencyMaxMs"),
            Column.number("waitedMs"));

    @Override
    List<Column> columns() {
        return COLUMNS;
    }

    @Override
    void writeCells(Traffic.ServerTraffic row, Cells cells) {
        cells.address(row.address()).constant(row.role()).number(row.transactions());
        cells.number(row.answered()).number(row.unanswered()).number(row.rejected());
        if (row.latency().isPresent()) {
            Percentiles latency = row.latency().get();
            cells.millis(latency.p50())
                    .millis(latency.p90())
                    .millis(latency.p99())
                    .millis(latency.max());
        } else {
            cells.empty().empty().empty().empty();
        }
        cells.millis(row.waited());
    }

    @Override
    void writeObject(Traffic.ServerTraffic row, JsonOut json) {
        TrafficJson.write(row, json);
    }
}
