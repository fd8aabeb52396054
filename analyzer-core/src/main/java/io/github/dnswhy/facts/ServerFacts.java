package io.github.dnswhy.facts;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.ServerRole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was counted for one server.
 *
 * @param address its address
 * @param role what it is in the cluster
 * @param asks whether it sends queries itself
 * @param transactions what its clients asked and what came back
 * @param rcodes responses by RCODE mnemonic
 * @param latency latency of answered transactions
 * @param firstAttempt when it was asked first
 * @param lastAttempt when it was asked last
 * @param firstAnswer when it answered first
 * @param lastAnswer when it answered last
 * @param longestSilence the longest span in which it answered nothing while it was asked
 * @param rounds what the lookups of its clients felt
 * @param losses which of their queries were lost, alone or beside others
 * @param unansweredFrames a few queries that it did not answer
 * @param rejectedFrames a few queries that were rejected by ICMP, or refused without a trace
 * @param errorFrames a few responses with an error RCODE
 * @param lostHalfFrames a few queries that were lost while the other half of their pair was answered
 */
public record ServerFacts(
        IpAddress address,
        ServerRole role,
        boolean asks,
        Transactions transactions,
        Map<String, Long> rcodes,
        Optional<Percentiles> latency,
        Instant firstAttempt,
        Instant lastAttempt,
        Optional<Instant> firstAnswer,
        Optional<Instant> lastAnswer,
        Duration longestSilence,
        Rounds rounds,
        Losses losses,
        List<FrameReference> unansweredFrames,
        List<FrameReference> rejectedFrames,
        List<FrameReference> errorFrames,
        List<FrameReference> lostHalfFrames) {
    /**
     * The same server with a role.
     *
     * @param newRole what it is
     * @return a copy
     */
    public ServerFacts as(ServerRole newRole) {
        return new ServerFacts(
                address,
                newRole,
                asks,
                transactions,
                rcodes,
                latency,
                firstAttempt,
                lastAttempt,
                firstAnswer,
                lastAnswer,
                longestSilence,
                rounds,
                losses,
                unansweredFrames,
                rejectedFrames,
                errorFrames,
                lostHalfFrames);
    }

    /**
     * Transactions with the server.
     *
     * @param attempts queries sent
     * @param sightings frames that show them
     * @param total transactions
     * @param answered answered ones
     * @param unanswered those without an answer although the capture went on
     * @param rejected those rejected by ICMP
     * @param reset those whose TCP connection was reset
     * @param undetermined those that the end of the capture left open
     * @param late answered after the client had gone elsewhere
     * @param truncated answered with TC
     * @param askedA transactions of type A
     * @param answeredA answered ones of type A
     * @param askedAaaa transactions of type AAAA
     * @param answeredAaaa answered ones of type AAAA
     */
    public record Transactions(
            long attempts,
            long sightings,
            long total,
            long answered,
            long unanswered,
            long rejected,
            long reset,
            long undetermined,
            long late,
            long truncated,
            long askedA,
            long answeredA,
            long askedAaaa,
            long answeredAaaa) {
        /**
         * The share of transactions that were answered, of those whose fate is known.
         *
         * @return 0..1; 1 when none is known
         */
        public double answeredRatio() {
            long known = total - undetermined;
            return known == 0 ? 1 : (double) answered / known;
        }
    }

    /**
     * Rounds: the server's turns in lookups.
     *
     * @param lookupsFirst lookups that asked this server first
     * @param total rounds
     * @param answered rounds in which everything was answered
     * @param timedOut rounds that the client waited out
     * @param refused rounds that ended at once without an answer: an ICMP error, or the move to the next server within 50 ms
     * @param pairs rounds in which A and AAAA were asked from one port
     * @param pairsLosingA pairs of which only the A query stayed without an answer
     * @param pairsLosingAaaa pairs of which only the AAAA query did
     * @param pairsLost pairs of which both did
     * @param pairsRepaired half-lost pairs whose repetition was answered
     * @param waited felt time of rounds that were not answered
     * @param answering felt time of rounds that were
     * @param erred answered rounds that brought nothing but errors (SERVFAIL, REFUSED and their like)
     * @param erring the part of {@code answering} that they took
     * @param lookupsWaiting lookups that waited for this server in vain
     * @param slowLookups slow lookups that spent more time on this server than on any other
     * @param failedLookups failed lookups that did
     */
    public record Rounds(
            long lookupsFirst,
            long total,
            long answered,
            long timedOut,
            long refused,
            long pairs,
            long pairsLosingA,
            long pairsLosingAaaa,
            long pairsLost,
            long pairsRepaired,
            Duration waited,
            Duration answering,
            long erred,
            Duration erring,
            long lookupsWaiting,
            long slowLookups,
            long failedLookups) {}

    /**
     * Queries over UDP that were lost, by what was under way beside them: what tells a race of two packets from random loss.
     *
     * @param alone queries sent while no other of their lookup was under way from the same port
     * @param aloneLost those of them that stayed without an answer
     * @param parallel pairs of A and AAAA from one port, the second sent before the first was answered
     * @param halfLost pairs of which one query stayed without an answer
     * @param halfLostSecond those of which it was the query sent second
     * @param wholeLost pairs of which both did
     * @param repeated lost queries that the client sent once more, to this or another server
     * @param repeatedLost those whose repetition was lost too
     * @param vanished lost halves that were seen at fewer points of the host than the answered half
     * @param passed lost halves that were seen at as many points, two at least
     */
    public record Losses(
            long alone,
            long aloneLost,
            long parallel,
            long halfLost,
            long halfLostSecond,
            long wholeLost,
            long repeated,
            long repeatedLost,
            long vanished,
            long passed) {
        /** Nothing was asked. */
        public static final Losses NONE = new Losses(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        /**
         * The sum of both.
         *
         * @param other losses at another server
         * @return the sums
         */
        public Losses and(Losses other) {
            return new Losses(
                    alone + other.alone,
                    aloneLost + other.aloneLost,
                    parallel + other.parallel,
                    halfLost + other.halfLost,
                    halfLostSecond + other.halfLostSecond,
                    wholeLost + other.wholeLost,
                    repeated + other.repeated,
                    repeatedLost + other.repeatedLost,
                    vanished + other.vanished,
                    passed + other.passed);
        }

        /**
         * Queries in all.
         *
         * @return the count
         */
        public long queries() {
            return alone + 2 * parallel;
        }

        /**
         * Queries that stayed without an answer.
         *
         * @return the count
         */
        public long lost() {
            return aloneLost + halfLost + 2 * wholeLost;
        }
    }
}
