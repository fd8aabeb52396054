package io.github.dnswhy.evidence;

import java.time.Duration;
import java.util.Optional;

/** Durations as Go and kubectl print them: {@code 1m30.5s}, {@code 200ms}, {@code 2d1h}. */
final class DurationText {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** About 290 years: what a long can hold. */
    private static final double MOST_NANOS = Long.MAX_VALUE;

    private DurationText() {}

    /** The duration that a whole text says. */
    static Optional<Duration> parse(String text) {
        double nanos = 0;
        int at = 0;
        while (at < text.length()) {
            int digits = at;
            while (at < text.length() && (TextCursor.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            int unit = at;
            while (at < text.length() && !TextCursor.isDigit(text.charAt(at))) {
                at++;
            }
            double value = decimal(text, digits, unit);
            long scale = nanosOf(text.substring(unit, at));
            if (value < 0 || scale == 0) {
                return Optional.empty();
            }
            nanos += value * scale;
        }
        return text.isEmpty() || nanos >= MOST_NANOS
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.round(nanos)));
    }

    /** A number without sign and exponent, -1 when the part is none. */
    static double decimal(String text, int from, int to) {
        double value = 0;
        double scale = 0;
        int digits = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '.' && scale == 0) {
                scale = 1;
            } else if (TextCursor.isDigit(c)) {
                digits++;
                value = value * 10 + (c - '0');
                scale *= 10;
            } else {
                return -1;
            }
        }
        return digits == 0 ? -1 : scale == 0 ? value : value / scale;
    }

    /** The nanoseconds of one unit, 0 for a word that is none. */
    static long nanosOf(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us", "µs", "μs", "micros", "microseconds" -> 1_000;
            case "ms", "msec", "msecs", "millis", "millisecond", "milliseconds" -> 1_000_000;
            case "s", "sec", "secs", "second", "seconds" -> NANOS_PER_SECOND;
            case "m", "min" -> 60 * NANOS_PER_SECOND;
            case "h" -> 3_600 * NANOS_PER_SECOND;
            case "d" -> 86_400 * NANOS_PER_SECOND;
            case "y" -> 365 * 86_400 * NANOS_PER_SECOND;
            default -> 0;
        };
    }
}
