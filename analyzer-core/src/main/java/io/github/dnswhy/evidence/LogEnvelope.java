package io.github.dnswhy.evidence;

import java.util.Optional;

/**
 * Takes a log message out of what was put around it: Docker's JSON, CRI, {@code kubectl logs --timestamps --prefix},
 * stern, docker compose, syslog. Several of them may be nested.
 */
final class LogEnvelope {
    private static final int LAYERS = 4;

    /** The longest name of a pod. */
    private static final int LONGEST_NAME = 253;

    /** The letters of the random suffix of a pod's name (k8s.io/apimachinery, util/rand). */
    private static final String SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private final TimeScanner scanner = new TimeScanner();
    private Optional<LogTime> time = Optional.empty();
    private Optional<String> pod = Optional.empty();
    private String previousPod = "";
    private boolean partial;

    /** The time of the outermost layer that gives one. */
    Optional<LogTime> time() {
        return time;
    }

    Optional<String> pod() {
        return pod;
    }

    /** Whether the line that was opened last goes on in the next one (CRI tag {@code P}). */
    boolean partial() {
        return partial;
    }

    /** The message within a line; the line itself when nothing is around it. */
    String open(String line) {
        time = Optional.empty();
        pod = Optional.empty();
        partial = false;
        String message = line;
        for (int layer = 0; layer < LAYERS && !message.isEmpty(); layer++) {
            String inner = peel(message);
            if (inner == null) {
                break;
            }
            message = inner;
        }
        return message;
    }

    private String peel(String line) {
        char first = line.charAt(0);
        if (first == '{') {
            return dockerJson(line);
        }
        if (first == '[') {
            return kubectlPrefix(line);
        }
        if (TextCursor.isDigit(first)) {
            return stamped(line);
        }
        if (first >= 'a' && first <= 'z') {
            return named(line);
        }
        return first >= 'A' && first <= 'S' ? syslog(line) : null;
    }

    private String dockerJson(String line) {
        String log = JsonText.field(line, "log");
        if (log == null) {
            return null;
        }
        String stamp = JsonText.field(line, "time");
        if (stamp != null && scanner.scan(stamp, 0) > 0) {
            remember();
        }
        int end = log.length();
        while (end > 0 && (log.charAt(end - 1) == '\n' || log.charAt(end - 1) == '\r')) {
            end--;
        }
        return log.substring(0, end);
    }

    /** {@code [pod/NAME/CONTAINER] message}. */
    private String kubectlPrefix(String line) {
        if (!line.startsWith("[pod/")) {
            return null;
        }
        int slash = line.indexOf('/', 5);
        int close = line.indexOf("] ", 5);
        if (slash < 0 || close < slash) {
            return null;
        }
        rememberPod(line, 5, slash);
        return line.substring(close + 2);
    }

    /** {@code TIME message} and {@code TIME stdout F message} with a zoned time. */
    private String stamped(String line) {
        int end = scanner.scan(line, 0);
        if (end < 0 || !scanner.zoned() || end >= line.length() || line.charAt(end) != ' ') {
            return null;
        }
        remember();
        int at = end + 1;
        if (line.startsWith("stdout ", at) || line.startsWith("stderr ", at)) {
            int tag = at + 7;
            if (tag < line.length() && (line.charAt(tag) == 'F' || line.charAt(tag) == 'P')) {
                partial = line.charAt(tag) == 'P';
                int space = line.indexOf(' ', tag);
                return space < 0 ? "" : line.substring(space + 1);
            }
        }
        return line.substring(at);
    }

    /** {@code POD CONTAINER message} of stern, {@code SERVICE | message} of docker compose. */
    private String named(String line) {
        int space = line.indexOf(' ');
        if (space < 0) {
            return null;
        }
        int bar = space;
        while (bar < line.length() && line.charAt(bar) == ' ') {
            bar++;
        }
        if (line.startsWith("| ", bar) && isLabel(line, 0, space)) {
            rememberPod(line, 0, space);
            return line.substring(bar + 2);
        }
        int from = 0;
        if (!isPodName(line, 0, space)) {
            // With --all-namespaces stern puts the namespace in front.
            int second = line.indexOf(' ', space + 1);
            if (second < 0 || !isLabel(line, 0, space) || !isPodName(line, space + 1, second)) {
                return null;
            }
            from = space + 1;
            space = second;
        }
        int next = line.indexOf(' ', space + 1);
        if (next < 0 || !isLabel(line, space + 1, next)) {
            return null;
        }
        rememberPod(line, from, space);
        return line.substring(next + 1);
    }

    /** {@code Nov 20 00:08:48 host program[1]: message}; the time has no year and is not used. */
    private static String syslog(String line) {
        if (line.length() < 16
                || line.charAt(3) != ' '
                || line.charAt(6) != ' '
                || line.charAt(9) != ':'
                || line.charAt(12) != ':'
                || line.charAt(15) != ' ') {
            return null;
        }
        int host = line.indexOf(' ', 16);
        int program = host < 0 ? -1 : line.indexOf(' ', host + 1);
        return program > 0 && line.charAt(program - 1) == ':' ? line.substring(program + 1) : null;
    }

    private void remember() {
        if (time.isEmpty()) {
            time = scanner.toTime();
        }
    }

    private void rememberPod(String line, int from, int to) {
        if (to - from > LONGEST_NAME) {
            return;
        }
        if (!previousPod.regionMatches(0, line, from, to - from) || previousPod.length() != to - from) {
            previousPod = line.substring(from, to);
            pod = Optional.of(previousPod);
        } else if (pod.isEmpty()) {
            pod = Optional.of(previousPod);
        }
    }

    private static boolean isPodName(String line, int from, int to) {
        if (to - from < 7 || line.charAt(to - 6) != '-' || !isLabel(line, from, to)) {
            return false;
        }
        for (int i = to - 5; i < to; i++) {
            if (SUFFIX_LETTERS.indexOf(line.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a part is a label of RFC 1123. */
    private static boolean isLabel(String line, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (!(c >= 'a' && c <= 'z' || TextCursor.isDigit(c) || c == '-' || c == '.')) {
                return false;
            }
        }
        return to > from;
    }
}
