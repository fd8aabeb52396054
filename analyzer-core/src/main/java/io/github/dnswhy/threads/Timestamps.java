package io.github.dnswhy.threads;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Times as dumps and logs print them. */
final class Timestamps {
    private static final int LOCAL_LENGTH = 19;

    private Timestamps() {}

    /** Reads {@code 2026-11-23 00:06:10}, the whole of a text but for blanks around it. */
    static Optional<LocalDateTime> local(String text) {
        String trimmed = text.trim();
        return trimmed.length() == LOCAL_LENGTH && trimmed.charAt(10) == ' ' ? dateTime(trimmed) : Optional.empty();
    }

    /** Reads an RFC 3339 time with zone and up to nine digits of fraction, the whole of a text. */
    static Optional<Instant> instant(String text) {
        if (text.length() <= LOCAL_LENGTH || text.charAt(10) != 'T' && text.charAt(10) != ' ') {
            return Optional.empty();
        }
        int i = LOCAL_LENGTH;
        int nanos = 0;
        if (text.charAt(i) == '.' || text.charAt(i) == ',') {
            int unit = 100_000_000;
            for (i++; i < text.length() && digit(text, i) >= 0; i++) {
                nanos += digit(text, i) * unit;
                unit /= 10;
            }
        }
        int offset = offsetSeconds(text, i);
        if (offset == Integer.MIN_VALUE) {
            return Optional.empty();
        }
        int fraction = nanos;
        return dateTime(text)
                .map(t -> t.toInstant(ZoneOffset.UTC).minusSeconds(offset).plusNanos(fraction));
    }

    /** Finds an RFC 3339 time among the words of a text. */
    static Optional<Instant> instantWithin(String text) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == ' ' || text.charAt(i) == '\t') {
                if (i - start > LOCAL_LENGTH) {
                    Optional<Instant> found = instant(text.substring(start, i));
                    if (found.isPresent()) {
                        return found;
                    }
                }
                start = i + 1;
            }
        }
        return Optional.empty();
    }

    /** Seconds east of UTC; {@link Integer#MIN_VALUE} when the text does not end with a zone. */
    private static int offsetSeconds(String text, int start) {
        if (start == text.length() - 1 && (text.charAt(start) == 'Z' || text.charAt(start) == 'z')) {
            return 0;
        }
        if (start + 6 != text.length() || text.charAt(start + 3) != ':') {
            return Integer.MIN_VALUE;
        }
        int hours = number(text, start + 1, 2);
        int minutes = number(text, start + 4, 2);
        char sign = text.charAt(start);
        if (hours < 0 || minutes < 0 || hours > 18 || minutes > 59 || sign != '+' && sign != '-') {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return sign == '-' ? -seconds : seconds;
    }

    private static Optional<LocalDateTime> dateTime(String text) {
        int year = number(text, 0, 4);
        int month = number(text, 5, 2);
        int day = number(text, 8, 2);
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        boolean shaped =
                text.charAt(4) == '-' && text.charAt(7) == '-' && text.charAt(13) == ':' && text.charAt(16) == ':';
        if (!shaped || year < 0 || month < 1 || day < 1 || hour < 0 || minute < 0 || second < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(year, month, day, hour, minute, Math.min(second, 59)));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static int number(String text, int start, int digits) {
        int value = 0;
        for (int i = start; i < start + digits; i++) {
            int digit = digit(text, i);
            if (digit < 0) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static int digit(String text, int index) {
        int digit = text.charAt(index) - '0';
        return digit >= 0 && digit <= 9 ? digit : -1;
    }
}
