package io.github.dnswhy.facts;

import io.github.dnswhy.model.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Responses of one server for one zone that were not simply quick and good. A response may be of several kinds, and then counts for each.
 *
 * @param server who answered
 * @param zone the last two labels of the names (three under a country's {@code co}, {@code com} and their like); empty for all zones
 *     beyond the bound
 * @param kind what the responses have in common
 * @param rcode the RCODE's mnemonic for {@link Kind#ERROR}, otherwise empty
 * @param count how many
 * @param fast those within {@value #FAST_MILLIS} ms of the first attempt
 * @param stepped those after 2, 4 or 6 s, when CoreDNS's forward gives up on one upstream, on two, on three
 * @param shortest the shortest time from the first attempt to the response
 * @param mean the mean of these times
 * @param longest the longest of them
 * @param extendedErrors Extended DNS Errors (RFC 8914) by INFO-CODE
 * @param names a few of the names, as asked
 * @param frames a few of the responses
 */
public record AnswerFacts(
        IpAddress server,
        String zone,
        Kind kind,
        String rcode,
        long count,
        long fast,
        long stepped,
        Duration shortest,
        Duration mean,
        Duration longest,
        Map<Integer, Long> extendedErrors,
        List<String> names,
        List<FrameReference> frames) {
    /** Below this a response came out of a cache or a policy, not from elsewhere. */
    public static final int FAST_MILLIS = 50;

    /** From here on a response counts as {@link Kind#SLOW}. */
    public static final int SLOW_MILLIS = 100;

    /** CoreDNS's forward waits 2 s for an upstream, and tries up to three times. */
    private static final long STEP_MILLIS = 2_000;

    private static final long STEP_LATE_MILLIS = 350;
    private static final long STEP_EARLY_MILLIS = 30;
    private static final int STEPS = 3;
    private static final int SHORT_LABEL = 3;

    /** What is odd about a response. */
    public enum Kind {
        /** An RCODE other than NOERROR and NXDOMAIN. */
        ERROR,
        /** Any response that took {@value #SLOW_MILLIS} ms or more, unless it came sooner than that after a repetition of the query. */
        SLOW,
        /** Answers with a TTL of 0. */
        TTL_ZERO,
        /** A chain of aliases that is long (more than 8), or that ends without a record of the asked type. */
        ALIASES
    }

    /**
     * Whether a response came when CoreDNS's forward gives up on one upstream, on two, on three.
     *
     * @param latency from the first attempt to the response
     * @return true at 2, 4 and 6 s, from {@value #STEP_EARLY_MILLIS} ms before to {@value #STEP_LATE_MILLIS} ms after
     */
    public static boolean isStep(Duration latency) {
        return isStep(latency.toNanos());
    }

    /**
     * The same in nanoseconds, for what is counted once a packet.
     *
     * @param latencyNanos from the first attempt to the response
     * @return as for a duration
     */
    public static boolean isStep(long latencyNanos) {
        long late = latencyNanos / 1_000_000 + STEP_EARLY_MILLIS;
        long step = late / STEP_MILLIS;
        return step >= 1 && step <= STEPS && late % STEP_MILLIS <= STEP_EARLY_MILLIS + STEP_LATE_MILLIS;
    }

    /**
     * The zone by which names are grouped: their last two labels, or three under a country's {@code co}, {@code com} and their like.
     *
     * @param name a name in presentation form, without its final dot
     * @return its zone; the name itself when it is as short
     */
    public static String zoneOf(String name) {
        int last = name.lastIndexOf('.');
        int second = last < 0 ? -1 : name.lastIndexOf('.', last - 1);
        boolean underCountry = second >= 0 && name.length() - last == 3 && last - second - 1 <= SHORT_LABEL;
        return name.substring((underCountry ? name.lastIndexOf('.', second - 1) : second) + 1);
    }

    /** Copies the collections. */
    public AnswerFacts {
        extendedErrors = Map.copyOf(extendedErrors);
        names = List.copyOf(names);
        frames = List.copyOf(frames);
    }
}
