package io.github.dnswhy.evidence;

import io.github.dnswhy.model.Anomalies;
import java.time.Instant;
import java.util.Optional;

/**
 * How the reading of one text went.
 *
 * @param lines how many lines it has
 * @param from the moment of its first fact or line that is known in UTC
 * @param to the moment of its last one
 * @param anomalies what was damaged or odd in it
 */
public record TextSummary(long lines, Optional<Instant> from, Optional<Instant> to, Anomalies anomalies) {}
