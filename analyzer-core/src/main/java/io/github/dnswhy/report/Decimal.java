package io.github.dnswhy.report;

import java.time.Duration;

/**
 * Decimal numbers of at most three decimals, without exponent, rounded half up, without trailing zeros: the numbers of
 * the JSON contract. Written by hand, because {@code Formatter} and {@code BigDecimal} cost more at start-up than a
 * whole report.
 */
final class Decimal {
    /** Longest text of {@link #appendThousandths}: a sign, 16 digits, a point and 3 digits fit with room to spare. */
    static final int MAX_LENGTH = 24;

    private static final long MAX_SECONDS = Long.MAX_VALUE / 1_000_000 - 1;

    private Decimal() {}

    /**
     * A duration in microseconds, which are the thousandths of a millisecond.
     *
     * @param duration any duration
     * @return microseconds, rounded half up, cut to what a {@code long} holds (some 292,000 years)
     */
    static long micros(Duration duration) {
        long seconds = Math.max(-MAX_SECONDS, Math.min(MAX_SECONDS, duration.getSeconds()));
        return seconds * 1_000_000 + (duration.getNano() + 500) / 1_000;
    }

    /**
     * A number in thousandths.
     *
     * @param value any finite number
     * @return thousandths, rounded half up, cut to what a {@code long} holds
     */
    static long thousandths(double value) {
        return Math.round(value * 1_000);
    }

    /**
     * A share in thousandths.
     *
     * @param share meant to be 0..1
     * @return 0..1000; what is outside is cut, what is no number counts as 0
     */
    static long shareThousandths(double share) {
        return share > 0 ? thousandths(Math.min(1, share)) : 0;
    }

    /**
     * Appends a number given in thousandths.
     *
     * @param out where to
     * @param thousandths the number times 1000
     */
    static void appendThousandths(StringBuilder out, long thousandths) {
        out.append(thousandths / 1_000);
        int rest = (int) Math.abs(thousandths % 1_000);
        if (thousandths < 0 && thousandths > -1_000) {
            out.insert(out.length() - 1, '-');
        }
        if (rest == 0) {
            return;
        }
        out.append('.').append((char) ('0' + rest / 100));
        if (rest % 100 != 0) {
            out.append((char) ('0' + rest / 10 % 10));
            if (rest % 10 != 0) {
                out.append((char) ('0' + rest % 10));
            }
        }
    }
}
