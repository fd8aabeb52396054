package io.github.dnswhy.evidence;

/**
 * Takes single string fields out of one-line JSON objects (RFC 8259 §7), as container runtimes and JSON loggers write
 * them.
 */
final class JsonText {
    private JsonText() {}

    /** The unescaped value of the first string field of this name, at any depth; null when there is none. */
    static String field(String json, String name) {
        int from = 0;
        while (true) {
            int at = json.indexOf(name, from);
            if (at < 0) {
                return null;
            }
            int end = at + name.length();
            if (at > 0 && json.charAt(at - 1) == '"' && end < json.length() && json.charAt(end) == '"') {
                int value = skipBlanks(json, end + 1);
                if (value < json.length() && json.charAt(value) == ':') {
                    value = skipBlanks(json, value + 1);
                    if (value < json.length() && json.charAt(value) == '"') {
                        return string(json, value + 1);
                    }
                }
            }
            from = end;
        }
    }

    private static int skipBlanks(String json, int from) {
        int at = from;
        while (at < json.length() && TextCursor.isBlank(json.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The string that begins behind a quote; one that is cut off ends with the text. */
    private static String string(String json, int from) {
        int plain = from;
        while (plain < json.length() && json.charAt(plain) != '"' && json.charAt(plain) != '\\') {
            plain++;
        }
        if (plain >= json.length() || json.charAt(plain) == '"') {
            return json.substring(from, plain);
        }
        StringBuilder value = new StringBuilder(json.length() - from).append(json, from, plain);
        for (int i = plain; i < json.length() && json.charAt(i) != '"'; i++) {
            char c = json.charAt(i);
            if (c != '\\' || i + 1 >= json.length()) {
                value.append(c);
                continue;
            }
            char escaped = json.charAt(++i);
            switch (escaped) {
                case 'n' -> value.append('\n');
                case 't' -> value.append('\t');
                case 'r' -> value.append('\r');
                case 'b' -> value.append('\b');
                case 'f' -> value.append('\f');
                case 'u' -> {
                    int unit = hexadecimal(json, i + 1);
                    value.append(unit < 0 ? 'u' : (char) unit);
                    i += unit < 0 ? 0 : 4;
                }
                default -> value.append(escaped);
            }
        }
        return value.toString();
    }

    private static int hexadecimal(String json, int from) {
        if (from + 4 > json.length()) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(json.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
