package io.github.dnswhy.report;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Timeline;
import java.util.Map;
import java.util.TreeMap;

/** The incident over time, as JSON. */
final class TimelineJson {
    private TimelineJson() {}

    static void write(Timeline timeline, JsonOut json) {
        json.startObject("timeline");
        json.millis("sliceMs", timeline.slice());
        if (!timeline.slices().isEmpty()) {
            json.time("from", timeline.from());
        }
        json.startArray("slices");
        for (Timeline.Slice slice : timeline.slices()) {
            json.startObject();
            writeCounts(slice, json);
            json.endObject();
        }
        json.endArray();
        json.startArray("events");
        for (Timeline.Event event : timeline.events()) {
            write(event, json);
        }
        json.endArray();
        json.endObject();
    }

    /** The keys of a slice, without the braces around them. */
    static void writeCounts(Timeline.Slice slice, JsonOut json) {
        json.number("queries", slice.queries());
        json.number("answered", slice.answered());
        json.number("unanswered", slice.unanswered());
        if (slice.feltP95().isPresent()) {
            json.millis("feltP95Ms", slice.feltP95().get());
        }
        json.startObject("servers");
        for (Map.Entry<IpAddress, Long> server : new TreeMap<>(slice.servers()).entrySet()) {
            json.entry(server.getKey().toString(), server.getValue());
        }
        json.endObject();
    }

    private static void write(Timeline.Event event, JsonOut json) {
        json.startObject();
        json.time("time", event.time());
        json.text("kind", event.kind());
        json.text("text", event.text());
        json.textUnlessEmpty("source", event.source());
        json.endObject();
    }
}
