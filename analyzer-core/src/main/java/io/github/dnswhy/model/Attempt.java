package io.github.dnswhy.model;

import java.time.Instant;

/**
 * One query sent by a client, with all its sightings.
 *
 * @param capture index of the capture among the captures of the analysis, from 0
 * @param frame frame number of the first sighting in that capture, from 1
 * @param time when it was seen first
 * @param sightings in how many frames it was seen, at least 1
 */
public record Attempt(int capture, long frame, Instant time, int sightings) {}
