package io.github.dnswhy.cli;

import io.github.dnswhy.report.JsonReportWriter;
import io.github.dnswhy.report.ReportWriter;
import io.github.dnswhy.report.TextOptions;
import io.github.dnswhy.report.TextReportWriter;

/** The forms of a report. */
enum ReportFormat {
    TEXT("txt"),
    JSON("json");

    private static final String[] PLANNED = {"html", "markdown", "sarif", "junit"};

    private final String extension;

    ReportFormat(String extension) {
        this.extension = extension;
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
