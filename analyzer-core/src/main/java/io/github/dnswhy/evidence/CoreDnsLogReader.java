package io.github.dnswhy.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads logs of CoreDNS and node-cache, line by line. */
final class CoreDnsLogReader {
    private static final int CONFIGURATIONS = 20;
    private static final int RCODES = 64;

    private final LogLines lines;
    private final FactList<DnsServerEvent> events;
    private final FactList<QueryLine> queries;
    private final QueryLineReader queryReader = new QueryLineReader();
    private final Map<String, Long> rcodes = new HashMap<>();
    private final List<Corefile> configurations = new ArrayList<>();
    private final TimeScanner scanner = new TimeScanner();
    private Optional<LogTime> first = Optional.empty();
    private Optional<LogTime> last = Optional.empty();
    private PrintedCorefile printed;

    CoreDnsLogReader(LogLines lines, int mostEvents, int mostQueries) {
        this.lines = lines;
        this.events = new FactList<>(mostEvents);
        this.queries = new FactList<>(mostQueries);
    }

    CoreDnsLog read(boolean nodeLocal) {
        while (lines.next()) {
            line(lines.message());
        }
        endConfiguration();
        return new CoreDnsLog(
                lines.file(),
                nodeLocal,
                lines.number(),
                first,
                last,
                events.toList(),
                events.dropped(),
                queries.toList(),
                queries.dropped(),
                rcodes,
                configurations);
    }

    private void line(String raw) {
        String message = raw;
        Optional<LogTime> own = Optional.empty();
        // Go's log package: node-cache before its CoreDNS starts, and CoreDNS up to 1.3.
        int stampEnd = raw.isEmpty() || !TextCursor.isDigit(raw.charAt(0)) ? -1 : scanner.scan(raw, 0);
        if (stampEnd > 0 && stampEnd < raw.length() && raw.charAt(stampEnd) == ' ') {
            own = scanner.toTime();
            message = raw.substring(stampEnd + 1);
        }
        LogLevel level = level(message);
        if (printed != null && (level != null || own.isPresent() || !printed.add(raw, lines.number()))) {
            endConfiguration();
        }
        if (printed != null) {
            return;
        }
        remember(lines.time().isPresent() ? lines.time() : own);
        int start = levelEnd(message, level);
        if (QueryLineReader.looksLikeQuery(message, start)) {
            query(message, start, own);
        } else {
            message(raw, message.substring(start), level, own);
        }
    }

    private void query(String message, int start, Optional<LogTime> own) {
        QueryLine query = queryReader.read(message, start, lines.place(own));
        if (query == null) {
            lines.odd("query-line-unreadable");
            return;
        }
        queries.add(query);
        if (rcodes.size() < RCODES || rcodes.containsKey(query.rcode())) {
            rcodes.merge(query.rcode(), 1L, Long::sum);
        }
    }

    private void remember(Optional<LogTime> time) {
        if (time.isPresent()) {
            first = first.isEmpty() ? time : first;
            last = time;
        }
    }

    private void message(String raw, String message, LogLevel level, Optional<LogTime> own) {
        if (message.startsWith("Using config file:")) {
            printed = new PrintedCorefile(message.substring("Using config file:".length()), lines.number());
            return;
        }
        DnsServerEvent event = DnsServerLines.read(raw, message, level, lines.place(own));
        if (event != null) {
            events.add(event);
        } else if (message.startsWith("plugin/errors: ") || message.startsWith("plugin/loop: Loop")) {
            lines.odd("log-line-unreadable");
        }
    }

    private void endConfiguration() {
        if (printed != null) {
            if (configurations.size() < CONFIGURATIONS) {
                configurations.add(printed.toCorefile(lines.file(), lines.anomalies()));
            } else {
                lines.odd("corefiles-dropped");
            }
            printed = null;
        }
    }

    /** Where the message begins behind its level. */
    static int levelEnd(String message, LogLevel level) {
        int end = level == null ? 0 : message.indexOf(']') + 1;
        return end > 0 && end < message.length() && message.charAt(end) == ' ' ? end + 1 : end;
    }

    /** The level that a message begins with, null when it names none. */
    static LogLevel level(String message) {
        if (message.isEmpty() || message.charAt(0) != '[') {
            return null;
        }
        if (message.startsWith("[INFO]")) {
            return LogLevel.INFO;
        }
        if (message.startsWith("[ERROR]")) {
            return LogLevel.ERROR;
        }
        if (message.startsWith("[WARNING]")) {
            return LogLevel.WARNING;
        }
        if (message.startsWith("[FATAL]") || message.startsWith("[PANIC]")) {
            return LogLevel.FATAL;
        }
        return message.startsWith("[DEBUG]") ? LogLevel.DEBUG : null;
    }
}
