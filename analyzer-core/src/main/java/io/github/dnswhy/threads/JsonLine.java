package io.github.dnswhy.threads;

/**
 * A log record that stands as a JSON object on one line, as Docker's json-file driver, log collectors and JSON layouts
 * write it: which text it carries, and when it was written.
 */
final class JsonLine {
    private static final String[] TEXTS = {
        "log",
        "message",
        "msg",
        "MESSAGE",
        "textPayload",
        "line",
        "value",
        "dump",
        "threadDump",
        "text",
        "content",
        "body",
        "output"
    };
    private static final String[] TIMES = {"time", "@timestamp", "timestamp", "ts"};

    private final String line;
    private int at;
    private String text;
    private String time = "";

    private JsonLine(String line) {
        this.line = line;
    }

    /** Reads a line; its {@link #text()} is null when it is no record or carries none. */
    static JsonLine of(String line) {
        JsonLine record = new JsonLine(line);
        record.read();
        return record;
    }

    /** The text, null when there is none. */
    String text() {
        return text;
    }

    /** The time, empty when there is none. */
    String time() {
        return time;
    }

    private void read() {
        at = 1;
        StringBuilder key = new StringBuilder();
        StringBuilder value = new StringBuilder();
        while (true) {
            skipTo('"');
            key.setLength(0);
            if (!string(key)) {
                return;
            }
            skipBlanks();
            if (at >= line.length() || line.charAt(at) != ':') {
                return;
            }
            at++;
            skipBlanks();
            if (at < line.length() && line.charAt(at) == '"') {
                value.setLength(0);
                if (!string(value)) {
                    return;
                }
                keep(key, value);
            } else if (!skipValue()) {
                return;
            }
        }
    }

    private void keep(StringBuilder key, StringBuilder value) {
        if (text == null && isOneOf(key, TEXTS)) {
            text = value.toString();
        } else if (time.isEmpty() && isOneOf(key, TIMES)) {
            time = value.toString();
        }
    }

    private static boolean isOneOf(StringBuilder key, String[] names) {
        for (String name : names) {
            if (name.contentEquals(key)) {
                return true;
            }
        }
        return false;
    }

    /** Reads the string that starts here, if one does. */
    private boolean string(StringBuilder target) {
        int end = at < line.length() ? JsonText.unescape(line, at + 1, target) : -1;
        at = end + 1;
        return end >= 0;
    }

    /** Passes over a number, a word, an object or an array. */
    private boolean skipValue() {
        int depth = 0;
        StringBuilder ignored = new StringBuilder();
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '"') {
                ignored.setLength(0);
                if (!string(ignored)) {
                    return false;
                }
                continue;
            }
            if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
            if (depth < 0 || depth == 0 && c == ',') {
                return depth == 0;
            }
            at++;
        }
        return false;
    }

    private void skipTo(char wanted) {
        while (at < line.length() && line.charAt(at) != wanted) {
            at++;
        }
    }

    private void skipBlanks() {
        while (at < line.length() && line.charAt(at) <= ' ') {
            at++;
        }
    }
}
