package io.github.dnswhy.evidence;

import java.time.Duration;

/**
 * Finds the duration in a line that tells of a request: {@code took 5012 ms}, {@code duration=5.01s}, {@code in
 * 5012ms}, {@code "elapsedMs":5012}. A number without a unit, or a line without a sign of a request, is no duration of
 * a request.
 */
final class RequestLine {
    private static final String[] METHODS = {"GET ", "POST ", "PUT ", "DELETE ", "PATCH ", "HEAD ", "OPTIONS "};
    private static final String[] SIGNS = {"HTTP/1.", "HTTP/2", "status", "request", "Request", "response", "Response"};
    private static final String[] KEYS = {
        "took",
        "duration",
        "Duration",
        "elapsed",
        "Elapsed",
        "latency",
        "Latency",
        "completed in",
        "responseTime",
        "response_time",
        " in"
    };
    private static final double MOST_NANOS = 86_400e9 * 365;

    private RequestLine() {}

    /** The duration of the request that a message tells of, null when it tells of none. */
    static Duration took(String message) {
        for (String key : KEYS) {
            for (int at = message.indexOf(key); at >= 0; at = message.indexOf(key, at + key.length())) {
                double nanos = nanosBehind(message, at + key.length());
                // "retrying the request in 5 s" tells of what is to come.
                boolean coming = key.equals(" in") && message.contains("etry");
                if (nanos >= 0 && nanos <= MOST_NANOS && !coming) {
                    return isRequest(message) ? Duration.ofNanos(Math.round(nanos)) : null;
                }
            }
        }
        return null;
    }

    private static boolean isRequest(String message) {
        for (String method : METHODS) {
            int at = message.indexOf(method);
            if (at >= 0 && (at == 0 || !isLetter(message.charAt(at - 1)))) {
                return true;
            }
        }
        for (String sign : SIGNS) {
            if (message.contains(sign)) {
                return true;
            }
        }
        return false;
    }

    /** The nanoseconds that are said behind a key, -1 when no number with a unit stands there. */
    private static double nanosBehind(String message, int from) {
        int at = from;
        long keyUnit = 0;
        if (message.startsWith("Ms", at) || message.startsWith("_ms", at) || message.startsWith("Millis", at)) {
            keyUnit = 1_000_000;
            at += message.charAt(at) == '_' ? 3 : message.charAt(at + 1) == 's' ? 2 : 6;
        } else if (message.startsWith("_seconds", at)) {
            keyUnit = 1_000_000_000;
            at += 8;
        }
        int separators = 0;
        while (at < message.length() && separators < 4 && " =:\"[(".indexOf(message.charAt(at)) >= 0) {
            at++;
            separators++;
        }
        if (separators == 0) {
            return -1;
        }
        int number = at;
        while (at < message.length() && (TextCursor.isDigit(message.charAt(at)) || message.charAt(at) == '.')) {
            at++;
        }
        int numberEnd = at > number && message.charAt(at - 1) == '.' ? at - 1 : at;
        double value = DurationText.decimal(message, number, numberEnd);
        if (value < 0) {
            return -1;
        }
        while (at < message.length() && (message.charAt(at) == ' ' || message.charAt(at) == ']')) {
            at++;
        }
        int unit = at;
        while (at < message.length() && (isLetter(message.charAt(at)) || message.charAt(at) == 'µ')) {
            at++;
        }
        long unitNanos = keyUnit != 0 ? keyUnit : DurationText.nanosOf(message.substring(unit, at));
        return unitNanos == 0 ? -1 : value * unitNanos;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
