package io.github.dnswhy.model;

import java.time.Duration;

/**
 * What another setting of the resolver would have changed, computed by replaying the lookups of the capture under its rules.
 *
 * @param id its name in kebab-case, for example {@code timeout-1-attempts-2}
 * @param setting the setting as one would write it
 * @param lookups how many lookups could be computed, under this setting and as they were
 * @param notComputable how many could not: the capture does not show what would have been answered, or they do not follow the model
 * @param before what was measured of those that could be computed
 * @param after the same lookups under the setting
 */
public record StopGap(String id, String setting, long lookups, long notComputable, Figures before, Figures after) {
    /**
     * The figures of some lookups.
     *
     * @param slow how many were slow
     * @param failed how many gave up or failed by a fault
     * @param felt the sum of what was felt
     * @param p95 the 95th percentile of what was felt, by nearest rank
     */
    public record Figures(long slow, long failed, Duration felt, Duration p95) {}
}
