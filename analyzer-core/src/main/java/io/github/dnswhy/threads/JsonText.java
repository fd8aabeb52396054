package io.github.dnswhy.threads;

/** The text of a JSON string (RFC 8259 §7) within a line. */
final class JsonText {
    private JsonText() {}

    /**
     * Unescapes a string.
     *
     * @param line the line
     * @param start where the string's text starts, behind the opening quote
     * @param target gets the text; a malformed escape stays as it is
     * @return index of the closing quote, -1 when there is none
     */
    static int unescape(String line, int start, StringBuilder target) {
        for (int i = start; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                return i;
            }
            if (c != '\\' || i + 1 == line.length()) {
                target.append(c);
                continue;
            }
            char escaped = line.charAt(++i);
            switch (escaped) {
                case 'n' -> target.append('\n');
                case 't' -> target.append('\t');
                case 'r' -> target.append('\r');
                case 'b' -> target.append('\b');
                case 'f' -> target.append('\f');
                case '"', '\\', '/' -> target.append(escaped);
                case 'u' -> {
                    int code = hex(line, i + 1);
                    if (code >= 0) {
                        target.append((char) code);
                        i += 4;
                    } else {
                        target.append("\\u");
                    }
                }
                default -> target.append('\\').append(escaped);
            }
        }
        return -1;
    }

    private static int hex(String line, int start) {
        if (start + 4 > line.length()) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < start + 4; i++) {
            int digit = Character.digit(line.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
