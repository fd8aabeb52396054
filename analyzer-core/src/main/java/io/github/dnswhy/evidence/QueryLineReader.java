package io.github.dnswhy.evidence;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Transport;
import java.time.Duration;

/**
 * Reads {@code 10.244.1.17:40383 - 29297 "A IN name. udp 58 false 512" NXDOMAIN qr,aa,rd 151 0.000136s}.
 *
 * <p>A log may hold millions of such lines: they are read in place, and equal names and mnemonics share one string.
 */
final class QueryLineReader {
    private static final int SHARED = 1 << 13;
    private static final int NANO_DIGITS = 9;

    /** A name of 255 octets, every one escaped in four characters, and the rest. */
    private static final int LONGEST_LINE = 2_000;

    /** Strings by hash; a newer one takes the place of an older one. */
    private final String[] shared = new String[SHARED];

    private String text = "";
    private int at;

    /** Whether a query line begins at {@code from}, without reading it all. */
    static boolean looksLikeQuery(String message, int from) {
        char first = from < message.length() ? message.charAt(from) : '\0';
        if (!TextCursor.isDigit(first) && first != '[' || !message.endsWith("s")) {
            return false;
        }
        int dash = message.indexOf(" - ", from);
        if (dash < 3 || !TextCursor.isDigit(message, dash - 1) || !TextCursor.isDigit(message, dash + 3)) {
            return false;
        }
        int quote = message.indexOf(" \"", dash);
        return quote > 0 && quote < dash + 9 && message.indexOf("\" ", quote + 2) > 0;
    }

    /** The query that a message tells of from {@code from} on, null when it tells of none. */
    QueryLine read(String message, int from, LogPlace place) {
        if (message.length() > LONGEST_LINE) {
            return null;
        }
        text = message;
        at = from;
        Endpoint client = client();
        if (client == null || !skip(" - ")) {
            return null;
        }
        int id = number();
        if (id < 0 || id > 65535 || !skip(" \"")) {
            return null;
        }
        String type = word(false);
        String queryClass = word(false);
        String name = word(true);
        Transport transport = skip("udp ") ? Transport.UDP : skip("tcp ") ? Transport.TCP : null;
        int quote = message.indexOf("\" ", at);
        if (transport == null || quote < 0) {
            return null;
        }
        at = quote + 2;
        String rcode = word(false);
        Duration took = tookAt(message.lastIndexOf(' ') + 1);
        return took == null
                ? null
                : new QueryLine(place, message, client, id, type, queryClass, name, transport, rcode, took);
    }

    private Endpoint client() {
        int end = text.indexOf(' ', at);
        if (end < 0) {
            return null;
        }
        int bits = 0;
        int part = 0;
        int dots = 0;
        int i = at;
        for (; i < end && text.charAt(i) != ':'; i++) {
            char c = text.charAt(i);
            if (TextCursor.isDigit(c)) {
                part = part * 10 + c - '0';
            } else if (c == '.' && dots < 3) {
                bits = bits << 8 | part;
                part = 0;
                dots++;
            } else {
                break;
            }
            if (part > 255) {
                return null;
            }
        }
        if (i >= end || text.charAt(i) != ':' || dots != 3) {
            Endpoint endpoint = Endpoint.parse(text.substring(at, end)).orElse(null);
            at = end;
            return endpoint;
        }
        at = i + 1;
        int port = number();
        return port < 0 || port > 65535 || at != end ? null : new Endpoint(IpAddress.v4(bits << 8 | part), port);
    }

    private int number() {
        int value = 0;
        int from = at;
        while (at - from < NANO_DIGITS && TextCursor.isDigit(text, at)) {
            value = value * 10 + text.charAt(at++) - '0';
        }
        return at == from ? -1 : value;
    }

    /** {@code 0.000136s}, as CoreDNS prints every duration; other forms of Go are accepted. */
    private Duration tookAt(int from) {
        int end = text.length() - 1;
        int dot = text.indexOf('.', from);
        if (dot < 0 || dot - from > NANO_DIGITS || end - dot > NANO_DIGITS + 1) {
            return DurationText.parse(text.substring(from)).orElse(null);
        }
        long nanos = 0;
        for (int i = from; i < dot + 1 + NANO_DIGITS; i++) {
            if (i == dot) {
                continue;
            }
            char c = i < end ? text.charAt(i) : '0';
            if (!TextCursor.isDigit(c)) {
                return DurationText.parse(text.substring(from)).orElse(null);
            }
            nanos = nanos * 10 + c - '0';
        }
        return text.charAt(end) == 's' ? Duration.ofNanos(nanos) : null;
    }

    private boolean skip(String literal) {
        boolean here = text.startsWith(literal, at);
        at += here ? literal.length() : 0;
        return here;
    }

    /** The characters up to the next blank, which is stepped over. A name is brought to the form of the report. */
    private String word(boolean name) {
        int from = at;
        int hash = name ? 1 : 0;
        while (at < text.length() && text.charAt(at) != ' ') {
            hash = 31 * hash + text.charAt(at++);
        }
        int end = at++;
        int slot = (hash ^ hash >>> 16) & SHARED - 1;
        int length = name && end - from > 1 && text.charAt(end - 1) == '.' ? end - from - 1 : end - from;
        String known = shared[slot];
        if (known == null || known.length() != length || !text.regionMatches(from, known, 0, length)) {
            String word = text.substring(from, end);
            known = name ? DnsNameText.normal(word) : word;
            shared[slot] = known;
        }
        return known;
    }
}
