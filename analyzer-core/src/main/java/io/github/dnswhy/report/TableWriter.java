package io.github.dnswhy.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Writes rows of one type, one at a time, so that any number of them needs no memory.
 *
 * <p>Closing ends the output (the bracket of a JSON array, rows held back for alignment) and flushes the stream, which
 * stays open and belongs to the caller. Not thread-safe.
 *
 * @param <R> the type of a row
 */
public final class TableWriter<R> implements AutoCloseable {
    /** The forms of a table. */
    public enum Format {
        /**
         * For people: aligned columns, without those that only programs want; messages with their records as dig shows
         * them.
         */
        TABLE,
        /**
         * RFC 4180 with a header line; a cell that a spreadsheet would take for a formula starts with an apostrophe.
         */
        CSV,
        /** One array of objects, an object a line. */
        JSON,
        /** One object a line. */
        JSONL
    }

    private final RowOutput<R> output;

    private TableWriter(RowOutput<R> output) {
        this.output = output;
    }

    /**
     * Starts a table.
     *
     * @param rows what its rows are
     * @param format its form
     * @param options what the terminal can bear; for the aligned form only
     * @param out where to; written in pieces of some kilobytes, so it need not be buffered
     * @param <R> the type of a row
     * @return a writer without rows yet
     */
    public static <R> TableWriter<R> open(RowType<R> rows, Format format, TextOptions options, OutputStream out) {
        Objects.requireNonNull(out, "out");
        return new TableWriter<>(
                switch (format) {
                    case TABLE -> rows.forPeople(options, out);
                    case CSV -> new CsvRows<>(rows, out);
                    case JSON -> JsonRows.array(rows, out);
                    case JSONL -> JsonRows.lines(rows, out);
                });
    }

    /**
     * Writes one row.
     *
     * @param row the row
     * @throws IOException if the stream throws it
     */
    public void write(R row) throws IOException {
        try {
            output.write(row);
        } catch (JacksonIOException e) {
            throw JsonOut.unwrap(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            output.end();
        } catch (JacksonIOException e) {
            throw JsonOut.unwrap(e);
        }
    }
}
