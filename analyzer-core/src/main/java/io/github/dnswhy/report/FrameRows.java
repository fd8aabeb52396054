package io.github.dnswhy.report;

import io.github.dnswhy.model.FrameCount;
import java.util.List;

/** Rows of {@code show frames}. */
final class FrameRows extends RowType<FrameCount> {
    private static final List<Column> COLUMNS = List.of(
            Column.text("file"),
            Column.number("interface"),
            Column.number("linkType"),
            Column.text("stack"),
            Column.text("fate"),
            Column.text("carried").hidden(),
            Column.number("frames"),
            Column.number("firstFrame"),
            Column.text("meaning"));

    @Override
    List<Column> columns() {
        return COLUMNS;
    }

    @Override
    void writeCells(FrameCount row, Cells cells) {
        cells.text(row.file()).number(row.interfaceId()).number(row.linkType());
        cells.text(row.stack()).text(row.fate()).flag(row.carried());
        cells.number(row.frames()).number(row.firstFrame()).text(row.meaning());
    }

    @Override
    void writeObject(FrameCount row, JsonOut json) {
        json.startObject();
        json.text("file", row.file());
        json.number("interface", row.interfaceId());
        json.number("linkType", row.linkType());
        json.text("stack", row.stack());
        json.text("fate", row.fate());
        json.flag("carried", row.carried());
        json.number("frames", row.frames());
        json.number("firstFrame", row.firstFrame());
        json.text("meaning", row.meaning());
        json.endObject();
    }
}
