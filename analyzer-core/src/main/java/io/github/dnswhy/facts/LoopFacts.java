package io.github.dnswhy.facts;

import io.github.dnswhy.model.IpAddress;
import java.util.List;

/**
 * Questions that came back: a server passed one on to an address that had passed on, or asked, the same question on its way there.
 *
 * @param from who sent it back
 * @param to to whom it came back
 * @param times how often
 * @param names how many questions it befell
 * @param frames the queries that close the circle, some
 */
public record LoopFacts(IpAddress from, IpAddress to, long times, long names, List<FrameReference> frames) {
    /** Copies the list. */
    public LoopFacts {
        frames = List.copyOf(frames);
    }
}
