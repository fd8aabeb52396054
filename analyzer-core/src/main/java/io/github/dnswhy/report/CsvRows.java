package io.github.dnswhy.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Rows as comma-separated values (RFC 4180). Texts are escaped as for a terminal first, so that a line of the file is
 * a row; an apostrophe stands before what a spreadsheet would take for a formula.
 */
final class CsvRows<R> implements RowOutput<R> {
    private static final int CHUNK = 16_384;

    private final RowType<R> rows;
    private final OutputStream out;
    private final Cells cells;
    private final StringBuilder text = new StringBuilder(CHUNK + 1_024);

    CsvRows(RowType<R> rows, OutputStream out) {
        this.rows = rows;
        this.out = out;
        cells = new Cells(rows.columns().size());
        for (int i = 0; i < rows.columns().size(); i++) {
            text.append(i == 0 ? "" : ",").append(rows.columns().get(i).name());
        }
        text.append("\r\n");
    }

    @Override
    public void write(R row) throws IOException {
        cells.clear();
        rows.writeCells(row, cells);
        for (int i = 0; i < rows.columns().size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            append(cells.get(i));
        }
        text.append("\r\n");
        if (text.length() >= CHUNK) {
            drain();
        }
    }

    private void append(String raw) {
        String cell = TerminalText.escape(raw);
        boolean quoted = cell.indexOf(',') >= 0 || cell.indexOf('"') >= 0 || cell.startsWith(" ") || cell.endsWith(" ");
        if (quoted) {
            text.append('"');
        }
        if (startsFormula(cell)) {
            text.append('\'');
        }
        if (cell.indexOf('"') < 0) {
            text.append(cell);
        } else {
            for (int i = 0; i < cell.length(); i++) {
                char c = cell.charAt(i);
                text.append(c);
                if (c == '"') {
                    text.append(c);
                }
            }
        }
        if (quoted) {
            text.append('"');
        }
    }

    /**
     * Whether a spreadsheet may evaluate the cell; it may skip spaces, and take full-width signs for their narrow kin.
     */
    private static boolean startsFormula(String cell) {
        int i = 0;
        while (i < cell.length() && cell.charAt(i) == ' ') {
            i++;
        }
        if (i == cell.length()) {
            return false;
        }
        return switch (cell.charAt(i)) {
            case '=', '+', '-', '@', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20' -> true;
            default -> false;
        };
    }

    private void drain() throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }

    @Override
    public void end() throws IOException {
        drain();
        out.flush();
    }
}
