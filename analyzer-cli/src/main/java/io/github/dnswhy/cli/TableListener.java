package io.github.dnswhy.cli;

import io.github.dnswhy.AnalysisListener;
import io.github.dnswhy.model.DumpThread;
import io.github.dnswhy.model.FrameCount;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.Message;
import io.github.dnswhy.model.Transaction;
import io.github.dnswhy.report.TableWriter;
import io.github.dnswhy.report.ThreadRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes the rows of one table while the analysis finds them; a stream that breaks ends the analysis. */
final class TableListener<R> implements AnalysisListener {
    private final Table table;
    private final Class<R> rowType;
    private final TableWriter<R> writer;
    private final List<String> captures;
    private final boolean records;

    TableListener(Table table, boolean records, Class<R> rowType, TableWriter<R> writer, List<String> captures) {
        this.table = table;
        this.records = records;
        this.rowType = rowType;
        this.writer = writer;
        this.captures = captures;
    }

    @Override
    public void onCaptures(List<String> files) {
        captures.addAll(files);
    }

    @Override
    public boolean wantsMessages() {
        return table == Table.MESSAGES;
    }

    @Override
    public boolean wantsRecords() {
        return records;
    }

    @Override
    public boolean wantsTransactions() {
        return table == Table.TRANSACTIONS;
    }

    @Override
    public boolean wantsLookups() {
        return table == Table.LOOKUPS;
    }

    @Override
    public void onFrames(FrameCount frames) {
        if (table == Table.FRAMES) {
            write(frames);
        }
    }

    @Override
    public void onMessage(Message message) {
        write(message);
    }

    @Override
    public void onTransaction(Transaction transaction) {
        write(transaction);
    }

    @Override
    public void onLookup(Lookup lookup) {
        write(lookup);
    }

    @Override
    public void onThread(String file, DumpThread thread) {
        if (table == Table.THREADS) {
            write(new ThreadRow(file, thread));
        }
    }

    private void write(Object row) {
        try {
            writer.write(rowType.cast(row));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
