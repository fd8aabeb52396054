package io.github.dnswhy.model;

import java.time.Duration;

/**
 * Order statistics of durations, by nearest rank.
 *
 * @param p50 the median
 * @param p90 the 90th percentile
 * @param p95 the 95th percentile
 * @param p99 the 99th percentile
 * @param max the largest
 */
public record Percentiles(Duration p50, Duration p90, Duration p95, Duration p99, Duration max) {}
