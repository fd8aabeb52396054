package io.github.dnswhy.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a Corefile into words as CoreDNS does: blanks separate, quotes hold together (over lines too), only a quote
 * can be escaped, a {@code #} outside quotes begins a comment.
 */
final class CorefileLexer {
    static final int MOST_TOKENS = 200_000;

    /** A line of the Corefile with its number in the file that holds it. */
    record Line(long number, String text) {}

    /** A word. {@code first}: it is the first of its line. */
    record Token(long line, String text, boolean first) {}

    private final List<Token> tokens = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean quoted;
    private boolean full;
    private boolean firstOfLine;
    private long wordLine;
    private boolean wordFirst;

    /** The words, as many as are allowed. */
    List<Token> tokens(List<Line> lines) {
        for (Line line : lines) {
            line(line);
        }
        end();
        return tokens;
    }

    /** Whether there were more words than are allowed. */
    boolean full() {
        return full;
    }

    private void line(Line line) {
        firstOfLine = !quoted;
        String text = line.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                boolean escaped = c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (c == '"') {
                    end();
                } else {
                    word.append(escaped ? '"' : c);
                    i += escaped ? 1 : 0;
                }
            } else if (c <= ' ') {
                end();
            } else if (c == '#') {
                break;
            } else if (c == '"' && word.isEmpty()) {
                begin(line.number());
                quoted = true;
            } else {
                if (word.isEmpty()) {
                    begin(line.number());
                }
                word.append(c);
            }
        }
        if (quoted) {
            word.append('\n');
        } else {
            end();
        }
    }

    private void begin(long line) {
        wordLine = line;
        wordFirst = firstOfLine;
        firstOfLine = false;
    }

    private void end() {
        if (quoted || !word.isEmpty()) {
            if (tokens.size() < MOST_TOKENS) {
                tokens.add(new Token(wordLine, word.toString(), wordFirst));
            } else {
                full = true;
            }
        }
        quoted = false;
        word.setLength(0);
    }
}
