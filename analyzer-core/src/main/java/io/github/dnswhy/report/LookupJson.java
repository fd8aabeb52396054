package io.github.dnswhy.report;

import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.LookupSummary;
import io.github.dnswhy.model.Percentiles;

/** Lookups as JSON. */
final class LookupJson {
    private LookupJson() {}

    static void write(LookupSummary lookups, Captures captures, JsonOut json) {
        json.startObject("lookups");
        json.number("total", lookups.total());
        json.number("slow", lookups.slow());
        json.number("failed", lookups.failed());
        json.number("undetermined", lookups.undetermined());
        json.millis("slowThresholdMs", lookups.slowThreshold());
        if (lookups.felt().isPresent()) {
            Percentiles felt = lookups.felt().get();
            json.startObject("feltMs");
            json.millis("p50", felt.p50());
            json.millis("p90", felt.p90());
            json.millis("p95", felt.p95());
            json.millis("p99", felt.p99());
            json.millis("max", felt.max());
            json.endObject();
        }
        json.millis("waitedMs", lookups.waited());
        json.startArray("waitedBy");
        for (LookupSummary.Waited waited : lookups.waitedBy()) {
            json.startObject();
            json.text("what", waited.what());
            if (waited.kind().isPresent()) {
                json.constant("kind", waited.kind().get());
            }
            if (waited.server().isPresent()) {
                json.address("server", waited.server().get());
            }
            json.millis("ms", waited.time());
            json.endObject();
        }
        json.endArray();
        json.startArray("worst");
        for (Lookup lookup : lookups.worst()) {
            write(lookup, captures, json);
        }
        json.endArray();
        json.endObject();
    }

    /** One lookup as an object. */
    static void write(Lookup lookup, Captures captures, JsonOut json) {
        json.startObject();
        json.number("id", lookup.id());
        json.address("client", lookup.client());
        json.text("name", lookup.name());
        json.texts("types", lookup.types());
        json.time("start", lookup.start());
        json.millis("feltMs", lookup.felt());
        json.constant("outcome", lookup.outcome());
        if (lookup.forwarded()) {
            json.flag("forwarded", true);
        }
        if (!lookup.spent().isEmpty()) {
            json.startArray("spent");
            for (Lookup.Spent part : lookup.spent()) {
                json.startObject();
                json.constant("kind", part.kind());
                json.address("server", part.server());
                json.millis("ms", part.time());
                json.endObject();
            }
            json.endArray();
        }
        json.startArray("steps");
        for (LookupStep step : lookup.steps()) {
            write(step, captures, json);
        }
        json.endArray();
        json.endObject();
    }

    private static void write(LookupStep step, Captures captures, JsonOut json) {
        json.startObject();
        json.millis("offsetMs", step.offset());
        captures.write(step.capture(), json);
        json.number("frame", step.frame());
        json.address("server", step.server());
        json.constant("transport", step.transport());
        json.text("name", step.name());
        json.textUnlessEmpty("type", step.type());
        json.number("id", step.id());
        json.constant("fate", step.fate());
        json.text("rcode", step.rcode());
        json.millis("ms", step.duration());
        if (step.responseFrame() > 0) {
            json.number("responseFrame", step.responseFrame());
        }
        json.endObject();
    }
}
