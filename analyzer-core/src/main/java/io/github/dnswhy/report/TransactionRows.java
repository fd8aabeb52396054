package io.github.dnswhy.report;

import io.github.dnswhy.model.Attempt;
import io.github.dnswhy.model.Transaction;
import java.util.List;

/** Rows of {@code show transactions}. */
final class TransactionRows extends RowType<Transaction> {
    private static final List<Column> COLUMNS = List.of(
            Column.text("time"),
            Column.text("file").hidden(),
            Column.number("frame"),
            Column.text("client"),
            Column.number("clientPort"),
            Column.text("server"),
            Column.text("transport"),
            Column.number("id"),
            Column.text("name"),
            Column.text("type"),
            Column.text("class").hidden(),
            Column.number("attempts"),
            Column.text("outcome"),
            Column.text("rcode"),
            Column.number("responseFrame").hidden(),
            Column.number("latencyMs"),
            Column.text("late").hidden(),
            Column.text("truncated").hidden());

    private final Captures captures;

    TransactionRows(Captures captures) {
        this.captures = captures;
    }

    @Override
    List<Column> columns() {
        return COLUMNS;
    }

    @Override
    void writeCells(Transaction row, Cells cells) {
        if (row.attempts().isEmpty()) {
            cells.empty().empty().empty();
        } else {
            Attempt first = row.attempts().get(0);
            cells.time(first.time()).text(captures.file(first.capture())).number(first.frame());
        }
        cells.address(row.client())
                .number(row.clientPort())
                .address(row.server())
                .constant(row.transport());
        cells.number(row.id()).text(row.name()).text(row.type()).text(row.recordClass());
        cells.number(row.attempts().size()).constant(row.outcome()).text(row.rcode());
        cells.numberUnlessZero(row.responseFrame())
                .millis(row.latency())
                .flag(row.late())
                .flag(row.truncated());
    }

    @Override
    void writeObject(Transaction row, JsonOut json) {
        json.startObject();
        json.address("client", row.client());
        json.number("clientPort", row.clientPort());
        json.address("server", row.server());
        json.constant("transport", row.transport());
        json.number("id", row.id());
        json.text("name", row.name());
        json.textUnlessEmpty("type", row.type());
        json.textUnlessEmpty("class", row.recordClass());
        json.startArray("attempts");
        for (Attempt attempt : row.attempts()) {
            json.startObject();
            captures.write(attempt.capture(), json);
            json.number("frame", attempt.frame());
            json.time("time", attempt.time());
            json.number("sightings", attempt.sightings());
            json.endObject();
        }
        json.endArray();
        json.constant("outcome", row.outcome());
        json.text("rcode", row.rcode());
        if (row.responseFrame() > 0) {
            if (captures.files().size() > 1) {
                json.textUnlessEmpty("responseFile", captures.file(row.responseCapture()));
            }
            json.number("responseFrame", row.responseFrame());
        }
        if (row.latency().isPresent()) {
            json.millis("latencyMs", row.latency().get());
        }
        json.flag("late", row.late());
        json.flag("truncated", row.truncated());
        json.endObject();
    }
}
