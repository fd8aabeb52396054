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
 * @param types the types asked, as mnemonics in order of first use; those that could not be read are left out
 * @param start time of its first query
 * @param felt how long the application waited; of an unfinished lookup its age at the end of the capture
 * @param outcome how it ended
 * @param steps its queries in order of time
 * @param spent what the felt time was spent on, in order of first occurrence; adds up to {@code felt}. Whether a server that did not
 *     answer is dead is not told of one lookup
 * @param forwarded whether it only passes on what another client asked, so that no application waited for it
 */
public record Lookup(
        long id,
        IpAddress client,
        String name,
        List<String> types,
        Instant start,
        Duration felt,
        LookupOutcome outcome,
        List<LookupStep> steps,
        List<Spent> spent,
        boolean forwarded) {
    /** Copies the lists. */
    public Lookup {
        types = List.copyOf(types);
        steps = List.copyOf(steps);
        spent = List.copyOf(spent);
    }

    /**
     * A lookup of an application of which only the queries are told.
     *
     * @param id its number in order of start, from 1
     * @param client the address that asked
     * @param name what the application asked for
     * @param types the types asked
     * @param start time of its first query
     * @param felt how long the application waited
     * @param outcome how it ended
     * @param steps its queries in order of time
     */
    public Lookup(
            long id,
            IpAddress client,
            String name,
            List<String> types,
            Instant start,
            Duration felt,
            LookupOutcome outcome,
            List<LookupStep> steps) {
        this(id, client, name, types, start, felt, outcome, steps, List.of(), false);
    }

    /**
     * A part of the felt time.
     *
     * @param kind what it was spent on
     * @param server the server that was asked
     * @param time how long
     */
    public record Spent(WaitKind kind, IpAddress server, Duration time) {}
}
