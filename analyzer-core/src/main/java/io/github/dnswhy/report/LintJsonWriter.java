package io.github.dnswhy.report;

import io.github.dnswhy.model.LintMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.exc.JacksonIOException;

/** Writes the messages of {@code lint} as one JSON document: {@code schemaVersion}, {@code files}, {@code messages}. */
public final class LintJsonWriter {
    private static final String SCHEMA_VERSION = "1.0";

    private LintJsonWriter() {}

    /**
     * Writes the document.
     *
     * @param files the files that were checked, as given
     * @param messages what was found in them
     * @param out where to; stays open
     * @throws IOException when it cannot be written
     */
    public static void write(List<String> files, List<LintMessage> messages, OutputStream out) throws IOException {
        try {
            JsonOut json = JsonOut.document(out);
            json.startObject();
            json.text("schemaVersion", SCHEMA_VERSION);
            json.texts("files", files);
            json.startArray("messages");
            for (LintMessage message : messages) {
                json.startObject();
                json.text("file", message.file());
                json.number("line", message.line());
                json.text("severity", message.level().text());
                json.text("id", message.id());
                json.text("text", message.text());
                json.endObject();
            }
            json.endArray();
            json.endObject();
            json.raw("\n");
            json.flush();
        } catch (JacksonIOException e) {
            throw JsonOut.unwrap(e);
        }
    }
}
