package io.github.dnswhy.threads;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The lines of a UTF-8 text, one at a time, without what ends them: a line feed, carriage returns and a line feed, or
 * one carriage return alone (old editors, terminals in raw mode). Holds no more than the longest line, of which no more
 * than {@code longest} octets are kept.
 */
final class TextLines {
    private static final int WINDOW = 1 << 16;

    /** Carriage returns before a line feed that end one line with it: each conversion of a file may add one. */
    private static final int MOST_RETURNS = 4;

    private final InputStream input;
    private final int longest;
    private final Anomalies anomalies;
    private byte[] window = new byte[WINDOW];
    private int from;
    private int to;
    private String text = "";
    private int number;

    /**
     * Lines of an input.
     *
     * @param input its octets
     * @param longest octets kept of one line, at least 1
     * @param anomalies where lines that are longer are counted
     */
    TextLines(InputStream input, int longest, Anomalies anomalies) {
        this.input = input;
        this.longest = longest;
        this.anomalies = anomalies;
    }

    /** The line that {@link #advance} went to. */
    String text() {
        return text;
    }

    /** Its number, from 1. */
    int number() {
        return number;
    }

    /** Goes to the next line; false at the end. */
    boolean advance() throws IOException {
        int scanned = 0;
        while (true) {
            int end = lineEnd(from + scanned);
            if (end >= 0) {
                int length = end - from;
                int terminator = terminator(length);
                take(from + length);
                from += length + terminator;
                return true;
            }
            scanned = to - from;
            if (scanned > longest) {
                take(to);
                skipLine();
                return true;
            }
            if (!fill()) {
                if (scanned == 0) {
                    return false;
                }
                take(to);
                from = to;
                return true;
            }
        }
    }

    /** Index of the next octet that ends a line, -1 when there is none in the window. */
    private int lineEnd(int start) {
        for (int i = start; i < to; i++) {
            if (window[i] == '\n' || window[i] == '\r') {
                return i;
            }
        }
        return -1;
    }

    /** Octets that end the line of a length; the window may move. */
    private int terminator(int length) throws IOException {
        for (int count = 0; count < MOST_RETURNS; count++) {
            boolean more = from + length + count < to || fill();
            if (!more || from + length + count >= to) {
                break;
            }
            byte octet = window[from + length + count];
            if (octet == '\n') {
                return count + 1;
            }
            if (octet != '\r') {
                break;
            }
        }
        return 1;
    }

    private void take(int lineEnd) {
        if (number < Integer.MAX_VALUE) {
            number++;
        }
        int end = lineEnd;
        if (end - from > longest) {
            anomalies.add(DumpAnomalies.LINE_TOO_LONG, Place.Unit.LINE, number);
            end = from + longest;
        }
        text = new String(window, from, end - from, StandardCharsets.UTF_8);
    }

    private void skipLine() throws IOException {
        do {
            int end = lineEnd(from);
            if (end >= 0) {
                int length = end - from;
                int terminator = terminator(length);
                from += length + terminator;
                return;
            }
            from = to;
        } while (fill());
    }

    private boolean fill() throws IOException {
        if (from > 0) {
            System.arraycopy(window, from, window, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == window.length) {
            window = Arrays.copyOf(window, (int) Math.min(2L * window.length, (long) longest + WINDOW));
        }
        int count = input.read(window, to, window.length - to);
        to += Math.max(count, 0);
        return count >= 0;
    }
}
