package io.github.dnswhy.threads;

import java.util.Optional;

/**
 * A thread's header on several lines: a name with line breaks in it, or a line that a mail or a ticket broke at its
 * width.
 */
final class BrokenHeader {
    private static final int MAX_LINES = 8;
    private static final int MAX_LENGTH = 4096;

    private final StringBuilder joined = new StringBuilder();
    /** The same with nothing in place of the line breaks, and with blanks. */
    private final StringBuilder closely = new StringBuilder();

    private final StringBuilder spaced = new StringBuilder();
    private boolean named;
    private int line;
    private int lines;

    /** Whether a header has begun and may go on. */
    boolean isOpen() {
        return joined.length() > 0;
    }

    /** Begins with a line that has a header's quote but not all of it. */
    void start(String text, int number) {
        end();
        joined.append(text);
        closely.append(text);
        spaced.append(text);
        named = text.indexOf('"', 1) > 0;
        line = number;
        lines = 1;
    }

    /** Adds a line; gives the thread once the header is whole. */
    Optional<RawThread> goOn(String text) {
        joined.append('\n').append(text);
        closely.append(text);
        spaced.append(' ').append(text);
        Optional<RawThread> thread = Optional.empty();
        if (named) {
            thread = ThreadHeader.parse(closely.toString(), line).or(() -> ThreadHeader.parse(spaced.toString(), line));
        }
        if (thread.isEmpty()) {
            thread = ThreadHeader.parse(joined.toString(), line);
        }
        if (++lines == MAX_LINES || joined.length() > MAX_LENGTH) {
            end();
        }
        return thread;
    }

    /** Gives up what has begun. */
    void end() {
        joined.setLength(0);
        closely.setLength(0);
        spaced.setLength(0);
    }
}
