package io.github.dnswhy.threads;

/**
 * A line of text without what a terminal, a word processor or a ticket system put into it: colour sequences, blanks that
 * do not break, curly quotes, and the markup and character references of HTML. All of them leave the line's words as
 * they were.
 */
final class PlainText {
    private static final char ESCAPE = 0x1b;
    private static final int LONGEST_TAG = 256;

    /** Elements that a dump pasted into a page comes back with; {@code <init>} and {@code <0x…>} are the dump's own. */
    private static final String[] ELEMENTS = {
        "br", "p", "pre", "code", "div", "span", "td", "tr", "li", "b", "strong", "html", "body", "font", "tt"
    };

    private static final String[][] REFERENCES = {
        {"&quot;", "\""},
        {"&lt;", "<"},
        {"&gt;", ">"},
        {"&amp;", "&"},
        {"&#39;", "'"},
        {"&#34;", "\""},
        {"&apos;", "'"},
        {"&nbsp;", " "},
        {"&#160;", " "},
        {"&#x27;", "'"},
        {"&#x22;", "\""},
        {"&#9;", "\t"},
        {"&#64;", "@"}
    };

    private PlainText() {}

    /**
     * Takes it out.
     *
     * @param line a line
     * @return the same line when there is nothing to take out; a line break of HTML becomes a line feed
     */
    static String of(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '&' || c == '<' || c == ESCAPE || c > 0x7f) {
                return cleaned(line, i);
            }
        }
        return line;
    }

    private static String cleaned(String line, int start) {
        StringBuilder text = new StringBuilder(line.length()).append(line, 0, start);
        int i = start;
        while (i < line.length()) {
            char c = line.charAt(i);
            int end = switch (c) {
                case '&' -> reference(line, i, text);
                case '<' -> element(line, i, text);
                case ESCAPE -> sequenceEnd(line, i);
                default -> i;
            };
            if (end == i) {
                append(c, text);
                end++;
            }
            i = end;
        }
        return text.toString();
    }

    private static void append(char c, StringBuilder text) {
        switch (c) {
            case '\u00a0', '\u2007', '\u202f' -> text.append(' ');
            case '\u201c', '\u201d', '\u201e' -> text.append('"');
            case '\u200b', '\ufeff' -> {}
            default -> text.append(c);
        }
    }

    private static int reference(String line, int start, StringBuilder text) {
        for (String[] reference : REFERENCES) {
            if (line.startsWith(reference[0], start)) {
                text.append(reference[1]);
                return start + reference[0].length();
            }
        }
        return start;
    }

    /** Passes over a tag of {@link #ELEMENTS}; {@code start} when there is none. */
    private static int element(String line, int start, StringBuilder text) {
        int name = line.startsWith("/", start + 1) ? start + 2 : start + 1;
        for (String element : ELEMENTS) {
            int end = name + element.length();
            if (end < line.length() && line.regionMatches(true, name, element, 0, element.length())) {
                char next = line.charAt(end);
                int close = next == '>' ? end : next == ' ' || next == '/' ? tagEnd(line, end) : -1;
                if (close >= 0) {
                    if (element.equals("br")) {
                        text.append('\n');
                    }
                    return close + 1;
                }
            }
        }
        return start;
    }

    private static int tagEnd(String line, int start) {
        int most = Math.min(line.length(), start + LONGEST_TAG);
        for (int i = start; i < most && line.charAt(i) != '<'; i++) {
            if (line.charAt(i) == '>') {
                return i;
            }
        }
        return -1;
    }

    /** End of an ANSI sequence, {@code ESC [ … letter}; what else follows an escape is dropped with it. */
    private static int sequenceEnd(String line, int start) {
        int i = start + 1;
        if (i < line.length() && line.charAt(i) == '[') {
            i++;
            while (i < line.length() && !isLetter(line.charAt(i))) {
                i++;
            }
        }
        return Math.min(i + 1, line.length());
    }

    private static boolean isLetter(char c) {
        return c >= '@' && c <= '~';
    }
}
