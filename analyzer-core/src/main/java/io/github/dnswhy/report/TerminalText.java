package io.github.dnswhy.report;

/**
 * Makes text from inputs harmless for a terminal: what would steer it, reorder the line, or hide, becomes a visible
 * escape.
 *
 * <p>Control characters become {@code \x1b}; bidirectional controls, zero-width and other format characters, line
 * separators, spaces that are none, lone surrogates, private and unassigned characters become a backslash and
 * {@code u{202e}}. Letters of any script stay, with at most two combining marks each, so that no text can grow over its
 * neighbours' lines. A backslash stays as it is: names in presentation form are full of them (RFC 1035 §5.1).
 */
public final class TerminalText {
    private static final int MAX_MARKS = 2;
    private static final int NO_BOUND = Integer.MAX_VALUE;

    private TerminalText() {}

    /**
     * Escapes a text of any length.
     *
     * @param text any text, hostile or not
     * @return the same text when there is nothing to escape, otherwise an escaped copy without line ends
     */
    public static String escape(String text) {
        return escape(text, NO_BOUND, false);
    }

    /**
     * Escapes a text and cuts it to a width.
     *
     * @param text any text, hostile or not
     * @param maxColumns columns that the result may take, at least 3
     * @return the escaped text, with an ellipsis at its end when it was cut
     */
    public static String escape(String text, int maxColumns) {
        return escape(text, maxColumns, false);
    }

    /** The same; with {@code ascii} all that is not ASCII is spelled out or escaped too, the ellipsis included. */
    static String escape(String text, int maxColumns, boolean ascii) {
        if (text.length() <= maxColumns && isPlain(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(Math.min(text.length(), maxColumns) + 16);
        String ellipsis = ascii ? "..." : "\u2026";
        int room = maxColumns == NO_BOUND ? NO_BOUND : maxColumns - ellipsis.length();
        int columns = 0;
        int marks = MAX_MARKS; // a mark at the start has no letter of its own to sit on
        int cut = -1; // where the ellipsis goes if the rest turns out not to fit
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            int before = out.length();
            boolean mark = isMark(point);
            marks = mark ? marks + 1 : 0;
            columns += append(point, mark && marks > MAX_MARKS, ascii, out);
            if (columns > room && cut < 0) {
                cut = before;
            }
            if (columns > maxColumns) {
                out.setLength(cut);
                return out.append(ellipsis).toString();
            }
        }
        return out.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    /** Appends one code point and returns the columns that it takes. */
    private static int append(int point, boolean forced, boolean ascii, StringBuilder out) {
        int before = out.length();
        if (point >= ' ' && point <= '~') {
            out.append((char) point);
        } else if (point < 0xA0) {
            out.append("\\x");
            hexadecimal(point, 2, out);
        } else if (ascii) {
            String spelled = spelled(point);
            if (spelled == null) {
                escaped(point, out);
            } else {
                out.append(spelled);
            }
        } else if (forced || isHidden(point)) {
            escaped(point, out);
        } else {
            out.appendCodePoint(point);
            return columns(point);
        }
        return out.length() - before;
    }

    private static void escaped(int point, StringBuilder out) {
        out.append("\\u{");
        hexadecimal(point, 1, out);
        out.append('}');
    }

    private static void hexadecimal(int value, int least, StringBuilder out) {
        int digits = least;
        while (digits < 8 && value >>> 4 * digits != 0) {
            digits++;
        }
        for (int i = digits - 1; i >= 0; i--) {
            out.append(Character.forDigit(value >>> 4 * i & 0xF, 16));
        }
    }

    /** Typography that our own sentences use, as ASCII has it; null for all else. */
    private static String spelled(int point) {
        return switch (point) {
            case 0x00D7 -> "x";
            case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014 -> "-";
            case 0x2018, 0x2019 -> "'";
            case 0x201C, 0x201D -> "\"";
            case 0x2026 -> "...";
            case 0x2192 -> "->";
            case 0x2264 -> "<=";
            case 0x2265 -> ">=";
            default -> null;
        };
    }

    private static boolean isMark(int point) {
        if (point < 0x300) {
            return false;
        }
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** Whether a character above ASCII has no shape of its own, or another's. */
    private static boolean isHidden(int point) {
        switch (Character.getType(point)) {
            case Character.CONTROL:
            case Character.FORMAT:
            case Character.SURROGATE:
            case Character.PRIVATE_USE:
            case Character.UNASSIGNED:
            case Character.LINE_SEPARATOR:
            case Character.PARAGRAPH_SEPARATOR:
            case Character.SPACE_SEPARATOR:
                return true;
            default:
                break;
        }
        return point == 0x034F // combining grapheme joiner
                || point == 0x115F
                || point == 0x1160
                || point == 0x3164
                || point == 0xFFA0 // Hangul fillers
                || point == 0x17B4
                || point == 0x17B5 // Khmer inherent vowels
                || point == 0x2800 // the empty Braille pattern
                || point >= 0x180B && point <= 0x180F // Mongolian selectors
                || point >= 0xFE00 && point <= 0xFE0F // variation selectors
                || point >= 0xE0100 && point <= 0xE01EF;
    }

    /**
     * The columns that an escaped text takes in a terminal.
     *
     * @param escaped a result of {@link #escape(String)}
     * @return its width: 0 for a combining mark, 2 for a wide character, 1 for any other
     */
    static int columns(String escaped) {
        int columns = 0;
        for (int i = 0; i < escaped.length(); ) {
            int point = escaped.codePointAt(i);
            columns += columns(point);
            i += Character.charCount(point);
        }
        return columns;
    }

    /** The columns of one code point (UAX #11); where terminals differ, as for some symbols, the wider reading. */
    static int columns(int point) {
        if (point < 0x300) {
            return 1;
        }
        if (isMark(point)) {
            return 0;
        }
        boolean wide = point >= 0x1100 && point <= 0x115F
                || point >= 0x231A && point <= 0x23FF
                || point >= 0x2600 && point <= 0x27BF
                || point >= 0x2B00 && point <= 0x2BFF
                || point >= 0x2E80 && point <= 0xA4CF
                || point >= 0xA960 && point <= 0xA97F
                || point >= 0xAC00 && point <= 0xD7A3
                || point >= 0xF900 && point <= 0xFAFF
                || point >= 0xFE10 && point <= 0xFE6F
                || point >= 0xFF00 && point <= 0xFF60
                || point >= 0xFFE0 && point <= 0xFFE6
                || point >= 0x16FE0 && point <= 0x1B2FF
                || point >= 0x1F000 && point <= 0x1FAFF
                || point >= 0x20000;
        return wide ? 2 : 1;
    }
}
