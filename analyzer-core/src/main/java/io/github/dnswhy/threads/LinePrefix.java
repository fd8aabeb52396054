package io.github.dnswhy.threads;

import java.util.Arrays;

/**
 * What others put before each line of a program: {@code kubectl logs --timestamps}, stern's pod and container, a service
 * wrapper's columns, a journal's host, the {@code >} of a quotation, the line numbers of an editor or of {@code grep -n}.
 * Learned from the one line of a dump whose own start is known; taken off the others when they start alike. Digits of
 * dates and times may differ, and of a number that counts lines; all else must be equal, as the name of a pod must.
 */
final class LinePrefix {
    /** Nothing before the lines. */
    static final LinePrefix NONE = new LinePrefix("", "", 0);

    private final String pattern;
    private final boolean[] loose;
    /** First character of the number that counts lines, the blanks before it included; beyond the end when none does. */
    private int counter;

    /**
     * Learns a prefix.
     *
     * @param text the prefix of one line, may be empty
     * @param before the line before that one, empty when there is none
     * @param number that line's number in the file
     */
    LinePrefix(String text, String before, int number) {
        this.pattern = text.isBlank() ? "" : text;
        this.loose = new boolean[pattern.length()];
        this.counter = pattern.length();
        learnTimes();
        learnCounter(before, number);
    }

    private void learnTimes() {
        String text = pattern;
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

    /** A number counts lines when the line before has its predecessor there, or when it is the line's own number. */
    private void learnCounter(String before, int number) {
        for (int i = 0; i < pattern.length(); i++) {
            boolean starts = digit(pattern.charAt(i)) && !loose[i] && (i == 0 || !isWord(pattern.charAt(i - 1)));
            int end = i;
            while (starts && end < pattern.length() && digit(pattern.charAt(end))) {
                end++;
            }
            if (end == i || end < pattern.length() && isWord(pattern.charAt(end))) {
                continue;
            }
            int start = i;
            while (start > 0 && pattern.charAt(start - 1) == ' ') {
                start--;
            }
            long value = Quantities.number(pattern, i, end);
            counter = start;
            Arrays.fill(loose, i, end, true);
            if (value == number || valueIn(before) == value - 1) {
                return;
            }
            counter = pattern.length();
            Arrays.fill(loose, i, end, false);
        }
    }

    /** What counts in a line, -2 when it starts otherwise. */
    private long valueIn(String line) {
        if (lengthIn(line) < 0 || line.length() <= counter) {
            return -2;
        }
        int start = counter;
        while (start < line.length() && line.charAt(start) == ' ') {
            start++;
        }
        int end = start;
        while (end < line.length() && digit(line.charAt(end))) {
            end++;
        }
        return Quantities.number(line, start, end);
    }

    private static boolean isWord(char c) {
        return c == '-' || c == '_' || c == '.' || Character.isLetterOrDigit(c);
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
            if (i == counter) {
                i = passBlanks(pattern, i);
                j = passBlanks(line, j);
            }
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

    private static int passBlanks(String text, int start) {
        int i = start;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
