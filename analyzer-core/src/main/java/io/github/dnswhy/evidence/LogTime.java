package io.github.dnswhy.evidence;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The time of a log line as it is printed.
 *
 * @param local date and time of day as printed
 * @param offset the offset from UTC as printed; empty when the line names none, and then nothing is assumed
 */
public record LogTime(LocalDateTime local, Optional<ZoneOffset> offset) {
    /**
     * The moment that is meant.
     *
     * @return the moment, empty when no offset is printed
     */
    public Optional<Instant> instant() {
        return offset.map(local::toInstant);
    }
}
