package io.github.dnswhy.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One call of the application, such as {@code getaddrinfo}: search list × types × attempts × servers, as one.
 *
 * @param id its number in order of start, from 1
 * @param client the address that asked
 * @param name what the application asked for, as far as it can be told (without the search suffix)
 * @param types the types asked, as mnemonics in order of first use
 * @param start time of its first query
 * @param felt how long the application waited; of an unfinished lookup its age at the end of the capture
 * @param outcome how it ended
 * @param steps its queries in order of time
 */
public record Lookup(
        long id,
        IpAddress client,
        String name,
        List<String> types,
        Instant start,
        Duration felt,
        LookupOutcome outcome,
        List<LookupStep> steps) {
    /** Copies the lists. */
    public Lookup {
        types = List.copyOf(types);
        steps = List.copyOf(steps);
    }
}
