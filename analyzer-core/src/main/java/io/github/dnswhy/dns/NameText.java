package io.github.dnswhy.dns;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Names as text and back (RFC 1035 §5.1, RFC 4343 §2.1). Off the hot path. */
final class NameText {
    private static final String ESCAPED = "\"$().;@\\";

    private NameText() {}

    /** The presentation form of a sound name in wire form. */
    static String of(byte[] wire, int offset) {
        int length = hostNameLength(wire, offset);
        if (length > 0) {
            return hostName(wire, offset, length);
        }
        StringBuilder text = new StringBuilder(64);
        append(wire, offset, text);
        return text.toString();
    }

    /** Characters of a name of letters, digits, hyphens and underscores only, as nearly all are; 0 for another. */
    private static int hostNameLength(byte[] wire, int offset) {
        int position = offset;
        while (wire[position] != 0) {
            int end = position + wire[position];
            while (position < end) {
                if (!isHostNameOctet(wire[++position])) {
                    return 0;
                }
            }
            position++;
        }
        return Math.max(0, position - offset - 1);
    }

    private static boolean isHostNameOctet(int octet) {
        return octet >= 'a' && octet <= 'z'
                || octet >= '0' && octet <= '9'
                || octet >= 'A' && octet <= 'Z'
                || octet == '-'
                || octet == '_';
    }

    /** The wire form without its first octet, and with a dot for each other length. */
    private static String hostName(byte[] wire, int offset, int length) {
        byte[] text = Arrays.copyOfRange(wire, offset + 1, offset + 1 + length);
        for (int dot = wire[offset]; dot < length; dot += 1 + wire[offset + 1 + dot]) {
            text[dot] = '.';
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    static void append(byte[] wire, int offset, StringBuilder text) {
        if (wire[offset] == 0) {
            text.append('.');
            return;
        }
        int position = offset;
        while (wire[position] != 0) {
            if (position > offset) {
                text.append('.');
            }
            int end = position + wire[position];
            while (position < end) {
                appendOctet(wire[++position] & 0xFF, text);
            }
            position++;
        }
    }

    private static void appendOctet(int octet, StringBuilder text) {
        if (octet <= ' ' || octet > '~') {
            appendDecimal(octet, text);
        } else {
            if (ESCAPED.indexOf(octet) >= 0) {
                text.append('\\');
            }
            text.append((char) octet);
        }
    }

    /** The escape {@code \DDD}. */
    static void appendDecimal(int octet, StringBuilder text) {
        text.append('\\')
                .append((char) ('0' + octet / 100))
                .append((char) ('0' + octet / 10 % 10))
                .append((char) ('0' + octet % 10));
    }

    static int parse(CharSequence text, byte[] target, int targetOffset) {
        int end = text.length();
        if (end == 1 && text.charAt(0) == '.') {
            target[targetOffset] = 0;
            return 1;
        }
        int label = 0;
        int length = 1;
        int i = 0;
        while (i < end) {
            char c = text.charAt(i++);
            if (c == '.') {
                if (length - label == 1) {
                    return DomainName.BAD_LABEL;
                }
                target[targetOffset + label] = (byte) (length - label - 1);
                label = length++;
                continue;
            }
            int octet = c;
            if (c == '\\') {
                octet = escaped(text, i);
                i += i < end && isDigit(text.charAt(i)) ? 3 : 1;
            }
            if (octet < 0 || octet > 0xFF || c > '~' || length - label > DomainName.MAX_LABEL) {
                return DomainName.BAD_LABEL;
            }
            if (length >= DomainName.MAX_LENGTH - 1) {
                return DomainName.TOO_LONG;
            }
            target[targetOffset + length++] = (byte) octet;
        }
        if (length - label == 1) {
            target[targetOffset + label] = 0;
            return label > 0 ? length : DomainName.BAD_LABEL;
        }
        target[targetOffset + label] = (byte) (length - label - 1);
        target[targetOffset + length] = 0;
        return length + 1;
    }

    /** The octet that the characters after a backslash stand for, or a negative code. */
    private static int escaped(CharSequence text, int start) {
        if (start >= text.length()) {
            return DomainName.BAD_LABEL;
        }
        char first = text.charAt(start);
        if (!isDigit(first)) {
            return first <= '~' ? first : DomainName.BAD_LABEL;
        }
        if (start + 3 > text.length() || !isDigit(text.charAt(start + 1)) || !isDigit(text.charAt(start + 2))) {
            return DomainName.BAD_LABEL;
        }
        return (first - '0') * 100 + (text.charAt(start + 1) - '0') * 10 + (text.charAt(start + 2) - '0');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
