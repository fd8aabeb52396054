package io.github.dnswhy.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the captures themselves.
 *
 * @param files their paths as given, by capture index
 * @param from time of the first frame
 * @param to time of the last frame
 * @param frames frames in all
 * @param messages DNS messages in all
 * @param dropped frames that the capturing host says it dropped, when a capture has counters
 * @param cutFrames frames cut by the snaplen
 * @param unmatchedResponses responses without a query, after the first ten seconds
 * @param earlyResponses responses without a query in the first ten seconds
 * @param unmatchedQueries transactions without an answer, the undetermined ones left out
 * @param icmpErrors ICMP errors that quote DNS
 * @param copies query frames beyond the first sighting of each query
 * @param translatedCopies queries that were seen with the address of an endpoint too
 * @param backward frames whose time lies before that of a frame before them
 * @param farthestBack by how much at most
 * @param damaged captures that are cut or damaged, by path
 * @param gaps stretches that were not captured, in order of time
 */
public record CaptureFacts(
        List<String> files,
        Optional<Instant> from,
        Optional<Instant> to,
        long frames,
        long messages,
        Optional<Long> dropped,
        long cutFrames,
        long unmatchedResponses,
        long earlyResponses,
        long unmatchedQueries,
        long icmpErrors,
        long copies,
        long translatedCopies,
        long backward,
        Duration farthestBack,
        List<String> damaged,
        List<GapFacts> gaps) {
    /** Copies the lists. */
    public CaptureFacts {
        files = List.copyOf(files);
        damaged = List.copyOf(damaged);
        gaps = List.copyOf(gaps);
    }
}
