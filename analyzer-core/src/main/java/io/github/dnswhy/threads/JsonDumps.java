package io.github.dnswhy.threads;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Dumps in JSON: {@code jcmd Thread.dump_to_file -format=json} and the thread dump endpoint of Spring Boot, alone or
 * behind the headers of an HTTP response or the command that asked for them. Each value at the top is one dump. Numbers may be strings, as they are in
 * {@code dump_to_file} before JDK 27.
 */
final class JsonDumps {
    private static final int MAX_LINES_BEFORE = 8;

    private final JsonParser json;
    private final int linesBefore;
    private RawDump dump;
    private JsonThread threads;

    private JsonDumps(JsonParser json, int linesBefore) {
        this.json = json;
        this.linesBefore = linesBefore;
    }

    /**
     * Tells where JSON with threads starts.
     *
     * @param head the first octets of a text
     * @param length how many they are
     * @return the offset of its first brace or bracket, -1 when it is something else
     */
    static int start(byte[] head, int length) {
        String text = new String(head, 0, length, StandardCharsets.ISO_8859_1);
        int start = text.startsWith("HTTP/") ? afterHeaders(text) : afterCommand(text);
        while (start < length && text.charAt(start) <= ' ') {
            start++;
        }
        if (start >= length || text.charAt(start) != '{' && text.charAt(start) != '[') {
            return -1;
        }
        boolean toFile = text.contains("\"threadContainers\"");
        boolean threadInfo = text.contains("\"threadName\"") && text.contains("\"threadState\"");
        return toFile || threadInfo ? start : -1;
    }

    /** The few lines that a terminal shows above what a command printed, which was copied with it. */
    private static int afterCommand(String text) {
        int line = 0;
        for (int i = 0; i < MAX_LINES_BEFORE; i++) {
            int start = line;
            while (start < text.length() && text.charAt(start) <= ' ') {
                start++;
            }
            if (start < text.length() && (text.charAt(start) == '{' || text.charAt(start) == '[')) {
                return start;
            }
            line = text.indexOf('\n', start) + 1;
            if (line == 0) {
                break;
            }
        }
        return 0;
    }

    private static int afterHeaders(String text) {
        int unix = text.indexOf("\n\n");
        int standard = text.indexOf("\r\n\r\n");
        if (unix < 0 && standard < 0) {
            return text.length();
        }
        return standard >= 0 && (unix < 0 || standard < unix) ? standard + 4 : unix + 2;
    }

    /**
     * Reads all dumps.
     *
     * @param octets JSON in UTF-8
     * @param linesBefore lines of the file before it
     * @param newDump makes a dump
     * @param done gets each dump
     */
    static void read(InputStream octets, int linesBefore, Supplier<RawDump> newDump, Consumer<RawDump> done) {
        RawDump last = newDump.get();
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), octets)) {
            JsonDumps reader = new JsonDumps(json, linesBefore);
            while (json.nextToken() != null) {
                reader.begin(last);
                reader.value();
                done.accept(reader.threads.finish());
                last = newDump.get();
            }
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            last.anomaly(DumpAnomalies.JSON_BROKEN, linesBefore + line, 1);
            last.ended = false;
            done.accept(new JsonThread(last).finish());
        }
    }

    private void begin(RawDump next) {
        dump = next;
        dump.ended = true;
        threads = new JsonThread(dump);
    }

    /** Reads the value that the parser stands at: threads are objects anywhere within. */
    private void value() {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
                value();
            }
        } else if (json.currentToken() == JsonToken.START_OBJECT) {
            object();
        }
    }

    private void object() {
        RawThread thread =
                new RawThread(linesBefore + json.currentTokenLocation().getLineNr(), "");
        boolean isThread = false;
        String time = "";
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            JsonToken token = json.nextToken();
            switch (key) {
                case "threads", "threadDump", "threadContainers", "value" -> value();
                case "runtimeVersion" -> dump.vm = scalar();
                case "time" -> time = scalar();
                default -> {
                    isThread |= threads.isIdentity(key);
                    if (!threads.field(json, key, thread)) {
                        json.skipChildren();
                    }
                }
            }
            if (token == null) {
                return;
            }
        }
        if (isThread) {
            threads.add(thread);
        } else if (!time.isEmpty()) {
            dump.time = Timestamps.instant(time);
            dump.timeBasis = dump.time.isPresent() ? "the dump's own time, which is UTC" : "";
        }
    }

    private String scalar() {
        String text = json.getValueAsString("");
        json.skipChildren();
        return text;
    }
}
