package io.github.dnswhy.threads;

import java.util.Optional;

/**
 * The lines between frames that tell of locks, in HotSpot's words ({@code locked <0x…> (a T)}) and in those of
 * {@code ThreadInfo} ({@code blocked on T@1b2c}). An identity is whatever the dump prints for one object; it holds
 * within one dump.
 */
final class LockLines {
    private static final String CLASS_INIT = "waiting on the Class initialization monitor for ";
    private static final String OWNED = "owned by ";
    private static final String RELOCK = "waiting to re-lock in wait() ";
    private static final String[] WANTS = {"waiting to lock ", "blocked on ", "parking to wait for "};

    private LockLines() {}

    /**
     * Reads a line.
     *
     * @param text the line behind its dash and blanks
     * @param thread the thread whose stack it stands in
     * @return whether it is a line of locks
     */
    static boolean read(String text, RawThread thread) {
        if (text.startsWith("locked ")) {
            thread.hold(identity(text, "locked ".length()));
            return true;
        }
        if (text.startsWith(CLASS_INIT)) {
            thread.classInit = text.substring(CLASS_INIT.length()).trim();
            return true;
        }
        if (text.startsWith(RELOCK)) {
            want(text, RELOCK.length(), thread);
            thread.waitedOn = thread.wanted;
            return true;
        }
        for (String wants : WANTS) {
            if (text.startsWith(wants)) {
                thread.parked = wants.startsWith("parking");
                want(text, wants.length(), thread);
                return true;
            }
        }
        if (text.startsWith("waiting on ")) {
            thread.waitedOn = identity(text, "waiting on ".length());
            return true;
        }
        return text.startsWith("eliminated ") || text.startsWith("None") || text.startsWith("- ");
    }

    /** Reads a line of the list of synchronizers that a thread owns. */
    static void synchronizer(String text, RawThread thread) {
        if (!text.startsWith("None")) {
            thread.hold(identity(text, text.startsWith("locked ") ? "locked ".length() : 0));
        }
    }

    /**
     * Reads Dropwizard's line on the owner of what the line above it waits for: {@code owned by NAME id=24}.
     *
     * @param line the line
     * @param waiting the thread it belongs to
     * @return whether it is such a line
     */
    static boolean owner(String line, Optional<RawThread> waiting) {
        int id = line.startsWith(OWNED) ? line.lastIndexOf(" id=") : -1;
        if (id < OWNED.length()) {
            return false;
        }
        if (waiting.isPresent()) {
            RawThread thread = waiting.get();
            thread.ownerName = line.substring(OWNED.length(), id);
            thread.ownerId = Quantities.number(line, id + " id=".length(), line.length());
            if (thread.wanted == null) {
                // It says "waiting on" for what a thread is parked for, too; only a lock has an owner.
                thread.wanted = thread.waitedOn;
                thread.waitedOn = null;
            }
        }
        return true;
    }

    private static void want(String text, int start, RawThread thread) {
        String identity = identity(text, start);
        if (identity.isEmpty()) {
            return;
        }
        thread.wanted = identity;
        thread.wantedType = type(text, start, identity);
        int owned = text.indexOf(" owned by \"", start);
        int close = text.lastIndexOf('"');
        if (owned >= 0 && close > owned + " owned by \"".length()) {
            thread.ownerName = text.substring(owned + " owned by \"".length(), close);
            int id = text.indexOf("t@", close);
            thread.ownerId = id < 0 ? -1 : Quantities.number(text, id + 2, text.length());
        }
    }

    private static String identity(String text, int start) {
        int open = skipBlanks(text, start);
        if (open < text.length() && text.charAt(open) == '<') {
            int close = text.indexOf('>', open);
            // "<no object reference available>", "<owner is scalar replaced>" name nothing.
            return close < 0 || text.lastIndexOf(' ', close) > open ? "" : text.substring(open + 1, close);
        }
        int end = text.indexOf(' ', open);
        return text.substring(open, end < 0 ? text.length() : end);
    }

    private static String type(String text, int start, String identity) {
        int open = text.indexOf("(a ", start);
        if (open >= 0) {
            int close = text.indexOf(')', open);
            return close < 0 ? "" : text.substring(open + "(a ".length(), close);
        }
        int at = identity.lastIndexOf('@');
        return at < 0 ? "" : identity.substring(0, at);
    }

    private static int skipBlanks(String text, int start) {
        int i = start;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        return i;
    }
}
