package io.github.dnswhy.model;

import java.time.Duration;

/**
 * What a finding cost.
 *
 * @param lookups how many lookups it touched
 * @param slowLookups how many of them were slow
 * @param failedLookups how many of them failed
 * @param waited the felt time that it accounts for, summed over lookups
 * @param threads how many threads it held, in the dump with most
 */
public record Impact(long lookups, long slowLookups, long failedLookups, Duration waited, int threads) {
    /** No cost at all. */
    public static final Impact NONE = new Impact(0, 0, 0, Duration.ZERO, 0);
}
