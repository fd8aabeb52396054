package io.github.dnswhy.report;

import io.github.dnswhy.model.Report;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a report in one form. The same report gives the same octets, whatever the machine, its locale or its time
 * zone.
 *
 * <p>A writer holds no state between reports and may be shared by threads. Texts of the report that come from inputs
 * (domain names, thread names, log lines, file names) are taken as hostile: each writer escapes what its form gives a
 * meaning to.
 */
public interface ReportWriter {
    /**
     * Writes one report and flushes the stream. The stream stays open; it belongs to the caller.
     *
     * @param report what to write
     * @param out where to write to; need not be buffered
     * @throws IOException if the stream throws it
     */
    void write(Report report, OutputStream out) throws IOException;
}
