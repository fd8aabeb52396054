package io.github.dnswhy.model;

import java.util.List;

/**
 * The way of questions from server to server.
 *
 * @param hops its stretches, in the order in which a question goes; empty when only clients and their servers were seen
 * @param loops where questions came back to a server that had passed them on, the most frequent first
 * @param sampled whether only a part of the questions was followed, as there were too many
 */
public record Way(List<Hop> hops, List<Loop> loops, boolean sampled) {
    /** Nothing of a way was seen. */
    public static final Way NONE = new Way(List.of(), List.of(), false);

    /** Copies the lists. */
    public Way {
        hops = List.copyOf(hops);
        loops = List.copyOf(loops);
    }

    /**
     * Questions that came back.
     *
     * @param from the server that sent them back
     * @param to the server to which they came back
     * @param times how often
     * @param questions how many different questions
     */
    public record Loop(IpAddress from, IpAddress to, long times, long questions) {}
}
