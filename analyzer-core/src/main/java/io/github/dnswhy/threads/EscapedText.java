package io.github.dnswhy.threads;

/** A dump that stands on one line with its line breaks escaped, as it is copied out of JSON or a log viewer. */
final class EscapedText {
    private static final String[] MARKS = {"Full thread dump", "\\n\\tat ", "\\n    at ", "java.lang.Thread.State:"};

    private EscapedText() {}

    /**
     * Unescapes a line when it is such a dump.
     *
     * @param line a line
     * @return its text with line feeds; the line itself when it is none
     */
    static String unescape(String line) {
        int first = line.indexOf("\\n");
        if (first < 0 || line.indexOf("\\n", first + 2) < 0 || !isDump(line)) {
            return line;
        }
        StringBuilder text = new StringBuilder(line.length());
        for (int from = 0; from <= line.length(); ) {
            // A quote ends the string that JSON has; without escapes before them, quotes are the dump's own.
            int end = JsonText.unescape(line, from, text);
            if (end < 0) {
                break;
            }
            text.append('"');
            from = end + 1;
        }
        return text.toString();
    }

    private static boolean isDump(String line) {
        for (String mark : MARKS) {
            if (line.contains(mark)) {
                return true;
            }
        }
        return false;
    }
}
