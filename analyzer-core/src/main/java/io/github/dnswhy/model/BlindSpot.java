package io.github.dnswhy.model;

/**
 * What the inputs cannot show.
 *
 * @param text what is not seen, one sentence
 * @param howToSee the command or input that would show it
 */
public record BlindSpot(String text, String howToSee) {}
