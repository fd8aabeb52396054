package io.github.dnswhy.packet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** One line of a message list of the corpus: what tshark saw. */
record OracleMessage(long frame, boolean quoted, boolean malformed, String text) {
    private static final JsonFactory JSON = new JsonFactory();

    static List<OracleMessage> read(Path file) throws IOException {
        List<OracleMessage> messages = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                messages.add(of(scalars(line)));
            }
        }
        return messages;
    }

    private static OracleMessage of(Map<String, String> line) {
        long frame = Long.parseLong(line.get("frame"));
        String text = text(
                frame,
                line.get("proto"),
                line.get("src"),
                line.get("sport"),
                line.get("dst"),
                line.get("dport"),
                line.get("len"));
        return new OracleMessage(frame, line.containsKey("icmp_quoted"), line.containsKey("malformed"), text);
    }

    /** How both sides write a message, to be compared. */
    static String text(
            Object frame,
            Object transport,
            Object source,
            Object sourcePort,
            Object destination,
            Object destinationPort,
            Object length) {
        return frame + " " + transport + " " + source + " " + sourcePort + " > " + destination + " " + destinationPort
                + ", " + length;
    }

    /** The scalar members of a JSON object, as text. */
    static Map<String, String> scalars(String line) {
        Map<String, String> scalars = new HashMap<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                if (parser.nextToken().isScalarValue()) {
                    scalars.put(name, parser.getString());
                } else {
                    parser.skipChildren();
                }
            }
        }
        return scalars;
    }
}
