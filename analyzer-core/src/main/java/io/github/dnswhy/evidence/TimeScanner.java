package io.github.dnswhy.evidence;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Reads the time stamp that stands at one place of a line, without allocating until {@link #toTime} is asked for it.
 *
 * <p>Forms: RFC 3339 and its relatives ({@code 2026-11-23T00:08:49.5Z}, {@code 2026-11-23 00:08:49,526}), Go ({@code
 * 2026/11/23 00:08:49}), Tomcat ({@code 23-Nov-2026 00:08:49.5}), java.util.logging ({@code Nov 23, 2026 12:08:44 AM}).
 */
final class TimeScanner {
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int UNZONED = Integer.MIN_VALUE;

    private String text;
    private int at;
    private int year;
    private int month;
    private int day;
    private int hour;
    private int minute;
    private int second;
    private int nanos;
    private int offsetSeconds;

    /** Reads the time at {@code from}; the index behind it, or -1 when none stands there. */
    int scan(String line, int from) {
        text = line;
        at = from;
        offsetSeconds = UNZONED;
        nanos = 0;
        if (line.length() - from < 19) {
            return -1;
        }
        char first = line.charAt(from);
        boolean found = TextCursor.isDigit(first)
                ? line.charAt(from + 4) == '-' || line.charAt(from + 4) == '/' ? yearFirst() : dayFirst()
                : first >= 'A' && first <= 'S' && monthFirst();
        return found && month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 23 && minute <= 59 && second <= 60
                ? at
                : -1;
    }

    /** Whether the time that was scanned last names its offset from UTC. */
    boolean zoned() {
        return offsetSeconds != UNZONED;
    }

    /** The time that was scanned last; empty when there is no such day. */
    Optional<LogTime> toTime() {
        try {
            LocalDateTime local = LocalDateTime.of(year, month, day, hour, minute, Math.min(second, 59), nanos);
            return Optional.of(new LogTime(
                    local, zoned() ? Optional.of(ZoneOffset.ofTotalSeconds(offsetSeconds)) : Optional.empty()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private boolean yearFirst() {
        char separator = text.charAt(at + 4);
        year = digits(4);
        at++;
        month = digits(2);
        if (at >= text.length() || text.charAt(at++) != separator) {
            return false;
        }
        day = digits(2);
        char between = at < text.length() ? text.charAt(at) : '\0';
        if (year < 0 || month < 0 || day < 0 || between != 'T' && between != ' ') {
            return false;
        }
        at++;
        return timeOfDay() && zone();
    }

    private boolean dayFirst() {
        day = digits(2);
        if (day < 0 || text.charAt(at++) != '-' || !monthName() || text.charAt(at++) != '-') {
            return false;
        }
        year = digits(4);
        return year >= 0 && at < text.length() && text.charAt(at++) == ' ' && timeOfDay();
    }

    private boolean monthFirst() {
        if (!monthName() || text.charAt(at++) != ' ') {
            return false;
        }
        day = shortNumber();
        if (day < 0 || !text.startsWith(", ", at)) {
            return false;
        }
        at += 2;
        year = digits(4);
        if (year < 0 || at + 9 > text.length() || text.charAt(at++) != ' ') {
            return false;
        }
        hour = shortNumber();
        if (hour < 1 || hour > 12 || at >= text.length() || text.charAt(at++) != ':' || !minutesAndSeconds()) {
            return false;
        }
        // JDK 20 and later print a narrow no-break space (CLDR 42) before AM and PM.
        if (at + 3 > text.length()
                || text.charAt(at) != ' ' && text.charAt(at) != '\u202f'
                || text.charAt(at + 2) != 'M') {
            return false;
        }
        hour = hour % 12 + (text.charAt(at + 1) == 'P' ? 12 : 0);
        at += 3;
        return true;
    }

    private boolean timeOfDay() {
        hour = digits(2);
        return hour >= 0 && at < text.length() && text.charAt(at++) == ':' && minutesAndSeconds() && fraction();
    }

    private boolean minutesAndSeconds() {
        minute = digits(2);
        if (minute < 0 || at >= text.length() || text.charAt(at++) != ':') {
            return false;
        }
        second = digits(2);
        return second >= 0;
    }

    private boolean fraction() {
        if (at + 1 < text.length()
                && (text.charAt(at) == '.' || text.charAt(at) == ',')
                && TextCursor.isDigit(text, at + 1)) {
            int scale = 100_000_000;
            for (at++; TextCursor.isDigit(text, at); at++) {
                nanos += (text.charAt(at) - '0') * scale;
                scale /= 10;
            }
        }
        return true;
    }

    private boolean zone() {
        char c = at < text.length() ? text.charAt(at) : '\0';
        if (c == 'Z') {
            offsetSeconds = 0;
            at++;
        } else if ((c == '+' || c == '-') && TextCursor.isDigit(text, at + 1)) {
            int back = at++;
            int hours = digits(2);
            if (at < text.length() && text.charAt(at) == ':') {
                at++;
            }
            int minutes = digits(2);
            if (hours < 0 || hours > 17 || minutes < 0 || minutes > 59) {
                at = back;
            } else {
                offsetSeconds = (c == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
            }
        }
        return true;
    }

    private boolean monthName() {
        if (at + 4 > text.length()) {
            return false;
        }
        for (int i = 0; i < MONTHS.length(); i += 3) {
            if (text.regionMatches(at, MONTHS, i, 3)) {
                month = i / 3 + 1;
                at += 3;
                return true;
            }
        }
        return false;
    }

    private int shortNumber() {
        return TextCursor.isDigit(text, at + 1) ? digits(2) : digits(1);
    }

    /** Exactly {@code count} digits as a number, -1 when there are fewer. */
    private int digits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            if (!TextCursor.isDigit(text, at)) {
                return -1;
            }
            value = value * 10 + (text.charAt(at++) - '0');
        }
        return value;
    }
}
