package io.github.dnswhy.dns;

/** RDATA of LOC (RFC 1876): {@code 42 21 54.000 N 71 6 18.000 W -24.00m 30.00m 10000.00m 10.00m}. */
final class LocationRdata {
    /** Thousandths of an arc second, and centimetres, at which the equator, the meridian and the spheroid stand. */
    private static final long EQUATOR = 1L << 31;

    private static final long BASE_CENTIMETRES = 10_000_000;
    private static final long THOUSANDTHS_PER_DEGREE = 3_600_000;
    private static final long THOUSANDTHS_PER_MINUTE = 60_000;

    private LocationRdata() {}

    static void append(Rdata rdata, StringBuilder text) {
        int version = rdata.u8();
        int size = rdata.u8();
        int horizontal = rdata.u8();
        int vertical = rdata.u8();
        long latitude = rdata.u32() - EQUATOR;
        long longitude = rdata.u32() - EQUATOR;
        long altitude = rdata.u32() - BASE_CENTIMETRES;
        if (version != 0
                || Math.abs(latitude) > 90 * THOUSANDTHS_PER_DEGREE
                || Math.abs(longitude) > 180 * THOUSANDTHS_PER_DEGREE) {
            rdata.fail();
            return;
        }
        angle(latitude, 'N', 'S', text);
        angle(longitude, 'E', 'W', text);
        metres(altitude, text);
        for (int precision : new int[] {size, horizontal, vertical}) {
            text.append(' ');
            precision(precision, rdata, text);
        }
    }

    private static void angle(long thousandths, char positive, char negative, StringBuilder text) {
        long rest = Math.abs(thousandths);
        text.append(rest / THOUSANDTHS_PER_DEGREE).append(' ');
        rest %= THOUSANDTHS_PER_DEGREE;
        text.append(rest / THOUSANDTHS_PER_MINUTE).append(' ');
        rest %= THOUSANDTHS_PER_MINUTE;
        text.append(rest / 1000).append('.');
        padded(rest % 1000, 3, text);
        text.append(' ').append(thousandths < 0 ? negative : positive).append(' ');
    }

    /** Two digits of four bits, mantissa and power of ten, in centimetres. */
    private static void precision(int digits, Rdata rdata, StringBuilder text) {
        int exponent = digits & 0xF;
        long centimetres = digits >> 4;
        if (centimetres > 9 || exponent > 9) {
            rdata.fail();
            return;
        }
        for (int i = 0; i < exponent; i++) {
            centimetres *= 10;
        }
        metres(centimetres, text);
    }

    private static void metres(long centimetres, StringBuilder text) {
        long rest = Math.abs(centimetres);
        text.append(centimetres < 0 ? "-" : "").append(rest / 100).append('.');
        padded(rest % 100, 2, text);
        text.append('m');
    }

    private static void padded(long number, int digits, StringBuilder text) {
        String plain = Long.toString(number);
        text.append("0".repeat(digits - plain.length())).append(plain);
    }
}
