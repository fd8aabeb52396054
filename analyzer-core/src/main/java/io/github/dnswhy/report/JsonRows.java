package io.github.dnswhy.report;

import java.io.OutputStream;

/** Rows as JSON objects, one a line. */
final class JsonRows<R> implements RowOutput<R> {
    private final RowType<R> rows;
    private final JsonOut json;
    private final boolean array;
    private boolean some;

    private JsonRows(RowType<R> rows, JsonOut json, boolean array) {
        this.rows = rows;
        this.json = json;
        this.array = array;
    }

    /** Rows as lines on their own. */
    static <R> JsonRows<R> lines(RowType<R> rows, OutputStream out) {
        return new JsonRows<>(rows, JsonOut.lines(out, "\n"), false);
    }

    /** Rows as the elements of one array. */
    static <R> JsonRows<R> array(RowType<R> rows, OutputStream out) {
        JsonOut json = JsonOut.lines(out, ",\n");
        json.raw("[\n");
        return new JsonRows<>(rows, json, true);
    }

    @Override
    public void write(R row) {
        some = true;
        rows.writeObject(row, json);
    }

    @Override
    public void end() {
        if (some) {
            json.raw("\n");
        }
        if (array) {
            json.raw("]\n");
        }
        json.flush();
    }
}
