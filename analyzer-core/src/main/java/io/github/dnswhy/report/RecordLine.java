package io.github.dnswhy.report;

import io.github.dnswhy.model.Message.ResourceRecord;
import java.util.List;
import java.util.Optional;

/** One record as a line of a zone file: name, TTL, class, type, data, and its problem as a comment. */
final class RecordLine {
    private RecordLine() {}

    static void append(ResourceRecord record, int nameColumns, int ttlColumns, StringBuilder line) {
        String name = record.name().orElse(record.problem().isPresent() ? "?" : "");
        column(name, nameColumns, line);
        column(record.ttl().isPresent() ? Long.toString(record.ttl().getAsLong()) : "", ttlColumns, line);
        word(record.recordClass(), line);
        word(record.type(), line);
        word(record.data(), line);
        if (record.problem().isPresent()) {
            line.append("; ").append(record.problem().get());
        }
        while (line.length() > 0 && line.charAt(line.length() - 1) == ' ') {
            line.setLength(line.length() - 1);
        }
    }

    private static void column(String text, int columns, StringBuilder line) {
        line.append(text);
        for (int i = text.length(); i < columns; i++) {
            line.append(' ');
        }
        if (columns > 0 || !text.isEmpty()) {
            line.append(' ');
        }
    }

    private static void word(Optional<String> word, StringBuilder line) {
        if (word.isPresent()) {
            line.append(word.get()).append(' ');
        }
    }

    /** All records in one cell, each after its section. */
    static String joined(List<ResourceRecord> records) {
        StringBuilder text = new StringBuilder();
        for (ResourceRecord record : records) {
            text.append(text.length() == 0 ? "" : " | ")
                    .append(EnumText.kebab(record.section()))
                    .append(": ");
            append(record, 0, 0, text);
        }
        return text.toString();
    }
}
