package io.github.dnswhy.rules;

import io.github.dnswhy.facts.LookupFacts;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.model.WaitKind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lookups that took long once, for a moment, while all others were quick: caches are cold and code is not compiled when things start.
 *
 * @param count how many took long
 * @param from when the first of them began
 * @param length from there until the last of them ended
 * @param others lookups that were quick
 */
public record ShortBurst(long count, Instant from, Duration length, long others) {
    /** From the first lookup that took long to the end of the last one. */
    public static final Threshold LONGEST = new Threshold(
            "burst",
            3_000,
            "ms",
            "judgement: first lookups after a start, recorded on busy machines, were quick after 1 to 2 s");

    /** Healthy captures had p95 up to 140 ms from cold forwards. */
    public static final Duration QUICK = Duration.ofMillis(250);

    /** So many quick lookups besides show that it was a moment. */
    private static final int LEAST_OTHERS = 20;

    private static final Set<WaitKind> FAULTS = EnumSet.of(
            WaitKind.DEAD_SERVER, WaitKind.LOST_QUERY, WaitKind.LOST_HALF, WaitKind.REFUSED, WaitKind.ERROR_ANSWER);

    /** The burst, when all lookups that were not quick lie in one, each of their queries was answered, and enough others were quick. */
    static Optional<ShortBurst> of(LookupFacts lookups) {
        List<Lookup> slower = lookups.kept().stream()
                .filter(l ->
                        l.outcome() != LookupOutcome.UNDETERMINED && l.felt().compareTo(QUICK) >= 0)
                .toList();
        if (slower.isEmpty() || lookups.failed() > 0 || !slower.stream().allMatch(ShortBurst::isAnswered)) {
            return Optional.empty();
        }
        Instant from = slower.get(0).start();
        Instant to = from;
        for (Lookup lookup : slower) {
            from = lookup.start().isBefore(from) ? lookup.start() : from;
            Instant end = lookup.start().plus(lookup.felt());
            to = end.isAfter(to) ? end : to;
        }
        Duration length = Duration.between(from, to);
        long others = lookups.total() - lookups.count(LookupOutcome.UNDETERMINED) - slower.size();
        return length.toMillis() > LONGEST.value() || others < LEAST_OTHERS
                ? Optional.empty()
                : Optional.of(new ShortBurst(slower.size(), from, length, others));
    }

    /** Whether it waited for answers only; a client that asks all its servers at once leaves some without one and does not care. */
    private static boolean isAnswered(Lookup lookup) {
        return !lookup.spent().isEmpty() && lookup.spent().stream().noneMatch(spent -> FAULTS.contains(spent.kind()));
    }
}
