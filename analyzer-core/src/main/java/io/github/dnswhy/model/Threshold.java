package io.github.dnswhy.model;

/**
 * A number that a rule compares with, so that a reader can judge and change it.
 *
 * @param name its name in camelCase
 * @param value its value
 * @param unit its unit: {@code ms}, {@code s}, {@code ratio}, {@code count}
 * @param source where it comes from: a source file, an RFC, a measurement
 */
public record Threshold(String name, double value, String unit, String source) {}
