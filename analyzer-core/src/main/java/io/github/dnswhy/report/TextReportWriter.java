package io.github.dnswhy.report;

import io.github.dnswhy.model.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a report for a terminal: the verdict first, then what it cost, how one lookup went, why we think so, what to
 * do and what could not be seen. About one screen, unless {@link TextOptions.Detail#ALL} is asked for.
 *
 * <p>UTF-8, or ASCII where {@link TextOptions#unicode()} is off. No line is wider than {@link TextOptions#width()}. No
 * control characters but line feeds and, where {@link TextOptions#colour()} is on, our own colour sequences.
 */
public final class TextReportWriter implements ReportWriter {
    private final TextOptions options;

    /**
     * Writes with these options.
     *
     * @param options the layout
     */
    public TextReportWriter(TextOptions options) {
        this.options = options;
    }

    @Override
    public void write(Report report, OutputStream out) throws IOException {
        TextPage page = new TextPage(options);
        Story story = Story.of(report);
        if (options.detail() == TextOptions.Detail.VERDICT) {
            VerdictText.writeVerdict(report, page);
        } else {
            InputText.write(report, page);
            VerdictText.writeVerdict(report, page);
            VerdictText.writeImpact(report, page);
            WaterfallText.write(report, story, page);
            ServerText.write(report, page);
            WayText.write(report, page);
            ThreadText.write(report, story, page);
            FindingText.write(report, story, page);
            if (page.all()) {
                DetailText.write(report, page);
            }
        }
        out.write(page.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
