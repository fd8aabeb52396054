package io.github.dnswhy.evidence;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What the log of an application tells of name resolution and of the time of requests.
 *
 * @param file the file as given
 * @param lines how many lines it has
 * @param first the first time that it prints
 * @param last the last one
 * @param zone the offset of the times that name none, where prefixes with a zone stand before them
 * @param failures failed resolutions, once for each log entry and host; the latest when there were more than the limit
 * @param droppedFailures how many earlier ones were left out
 * @param failureCounts how often each host failed with each text, those left out included; the most frequent first
 * @param requests requests with their durations; the latest when there were more than the limit
 * @param requestTotals all requests with durations, those left out included
 */
public record AppLog(
        String file,
        long lines,
        Optional<LogTime> first,
        Optional<LogTime> last,
        Optional<ZoneOffset> zone,
        List<ResolutionFailure> failures,
        long droppedFailures,
        List<FailureCount> failureCounts,
        List<Request> requests,
        RequestTotals requestTotals) {
    /** Copies the lists. */
    public AppLog {
        failures = List.copyOf(failures);
        failureCounts = List.copyOf(failureCounts);
        requests = List.copyOf(requests);
    }

    /** What the text of a failed resolution means. */
    public enum FailureText {
        /** EAI_AGAIN: timeout, refused or SERVFAIL, seen by the thread that did the lookup. */
        TEMPORARY("Temporary failure in name resolution", "Try again"),
        /** EAI_NONAME: NXDOMAIN or no address, seen by the thread that did the lookup. */
        UNKNOWN_NAME("Name or service not known", "Name does not resolve"),
        /** EAI_NODATA: the name has no address. */
        NO_ADDRESS("No address associated with hostname", "No address associated with name"),
        /** EAI_SYSTEM: the process lacks file descriptors, or resolver state. */
        SYSTEM_ERROR("System error"),
        /** The client runs macOS. */
        MACOS("nodename nor servname provided"),
        /** A resolver in Java gave up waiting. */
        JAVA_TIMEOUT("timed out"),
        /** A resolver in Java got no usable answer. */
        JAVA_FAILED("Failed to resolve", "failed to resolve"),
        /** No text: a thread that waited for another's lookup, or the negative cache. */
        BARE,
        /** Any other text. */
        OTHER;

        private final String[] phrases;

        FailureText(String... phrases) {
            this.phrases = phrases;
        }

        static FailureText of(String text) {
            for (FailureText kind : values()) {
                for (String phrase : kind.phrases) {
                    if (text.contains(phrase)) {
                        return kind;
                    }
                }
            }
            return text.isBlank() ? BARE : OTHER;
        }
    }

    /**
     * A resolution that failed.
     *
     * @param at where it stands
     * @param text the message, cut to 500 characters
     * @param host the name that was looked up, lower-cased
     * @param kind what the text means
     */
    public record ResolutionFailure(LogPlace at, String text, String host, FailureText kind) {}

    /**
     * How often a host failed with one text.
     *
     * @param host the name
     * @param kind what the text means
     * @param count how often
     * @param firstLine where it stands first
     * @param lastLine where it stands last
     */
    public record FailureCount(String host, FailureText kind, long count, long firstLine, long lastLine) {}

    /**
     * A request with its duration. The line is written at its end.
     *
     * @param at where it stands
     * @param text the message, cut to 500 characters
     * @param took how long it took
     */
    public record Request(LogPlace at, String text, Duration took) {}

    /**
     * All requests with durations.
     *
     * @param count how many
     * @param slow how many of them took a second or more
     * @param total the sum of their durations
     * @param longest the longest duration
     */
    public record RequestTotals(long count, long slow, Duration total, Duration longest) {}
}
