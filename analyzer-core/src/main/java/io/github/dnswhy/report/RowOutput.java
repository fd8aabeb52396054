package io.github.dnswhy.report;

import java.io.IOException;

/** One form of a table being written. */
interface RowOutput<R> {
    /** Writes a row. */
    void write(R row) throws IOException;

    /** Ends the output and flushes it. */
    void end() throws IOException;
}
