/**
 * The owned values of an analysis: what a reader of results meets, from one {@link io.github.dnswhy.model.Lookup} to the
 * whole {@link io.github.dnswhy.model.Report}.
 *
 * <p>Everything here is immutable, knows no input format and no buffer, and may be used by every other package. Times are
 * {@link java.time.Instant} in UTC, durations {@link java.time.Duration}, addresses {@link io.github.dnswhy.model.IpAddress},
 * domain names text in presentation form (RFC 1035 §5.1, RFC 4343 escapes) without the final dot.
 */
package io.github.dnswhy.model;
