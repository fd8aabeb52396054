package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.facts.HopFacts;
import io.github.dnswhy.facts.LoopFacts;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.Hop;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.rules.Facts;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a node's capture shows of questions behind the server that the client asked. */
public final class PassedOn {
    /** One question that failed while its server waited for the next is chance. */
    private static final int FAILED_AT_LEAST = 2;

    /** Fewer joined questions do not tell where a server's time goes. */
    private static final int JOINED_AT_LEAST = 5;

    /** A server that adds less of its time itself only hands on what it waits for. */
    private static final double OWN_SHARE = 0.5;

    private PassedOn() {}

    /** The hops to servers of these roles that had no answer while the question before them failed, the worst first. */
    public static List<HopFacts> failing(Facts facts, ServerRole from, ServerRole... to) {
        List<ServerRole> roles = List.of(to);
        return facts.wire().way().hops().stream()
                .filter(h -> h.kind() == Hop.Kind.FORWARDED && h.fromRole() == from && roles.contains(h.toRole()))
                .filter(h -> h.failedBefore() >= FAILED_AT_LEAST)
                .sorted(Comparator.comparingLong(HopFacts::failedBefore)
                        .reversed()
                        .thenComparing(HopFacts::to))
                .toList();
    }

    /** Failed questions and the silent server that they were passed on to. */
    public static Evidence failure(Facts facts, HopFacts hop, double weight) {
        return new WireEvidence(facts)
                .transactions(
                        Phrases.count(hop.failedBefore(), "question") + " ended in an error or in nothing while "
                                + hop.serves().map(Object::toString).orElse("the server") + " waited for "
                                + hop.to() + ", which answered "
                                + Phrases.of(hop.answered(), hop.answered() + hop.unanswered(), "query") + " of it.",
                        weight,
                        hop.unansweredFrames());
    }

    /**
     * Whether a server spends most of its time on those that it asks itself.
     *
     * @param server an endpoint that was seen behind its service
     * @return what it adds itself at the median; empty when most of its time is its own, or nothing is seen behind it
     */
    public static Optional<Duration> ownTimeOfHandsOn(Facts facts, IpAddress server) {
        boolean seen = facts.wire().way().behind(server).stream()
                .anyMatch(h -> h.kind() == Hop.Kind.FORWARDED && h.joined() >= JOINED_AT_LEAST);
        return facts.wire().way().hops().stream()
                .filter(h -> seen && h.kind() == Hop.Kind.TRANSLATED && h.to().equals(server))
                .filter(h -> h.latency().isPresent() && h.added().isPresent())
                .filter(h -> h.added().get().p50().toNanos()
                        < OWN_SHARE * h.latency().get().p50().toNanos())
                .map(h -> h.added().get().p50())
                .findFirst();
    }

    /** The loops between two servers, either way. */
    public static List<LoopFacts> loops(Facts facts, IpAddress one, IpAddress other) {
        return facts.wire().way().loops().stream()
                .filter(l ->
                        l.from().equals(one) && l.to().equals(other) || l.from().equals(other) && l.to().equals(one))
                .toList();
    }
}
