package io.github.dnswhy.threads;

/** Numbers with units, as HotSpot prints them. -1 stands for what is none. */
final class Quantities {
    private static final long LARGEST = Long.MAX_VALUE / 16;

    private Quantities() {}

    /** Reads decimal digits. */
    static long number(String text, int start, int end) {
        if (start >= end) {
            return -1;
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > LARGEST) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Reads {@code 637.81ms}, {@code 26,71s}: the mark before decimals is the locale's. */
    static long nanos(String text) {
        long unit;
        int end;
        if (text.endsWith("ms")) {
            unit = 1_000_000;
            end = text.length() - 2;
        } else if (text.endsWith("s")) {
            unit = 1_000_000_000;
            end = text.length() - 1;
        } else {
            return -1;
        }
        int mark = 0;
        while (mark < end && text.charAt(mark) != '.' && text.charAt(mark) != ',') {
            mark++;
        }
        long whole = number(text, 0, mark);
        if (whole < 0 || whole > LARGEST / unit) {
            return -1;
        }
        long nanos = whole * unit;
        for (int i = mark + 1; i < end; i++) {
            unit /= 10;
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            nanos += digit * unit;
        }
        return nanos;
    }

    /** Reads {@code 23048B}, {@code 120K}, {@code 103M}: exact below 100 KiB, in units of one KiB below 100 MiB. */
    static long bytes(String text) {
        if (text.isEmpty()) {
            return -1;
        }
        int shift = switch (text.charAt(text.length() - 1)) {
            case 'B' -> 0;
            case 'K' -> 10;
            case 'M' -> 20;
            case 'G' -> 30;
            default -> -1;
        };
        long value = number(text, 0, text.length() - 1);
        return shift < 0 || value < 0 || value > LARGEST >> shift ? -1 : value << shift;
    }
}
