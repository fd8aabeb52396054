package io.github.dnswhy.report;

import io.github.dnswhy.model.Message;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;

/** Rows of {@code show messages}, with their records or without. */
final class MessageRows extends RowType<Message> {
    private static final List<Column> COLUMNS = List.of(
            Column.text("capture"),
            Column.number("frame"),
            Column.number("index").hidden(),
            Column.text("time"),
            Column.text("transport"),
            Column.text("source"),
            Column.number("sourcePort"),
            Column.text("destination"),
            Column.number("destinationPort"),
            Column.number("length").hidden(),
            Column.number("id"),
            Column.text("response"),
            Column.text("opcode").hidden(),
            Column.text("rcode"),
            Column.text("truncated").hidden(),
            Column.text("authoritative").hidden(),
            Column.text("recursionDesired").hidden(),
            Column.text("recursionAvailable").hidden(),
            Column.text("authenticData").hidden(),
            Column.text("checkingDisabled").hidden(),
            Column.number("questions").hidden(),
            Column.number("answers"),
            Column.number("authorities").hidden(),
            Column.number("additionals").hidden(),
            Column.text("name"),
            Column.text("type"),
            Column.text("class").hidden(),
            Column.text("anomalies"));
    private static final List<Column> COLUMNS_WITH_RECORDS =
            Stream.concat(COLUMNS.stream(), Stream.of(Column.text("records"))).toList();

    private final boolean withRecords;

    MessageRows(boolean withRecords) {
        this.withRecords = withRecords;
    }

    @Override
    List<Column> columns() {
        return withRecords ? COLUMNS_WITH_RECORDS : COLUMNS;
    }

    @Override
    RowOutput<Message> forPeople(TextOptions options, OutputStream out) {
        return withRecords ? new RecordListing(options, out) : super.forPeople(options, out);
    }

    @Override
    void writeCells(Message row, Cells cells) {
        cells.text(row.capture())
                .number(row.frame())
                .number(row.index())
                .time(row.time())
                .constant(row.transport());
        cells.address(row.source()).number(row.sourcePort());
        cells.address(row.destination()).number(row.destinationPort()).number(row.length());
        cells.number(row.id()).flag(row.response()).text(row.opcode()).text(row.rcode());
        cells.flag(row.truncated()).flag(row.authoritative());
        cells.flag(row.recursionDesired()).flag(row.recursionAvailable());
        cells.flag(row.authenticData()).flag(row.checkingDisabled());
        cells.number(row.questions())
                .number(row.answers())
                .number(row.authorities())
                .number(row.additionals());
        cells.text(row.name()).text(row.type()).text(row.recordClass()).texts(row.anomalies());
        if (withRecords) {
            cells.text(RecordLine.joined(row.records().orElse(List.of())));
        }
    }

    @Override
    void writeObject(Message row, JsonOut json) {
        json.startObject();
        json.text("capture", row.capture());
        json.number("frame", row.frame());
        json.number("index", row.index());
        json.time("time", row.time());
        json.constant("transport", row.transport());
        json.address("source", row.source());
        json.number("sourcePort", row.sourcePort());
        json.address("destination", row.destination());
        json.number("destinationPort", row.destinationPort());
        json.number("length", row.length());
        json.number("id", row.id());
        json.flag("response", row.response());
        json.text("opcode", row.opcode());
        json.text("rcode", row.rcode());
        json.flag("truncated", row.truncated());
        json.flag("authoritative", row.authoritative());
        json.flag("recursionDesired", row.recursionDesired());
        json.flag("recursionAvailable", row.recursionAvailable());
        json.flag("authenticData", row.authenticData());
        json.flag("checkingDisabled", row.checkingDisabled());
        json.number("questions", row.questions());
        json.number("answers", row.answers());
        json.number("authorities", row.authorities());
        json.number("additionals", row.additionals());
        json.text("name", row.name());
        json.text("type", row.type());
        json.text("class", row.recordClass());
        json.texts("anomalies", row.anomalies());
        if (row.records().isPresent()) {
            writeRecords(row.records().get(), json);
        }
        json.endObject();
    }

    private static void writeRecords(List<Message.ResourceRecord> records, JsonOut json) {
        json.startArray("records");
        for (Message.ResourceRecord record : records) {
            json.startObject();
            json.constant("section", record.section());
            json.text("name", record.name());
            json.text("type", record.type());
            json.text("class", record.recordClass());
            if (record.ttl().isPresent()) {
                json.number("ttl", record.ttl().getAsLong());
            }
            json.text("data", record.data());
            json.text("problem", record.problem());
            json.endObject();
        }
        json.endArray();
    }
}
