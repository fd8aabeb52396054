package io.github.dnswhy.model;

/** All bounds of an analysis, immutable. Memory and time depend on these, not on the size of the input. */
public final class Limits {
    private static final Limits DEFAULTS = new Limits(standard());

    private final long[] values;

    private Limits(long[] values) {
        this.values = values;
    }

    private static long[] standard() {
        Limit[] all = Limit.values();
        long[] values = new long[all.length];
        for (Limit limit : all) {
            values[limit.ordinal()] = limit.standard();
        }
        return values;
    }

    /**
     * The default bounds.
     *
     * @return the same instance each time
     */
    public static Limits defaults() {
        return DEFAULTS;
    }

    /**
     * The same bounds with one changed.
     *
     * @param limit the bound to change
     * @param value its new value, at least 1
     * @return new bounds
     * @throws IllegalArgumentException if the value is not positive
     */
    public Limits with(Limit limit, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(limit.text() + " must be at least 1, not " + value);
        }
        long[] changed = values.clone();
        changed[limit.ordinal()] = value;
        return new Limits(changed);
    }

    /**
     * The value of a bound.
     *
     * @param limit the bound
     * @return its value, positive
     */
    public long get(Limit limit) {
        return values[limit.ordinal()];
    }

    /**
     * The value of a bound that sizes an array.
     *
     * @param limit the bound
     * @return its value, at most {@link Integer#MAX_VALUE}
     */
    public int size(Limit limit) {
        return (int) Math.min(values[limit.ordinal()], Integer.MAX_VALUE);
    }
}
