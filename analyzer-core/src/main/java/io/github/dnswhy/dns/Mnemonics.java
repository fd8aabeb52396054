package io.github.dnswhy.dns;

/** Numbers behind generic mnemonics such as {@code TYPE65280} (RFC 3597 §5). */
final class Mnemonics {
    private static final int MAX = 0xFFFF;

    private Mnemonics() {}

    /** The number after a prefix in any case, 0..65535, or -1 when the text is not of that form. */
    static int number(String text, String prefix) {
        int start = prefix.length();
        if (text.length() == start || !text.regionMatches(true, 0, prefix, 0, start)) {
            return -1;
        }
        int number = 0;
        for (int i = start; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
            if (number > MAX) {
                return -1;
            }
        }
        return number;
    }
}
