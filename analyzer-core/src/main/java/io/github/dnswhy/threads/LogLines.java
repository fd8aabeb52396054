package io.github.dnswhy.threads;

import java.io.IOException;

/**
 * What a program wrote, out of what others made of it: takes off the line form of CRI
 * ({@code 2026-11-23T00:06:10.024349815Z stdout F text}, kubelet's log format), takes the text out of JSON records
 * (Docker's json-file driver, {@link JsonLine}), joins lines that the runtime split, parts those that were put on one
 * line with {@code \n} or {@code <br>} between them, and takes out what is no text ({@link PlainText}). Other lines pass
 * as they are.
 */
final class LogLines {
    /** Docker parts longer lines; a record of another origin may end without a line feed. */
    private static final int DOCKER_PART = 1 << 13;

    private final TextLines lines;
    private final int longest;
    private final StringBuilder partial = new StringBuilder();
    private int partialNumber;
    private String whole = "";
    /** Where the next line starts in {@link #whole}; beyond its end when there is none. */
    private int next = 1;

    private String text = "";
    private String stamp = "";
    private int number;

    LogLines(TextLines lines, int longest) {
        this.lines = lines;
        this.longest = longest;
    }

    /** The line as the program wrote it. */
    String text() {
        return text;
    }

    /** The runtime's time stamp of the line (RFC 3339), empty when it has none. */
    String stamp() {
        return stamp;
    }

    /** Number of the (first) line in the file, from 1. */
    int number() {
        return number;
    }

    /** Goes to the next line; false at the end. */
    boolean advance() throws IOException {
        if (next > whole.length()) {
            if (!record()) {
                return false;
            }
            whole = EscapedText.unescape(PlainText.of(whole));
            next = 0;
        }
        int end = whole.indexOf('\n', next);
        end = end < 0 ? whole.length() : end;
        text = whole.substring(next, end);
        next = end + 1;
        return true;
    }

    private boolean record() throws IOException {
        while (lines.advance()) {
            String line = lines.text();
            stamp = "";
            int json = jsonStart(line);
            boolean complete = json >= 0 ? json(line, json) : cri(line);
            if (complete) {
                finishPartial();
                return true;
            }
        }
        if (partial.length() == 0) {
            return false;
        }
        whole = "";
        finishPartial();
        return true;
    }

    /** Where a line's JSON record starts: at its start, or behind the time and the tag of fluentd. -1 when none does. */
    private static int jsonStart(String line) {
        int last = line.length() - 1;
        while (last > 0 && line.charAt(last) <= ' ') {
            last--;
        }
        if (last <= 0 || line.charAt(last) != '}') {
            return -1;
        }
        if (line.charAt(0) == '{') {
            return 0;
        }
        int record = line.indexOf("\t{\"");
        return record >= 0 && record < TextDumpStart.MAX_PREFIX ? record + 1 : -1;
    }

    private void finishPartial() {
        number = lines.number();
        if (partial.length() > 0) {
            whole = partial.append(whole).toString();
            number = partialNumber;
            partial.setLength(0);
        }
    }

    private void addPartial(String part) {
        if (partial.length() == 0) {
            partialNumber = lines.number();
        }
        if (partial.length() < longest) {
            partial.append(part);
        }
    }

    /** False when the line is a part and the rest follows. */
    private boolean cri(String line) {
        whole = line;
        if (line.length() < 30 || line.charAt(4) != '-' || line.charAt(10) != 'T') {
            return true;
        }
        int blank = line.indexOf(' ');
        if (blank < 20 || !(line.startsWith("stdout ", blank + 1) || line.startsWith("stderr ", blank + 1))) {
            return true;
        }
        int tag = blank + 8;
        boolean full = line.startsWith("F", tag);
        if (!full && !line.startsWith("P", tag)) {
            return true;
        }
        int start = tag + 1;
        if (start < line.length() && line.charAt(start) != ' ') {
            return true;
        }
        stamp = line.substring(0, blank);
        whole = start < line.length() ? line.substring(start + 1) : "";
        if (!full) {
            addPartial(whole);
        }
        return full;
    }

    /** False when the line is a part and the rest follows. */
    private boolean json(String line, int start) {
        JsonLine record = JsonLine.of(line.substring(start));
        String log = record.text();
        if (log == null) {
            whole = line;
            return true;
        }
        stamp = record.time();
        int length = log.length();
        if (length >= DOCKER_PART && log.charAt(length - 1) != '\n') {
            addPartial(log);
            return false;
        }
        while (length > 0 && (log.charAt(length - 1) == '\n' || log.charAt(length - 1) == '\r')) {
            length--;
        }
        whole = log.substring(0, length);
        return true;
    }
}
