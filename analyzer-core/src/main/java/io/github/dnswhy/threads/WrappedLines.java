package io.github.dnswhy.threads;

/**
 * Puts frames and lines of locks together again that a mail, a ticket or a terminal broke at its width, and passes all
 * lines on to a dump's parser.
 */
final class WrappedLines implements DumpParser {
    /** Narrower than this nothing breaks lines: what ends before is cut, not wrapped. */
    private static final int NARROWEST = 55;

    private static final int LONGEST = 2000;

    private static final String[] STARTS = {
        "at ",
        "- ",
        "\"",
        "#",
        "java.lang.Thread.State",
        "Locked ",
        "Carrying ",
        "Mounted ",
        "JNI ",
        "Found ",
        "0x",
        "...",
        "<<"
    };

    private final DumpParser parser;
    private String held = "";
    private int heldNumber;
    /** Length of the last piece. */
    private int width;

    WrappedLines(DumpParser parser) {
        this.parser = parser;
    }

    @Override
    public boolean threadsEnded() {
        return parser.threadsEnded();
    }

    @Override
    public void accept(String line, int number) {
        if (!held.isEmpty()) {
            if (goesOn(line)) {
                // The blank at the break is lost; elsewhere a word is broken.
                boolean words = held.endsWith("Native") || held.endsWith("Unknown");
                String joined = words ? held + ' ' + line : held + line;
                held = "";
                hold(joined, line.length(), heldNumber);
                return;
            }
            pass();
        }
        hold(line, line.length(), number);
    }

    private void hold(String line, int length, int number) {
        if (length >= NARROWEST && line.length() < LONGEST && isOpen(line)) {
            held = line;
            heldNumber = number;
            width = length;
        } else {
            parser.accept(line, number);
        }
    }

    /** A piece of one word, or the last one: text of others has more words and no bracket at its end. */
    private boolean goesOn(String line) {
        if (line.isEmpty() || line.length() > width + 1 || line.indexOf(' ') >= 0 && !line.endsWith(")")) {
            return false;
        }
        for (String start : STARTS) {
            if (line.startsWith(start)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOpen(String line) {
        if (line.startsWith("at ")) {
            return line.lastIndexOf(')') < 0 || line.lastIndexOf('(') > line.lastIndexOf(')');
        }
        return line.startsWith("- ")
                && (line.lastIndexOf('(') > line.lastIndexOf(')') || line.lastIndexOf('<') > line.lastIndexOf('>'));
    }

    private void pass() {
        String line = held;
        held = "";
        parser.accept(line, heldNumber);
    }

    @Override
    public RawDump finish() {
        if (!held.isEmpty()) {
            pass();
        }
        return parser.finish();
    }
}
