package io.github.dnswhy.corpus;

import io.github.dnswhy.dns.DomainName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Renders a domain name as tshark does: labels as they are with dots between them, then escapes as of a string in C. */
final class TsharkNames {
    private static final String ESCAPED = "\u0007\b\f\n\r\t\u000B";
    private static final char REPLACEMENT = '\uFFFD';
    private static final String LETTERS = "abfnrtv";

    private TsharkNames() {}

    /** Our presentation form in tshark's rendering. */
    static String ofText(String presentation) {
        byte[] wire = new byte[DomainName.MAX_LENGTH];
        if (DomainName.parse(presentation, wire, 0) < 0) {
            throw new AssertionError("our own text cannot be read back: " + presentation);
        }
        return ofWire(wire);
    }

    /** A text with one mark for each run of octets that are no UTF-8: how many marks it takes is a matter of taste. */
    static String joined(String text) {
        StringBuilder joined = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != REPLACEMENT || i == 0 || text.charAt(i - 1) != REPLACEMENT) {
                joined.append(text.charAt(i));
            }
        }
        return joined.toString();
    }

    private static String ofWire(byte[] wire) {
        if (wire[0] == 0) {
            return "<Root>";
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int at = 0; wire[at] != 0; at += 1 + wire[at]) {
            if (at > 0) {
                octets.write('.');
            }
            octets.write(wire, at + 1, wire[at]);
        }
        return joined(escaped(octets.toString(StandardCharsets.UTF_8)));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int letter = ESCAPED.indexOf(c);
            if (letter >= 0) {
                escaped.append('\\').append(LETTERS.charAt(letter));
            } else if (c < ' ' || c == 127) {
                escaped.append('\\')
                        .append((char) ('0' + (c >> 6)))
                        .append((char) ('0' + (c >> 3 & 7)))
                        .append((char) ('0' + (c & 7)));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
