package io.github.dnswhy.report;

import io.github.dnswhy.model.StopGap;
import java.util.List;

/** What other settings would have changed, as JSON. */
final class StopGapJson {
    private StopGapJson() {}

    /** The key is left out when there is nothing to tell. */
    static void write(List<StopGap> stopGaps, JsonOut json) {
        if (stopGaps.isEmpty()) {
            return;
        }
        json.startArray("whatIf");
        for (StopGap gap : stopGaps) {
            json.startObject();
            json.text("id", gap.id());
            json.text("setting", gap.setting());
            json.number("lookups", gap.lookups());
            json.number("notComputable", gap.notComputable());
            write("before", gap.before(), json);
            write("after", gap.after(), json);
            json.endObject();
        }
        json.endArray();
    }

    private static void write(String name, StopGap.Figures figures, JsonOut json) {
        json.startObject(name);
        json.number("slow", figures.slow());
        json.number("failed", figures.failed());
        json.millis("feltMs", figures.felt());
        json.millis("p95Ms", figures.p95());
        json.endObject();
    }
}
