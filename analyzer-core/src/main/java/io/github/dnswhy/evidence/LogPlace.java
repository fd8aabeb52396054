package io.github.dnswhy.evidence;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a log says something, and when.
 *
 * @param file the file as given
 * @param line line number, from 1
 * @param time the time that the line or its prefix prints
 * @param pod the pod that a prefix of stern or {@code kubectl logs --prefix} names
 */
public record LogPlace(String file, long line, Optional<LogTime> time, Optional<String> pod) {
    /**
     * The moment of the line.
     *
     * @return the moment, empty when the line prints no time or no zone
     */
    public Optional<Instant> instant() {
        return time.flatMap(LogTime::instant);
    }
}
