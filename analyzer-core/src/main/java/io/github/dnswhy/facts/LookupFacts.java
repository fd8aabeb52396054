package io.github.dnswhy.facts;

import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.Percentiles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lookups of the applications, forwarders left out.
 *
 * @param total all of them
 * @param slow felt at least the slow threshold
 * @param failed gave up or failed by a fault
 * @param outcomes by outcome
 * @param slowThreshold from where on a lookup is slow
 * @param felt felt durations of all but the undetermined ones
 * @param feltTotal sum of all felt time
 * @param waited the part of it on attempts that were not answered in time
 * @param answering the part of it on attempts that were
 * @param walks lookups that tried more than one name
 * @param walkQueries queries for names of a walk that did not exist
 * @param walkTime felt time of them
 * @param queries all queries of all lookups
 * @param kept the longest lookups and a fair sample of the others, descending by felt time, then by start
 * @param sampled whether {@code kept} leaves some out
 * @param nxdomainNames names that the applications asked for and that do not exist, by count
 * @param failedNames names whose lookups failed, by count
 */
public record LookupFacts(
        long total,
        long slow,
        long failed,
        Map<LookupOutcome, Long> outcomes,
        Duration slowThreshold,
        Optional<Percentiles> felt,
        Duration feltTotal,
        Duration waited,
        Duration answering,
        long walks,
        long walkQueries,
        Duration walkTime,
        long queries,
        List<Lookup> kept,
        boolean sampled,
        List<NameCount> nxdomainNames,
        List<NameCount> failedNames) {
    /** Copies the lists. */
    public LookupFacts {
        kept = List.copyOf(kept);
        nxdomainNames = List.copyOf(nxdomainNames);
        failedNames = List.copyOf(failedNames);
    }

    /**
     * A name with a count.
     *
     * @param name the name
     * @param count how often
     */
    public record NameCount(String name, long count) {}

    /**
     * How many lookups have one outcome.
     *
     * @param outcome the outcome
     * @return the count
     */
    public long count(LookupOutcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }
}
