package io.github.dnswhy.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The incident over time.
 *
 * @param slice length of a slice
 * @param from start of the first slice
 * @param slices the slices without gaps
 * @param events what happened at a moment: dumps, log lines, servers that fell silent
 */
public record Timeline(Duration slice, Instant from, List<Slice> slices, List<Event> events) {
    /** Copies the lists. */
    public Timeline {
        slices = List.copyOf(slices);
        events = List.copyOf(events);
    }

    /**
     * One slice.
     *
     * @param queries attempts sent in it
     * @param answered how many of them were answered
     * @param unanswered how many were not
     * @param feltP95 95th percentile of the lookups that started in it, when there are any
     * @param servers attempts by server
     */
    public record Slice(
            long queries, long answered, long unanswered, Optional<Duration> feltP95, Map<IpAddress, Long> servers) {}

    /**
     * One event.
     *
     * @param time when
     * @param kind what, in kebab-case
     * @param text in words
     * @param source file and line, frame or dump
     */
    public record Event(Instant time, String kind, String text, String source) {}
}
