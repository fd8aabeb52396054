package io.github.dnswhy.lookup;

/**
 * Tells a client's resolver by its habits. What was seen is counted up to a bound, beyond which one more of the same says nothing
 * new: a client with a million lookups costs no more than one with a few. Not thread-safe.
 */
final class Fingerprint {
    private static final ResolverKind[] KINDS = ResolverKind.values();

    /** Eight times the same is as sure as it gets. */
    private static final int COUNTED_AT_MOST = 8;

    /** How common the resolvers are among those who wonder about DNS, in tenths of a nat. */
    private static final int[] BEFOREHAND = {0, -20, -35, -35, -45, -45, -40, -45};

    private static final double TENTHS = 10;

    private final byte[] seen = new byte[Habit.values().length];
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

    /** How sure that is: 0..1. */
    double confidence() {
        double sum = 0;
        for (int fit : fits) {
            sum += Math.exp((fit - fits[best.ordinal()]) / TENTHS);
        }
        return 1 / sum;
    }
}
