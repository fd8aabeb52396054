package io.github.dnswhy.threads;

/**
 * A stack frame, judged once for all threads that have it.
 *
 * @param text {@code class.method(File.java:1)} without the module
 * @param traits what it tells, bits of {@link FrameTraits}
 * @param library the client library it belongs to, empty when it is none of {@link ClientLibraries}
 */
record Frame(String text, int traits, String library) {
    boolean is(int trait) {
        return (traits & trait) != 0;
    }

    /** Reads a frame as a dump prints it behind {@code at}. */
    static Frame of(String printed) {
        String text = withoutModule(printed);
        int open = text.indexOf('(');
        String method = (open < 0 ? text : text.substring(0, open)).trim();
        int dot = method.lastIndexOf('.');
        String className = dot < 0 ? "" : method.substring(0, dot);
        String methodName = method.substring(dot + 1);
        return new Frame(text, FrameTraits.of(className, methodName), ClientLibraries.of(className, methodName));
    }

    /**
     * Takes {@code java.base@17/}, {@code app//} and the like off both places where they stand. The slash of a hidden
     * class ({@code Lab$$Lambda/0x0123.run}) is followed by a digit and is no module's.
     */
    static String withoutModule(String printed) {
        int open = printed.indexOf('(');
        int nameEnd = open < 0 ? printed.length() : open;
        int nameStart = 0;
        for (int i = 0; i < nameEnd; i++) {
            if (printed.charAt(i) == '/') {
                if (i + 1 < nameEnd && Character.isDigit(printed.charAt(i + 1))) {
                    break;
                }
                nameStart = i + 1;
            }
        }
        int slash = open < 0 ? -1 : printed.lastIndexOf('/');
        if (slash > open) {
            return printed.substring(nameStart, open + 1) + printed.substring(slash + 1);
        }
        return printed.substring(nameStart);
    }
}
