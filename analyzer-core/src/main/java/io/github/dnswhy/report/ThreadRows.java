package io.github.dnswhy.report;

import io.github.dnswhy.model.DumpThread;
import io.github.dnswhy.model.Resolution;
import java.util.List;

/** Rows of {@code show threads}. */
final class ThreadRows extends RowType<ThreadRow> {
    private static final List<Column> COLUMNS = List.of(
            Column.text("file"),
            Column.number("dump"),
            Column.number("line"),
            Column.text("name"),
            Column.text("state"),
            Column.text("daemon").hidden(),
            Column.text("nid").hidden(),
            Column.text("virtual").hidden(),
            Column.text("carrier").hidden(),
            Column.text("resolution"),
            Column.text("library"),
            Column.text("role"),
            Column.text("behind"),
            Column.text("host").hidden(),
            Column.text("owner").hidden(),
            Column.text("top").hidden());

    @Override
    List<Column> columns() {
        return COLUMNS;
    }

    @Override
    void writeCells(ThreadRow row, Cells cells) {
        DumpThread thread = row.thread();
        cells.text(row.file()).number(thread.dump()).number(thread.line()).text(thread.name());
        cells.text(thread.state().isPresent() ? thread.state().get().name() : "");
        cells.flag(thread.daemon()).text(thread.nid()).flag(thread.virtual()).text(thread.carrier());
        if (thread.resolution().isPresent()) {
            Resolution resolution = thread.resolution().get();
            cells.constant(resolution.kind()).text(resolution.library());
            cells.constant(resolution.role()).text(resolution.behind());
        } else {
            cells.empty().empty().empty().empty();
        }
        cells.text(thread.host()).text(thread.owner());
        cells.text(thread.stack().isEmpty() ? "" : thread.stack().get(0));
    }

    @Override
    void writeObject(ThreadRow row, JsonOut json) {
        DumpThread thread = row.thread();
        json.startObject();
        json.text("file", row.file());
        json.number("dump", thread.dump());
        json.number("line", thread.line());
        json.text("name", thread.name());
        if (thread.state().isPresent()) {
            json.text("state", thread.state().get().name());
        }
        json.flag("daemon", thread.daemon());
        json.text("nid", thread.nid());
        json.flag("virtual", thread.virtual());
        json.text("carrier", thread.carrier());
        if (thread.resolution().isPresent()) {
            write(thread.resolution().get(), json);
        }
        json.text("host", thread.host());
        json.text("owner", thread.owner());
        json.texts("stack", thread.stack());
        json.endObject();
    }

    private static void write(Resolution resolution, JsonOut json) {
        json.startObject("resolution");
        json.constant("kind", resolution.kind());
        json.textUnlessEmpty("library", resolution.library());
        json.constant("role", resolution.role());
        json.text("behind", resolution.behind());
        json.endObject();
    }
}
