package io.github.dnswhy.dns;

/** RDATA of LOC (RFC 1876): {@code 42 21 54.000 N 71 6 18.000 W -24.00m 30.00m 10000.00m 10.00m}. */
final class LocationRdata {
    /** Thousandths of an arc second, and centimetres, at which the equator, the meridian and the spheroid stand. */
    private static final long EQUATOR = 1L << 31;

    private static final long BASE_CENTIMETRES = 10_000_000;
    private static final long THOUSANDTHS_PER_DEGREE = 3_600_000;
    private static final long THOUSANDTHS_PER_MINUTE = 60_000;

    private LocationRdata() {}

    static void append(Rdata rdata) {
        int version = rdata.u8();
        int size = rdata.u8();
        int horizontal = rdata.u8();
        int vertical = rdata.u8();
        long latitude = rdata.u32() - EQUATOR;
        long longitude = rdata.u32() - EQUATOR;
        long altitude = rdata.u32() - BASE_CENTIMETRES;
        if (version != 0) {
            rdata.fail("version " + version);
        } else if (Math.abs(latitude) > 90 * THOUSANDTHS_PER_DEGREE
                || Math.abs(longitude) > 180 * THOUSANDTHS_PER_DEGREE) {
            rdata.fail("angle beyond the globe");
        }
        angle(latitude, 'N', 'S', rdata);
        angle(longitude, 'E', 'W', rdata);
        metres(altitude, rdata);
        for (int precision : new int[] {size, horizontal, vertical}) {
            rdata.put(' ');
            precision(precision, rdata);
        }
    }

    private static void angle(long thousandths, char positive, char negative, Rdata rdata) {
        long rest = Math.abs(thousandths);
        rdata.put(rest / THOUSANDTHS_PER_DEGREE).put(' ');
        rest %= THOUSANDTHS_PER_DEGREE;
        rdata.put(rest / THOUSANDTHS_PER_MINUTE).put(' ');
        rest %= THOUSANDTHS_PER_MINUTE;
        rdata.put(rest / 1000).put('.');
        padded(rest % 1000, 3, rdata);
        rdata.put(' ').put(thousandths < 0 ? negative : positive).put(' ');
    }

    /** Two digits of four bits, mantissa and power of ten, in centimetres. */
    private static void precision(int digits, Rdata rdata) {
        int exponent = digits & 0xF;
        long centimetres = digits >> 4;
        if (centimetres > 9 || exponent > 9) {
            rdata.fail("precision that is no number");
            return;
        }
        for (int i = 0; i < exponent; i++) {
            centimetres *= 10;
        }
        metres(centimetres, rdata);
    }

    private static void metres(long centimetres, Rdata rdata) {
        long rest = Math.abs(centimetres);
        rdata.put(centimetres < 0 ? "-" : "").put(rest / 100).put('.');
        padded(rest % 100, 2, rdata);
        rdata.put('m');
    }

    private static void padded(long number, int digits, Rdata rdata) {
        String plain = Long.toString(number);
        rdata.put("0".repeat(digits - plain.length())).put(plain);
    }
}
