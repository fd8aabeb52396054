package io.github.dnswhy.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows as aligned columns. The widths are those of the first rows, which are held back for it; a later cell that is
 * wider shifts the rest of its line rather than lose its end.
 */
final class AlignedRows<R> implements RowOutput<R> {
    private static final int LOOK_AHEAD = 200;
    private static final int MAX_CELL = 64;
    private static final int CHUNK = 16_384;

    private final RowType<R> rows;
    private final List<RowType.Column> columns;
    private final TextOptions options;
    private final OutputStream out;
    private final Cells cells;
    private final int[] widths;
    private final List<String[]> held = new ArrayList<>();
    private final StringBuilder text = new StringBuilder(CHUNK + 1_024);
    private boolean started;

    AlignedRows(RowType<R> rows, TextOptions options, OutputStream out) {
        this.rows = rows;
        this.columns = rows.columns();
        this.options = options;
        this.out = out;
        cells = new Cells(columns.size());
        widths = new int[columns.size()];
    }

    @Override
    public void write(R row) throws IOException {
        cells.clear();
        rows.writeCells(row, cells);
        String[] line = new String[columns.size()];
        for (int i = 0; i < line.length; i++) {
            line[i] = escaped(cells.get(i));
        }
        if (started) {
            append(line);
        } else {
            held.add(line);
            if (held.size() == LOOK_AHEAD) {
                start();
            }
        }
        if (text.length() >= CHUNK) {
            drain();
        }
    }

    private String escaped(String cell) {
        return cell.isEmpty() ? "-" : TerminalText.escape(cell, MAX_CELL, !options.unicode());
    }

    private void start() {
        started = true;
        String[] head = new String[columns.size()];
        for (int i = 0; i < head.length; i++) {
            head[i] = columns.get(i).name();
            widths[i] = head[i].length();
            for (String[] line : held) {
                widths[i] = Math.max(widths[i], TerminalText.columns(line[i]));
            }
        }
        if (options.colour()) {
            text.append(Style.STRONG.sequence());
        }
        append(head);
        if (options.colour()) {
            text.insert(text.length() - 1, Style.PLAIN.sequence());
        }
        for (String[] line : held) {
            append(line);
        }
        held.clear();
    }

    private void append(String[] line) {
        int pending = 0; // spaces that come only when something follows
        for (int i = 0; i < line.length; i++) {
            if (!columns.get(i).shown()) {
                continue;
            }
            int fill = Math.max(0, widths[i] - TerminalText.columns(line[i]));
            spaces(columns.get(i).numeric() ? pending + fill : pending);
            text.append(line[i]);
            pending = columns.get(i).numeric() ? 2 : fill + 2;
        }
        text.append('\n');
    }

    private void spaces(int count) {
        for (int i = 0; i < count; i++) {
            text.append(' ');
        }
    }

    private void drain() throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }

    @Override
    public void end() throws IOException {
        if (!started) {
            start();
        }
        drain();
        out.flush();
    }
}
