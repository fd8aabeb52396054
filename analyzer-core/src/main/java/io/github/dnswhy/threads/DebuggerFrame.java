package io.github.dnswhy.threads;

import java.util.Optional;

/**
 * A frame as the serviceability agent prints it, {@code C.m(java.lang.String) @bci=3, line=163 (Interpreted
 * frame)}, and the header that it gave a thread up to JDK 8: {@code Thread 20227: (state = IN_NATIVE)}.
 */
final class DebuggerFrame {
    private static final String THREAD = "Thread ";
    private static final String STATE = ": (state = ";

    private DebuggerFrame() {}

    /**
     * Brings a frame to the form of the other dumps.
     *
     * @param text the frame
     * @param bci where {@code  @bci=} starts in it
     * @return {@code C.m(Unknown Source:163)}, or {@code C.m(Native Method)} when it has no line
     */
    static String asPrinted(String text, int bci) {
        int open = text.indexOf('(');
        String method = text.substring(0, open < 0 || open > bci ? bci : open);
        int line = text.indexOf("line=", bci);
        if (line < 0) {
            return method + "(Native Method)";
        }
        int start = line + "line=".length();
        int end = start;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return method + "(Unknown Source:" + text.substring(start, end) + ")";
    }

    /**
     * Reads a thread's header of {@code jstack -F}. It has no name, and its state is the VM's (BLOCKED is any waiting
     * within the VM), not one of {@link Thread.State}.
     *
     * @param line the line
     * @param number its number
     * @return the thread, named by the line's first words; empty when the line is no such header
     */
    static Optional<RawThread> thread(String line, int number) {
        int end = line.startsWith(THREAD) && line.endsWith(")") ? line.indexOf(STATE) : -1;
        if (Quantities.number(line, THREAD.length(), end) < 0) {
            return Optional.empty();
        }
        RawThread thread = new RawThread(number, line.substring(0, end));
        thread.nid = line.substring(THREAD.length(), end);
        return Optional.of(thread);
    }
}
