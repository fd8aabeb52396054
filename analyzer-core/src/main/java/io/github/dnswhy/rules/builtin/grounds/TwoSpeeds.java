package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.facts.AnswerFacts;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.rules.Facts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a server answers names of the cluster with two speeds and nothing between: as a service does behind which one endpoint is slow.
 * A queue gives all times up to its longest instead. Both halves of a pair leave from one port, so they meet the same endpoint.
 *
 * @param quick answers within {@value AnswerFacts#FAST_MILLIS} ms
 * @param slow answers that took half the mean of slow ones or more
 * @param between the others
 * @param pairsAlike pairs whose halves were both slow
 * @param pairsMixed pairs of which one half was quick and one slow
 */
public record TwoSpeeds(long quick, long slow, long between, long pairsAlike, long pairsMixed) {
    private static final int LEAST = 20;
    private static final double LEAST_SHARE = 0.15;
    /** Of the slow ones: a queue gives about as many. */
    private static final double MOST_BETWEEN = 0.2;

    private static final int LEAST_PAIRS = 5;
    private static final double PAIRS_MIXED = 0.1;
    /** A and AAAA are sent within a millisecond; busy machines take a few. */
    private static final Duration TOGETHER = Duration.ofMillis(5);

    /** The answers of one server in the lookups that were kept. */
    public static TwoSpeeds of(Facts facts, ServerFacts server) {
        ClusterDomain cluster = ClusterDomain.of(facts);
        List<LookupStep> steps = new ArrayList<>();
        for (Lookup lookup : facts.lookups().kept()) {
            for (LookupStep step : lookup.steps()) {
                boolean answered = step.responseFrame() > 0 && step.fate() != StepFate.ERROR;
                if (answered && step.server().equals(server.address()) && cluster.contains(step.name())) {
                    steps.add(step);
                }
            }
        }
        long border = slowBorder(steps);
        long quick = 0;
        long slow = 0;
        long alike = 0;
        long mixed = 0;
        for (int i = 0; i < steps.size(); i++) {
            LookupStep step = steps.get(i);
            boolean isSlow = step.duration().toMillis() >= border;
            quick += isQuick(step) ? 1 : 0;
            slow += isSlow ? 1 : 0;
            if (i > 0 && arePair(steps.get(i - 1), step)) {
                boolean wasSlow = steps.get(i - 1).duration().toMillis() >= border;
                alike += isSlow && wasSlow ? 1 : 0;
                mixed += isSlow && isQuick(steps.get(i - 1)) || wasSlow && isQuick(step) ? 1 : 0;
            }
        }
        return new TwoSpeeds(quick, slow, steps.size() - quick - slow, alike, mixed);
    }

    /** Half of what slow answers take on average, in ms. */
    private static long slowBorder(List<LookupStep> steps) {
        double mean = steps.stream()
                .mapToLong(step -> step.duration().toMillis())
                .filter(millis -> millis >= AnswerFacts.SLOW_MILLIS)
                .average()
                .orElse(0);
        return Math.max(AnswerFacts.SLOW_MILLIS, Math.round(mean / 2));
    }

    private static boolean isQuick(LookupStep step) {
        return step.duration().toMillis() < AnswerFacts.FAST_MILLIS;
    }

    private static boolean arePair(LookupStep a, LookupStep b) {
        return a.name().equals(b.name())
                && !a.type().equals(b.type())
                && b.offset().minus(a.offset()).abs().compareTo(TOGETHER) < 0;
    }

    /** Answers that were looked at. */
    public long all() {
        return quick + slow + between;
    }

    /** Whether there are enough of both kinds, hardly any between, and pairs go together. */
    public boolean areApart() {
        return all() >= LEAST
                && quick >= LEAST_SHARE * all()
                && slow >= LEAST_SHARE * all()
                && between <= MOST_BETWEEN * slow
                && pairsAlike >= LEAST_PAIRS
                && pairsMixed <= PAIRS_MIXED * (pairsAlike + pairsMixed);
    }
}
