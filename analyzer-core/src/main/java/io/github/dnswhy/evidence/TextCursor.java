package io.github.dnswhy.evidence;

/** Walks over one line from left to right. What does not match leaves the position where it was. */
final class TextCursor {
    private final String text;
    private int at;

    TextCursor(String text) {
        this(text, 0);
    }

    TextCursor(String text, int at) {
        this.text = text;
        this.at = at;
    }

    int at() {
        return at;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** The next character without moving, NUL at the end. */
    char peek() {
        return atEnd() ? '\0' : text.charAt(at);
    }

    /** Steps over {@code literal} if it stands here. */
    boolean skip(String literal) {
        if (!text.startsWith(literal, at)) {
            return false;
        }
        at += literal.length();
        return true;
    }

    /** Steps behind the next {@code literal}, wherever it stands. */
    boolean skipPast(String literal) {
        int found = text.indexOf(literal, at);
        if (found < 0) {
            return false;
        }
        at = found + literal.length();
        return true;
    }

    TextCursor skipBlanks() {
        while (!atEnd() && isBlank(text.charAt(at))) {
            at++;
        }
        return this;
    }

    /** The characters up to the next blank or the end, empty when there are none; leading blanks are skipped. */
    String word() {
        skipBlanks();
        int from = at;
        while (!atEnd() && !isBlank(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    /** The text up to the next {@code stop}, stepping behind it; null when there is none. */
    String until(String stop) {
        int found = text.indexOf(stop, at);
        if (found < 0) {
            return null;
        }
        String part = text.substring(at, found);
        at = found + stop.length();
        return part;
    }

    /** A decimal number of at most nine digits, -1 when there is none. */
    int number() {
        int from = at;
        int value = 0;
        while (at - from < 9 && isDigit(peek())) {
            value = value * 10 + (text.charAt(at) - '0');
            at++;
        }
        if (at == from || isDigit(peek())) {
            at = from;
            return -1;
        }
        return value;
    }

    String rest() {
        return text.substring(Math.min(at, text.length()));
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isDigit(String text, int at) {
        return at >= 0 && at < text.length() && isDigit(text.charAt(at));
    }

    /** A whole text as a decimal number of at most nine digits, -1 when it is none. */
    static int numberOf(String text) {
        TextCursor cursor = new TextCursor(text);
        int value = cursor.number();
        return cursor.atEnd() ? value : -1;
    }
}
