package io.github.dnswhy.model;

import java.time.Duration;

/** Durations and counts in the words of reports and findings: the same everywhere, whatever the locale. */
public final class Quantities {
    private Quantities() {}

    /**
     * A duration with two or three digits that matter: {@code 0.7 ms}, {@code 12 ms}, {@code 5.0 s}, {@code 3 min 20
     * s}.
     *
     * @param duration not negative
     * @return its text
     */
    public static String duration(Duration duration) {
        long micros = Math.max(0, micros(duration));
        if (micros == 0) {
            return duration.isZero() ? "0 s" : "<0.1 ms";
        }
        if (micros < 50) {
            return "<0.1 ms";
        }
        if (micros < 9_950) {
            return tenths((micros + 50) / 100, " ms");
        }
        if (micros < 999_500) {
            return pair((micros + 500) / 1_000, " ms", 0, "");
        }
        if (micros < 59_950_000) {
            return tenths((micros + 50_000) / 100_000, " s");
        }
        long seconds = (micros + 500_000) / 1_000_000;
        if (seconds < 3_600) {
            return pair(seconds / 60, " min", seconds % 60, " s");
        }
        long minutes = (seconds + 30) / 60;
        if (minutes < 24 * 60) {
            return pair(minutes / 60, " h", minutes % 60, " min");
        }
        long hours = (minutes + 30) / 60;
        return pair(hours / 24, " d", hours % 24, " h");
    }

    /** A sentence that begins with a count in words begins in upper case: {@code all}, {@code none of}, {@code no}; names stay as they are. */
    public static String sentence(String text) {
        return text.startsWith("all ") || text.startsWith("none of ") || text.startsWith("no ")
                ? Character.toUpperCase(text.charAt(0)) + text.substring(1)
                : text;
    }

    private static String tenths(long tenths, String unit) {
        return new StringBuilder(12)
                .append(tenths / 10)
                .append('.')
                .append(tenths % 10)
                .append(unit)
                .toString();
    }

    private static String pair(long first, String firstUnit, long second, String secondUnit) {
        StringBuilder text = new StringBuilder(20).append(count(first)).append(firstUnit);
        if (second != 0) {
            text.append(' ').append(second).append(secondUnit);
        }
        return text.toString();
    }

    /**
     * A count with a comma between thousands.
     *
     * @param count any number
     * @return its text
     */
    public static String count(long count) {
        String digits = Long.toString(count);
        int first = count < 0 ? 1 : 0;
        if (digits.length() - first <= 3) {
            return digits;
        }
        StringBuilder text = new StringBuilder(digits.length() + 7);
        for (int i = 0; i < digits.length(); i++) {
            if (i > first && (digits.length() - i) % 3 == 0) {
                text.append(',');
            }
            text.append(digits.charAt(i));
        }
        return text.toString();
    }

    /**
     * A count and what it counts: {@code 1 query}, {@code 2 queries}, {@code 3 lookups}.
     *
     * @param count not negative
     * @param noun one of them
     * @return its text
     */
    public static String count(long count, String noun) {
        StringBuilder text = new StringBuilder(32).append(count(count)).append(' ');
        if (count == 1) {
            text.append(noun);
        } else if (noun.endsWith("y") && !noun.endsWith("ay") && !noun.endsWith("ey")) {
            text.append(noun, 0, noun.length() - 1).append("ies");
        } else {
            text.append(noun).append('s');
        }
        return text.toString();
    }

    /** Whole microseconds, rounded half up; a duration too long to count is as long as can be counted. */
    private static long micros(Duration duration) {
        return duration.getSeconds() > Long.MAX_VALUE / 2_000_000
                ? Long.MAX_VALUE / 2
                : duration.getSeconds() * 1_000_000 + (duration.getNano() + 500) / 1_000;
    }
}
