package io.github.dnswhy.facts;

import io.github.dnswhy.model.IpAddress;
import java.util.List;

/**
 * Responses that came from another address or port than the one that was asked, and of which no right copy followed.
 *
 * @param asked whom the clients asked
 * @param replied who answered
 * @param count how many
 * @param frames a few of the responses
 */
public record MisdirectionFacts(IpAddress asked, IpAddress replied, long count, List<FrameReference> frames) {
    /** Copies the list. */
    public MisdirectionFacts {
        frames = List.copyOf(frames);
    }
}
