package io.github.dnswhy.report;

import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Threshold;
import java.util.List;

/** Findings and their evidence as JSON. */
final class FindingJson {
    private FindingJson() {}

    static void write(Finding finding, JsonOut json) {
        json.startObject();
        json.text("cause", finding.cause());
        json.text("title", finding.title());
        json.constant("severity", finding.severity());
        json.constant("role", finding.role());
        json.constant("blame", finding.blame());
        json.share("confidence", finding.confidence());
        json.text("summary", finding.summary());
        json.text("explanation", finding.explanation());
        write(finding.impact(), json);
        json.addresses("affectedServers", finding.affectedServers());
        json.texts("affectedNames", finding.affectedNames());
        writeEvidence("evidence", finding.evidence(), json);
        writeEvidence("contradicts", finding.contradicts(), json);
        json.startArray("remedies");
        for (Remedy remedy : finding.remedies()) {
            json.startObject();
            json.text("text", remedy.text());
            json.text("command", remedy.command());
            json.text("link", remedy.link());
            json.endObject();
        }
        json.endArray();
        json.texts("verify", finding.verify());
        json.startArray("thresholds");
        for (Threshold threshold : finding.thresholds()) {
            json.startObject();
            json.text("name", threshold.name());
            json.decimal("value", threshold.value());
            json.textUnlessEmpty("unit", threshold.unit());
            json.textUnlessEmpty("source", threshold.source());
            json.endObject();
        }
        json.endArray();
        json.textUnlessEmpty("doc", finding.doc());
        json.endObject();
    }

    private static void write(Impact impact, JsonOut json) {
        json.startObject("impact");
        json.number("lookups", impact.lookups());
        json.number("slowLookups", impact.slowLookups());
        json.number("failedLookups", impact.failedLookups());
        json.millis("waitedMs", impact.waited());
        json.number("threads", impact.threads());
        json.endObject();
    }

    private static void writeEvidence(String name, List<Evidence> facts, JsonOut json) {
        json.startArray(name);
        for (Evidence fact : facts) {
            json.startObject();
            if (fact instanceof Evidence.Frames frames) {
                writeHead(EnumText.kebab(frames.kind()), fact, json);
                writeFrames(frames, json);
            } else if (fact instanceof Evidence.Threads threads) {
                writeHead("threads", fact, json);
                json.text("file", threads.file());
                writePlaces(threads.threads(), json);
            } else if (fact instanceof Evidence.Lines lines) {
                writeHead("lines", fact, json);
                writeLines(lines, json);
            } else if (fact instanceof Evidence.Statistic statistic) {
                writeHead("statistic", fact, json);
                json.startObject("statistic");
                json.text("name", statistic.name());
                json.decimal("value", statistic.value());
                json.textUnlessEmpty("unit", statistic.unit());
                json.endObject();
            }
            json.endObject();
        }
        json.endArray();
    }

    private static void writeHead(String kind, Evidence fact, JsonOut json) {
        json.text("kind", kind);
        json.text("text", fact.text());
        json.share("weight", fact.weight());
    }

    private static void writeFrames(Evidence.Frames frames, JsonOut json) {
        json.text("file", frames.file());
        json.startArray("frames");
        for (Long frame : frames.frames()) {
            json.element(frame);
        }
        json.endArray();
        json.textUnlessEmpty("filter", frames.filter());
    }

    private static void writeLines(Evidence.Lines lines, JsonOut json) {
        json.text("file", lines.file());
        json.startArray("lines");
        for (Evidence.Line line : lines.lines()) {
            json.startObject();
            json.number("line", line.line());
            json.text("text", line.text());
            json.endObject();
        }
        json.endArray();
    }

    /** Writes the key {@code threads}: where threads stand in their dump. */
    static void writePlaces(List<Evidence.ThreadPlace> places, JsonOut json) {
        json.startArray("threads");
        for (Evidence.ThreadPlace place : places) {
            json.startObject();
            json.number("dump", place.dump());
            json.text("name", place.name());
            json.number("line", place.line());
            json.endObject();
        }
        json.endArray();
    }
}
