package io.github.dnswhy.threads;

import java.io.IOException;

/**
 * What a container wrote, out of what its runtime wrote down: takes off the line form of CRI
 * ({@code 2026-11-23T00:06:10.024349815Z stdout F text}, kubelet's log format) and of Docker's json-file driver
 * ({@code {"log":"text\n","stream":"stdout","time":"…"}}) and joins lines that the runtime split. Other lines pass as
 * they are.
 */
final class LogLines {
    private static final String DOCKER = "{\"log\":\"";
    private static final String DOCKER_TIME = "\"time\":\"";

    private final TextLines lines;
    private final int longest;
    private final StringBuilder partial = new StringBuilder();
    private int partialNumber;
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
        while (lines.advance()) {
            String line = lines.text();
            stamp = "";
            if (line.startsWith(DOCKER)) {
                if (!docker(line)) {
                    continue;
                }
            } else if (!cri(line)) {
                continue;
            }
            finishPartial();
            return true;
        }
        if (partial.length() == 0) {
            return false;
        }
        text = "";
        finishPartial();
        return true;
    }

    private void finishPartial() {
        number = lines.number();
        if (partial.length() > 0) {
            text = partial.append(text).toString();
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
        text = line;
        if (line.length() < 30 || line.charAt(4) != '-' || line.charAt(10) != 'T') {
            return true;
        }
        int blank = line.indexOf(' ');
        if (blank < 20 || !(line.startsWith("stdout ", blank + 1) || line.startsWith("stderr ", blank + 1))) {
            return true;
        }
        int tag = blank + 8;
        boolean whole = line.startsWith("F", tag);
        if (!whole && !line.startsWith("P", tag)) {
            return true;
        }
        int start = tag + 1;
        if (start < line.length() && line.charAt(start) != ' ') {
            return true;
        }
        stamp = line.substring(0, blank);
        text = start < line.length() ? line.substring(start + 1) : "";
        if (!whole) {
            addPartial(text);
        }
        return whole;
    }

    /** False when the line is a part and the rest follows. */
    private boolean docker(String line) {
        StringBuilder log = new StringBuilder(line.length());
        int end = JsonText.unescape(line, DOCKER.length(), log);
        if (end < 0) {
            text = line;
            return true;
        }
        int time = line.indexOf(DOCKER_TIME, end);
        if (time >= 0) {
            int start = time + DOCKER_TIME.length();
            int close = line.indexOf('"', start);
            stamp = close < 0 ? "" : line.substring(start, close);
        }
        int length = log.length();
        if (length == 0 || log.charAt(length - 1) != '\n') {
            addPartial(log.toString());
            return false;
        }
        length--;
        while (length > 0 && log.charAt(length - 1) == '\r') {
            length--;
        }
        text = log.substring(0, length);
        return true;
    }
}
