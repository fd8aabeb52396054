package io.github.dnswhy.report;

import io.github.dnswhy.model.Hop;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.Way;
import java.util.Optional;

/** The way of questions from server to server, as JSON; left out where nothing of it was seen. */
final class WayJson {
    private WayJson() {}

    static void write(Way way, JsonOut json) {
        if (way.hops().isEmpty()) {
            return;
        }
        json.startObject("way");
        json.flag("sampled", way.sampled());
        json.startArray("hops");
        for (Hop hop : way.hops()) {
            write(hop, json);
        }
        json.endArray();
        json.startArray("loops");
        for (Way.Loop loop : way.loops()) {
            json.startObject();
            json.address("from", loop.from());
            json.address("to", loop.to());
            json.number("times", loop.times());
            json.number("questions", loop.questions());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    private static void write(Hop hop, JsonOut json) {
        json.startObject();
        json.constant("kind", hop.kind());
        if (hop.from().isPresent()) {
            json.address("from", hop.from().get());
        }
        if (hop.serves().isPresent()) {
            json.address("serves", hop.serves().get());
            json.constant("fromRole", hop.fromRole());
        }
        json.address("to", hop.to());
        json.constant("toRole", hop.toRole());
        json.number("clients", hop.clients());
        json.number("transactions", hop.transactions());
        json.number("joined", hop.joined());
        json.number("answered", hop.answered());
        json.number("unanswered", hop.unanswered());
        json.number("masqueraded", hop.masqueraded());
        write("latencyMs", hop.latency(), json);
        write("addedMs", hop.added(), json);
        json.millis("waitedMs", hop.waited());
        if (hop.example().isPresent()) {
            write(hop.example().get(), json);
        }
        json.endObject();
    }

    private static void write(String name, Optional<Percentiles> durations, JsonOut json) {
        if (durations.isPresent()) {
            json.startObject(name);
            json.millis("p50", durations.get().p50());
            json.millis("p99", durations.get().p99());
            json.millis("max", durations.get().max());
            json.endObject();
        }
    }

    private static void write(Hop.Example example, JsonOut json) {
        json.startObject("example");
        json.text("name", example.name());
        json.text("type", example.type());
        writePlace("asked", example.asked(), json);
        writePlace("query", Optional.of(example.query()), json);
        writePlace("response", example.response(), json);
        json.endObject();
    }

    private static void writePlace(String name, Optional<Hop.FramePlace> frame, JsonOut json) {
        if (frame.isPresent()) {
            json.startObject(name);
            json.text("file", frame.get().file());
            json.number("frame", frame.get().frame());
            json.endObject();
        }
    }
}
