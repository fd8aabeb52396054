package io.github.dnswhy.facts;

import io.github.dnswhy.model.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What was counted for one client.
 *
 * @param address its address
 * @param forwarder whether it only passes on what others ask: its queries are legs, not lookups
 * @param attempts queries sent
 * @param lookups its lookups; 0 for a forwarder
 * @param slow slow ones
 * @param failed failed ones
 * @param waited felt time on attempts that were not answered in time
 * @param servers the servers it asked, by attempts descending
 * @param resolver the resolver whose habits it shows, for example {@code glibc}; empty for a forwarder and without lookups
 * @param resolverConfidence how sure that is, 0..1; 0 without one
 * @param resolverGrounds what was seen that speaks for it rather than for others, the strongest first
 */
public record ClientFacts(
        IpAddress address,
        boolean forwarder,
        long attempts,
        long lookups,
        long slow,
        long failed,
        Duration waited,
        List<IpAddress> servers,
        Optional<String> resolver,
        double resolverConfidence,
        List<String> resolverGrounds) {
    /** Copies the lists. */
    public ClientFacts {
        resolverGrounds = List.copyOf(resolverGrounds);
        servers = List.copyOf(servers);
    }
}
