package io.github.dnswhy.evidence;

import io.github.dnswhy.model.Transport;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code 10.244.1.17:40383 - 29297 "A IN name. udp 58 false 512" NXDOMAIN qr,aa,rd 151 0.000136s}. Names and mnemonics recur:
 * equal ones share one string.
 */
final class QueryLineReader {
    private static final int SHARED = 65_536;

    private final Map<String, String> shared = new HashMap<>();

    /** Whether a message has the shape of a query line, without reading it all. */
    static boolean looksLikeQuery(String message) {
        int dash = message.indexOf(" - ");
        if (dash < 3 || !TextCursor.isDigit(message, dash - 1) || !TextCursor.isDigit(message, dash + 3)) {
            return false;
        }
        int quote = message.indexOf(" \"", dash);
        return quote > 0 && quote < dash + 9 && message.endsWith("s") && message.indexOf("\" ", quote + 2) > 0;
    }

    /** The query that a message behind the level tells of, null when it is none. */
    QueryLine read(String message, LogPlace at) {
        TextCursor cursor = new TextCursor(message);
        Optional<Endpoint> client = Endpoint.parse(cursor.word());
        if (client.isEmpty() || !cursor.skip(" - ")) {
            return null;
        }
        int id = cursor.number();
        if (id < 0 || id > 65535 || !cursor.skip(" \"")) {
            return null;
        }
        String type = share(cursor.word());
        String queryClass = share(cursor.word());
        String name = share(DnsNameText.normal(cursor.word()));
        String transport = cursor.word();
        if (!cursor.skipPast("\" ")) {
            return null;
        }
        String rcode = share(cursor.word());
        cursor.word();
        cursor.word();
        Optional<Duration> took = DurationText.parse(cursor.word());
        boolean tcp = transport.equals("tcp");
        if (took.isEmpty() || !cursor.skipBlanks().atEnd() || !tcp && !transport.equals("udp")) {
            return null;
        }
        return new QueryLine(
                at, message, client.get(), id, type, queryClass, name, tcp ? Transport.TCP : Transport.UDP, rcode, took.get());
    }

    private String share(String text) {
        String known = shared.get(text);
        if (known == null) {
            if (shared.size() >= SHARED) {
                return text;
            }
            shared.put(text, text);
            known = text;
        }
        return known;
    }
}
