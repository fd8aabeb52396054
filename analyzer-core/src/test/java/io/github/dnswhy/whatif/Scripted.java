package io.github.dnswhy.whatif;

import io.github.dnswhy.evidence.ResolvConf;
import io.github.dnswhy.facts.LookupFacts;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Lookups written down query by query, times in milliseconds. */
final class Scripted {
    static final IpAddress FIRST = address("10.0.0.1");
    static final IpAddress SECOND = address("10.0.0.2");
    private static final IpAddress CLIENT = address("10.1.0.1");
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    private final List<Lookup> lookups = new ArrayList<>();
    private List<LookupStep> steps = new ArrayList<>();

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    /** Adds one query to the lookup that is being written. */
    Scripted query(long at, IpAddress server, String name, String type, StepFate fate, long ms) {
        Optional<String> rcode = switch (fate) {
            case ANSWERED, NODATA -> Optional.of("NOERROR");
            case NXDOMAIN -> Optional.of("NXDOMAIN");
            case ERROR -> Optional.of("SERVFAIL");
            case TRUNCATED, TIMEOUT, REJECTED, OPEN -> Optional.empty();
        };
        Duration offset = Duration.ofMillis(at);
        Duration duration = Duration.ofMillis(ms);
        steps.add(new LookupStep(
                offset, 0, steps.size() + 1L, server, Transport.UDP, name, type, 1, fate, rcode, duration, 0));
        return this;
    }

    /** Adds the queries for both types, which end alike. */
    Scripted pair(long at, IpAddress server, String name, StepFate fate, long ms) {
        query(at, server, name, "A", fate, ms);
        return query(at, server, name, "AAAA", fate == StepFate.ANSWERED ? StepFate.NODATA : fate, ms);
    }

    /** Ends the lookup that is being written. */
    Scripted ends(long startsAt, String name, long felt, LookupOutcome outcome) {
        lookups.add(new Lookup(
                lookups.size() + 1L,
                CLIENT,
                name,
                List.of("A", "AAAA"),
                START.plusMillis(startsAt),
                Duration.ofMillis(felt),
                outcome,
                steps));
        steps = new ArrayList<>();
        return this;
    }

    LookupFacts facts() {
        return new LookupFacts(
                lookups.size(),
                0,
                0,
                Map.of(),
                Duration.ofSeconds(1),
                Optional.empty(),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                0,
                0,
                Duration.ZERO,
                0,
                lookups,
                false,
                List.of(),
                List.of());
    }

    static Optional<ResolvConf> conf(int ndots, List<String> search, IpAddress... servers) {
        List<ResolvConf.Nameserver> nameservers = new ArrayList<>();
        for (IpAddress server : servers) {
            nameservers.add(new ResolvConf.Nameserver(nameservers.size() + 1L, server));
        }
        return Optional.of(new ResolvConf(
                "resolv.conf",
                nameservers,
                search,
                1,
                1,
                OptionalInt.of(ndots),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Set.of()));
    }
}
