package io.github.dnswhy.report;

import java.io.OutputStream;
import java.util.List;

/**
 * What the rows of one table are: the columns for people and spreadsheets, the object for programs. The instances are
 * in {@link Rows}.
 *
 * @param <R> the type of a row
 */
public abstract class RowType<R> {
    /**
     * One column.
     *
     * @param name its heading, the key of the JSON form
     * @param numeric whether its cells are numbers, which stand at the right
     * @param shown whether the aligned table shows it too; CSV has all columns
     */
    record Column(String name, boolean numeric, boolean shown) {
        static Column text(String name) {
            return new Column(name, false, true);
        }

        static Column number(String name) {
            return new Column(name, true, true);
        }

        /** The same column, only for CSV. */
        Column hidden() {
            return new Column(name, numeric, false);
        }
    }

    RowType() {}

    /** The columns in their order, at least one. */
    abstract List<Column> columns();

    /** Writes one cell for each column. */
    abstract void writeCells(R row, Cells cells);

    /** Writes one object. */
    abstract void writeObject(R row, JsonOut json);

    /** The form for people: aligned columns, unless the rows are no table. */
    RowOutput<R> forPeople(TextOptions options, OutputStream out) {
        return new AlignedRows<>(this, options, out);
    }
}
