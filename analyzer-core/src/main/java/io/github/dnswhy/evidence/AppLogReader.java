package io.github.dnswhy.evidence;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads logs of applications, of whatever framework. */
final class AppLogReader {
    private static final String EXCEPTION = "UnknownHostException";
    private static final char[] QUOTES = {'\'', '"'};
    private static final String[] ENDS = {"\\n", "\n", "\\r", "; nested", EXCEPTION};
    private static final String[] TIME_FIELDS = {"@timestamp", "timestamp", "time", "ts"};
    /** How much behind the exception's name is looked at: a name of 255 octets and a sentence. */
    private static final int MOST_TEXT = 600;

    private static final long QUARTER_HOUR = 900;
    private static final long FULL_DAY = 18 * 3600;

    private final LogLines lines;
    private final FactList<AppLog.ResolutionFailure> failures;
    private final FactList<AppLog.Request> requests;
    private final LogNotes notes;
    private final FailureCounts counts = new FailureCounts();
    private final Map<Integer, Long> offsets = new HashMap<>();
    private final TimeScanner scanner = new TimeScanner();
    private Optional<LogTime> first = Optional.empty();
    private Optional<LogTime> last = Optional.empty();
    private Optional<LogTime> entryTime = Optional.empty();
    private boolean stamped;
    private long slow;
    private Duration total = Duration.ZERO;
    private Duration longest = Duration.ZERO;

    AppLogReader(LogLines lines, int mostFailures, int mostRequests, LogNotes notes) {
        this.lines = lines;
        this.notes = notes;
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
                counts.toList(),
                requests.toList(),
                new AppLog.RequestTotals(requests.added(), slow, total, longest));
    }

    private void line(String message) {
        Optional<LogTime> own = ownTime(message);
        Optional<LogTime> outer = lines.time();
        Optional<LogTime> time = own.isPresent() ? own : outer;
        boolean begins = own.isPresent() || !stamped && !continues(message);
        if (begins) {
            counts.nextEntry();
            entryTime = time;
        }
        if (own.isPresent()) {
            stamped = true;
            compare(outer, own.get());
        }
        if (time.isPresent()) {
            first = first.isEmpty() ? time : first;
            last = time;
        }
        notes.line(message, lines, entryTime);
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
            for (String field : TIME_FIELDS) {
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
    private void compare(Optional<LogTime> outer, LogTime own) {
        if (outer.isEmpty() || outer.get().offset().isEmpty() || own.offset().isPresent()) {
            return;
        }
        long outerSeconds =
                outer.get().local().toEpochSecond(outer.get().offset().get());
        long seconds = own.local().toEpochSecond(ZoneOffset.UTC) - outerSeconds;
        long rounded = Math.floorDiv(seconds + QUARTER_HOUR / 2, QUARTER_HOUR) * QUARTER_HOUR;
        if (Math.abs(rounded) <= FULL_DAY) {
            Long seen = offsets.get((int) rounded);
            offsets.put((int) rounded, seen == null ? 1L : seen + 1);
        }
    }

    /** The offset that most lines agree on. */
    private Optional<ZoneOffset> zone() {
        Map.Entry<Integer, Long> most = null;
        for (Map.Entry<Integer, Long> offset : offsets.entrySet()) {
            long more = most == null ? 1 : offset.getValue() - most.getValue();
            if (more > 0 || more == 0 && offset.getKey() < most.getKey()) {
                most = offset;
            }
        }
        return most == null ? Optional.empty() : Optional.of(ZoneOffset.ofTotalSeconds(most.getKey()));
    }

    private void failures(String message) {
        for (int at = message.indexOf(EXCEPTION); at >= 0; at = message.indexOf(EXCEPTION, at + 1)) {
            int behind = at + EXCEPTION.length();
            if (message.startsWith(":", behind)) {
                int end = Math.min(message.length(), behind + MOST_TEXT);
                failure(message, message.substring(behind + 1, end).strip());
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
        String name = DnsNameText.normal(host);
        if (!counts.firstOfEntry(name, kind)) {
            return;
        }
        failures.add(new AppLog.ResolutionFailure(lines.place(entryTime), DnsServerLines.cut(message), name, kind));
        if (!counts.count(name, kind, lines.number())) {
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
        for (char quote : QUOTES) {
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
        return c <= ' '
                || ";,()<>\"'\\[]{}".indexOf(c) >= 0
                || c == ':' && (at + 1 >= text.length() || text.charAt(at + 1) == ' ');
    }

    /**
     * Where the text of one exception ends within a longer message: at an escaped line end, or at the next one that is
     * nested.
     */
    private static int endOfText(String text) {
        int end = text.length();
        for (String stop : ENDS) {
            int at = text.indexOf(stop);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return end;
    }
}
