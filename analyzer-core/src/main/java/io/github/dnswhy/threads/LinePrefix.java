package io.github.dnswhy.threads;

import java.util.Arrays;

/**
 * What a log collector put before each line of a program: {@code kubectl logs --timestamps}, stern's pod and
 * container, a service wrapper's columns. Learned from the one line of a dump whose own start is known; taken off the
 * others when they start alike. Digits of dates and times may differ, all else must be equal.
 */
final class LinePrefix {
    private final String pattern;
    private final boolean[] loose;

    /**
     * Learns a prefix.
     *
     * @param text the prefix of one line, may be empty
     */
    LinePrefix(String text) {
        this.pattern = text;
        this.loose = new boolean[text.length()];
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == ' ' || text.charAt(i) == '\t') {
                if (isTime(start, i)) {
                    Arrays.fill(loose, start, i, true);
                }
                start = i + 1;
            }
        }
    }

    private boolean isTime(int start, int end) {
        int first = start;
        while (first < end && (pattern.charAt(first) == '[' || pattern.charAt(first) == '(')) {
            first++;
        }
        if (first == end || !digit(pattern.charAt(first))) {
            return false;
        }
        int separators = 0;
        for (int i = first + 1; i + 1 < end; i++) {
            char c = pattern.charAt(i);
            if ((c == ':' || c == '-' || c == '/') && digit(pattern.charAt(i - 1)) && digit(pattern.charAt(i + 1))) {
                separators += c == ':' ? 2 : 1;
            }
        }
        return separators >= 2;
    }

    /** Whether nothing stands before the lines. */
    boolean isEmpty() {
        return pattern.isEmpty();
    }

    /** The prefix as it was learned. */
    String text() {
        return pattern;
    }

    /**
     * Where a line's own text starts.
     *
     * @param line a whole line
     * @return length of its prefix, or -1 when it starts otherwise
     */
    int lengthIn(String line) {
        int i = 0;
        int j = 0;
        while (i < pattern.length()) {
            if (j == line.length()) {
                // Blanks at the end of an empty line may be lost.
                return pattern.substring(i).isBlank() ? j : -1;
            }
            if (loose[i] && digit(pattern.charAt(i))) {
                if (!digit(line.charAt(j))) {
                    return -1;
                }
                while (i < pattern.length() && digit(pattern.charAt(i))) {
                    i++;
                }
                while (j < line.length() && digit(line.charAt(j))) {
                    j++;
                }
            } else if (pattern.charAt(i) == line.charAt(j)) {
                i++;
                j++;
            } else {
                return -1;
            }
        }
        return j;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
