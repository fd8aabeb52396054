package io.github.dnswhy.report;

import io.github.dnswhy.model.Anomaly;
import io.github.dnswhy.model.BlindSpot;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.Input;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Writes a report as JSON in the form that {@code docs/report.schema.json} describes and {@code docs/json.md}
 * explains. Plain ASCII: everything else is escaped.
 */
public final class JsonReportWriter implements ReportWriter {
    /** Writes indented JSON. */
    public JsonReportWriter() {}

    @Override
    public void write(Report report, OutputStream out) throws IOException {
        try {
            JsonOut json = JsonOut.document(out);
            write(report, json);
            json.raw("\n");
            json.flush();
        } catch (JacksonIOException e) {
            throw JsonOut.unwrap(e);
        }
    }

    private static void write(Report report, JsonOut json) {
        Captures captures = Captures.of(report.inputs());
        json.startObject();
        json.text("schemaVersion", Report.SCHEMA_VERSION);
        json.startObject("tool");
        json.text("name", report.tool().name());
        json.text("version", report.tool().version());
        json.endObject();
        write(report.verdict(), json);
        json.startArray("findings");
        for (Finding finding : report.findings()) {
            FindingJson.write(finding, json);
        }
        json.endArray();
        writeJudgedOtherwise(report, json);
        json.startArray("blindSpots");
        for (BlindSpot spot : report.blindSpots()) {
            json.startObject();
            json.text("text", spot.text());
            json.textUnlessEmpty("howToSee", spot.howToSee());
            json.endObject();
        }
        json.endArray();
        json.startArray("inputs");
        for (Input input : report.inputs()) {
            write(input, json);
        }
        json.endArray();
        TrafficJson.write(report.traffic(), json);
        LookupJson.write(report.lookups(), captures, json);
        ThreadJson.write(report.threads(), json);
        TimelineJson.write(report.timeline(), json);
        StopGapJson.write(report.stopGaps(), json);
        json.endObject();
    }

    private static void write(Verdict verdict, JsonOut json) {
        json.startObject("verdict");
        json.constant("dnsToBlame", verdict.dnsToBlame());
        if (verdict.dnsToBlame() == Verdict.Answer.YES) {
            json.text("rootCause", verdict.rootCause());
        }
        json.share("confidence", verdict.confidence());
        json.text("headline", verdict.headline());
        json.text("summary", verdict.summary());
        json.addresses("affectedServers", verdict.affectedServers());
        json.texts("affectedNames", verdict.affectedNames());
        if (verdict.from().isPresent() || verdict.to().isPresent()) {
            json.startObject("window");
            json.time("from", verdict.from());
            json.time("to", verdict.to());
            json.endObject();
        }
        Verdict.Cost impact = verdict.impact();
        json.startObject("impact");
        json.number("lookups", impact.lookups());
        json.number("slowLookups", impact.slowLookups());
        json.number("failedLookups", impact.failedLookups());
        json.millis("waitedMs", impact.waited());
        json.number("threadsResolving", impact.threadsResolving());
        json.number("threadsWaiting", impact.threadsWaiting());
        json.endObject();
        json.endObject();
    }

    private static void writeJudgedOtherwise(Report report, JsonOut json) {
        json.startArray("ruledOut");
        for (Report.RuledOut ruled : report.ruledOut()) {
            json.startObject();
            json.text("cause", ruled.cause());
            json.share("score", ruled.score());
            json.text("why", ruled.why());
            json.endObject();
        }
        json.endArray();
        json.startArray("notApplicable");
        for (Report.NotApplicable skipped : report.notApplicable()) {
            json.startObject();
            json.text("cause", skipped.cause());
            json.texts("missing", skipped.missing());
            json.endObject();
        }
        json.endArray();
        json.startArray("failedRules");
        for (Report.FailedRule failed : report.failedRules()) {
            json.startObject();
            json.text("cause", failed.cause());
            json.text("message", failed.message());
            json.endObject();
        }
        json.endArray();
    }

    private static void write(Input input, JsonOut json) {
        json.startObject();
        json.text("file", input.file());
        json.constant("kind", input.kind());
        json.textUnlessEmpty("format", input.format());
        json.number("bytes", input.bytes());
        json.text("sha256", input.sha256());
        if (input.frames().isPresent()) {
            json.number("frames", input.frames().getAsLong());
        }
        if (input.messages().isPresent()) {
            json.number("messages", input.messages().getAsLong());
        }
        json.time("from", input.from());
        json.time("to", input.to());
        writeAnomalies(input.anomalies(), json);
        json.endObject();
    }

    private static void writeAnomalies(List<Anomaly> anomalies, JsonOut json) {
        json.startArray("anomalies");
        for (Anomaly anomaly : anomalies) {
            json.startObject();
            json.text("name", anomaly.name());
            json.number("count", anomaly.count());
            json.startObject("first");
            json.number(EnumText.kebab(anomaly.first().unit()), anomaly.first().value());
            json.endObject();
            json.endObject();
        }
        json.endArray();
    }
}
