package io.github.dnswhy.rules.builtin;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lookups written step by step. */
final class Lookups {
    private static final IpAddress SERVER = IpAddress.parse("10.96.0.10").orElseThrow();
    private static final IpAddress CLIENT = IpAddress.parse("10.244.1.17").orElseThrow();

    private final List<LookupStep> steps = new ArrayList<>();
    private final String name;
    private long frame = 10;

    private Lookups(String name) {
        this.name = name;
    }

    static Lookups of(String name) {
        return new Lookups(name);
    }

    /** A query so many milliseconds after the start of the lookup. */
    Lookups step(long offsetMillis, String qname, String type, int id, StepFate fate, long millis) {
        boolean answered = fate != StepFate.TIMEOUT && fate != StepFate.REJECTED && fate != StepFate.OPEN;
        steps.add(new LookupStep(
                Duration.ofMillis(offsetMillis),
                0,
                frame++,
                SERVER,
                Transport.UDP,
                qname,
                type,
                id,
                fate,
                answered ? Optional.of(fate == StepFate.NXDOMAIN ? "NXDOMAIN" : "NOERROR") : Optional.empty(),
                Duration.ofMillis(millis),
                answered ? frame++ : 0));
        return this;
    }

    Lookup felt(long millis, LookupOutcome outcome) {
        return new Lookup(
                1,
                CLIENT,
                name,
                List.of("A", "AAAA"),
                IncidentBuilder.START.plusSeconds(5),
                Duration.ofMillis(millis),
                outcome,
                steps);
    }
}
