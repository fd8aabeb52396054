package io.github.dnswhy.evidence;

import java.time.Duration;
import java.util.Optional;

/**
 * A line of a log that tells something of name resolution, or of why something else only looks like it.
 *
 * @param at where it stands
 * @param text the message, cut to 500 characters
 * @param phrase what it holds
 * @param detail what stands behind the phrase, cut to 500 characters
 */
public record LogNote(LogPlace at, String text, LogPhrase phrase, String detail) {
    /**
     * The number that follows the phrase, as counters have it.
     *
     * @return the number; -1 when none follows
     */
    public long count() {
        int end = 0;
        while (end < detail.length() && end < 18 && TextCursor.isDigit(detail, end)) {
            end++;
        }
        return end == 0 ? -1 : Long.parseLong(detail.substring(0, end));
    }

    /**
     * How long the process stood still, where the line is of a pause.
     *
     * @return the pause; empty where the line names none
     */
    public Optional<Duration> pause() {
        return switch (phrase) {
            case JVM_STOPPED -> number(detail, 0, 1_000);
            case EVENT_LOOP_BLOCKED -> number(detail, 0, 1);
            case GC_PAUSE -> detail.endsWith("ms") ? number(detail, detail.lastIndexOf(' ') + 1, 1) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** A decimal number of at most nine digits before its point; German and French JVMs print a comma. */
    private static Optional<Duration> number(String text, int from, int millis) {
        int end = from;
        int point = -1;
        while (end < text.length()
                && (TextCursor.isDigit(text, end) || point < 0 && end > from && isPoint(text.charAt(end)))) {
            point = isPoint(text.charAt(end)) ? end : point;
            end++;
        }
        int whole = point < 0 ? end : point;
        if (whole == from || whole - from > 9) {
            return Optional.empty();
        }
        long nanos = Long.parseLong(text.substring(from, whole)) * 1_000_000L * millis;
        long unit = 1_000_000L * millis / 10;
        for (int i = whole + 1; i < end && unit > 0; i++) {
            nanos += (text.charAt(i) - '0') * unit;
            unit /= 10;
        }
        return Optional.of(Duration.ofNanos(nanos));
    }

    private static boolean isPoint(char c) {
        return c == '.' || c == ',';
    }
}
