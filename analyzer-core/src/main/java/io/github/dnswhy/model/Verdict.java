package io.github.dnswhy.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the report says first.
 *
 * @param dnsToBlame whether DNS is to blame
 * @param rootCause the cause's id, only when DNS is to blame
 * @param confidence how sure, 0..1
 * @param headline one line
 * @param summary one to three sentences
 * @param affectedServers the servers concerned, ascending
 * @param affectedNames the names concerned, by frequency
 * @param from start of the captured time, when there is a capture
 * @param to its end
 * @param impact what it cost
 */
public record Verdict(
        Answer dnsToBlame,
        Optional<String> rootCause,
        double confidence,
        String headline,
        String summary,
        List<IpAddress> affectedServers,
        List<String> affectedNames,
        Optional<Instant> from,
        Optional<Instant> to,
        Cost impact) {
    /** Copies the lists. */
    public Verdict {
        affectedServers = List.copyOf(affectedServers);
        affectedNames = List.copyOf(affectedNames);
    }

    /** Whether DNS is to blame. */
    public enum Answer {
        /** It is. */
        YES,
        /** It is not. */
        NO,
        /** The inputs cannot tell. */
        UNDETERMINED
    }

    /**
     * What the incident cost.
     *
     * @param lookups lookups in all
     * @param slowLookups slow ones
     * @param failedLookups failed ones
     * @param waited felt time spent on attempts that were never answered in time
     * @param threadsResolving threads inside a resolution, in the dump with most
     * @param threadsWaiting threads held up by another's resolution, in the dump with most
     */
    public record Cost(
            long lookups,
            long slowLookups,
            long failedLookups,
            Duration waited,
            int threadsResolving,
            int threadsWaiting) {}
}
