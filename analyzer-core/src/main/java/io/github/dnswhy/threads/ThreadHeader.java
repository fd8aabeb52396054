package io.github.dnswhy.threads;

import java.util.Optional;

/**
 * The line that names a thread, in the grammars that share the rest of their form:
 *
 * <pre>
 * "NAME" [#id] [[nid]] [daemon] prio=5 [os_prio=0] [cpu=1.2ms elapsed=3.4s] [allocated=5B …] tid=0x… [nid=…]
 * CONDITION [0xSP] "NAME" [daemon] [prio=5] Id=25 BLOCKED on T@1b2c owned by "OTHER" Id=24 [(in native)] "NAME" -
 * Thread t@25 "NAME" id=31 state=BLOCKED
 * </pre>
 *
 * A name may hold anything, what follows a name included: the last quote after which the grammar fits ends it.
 */
final class ThreadHeader {
    /** Quotes that are tried as the end of the name, so that a line of nothing else costs no more than its length. */
    private static final int MAX_QUOTES = 64;

    private static final String OWNED = " owned by \"";

    private final String line;
    private final RawThread thread;
    private boolean sawTid;
    private boolean sawState;

    private ThreadHeader(String line, RawThread thread) {
        this.line = line;
        this.thread = thread;
    }

    /**
     * Reads a header.
     *
     * @param line the line from its quote on
     * @param number its number
     * @return the thread, empty when the line is no header
     */
    static Optional<RawThread> parse(String line, int number) {
        int tries = 0;
        int quote = line.lastIndexOf('"');
        for (; quote > 0 && tries < MAX_QUOTES; quote = line.lastIndexOf('"', quote - 1), tries++) {
            if (quote + 1 < line.length() && !blank(line.charAt(quote + 1))) {
                continue;
            }
            ThreadHeader header = new ThreadHeader(line, new RawThread(number, RawThread.name(line, 1, quote)));
            if (header.attributes(quote + 1)) {
                return Optional.of(header.thread);
            }
        }
        return Optional.empty();
    }

    private boolean attributes(int start) {
        int i = skipBlanks(start);
        if (line.startsWith("- Thread t@", i)) {
            thread.id = number(i + "- Thread t@".length(), line.length());
            return thread.id >= 0;
        }
        while (i < line.length()) {
            int end = wordEnd(i);
            if (!attribute(i, end)) {
                if (!sawTid && !sawState) {
                    return false;
                }
                thread.condition = condition(i);
                readOwner(i);
                return true;
            }
            i = skipBlanks(end);
        }
        return sawTid || sawState;
    }

    private boolean attribute(int start, int end) {
        char first = line.charAt(start);
        if (first == '#') {
            thread.id = number(start + 1, end);
            return thread.id >= 0;
        }
        if (first == '[') {
            boolean nid = !sawTid && line.charAt(end - 1) == ']' && number(start + 1, end - 1) >= 0;
            if (nid) {
                thread.nid = line.substring(start + 1, end - 1);
            }
            return nid;
        }
        int equals = start;
        while (equals < end && line.charAt(equals) != '=') {
            equals++;
        }
        if (equals == end) {
            return word(line.substring(start, end));
        }
        return value(line.substring(start, equals), line.substring(equals + 1, end));
    }

    private boolean word(String word) {
        if (sawTid || sawState) {
            return false;
        }
        switch (word) {
            case "daemon" -> thread.daemon = true;
            case "virtual" -> thread.virtual = true;
            // The console of JDK 6: "id=31 in WAITING".
            case "in" -> {
                return thread.id >= 0;
            }
            default -> {
                thread.state = thread.id >= 0 ? ThreadStates.of(word) : null;
                sawState = thread.state != null;
                return sawState;
            }
        }
        return true;
    }

    private boolean value(String key, String value) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c != '_' && (c < 'a' || c > 'z') && c != 'I') {
                return false;
            }
        }
        switch (key) {
            case "tid" -> {
                sawTid = true;
                thread.addressed = true;
            }
            case "nid" -> thread.nid = value;
            case "cpu" -> thread.cpuNanos = Quantities.nanos(value);
            case "elapsed" -> thread.elapsedNanos = Quantities.nanos(value);
            case "allocated" -> thread.allocatedBytes = Quantities.bytes(value);
            case "Id", "id" -> thread.id = Quantities.number(value, 0, value.length());
            case "state" -> {
                thread.state = ThreadStates.of(value);
                sawState = thread.state != null;
            }
            default -> {}
        }
        return !key.isEmpty();
    }

    /** What stands behind the attributes, without the address of the stack. */
    private String condition(int start) {
        int bracket = line.indexOf('[', start);
        return line.substring(start, bracket < 0 ? line.length() : bracket).trim();
    }

    private void readOwner(int start) {
        int owned = line.indexOf(OWNED, start);
        int id = line.lastIndexOf("\" Id=");
        if (owned >= 0 && id >= owned + OWNED.length()) {
            thread.ownerName = line.substring(owned + OWNED.length(), id);
            int idStart = id + "\" Id=".length();
            thread.ownerId = number(idStart, wordEnd(idStart));
        }
    }

    private long number(int start, int end) {
        return Quantities.number(line, start, end);
    }

    private int skipBlanks(int start) {
        int i = start;
        while (i < line.length() && blank(line.charAt(i))) {
            i++;
        }
        return i;
    }

    private int wordEnd(int start) {
        int i = start;
        while (i < line.length() && !blank(line.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\t';
    }
}
