package io.github.dnswhy.facts;

import java.time.Duration;
import java.time.Instant;

/**
 * A hole in the captures: nothing was captured, though there was traffic.
 *
 * @param from time of the last frame before it
 * @param length how long it is
 * @param capture index of the capture in which the first frame behind it is
 * @param frame the number of that frame
 * @param betweenCaptures whether it lies between two captures rather than in one
 */
public record GapFacts(Instant from, Duration length, int capture, long frame, boolean betweenCaptures) {}
