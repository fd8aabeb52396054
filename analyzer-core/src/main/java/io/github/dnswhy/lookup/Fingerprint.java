package io.github.dnswhy.lookup;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Tells a client's resolver by its habits. What was seen is counted up to a bound, beyond which one more of the same says nothing
 * new: a client with a million lookups costs no more than one with a few. Not thread-safe.
 */
final class Fingerprint {
    private static final ResolverKind[] KINDS = ResolverKind.values();
    private static final Habit[] HABITS = Habit.values();

    /** Eight times the same is as sure as it gets. */
    private static final int COUNTED_AT_MOST = 8;

    /** How common the resolvers are among those who wonder about DNS, in tenths of a nat. */
    private static final int[] BEFOREHAND = {0, -20, -35, -35, -45, -45, -40, -45};

    private static final int GROUNDS_AT_MOST = 3;

    /** What fits less than this speaks for nobody. */
    private static final int UNUSUAL = -10;

    private static final double SUREST = 0.99;
    private static final double TENTHS = 10;

    private final byte[] seen = new byte[HABITS.length];
    private final int[] fits = BEFOREHAND.clone();
    private ResolverKind best = ResolverKind.GLIBC;

    void saw(Habit habit) {
        int i = habit.ordinal();
        if (seen[i] < COUNTED_AT_MOST) {
            seen[i]++;
            add(habit);
        }
    }

    private void add(Habit habit) {
        for (int k = 0; k < KINDS.length; k++) {
            fits[k] += habit.fits[k];
        }
        for (ResolverKind kind : KINDS) {
            if (fits[kind.ordinal()] > fits[best.ordinal()]) {
                best = kind;
            }
        }
    }

    /** The resolver whose habits these are most likely. */
    ResolverKind best() {
        return best;
    }

    /** What was seen that speaks for it rather than for others, the strongest first. */
    List<String> grounds() {
        List<String> grounds = Arrays.stream(HABITS)
                .filter(habit -> weight(habit) > 0)
                .sorted(Comparator.comparingInt(this::weight).reversed())
                .limit(GROUNDS_AT_MOST)
                .map(habit -> habit.text)
                .toList();
        return grounds.isEmpty() ? List.of("the most common where nothing tells") : grounds;
    }

    private int weight(Habit habit) {
        return habit.fits[best.ordinal()] < UNUSUAL ? 0 : seen[habit.ordinal()] * habit.telling(best);
    }

    /** How sure that is: 0..0.99, for the habits are not independent and no list of resolvers is whole. */
    double confidence() {
        double sum = 0;
        for (int fit : fits) {
            sum += Math.exp((fit - fits[best.ordinal()]) / TENTHS);
        }
        return Math.min(SUREST, 1 / sum);
    }
}
