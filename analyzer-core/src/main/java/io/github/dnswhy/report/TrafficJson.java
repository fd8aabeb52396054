package io.github.dnswhy.report;

import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.Traffic;
import io.github.dnswhy.model.TransactionOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What was on the wire, as JSON. */
final class TrafficJson {
    private TrafficJson() {}

    static void write(Traffic traffic, JsonOut json) {
        json.startObject("traffic");
        json.number("messages", traffic.messages());
        json.number("queries", traffic.queries());
        json.number("responses", traffic.responses());
        json.number("attempts", traffic.attempts());
        json.number("sightings", traffic.sightings());
        json.startObject("transactions");
        json.number("answered", count(traffic, TransactionOutcome.ANSWERED));
        json.number("unanswered", count(traffic, TransactionOutcome.UNANSWERED));
        json.number("rejected", count(traffic, TransactionOutcome.REJECTED));
        json.number("reset", count(traffic, TransactionOutcome.RESET));
        json.number("late", traffic.late());
        json.number("undetermined", count(traffic, TransactionOutcome.UNDETERMINED));
        json.endObject();
        json.startArray("servers");
        for (Traffic.ServerTraffic server : traffic.servers()) {
            write(server, json);
        }
        json.endArray();
        json.startArray("clients");
        for (Traffic.ClientTraffic client : traffic.clients()) {
            write(client, json);
        }
        json.endArray();
        writeCounts("names", "name", traffic.names(), json);
        writeCounts("types", traffic.types(), json);
        writeCounts("rcodes", traffic.rcodes(), json);
        json.endObject();
    }

    private static long count(Traffic traffic, TransactionOutcome outcome) {
        Long count = traffic.outcomes().get(outcome);
        return count == null ? 0 : count;
    }

    /** One server as an object. */
    static void write(Traffic.ServerTraffic server, JsonOut json) {
        json.startObject();
        json.address("address", server.address());
        json.constant("role", server.role());
        json.number("transactions", server.transactions());
        json.number("answered", server.answered());
        json.number("unanswered", server.unanswered());
        json.number("rejected", server.rejected());
        writeCounts("rcodes", server.rcodes(), json);
        if (server.latency().isPresent()) {
            Percentiles latency = server.latency().get();
            json.startObject("latencyMs");
            json.millis("p50", latency.p50());
            json.millis("p90", latency.p90());
            json.millis("p99", latency.p99());
            json.millis("max", latency.max());
            json.endObject();
        }
        json.millis("waitedMs", server.waited());
        json.endObject();
    }

    /** One client as an object. */
    static void write(Traffic.ClientTraffic client, JsonOut json) {
        json.startObject();
        json.address("address", client.address());
        json.number("count", client.count());
        json.flag("forwarder", client.forwarder());
        json.number("lookups", client.lookups());
        json.number("slow", client.slow());
        json.number("failed", client.failed());
        json.millis("waitedMs", client.waited());
        if (client.resolver().isPresent()) {
            json.text("resolver", client.resolver().get());
            json.share("resolverConfidence", client.resolverConfidence());
            json.texts("resolverGrounds", client.resolverGrounds());
        }
        json.endObject();
    }

    private static void writeCounts(String name, String key, List<Traffic.Count> counts, JsonOut json) {
        json.startArray(name);
        for (Traffic.Count count : counts) {
            json.startObject();
            json.text(key, count.text());
            json.number("count", count.count());
            json.endObject();
        }
        json.endArray();
    }

    private static void writeCounts(String name, Map<String, Long> counts, JsonOut json) {
        json.startObject(name);
        for (Map.Entry<String, Long> entry : ordered(counts)) {
            json.entry(entry.getKey(), entry.getValue());
        }
        json.endObject();
    }

    /** The entries by count, then text, whatever the order of the map. */
    static List<Map.Entry<String, Long>> ordered(Map<String, Long> counts) {
        List<Map.Entry<String, Long>> entries = new ArrayList<>(counts.entrySet());
        entries.sort(new ByCountThenText());
        return entries;
    }

    private static final class ByCountThenText implements Comparator<Map.Entry<String, Long>> {
        @Override
        public int compare(Map.Entry<String, Long> a, Map.Entry<String, Long> b) {
            int byCount = Long.compare(b.getValue(), a.getValue());
            return byCount != 0 ? byCount : a.getKey().compareTo(b.getKey());
        }
    }
}
