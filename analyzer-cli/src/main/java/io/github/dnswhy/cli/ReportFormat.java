package io.github.dnswhy.cli;

import io.github.dnswhy.report.JsonReportWriter;
import io.github.dnswhy.report.ReportWriter;
import io.github.dnswhy.report.TextOptions;
import io.github.dnswhy.report.TextReportWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The forms of a report. */
enum ReportFormat {
    TEXT("txt"),
    JSON("json");

    private static final int HEAD = 256;
    private static final String[] PLANNED = {"html", "markdown", "sarif", "junit"};

    private final String extension;

    ReportFormat(String extension) {
        this.extension = extension;
    }

    /** Tells whether a file is a report: all forms name dnswhy in their first octets. */
    static boolean isReport(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1).contains("dnswhy");
        }
    }

    /** Name of the report's file in a directory. */
    String fileName() {
        return "report." + extension;
    }

    /** The writer; the layout concerns the text alone. */
    ReportWriter writer(TextOptions layout) {
        return switch (this) {
            case TEXT -> new TextReportWriter(layout);
            case JSON -> new JsonReportWriter();
        };
    }

    static ReportFormat of(CommandLine line) throws CommandException {
        String text = line.value(Option.FORMAT);
        if (text == null) {
            return TEXT;
        }
        for (String planned : PLANNED) {
            if (planned.equals(text)) {
                throw CommandException.usage(
                        "--format: '" + text + "' is not in this version yet", "there is text, json.");
            }
        }
        return values()[Values.choice(Option.FORMAT, text, "text", "json")];
    }
}
