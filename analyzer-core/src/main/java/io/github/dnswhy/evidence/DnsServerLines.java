package io.github.dnswhy.evidence;

import io.github.dnswhy.model.IpAddress;
import java.util.Optional;

/** Reads single messages of CoreDNS and node-cache, time stamp and level taken off. */
final class DnsServerLines {
    static final int TEXT_LENGTH = 500;

    private DnsServerLines() {}

    /**
     * What a message tells; null when it is nothing that is kept.
     *
     * @param raw the message as printed
     * @param message the message without time stamp and level
     * @param named the level that it names, null when it names none
     */
    static DnsServerEvent read(String raw, String message, LogLevel named, LogPlace at) {
        LogLevel level = named == null ? LogLevel.INFO : named;
        String text = cut(raw);
        if (message.startsWith("plugin/errors: ")) {
            return failure(text, message, level, at);
        }
        if (message.startsWith("plugin/loop: ")) {
            return loop(text, message, at);
        }
        if (message.startsWith("Starting node-cache image: ")) {
            return new DnsServerEvent.Started(
                    at, text, cut(message.substring(27).strip()), true);
        }
        if (named == null) {
            if (isBanner(message)) {
                return new DnsServerEvent.Started(at, text, message.substring(8).strip(), false);
            }
            DnsServerEvent listening = listening(message, at);
            if (listening != null) {
                return listening;
            }
        }
        Optional<DnsServerPhrase> phrase = DnsServerPhrase.in(message, level);
        return phrase.isEmpty()
                ? null
                : new DnsServerEvent.Noticed(
                        at, text, level, phrase.get(), cut(phrase.get().detail(message)));
    }

    /** Whether a message is {@code CoreDNS-1.10.1}. */
    static boolean isBanner(String message) {
        return message.startsWith("CoreDNS-") && message.length() < 64 && TextCursor.isDigit(message, 8);
    }

    /** {@code plugin/loop: Loop (A -> B) detected for zone "Z", see URL. Query: "HINFO N."}. */
    private static DnsServerEvent loop(String text, String message, LogPlace at) {
        TextCursor cursor = new TextCursor(message);
        if (!cursor.skipPast("Loop (")) {
            return null;
        }
        String from = cursor.until(" -> ");
        String to = cursor.until(") detected for zone \"");
        String zone = cursor.until("\"");
        if (from == null || to == null || zone == null) {
            return null;
        }
        String query = cursor.skipPast("Query: \"") ? cursor.until("\"") : null;
        return new DnsServerEvent.LoopDetected(
                at,
                text,
                Endpoint.parse(from),
                Endpoint.parse(to),
                cut(DnsNameText.normal(zone)),
                query == null ? "" : cut(query));
    }

    private static DnsServerEvent failure(String text, String message, LogLevel level, LogPlace at) {
        TextCursor cursor = new TextCursor(message, "plugin/errors: ".length());
        int number = cursor.number();
        if (number < 0 || !cursor.skip(" ")) {
            return null;
        }
        if (cursor.skip("errors like '")) {
            String pattern = cursor.until("' occurred in last ");
            return pattern == null
                    ? null
                    : new DnsServerEvent.QueriesFailed(
                            at,
                            text,
                            level,
                            number,
                            cut(pattern),
                            DurationText.parse(cursor.word()),
                            UpstreamError.parse(pattern.replace("\\", "")));
        }
        String name = cursor.word();
        String type = cursor.word();
        if (!type.endsWith(":")) {
            return null;
        }
        String error = cursor.skipBlanks().rest();
        return new DnsServerEvent.QueryFailed(
                at,
                text,
                level,
                number,
                cut(DnsNameText.normal(name)),
                cut(type.substring(0, type.length() - 1)),
                UpstreamError.parse(error));
    }

    /** {@code cluster.local.:53 on 169.254.20.10}, {@code .:53}, {@code tls://.:853}; null when the message is none. */
    static DnsServerEvent.Listening listening(String message, LogPlace at) {
        int on = message.indexOf(" on ");
        String key = on < 0 ? message : message.substring(0, on);
        int colon = key.lastIndexOf(':');
        int port = colon < 1 ? -1 : TextCursor.numberOf(key.substring(colon + 1));
        int scheme = key.indexOf("://");
        int zoneStart = scheme < 0 ? 0 : scheme + 3;
        String zone = port < 0 || colon < zoneStart ? "" : key.substring(zoneStart, colon);
        if (zone.isEmpty() || port < 1 || port > 65535 || zone.charAt(zone.length() - 1) != '.' || !isZone(zone)) {
            return null;
        }
        Optional<IpAddress> address = on < 0
                ? Optional.empty()
                : IpAddress.parse(message.substring(on + 4).strip());
        return on >= 0 && address.isEmpty()
                ? null
                : new DnsServerEvent.Listening(at, cut(message), DnsNameText.normal(zone), port, address);
    }

    private static boolean isZone(String zone) {
        for (int i = 0; i < zone.length(); i++) {
            char c = zone.charAt(i);
            if (c <= ' ' || c == ':' || c == '"' || c == '{' || c == '/') {
                return false;
            }
        }
        return zone.length() <= 255;
    }

    static String cut(String text) {
        return text.length() <= TEXT_LENGTH ? text : text.substring(0, TEXT_LENGTH);
    }
}
