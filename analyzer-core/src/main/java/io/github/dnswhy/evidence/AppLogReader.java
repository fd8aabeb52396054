package io.github.dnswhy.evidence;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads logs of applications, of whatever framework. */
final class AppLogReader {
    private static final String EXCEPTION = "UnknownHostException";
    private static final int HOSTS = 10_000;
    private static final int ENTRY_HOSTS = 64;
    private static final long QUARTER_HOUR = 900;
    private static final long FULL_DAY = 18 * 3600;

    private record Key(String host, AppLog.FailureText kind) {}

    private static final class Counter {
        private long count;
        private final long first;
        private long last;

        private Counter(long first) {
            this.first = first;
        }
    }

    private final LogLines lines;
    private final FactList<AppLog.ResolutionFailure> failures;
    private final FactList<AppLog.Request> requests;
    private final Map<Key, Counter> counts = new HashMap<>();
    private final Map<Integer, Long> offsets = new HashMap<>();
    private final TimeScanner scanner = new TimeScanner();
    private final List<Key> entry = new ArrayList<>();
    private Optional<LogTime> first = Optional.empty();
    private Optional<LogTime> last = Optional.empty();
    private Optional<LogTime> entryTime = Optional.empty();
    private boolean stamped;
    private long slow;
    private Duration total = Duration.ZERO;
    private Duration longest = Duration.ZERO;

    AppLogReader(LogLines lines, int mostFailures, int mostRequests) {
        this.lines = lines;
        this.failures = new FactList<>(mostFailures);
        this.requests = new FactList<>(mostRequests);
    }

    AppLog read() {
        while (lines.next()) {
            line(lines.message());
        }
        return new AppLog(
                lines.file(),
                lines.number(),
                first,
                last,
                zone(),
                failures.toList(),
                failures.dropped(),
                failureCounts(),
                requests.toList(),
                new AppLog.RequestTotals(requests.added(), slow, total, longest));
    }

    private void line(String message) {
        Optional<LogTime> own = ownTime(message);
        Optional<LogTime> outer = lines.time();
        Optional<LogTime> time = own.isPresent() ? own : outer;
        boolean begins = own.isPresent() || !stamped && !continues(message);
        if (begins) {
            entry.clear();
            entryTime = time;
        }
        if (own.isPresent()) {
            stamped = true;
            outer.flatMap(LogTime::instant).ifPresent(instant -> compare(instant, own.get()));
        }
        if (time.isPresent()) {
            first = first.isEmpty() ? time : first;
            last = time;
        }
        failures(message);
        Duration took = continues(message) ? null : RequestLine.took(message);
        if (took != null) {
            requests.add(new AppLog.Request(lines.place(entryTime), DnsServerLines.cut(message), took));
            slow += took.compareTo(Duration.ofSeconds(1)) >= 0 ? 1 : 0;
            total = total.plus(took);
            longest = longest.compareTo(took) >= 0 ? longest : took;
        }
    }

    /** Whether a line without time belongs to the entry before it: a frame, a cause, an indented line. */
    private static boolean continues(String message) {
        return message.isEmpty()
                || message.charAt(0) <= ' '
                || message.startsWith("Caused by:")
                || message.startsWith("at ")
                || message.startsWith("...");
    }

    /** The time at the start of a message, in brackets perhaps, or in the usual fields of a JSON line. */
    private Optional<LogTime> ownTime(String message) {
        if (message.isEmpty()) {
            return Optional.empty();
        }
        char start = message.charAt(0);
        if (start == '{') {
            for (String field : new String[] {"@timestamp", "timestamp", "time", "ts"}) {
                String value = JsonText.field(message, field);
                if (value != null && scanner.scan(value, 0) > 0) {
                    return scanner.toTime();
                }
            }
            return Optional.empty();
        }
        return scanner.scan(message, start == '[' ? 1 : 0) > 0 ? scanner.toTime() : Optional.empty();
    }

    /** How far a time without zone is from the zoned one of the prefix, in quarters of an hour. */
    private void compare(Instant outer, LogTime own) {
        if (own.offset().isPresent()) {
            return;
        }
        long seconds = own.local().toEpochSecond(ZoneOffset.UTC) - outer.getEpochSecond();
        long rounded = Math.floorDiv(seconds + QUARTER_HOUR / 2, QUARTER_HOUR) * QUARTER_HOUR;
        if (Math.abs(rounded) <= FULL_DAY) {
            offsets.merge((int) rounded, 1L, Long::sum);
        }
    }

    private Optional<ZoneOffset> zone() {
        return offsets.entrySet().stream()
                .max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(most -> ZoneOffset.ofTotalSeconds(most.getKey()));
    }

    private void failures(String message) {
        for (int at = message.indexOf(EXCEPTION); at >= 0; at = message.indexOf(EXCEPTION, at + 1)) {
            TextCursor cursor = new TextCursor(message, at + EXCEPTION.length());
            if (cursor.skip(":")) {
                failure(message, cursor.skipBlanks().rest());
            }
        }
    }

    private void failure(String message, String text) {
        int end = endOfText(text);
        String whole = text.substring(0, end);
        String host = hostIn(whole);
        if (host.isEmpty() || host.length() > 255) {
            lines.odd("host-unreadable");
            return;
        }
        AppLog.FailureText kind = kind(whole, host);
        Key key = new Key(DnsNameText.normal(host), kind);
        if (entry.contains(key) || kind == AppLog.FailureText.BARE && entry.stream().anyMatch(one -> one.host().equals(key.host()))) {
            return;
        }
        if (entry.size() < ENTRY_HOSTS) {
            entry.add(key);
        }
        failures.add(new AppLog.ResolutionFailure(lines.place(entryTime), DnsServerLines.cut(message), key.host(), kind));
        Counter counter = counts.get(key);
        if (counter == null && counts.size() < HOSTS) {
            counter = new Counter(lines.number());
            counts.put(key, counter);
        }
        if (counter != null) {
            counter.count++;
            counter.last = lines.number();
        } else {
            lines.odd("hosts-dropped");
        }
    }

    private static AppLog.FailureText kind(String text, String host) {
        if (!text.startsWith(host)) {
            return AppLog.FailureText.of(text);
        }
        String behind = text.substring(host.length());
        return behind.startsWith(":") ? AppLog.FailureText.of(behind.substring(1)) : AppLog.FailureText.BARE;
    }

    /** The name in the text of the exception: first as the JDK prints it, or in quotes as Netty and OkHttp do. */
    private static String hostIn(String text) {
        for (char quote : new char[] {'\'', '"'}) {
            int open = text.indexOf(quote);
            int close = open < 0 ? -1 : text.indexOf(quote, open + 1);
            if (close > open && open > 0 && text.indexOf(' ') >= 0 && text.indexOf(' ') < open) {
                return text.substring(open + 1, close);
            }
        }
        int end = 0;
        while (end < text.length() && !isHostEnd(text, end)) {
            end++;
        }
        return text.substring(0, end);
    }

    private static boolean isHostEnd(String text, int at) {
        char c = text.charAt(at);
        return c <= ' ' || ";,()<>\"'\\[]{}".indexOf(c) >= 0 || c == ':' && (at + 1 >= text.length() || text.charAt(at + 1) == ' ');
    }

    /** Where the text of one exception ends within a longer message: at an escaped line end, or at the next one that is nested. */
    private static int endOfText(String text) {
        int end = text.length();
        for (String stop : new String[] {"\\n", "\n", "\\r", "; nested", EXCEPTION}) {
            int at = text.indexOf(stop);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return end;
    }

    private List<AppLog.FailureCount> failureCounts() {
        return counts.entrySet().stream()
                .map(one -> new AppLog.FailureCount(
                        one.getKey().host(),
                        one.getKey().kind(),
                        one.getValue().count,
                        one.getValue().first,
                        one.getValue().last))
                .sorted(Comparator.comparingLong(AppLog.FailureCount::count)
                        .reversed()
                        .thenComparing(AppLog.FailureCount::host)
                        .thenComparing(AppLog.FailureCount::kind))
                .toList();
    }
}
