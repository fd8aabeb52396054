package io.github.dnswhy.corpus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Puts what the corpus tells of tshark's reading in the form in which it is compared. */
final class TsharkReading {
    /** Columns that are tshark's verdicts on pairs of messages, which the left half does not pair, and derived ones. */
    private static final Set<String> NOT_OURS = Set.of(
            "frame",
            "msg",
            "response_to",
            "response_in",
            "rtt",
            "retransmission",
            "retransmit_request",
            "retransmit_request_in",
            "retransmit_response",
            "retransmit_response_in",
            "unsolicited",
            "short");

    private TsharkReading() {}

    static Reading of(CorpusCapture capture) throws IOException {
        Reading reading = new Reading();
        Map<String, String> file = reading.file();
        for (String field : List.of(
                "sha256",
                "bytes",
                "frames",
                "cap_bytes",
                "wire_bytes",
                "interfaces",
                "dns",
                "udp",
                "tcp",
                "queries",
                "responses",
                "malformed",
                "icmp_quoted",
                "first_time",
                "last_time")) {
            file.put(field, text(capture.summary().get(field)));
        }
        for (String[] row : capture.frames()) {
            Map<String, String> frame = reading.addFrame(Long.parseLong(row[0]));
            frame.put("time", row[1]);
            frame.put("captured", row[2]);
            frame.put("original", row[3]);
            frame.put("encap", row[4]);
            frame.put("interface", row[5]);
            frame.put("md5", row[6]);
        }
        for (JsonNode line : union(capture.messages(), capture.messagesWithoutReordering())) {
            Map<String, String> message = reading.addMessage(line.get("frame").asLong());
            line.properties().forEach(field -> put(field.getKey(), field.getValue(), message));
        }
        return reading;
    }

    /** Of messages that only one of two readings has both are right: each gave some up for lost. */
    private static List<JsonNode> union(List<JsonNode> messages, List<JsonNode> others) {
        Set<String> seen = new HashSet<>();
        messages.forEach(message -> seen.add(identity(message)));
        List<JsonNode> union = new ArrayList<>(messages);
        others.stream().filter(other -> !seen.contains(identity(other))).forEach(union::add);
        return union;
    }

    private static String identity(JsonNode message) {
        return message.get("frame") + " " + message.get("id") + " " + message.get("flags") + " " + message.get("qname");
    }

    private static void put(String field, JsonNode value, Map<String, String> message) {
        if (field.equals("rr")) {
            value.properties().forEach(section -> putRecords("rr." + section.getKey(), section.getValue(), message));
        } else if (field.equals("expert")) {
            for (JsonNode note : value) {
                if (note.asString().equals("Extraneous data")) {
                    message.put("extraneous", "true");
                }
            }
        } else if (!NOT_OURS.contains(field)) {
            message.put(field, value.isArray() ? questions(value) : text(value));
        }
    }

    private static void putRecords(String section, JsonNode records, Map<String, String> message) {
        for (int i = 0; i < records.size(); i++) {
            message.put(section + '.' + i, columns(records.get(i)));
        }
    }

    private static String questions(JsonNode questions) {
        List<String> texts = new ArrayList<>();
        questions.forEach(question -> texts.add(columns(question)));
        return String.join("; ", texts);
    }

    private static String columns(JsonNode columns) {
        List<String> texts = new ArrayList<>();
        columns.forEach(column -> texts.add(column.isNull() ? "-" : text(column)));
        return String.join(" ", texts);
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "" : TsharkNames.joined(value.asString());
    }
}
