package io.github.dnswhy.threads;

/**
 * A frame as the serviceability agent prints it: {@code C.m(java.lang.String) @bci=3, line=163 (Interpreted
 * frame)}.
 */
final class DebuggerFrame {
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
}
