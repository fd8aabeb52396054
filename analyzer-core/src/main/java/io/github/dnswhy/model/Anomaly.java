package io.github.dnswhy.model;

/**
 * Something damaged or odd in an input: never silent, never fatal while the rest can be read.
 *
 * @param name its permanent name in kebab-case, for example {@code frame-cut-short}
 * @param count how often it was met, at least 1
 * @param first where it was met first
 */
public record Anomaly(String name, long count, Place first) {}
