package io.github.dnswhy.report;

import java.time.Instant;

/**
 * Times as RFC 3339 §5.6 has them, in UTC with nine decimals: {@code 2026-11-23T00:22:20.275226000Z}.
 *
 * <p>Days are turned into dates by the proleptic Gregorian calendar in closed form: {@code java.time.format} would
 * load some hundred classes for this.
 */
final class Rfc3339 {
    /** Length of every text, in characters. */
    static final int LENGTH = 30;

    private static final int SECONDS_A_DAY = 86_400;
    private static final long FIRST_SECOND = -62_167_219_200L; // 0000-01-01, the first year of four digits
    private static final long LAST_SECOND = 253_402_300_799L; // 9999-12-31T23:59:59
    private static final int DAYS_TO_MARCH_0 = 719_468; // from 0000-03-01 to 1970-01-01
    private static final int DAYS_OF_400_YEARS = 146_097;

    private Rfc3339() {}

    /**
     * Writes a time as ASCII.
     *
     * @param time any time; outside of the years 0 to 9999, which RFC 3339 cannot say, the nearest that it can
     * @param out gets {@link #LENGTH} octets from its start
     */
    static void write(Instant time, byte[] out) {
        long second = Math.max(FIRST_SECOND, Math.min(LAST_SECOND, time.getEpochSecond()));
        long day = Math.floorDiv(second, SECONDS_A_DAY);
        int ofDay = (int) Math.floorMod(second, (long) SECONDS_A_DAY);

        // A year that starts in March has its leap day last, so months have a period of five: 153 days.
        long shifted = day + DAYS_TO_MARCH_0;
        long era = Math.floorDiv(shifted, DAYS_OF_400_YEARS);
        int ofEra = (int) Math.floorMod(shifted, (long) DAYS_OF_400_YEARS);
        int yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int fromMarch = (5 * ofYear + 2) / 153;
        int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
        int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);

        digits(year, out, 0, 4);
        out[4] = '-';
        digits(month, out, 5, 2);
        out[7] = '-';
        digits(ofYear - (153 * fromMarch + 2) / 5 + 1, out, 8, 2);
        out[10] = 'T';
        digits(ofDay / 3_600, out, 11, 2);
        out[13] = ':';
        digits(ofDay / 60 % 60, out, 14, 2);
        out[16] = ':';
        digits(ofDay % 60, out, 17, 2);
        out[19] = '.';
        digits(time.getNano(), out, 20, 9);
        out[29] = 'Z';
    }

    private static void digits(int value, byte[] out, int at, int count) {
        int rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            out[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /**
     * The text of a time.
     *
     * @param time any time
     * @return its text
     */
    @SuppressWarnings("deprecation") // ASCII by construction: the high octet is zero
    static String text(Instant time) {
        byte[] out = new byte[LENGTH];
        write(time, out);
        return new String(out, 0, 0, LENGTH);
    }
}
