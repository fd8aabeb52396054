package io.github.dnswhy.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The lookups of the applications.
 *
 * @param total all of them
 * @param slow those felt at least {@code slowThreshold}, unfinished ones included
 * @param failed those that gave up or failed by a fault
 * @param undetermined those open and young at the end of the capture
 * @param slowThreshold from where on a lookup is slow
 * @param felt felt durations of all but the undetermined ones, when there are any
 * @param waited the part of all felt time spent on attempts that were never answered in time
 * @param waitedBy all felt time split by what was waited for, descending
 * @param worst the longest lookups, descending by felt time, then by start
 */
public record LookupSummary(
        long total,
        long slow,
        long failed,
        long undetermined,
        Duration slowThreshold,
        Optional<Percentiles> felt,
        Duration waited,
        List<Waited> waitedBy,
        List<Lookup> worst) {
    /** Copies the lists. */
    public LookupSummary {
        waitedBy = List.copyOf(waitedBy);
        worst = List.copyOf(worst);
    }

    /**
     * A part of the felt time.
     *
     * @param kind what the time was spent on; empty for the sum of what is not listed
     * @param server the server that was asked; empty for the sum of what is not listed and for the client's own time
     * @param what the same in words, for example {@code no answer from 169.254.20.10}
     * @param time how long, summed over all lookups
     */
    public record Waited(Optional<WaitKind> kind, Optional<IpAddress> server, String what, Duration time) {}
}
