package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.facts.CaptureFacts;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.rules.Facts;
import java.util.Optional;

/**
 * Whether the captures may be believed when they show no answer (gates G1 and G3 of the catalogue).
 *
 * <p>What the capturing host dropped looks like silence of a server. Rules that blame silence add {@link #doubt} to what speaks
 * against them.
 *
 * @param dropped frames that the capturing host says it dropped; 0 without counters
 * @param unanswered queries that stayed without an answer
 * @param lossBothWays whether about as many responses lack their query as queries lack their response
 * @param oneDirection whether only queries, or only responses, were captured although the clients went on
 */
public record CaptureHealth(long dropped, long unanswered, boolean lossBothWays, boolean oneDirection) {
    /** Fewer messages without their counterpart than this tell nothing. */
    public static final int ORPHANS_AT_LEAST = 5;

    /** Orphans of both kinds are alike when they differ by no more than this factor. */
    public static final double ALIKE = 3;

    /** Fewer lookups than this do not show how a client behaves. */
    public static final int LOOKUPS_AT_LEAST = 5;

    public static CaptureHealth of(Facts facts) {
        CaptureFacts capture = facts.capture();
        long unanswered = 0;
        for (ServerFacts server : facts.servers()) {
            unanswered +=
                    Math.max(server.transactions().unanswered(), server.losses().lost());
        }
        long queries = capture.unmatchedQueries();
        long responses = capture.unmatchedResponses();
        boolean alike = Math.min(queries, responses) >= ORPHANS_AT_LEAST
                && Math.max(queries, responses) <= ALIKE * Math.min(queries, responses);
        return new CaptureHealth(capture.dropped().orElse(0L), unanswered, alike, isOneSided(facts));
    }

    private static boolean isOneSided(Facts facts) {
        long attempts = facts.servers().stream()
                .mapToLong(s -> s.transactions().attempts())
                .sum();
        long orphans = facts.capture().unmatchedResponses() + facts.capture().earlyResponses();
        if (attempts == 0) {
            return orphans >= ORPHANS_AT_LEAST;
        }
        return orphans == 0 && facts.lookups().total() >= LOOKUPS_AT_LEAST && DeadServer.hearsNothing(facts);
    }

    /**
     * What speaks against silence because of the capture itself.
     *
     * @param heaviest the weight when the capture explains all of the silence
     * @return a fact of that weight or less; empty when nothing is wrong with the capture
     */
    public Optional<Evidence> doubt(double heaviest) {
        if (oneDirection) {
            return Optional.of(WireEvidence.statistic(
                    "The capture holds one direction only, and the clients went on as if they had been answered.",
                    heaviest,
                    "unansweredQueries",
                    unanswered,
                    "count"));
        }
        if (dropped > 0) {
            double share = Math.min(1, dropped / (double) Math.max(1, unanswered));
            return Optional.of(WireEvidence.statistic(
                    Phrases.count(dropped, "frame")
                            + " were dropped while capturing: responses may be missing for that reason.",
                    heaviest * Math.max(0.1, share),
                    "droppedFrames",
                    dropped,
                    "count"));
        }
        if (lossBothWays) {
            return Optional.of(WireEvidence.statistic(
                    "About as many responses lack their query as queries lack their response: the capture itself lost frames.",
                    heaviest * 0.6,
                    "unansweredQueries",
                    unanswered,
                    "count"));
        }
        return Optional.empty();
    }
}
