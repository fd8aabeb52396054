package io.github.dnswhy.cli;

/** Makes text from file names and inputs harmless for a terminal. */
final class Printable {
    private Printable() {}

    /** The text with control, format (bidirectional ones among them) and unpaired surrogate characters as {@code \\uXXXX}. */
    static String text(String raw) {
        StringBuilder safe = null;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (isHarmless(raw, i, c)) {
                if (safe != null) {
                    safe.append(c);
                }
                continue;
            }
            if (safe == null) {
                safe = new StringBuilder(raw.length() + 16).append(raw, 0, i);
            }
            String hexadecimal = Integer.toHexString(c);
            safe.append("\\u").append("0".repeat(4 - hexadecimal.length())).append(hexadecimal);
        }
        return safe == null ? raw : safe.toString();
    }

    private static boolean isHarmless(String raw, int i, char c) {
        if (c < 0x7F) {
            return c >= ' ';
        }
        if (Character.isHighSurrogate(c)) {
            return i + 1 < raw.length() && Character.isLowSurrogate(raw.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(raw.charAt(i - 1));
        }
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
