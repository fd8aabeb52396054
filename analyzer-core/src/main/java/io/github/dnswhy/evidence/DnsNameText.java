package io.github.dnswhy.evidence;

/**
 * Domain names as texts print them, brought to the form of the report: lower-cased (RFC 4343), no final dot except the
 * root's.
 */
final class DnsNameText {
    private DnsNameText() {}

    static String normal(String name) {
        String lower = lowerCase(name);
        int length = lower.length();
        boolean dotted = length > 1 && lower.charAt(length - 1) == '.' && lower.charAt(length - 2) != '\\';
        return dotted ? lower.substring(0, length - 1) : lower;
    }

    /** ASCII letters in lower case; the same string when there is nothing to change. */
    static String lowerCase(String text) {
        int at = 0;
        while (at < text.length() && (text.charAt(at) < 'A' || text.charAt(at) > 'Z')) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        char[] lower = text.toCharArray();
        for (; at < lower.length; at++) {
            if (lower[at] >= 'A' && lower[at] <= 'Z') {
                lower[at] = (char) (lower[at] + 'a' - 'A');
            }
        }
        return new String(lower);
    }
}
