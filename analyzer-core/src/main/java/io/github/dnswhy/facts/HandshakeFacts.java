package io.github.dnswhy.facts;

import io.github.dnswhy.model.IpAddress;
import java.time.Duration;
import java.util.List;

/**
 * TCP connections that clients opened to one server's DNS port.
 *
 * @param server its address
 * @param opened connections: distinct client ports that sent a SYN
 * @param accepted those that got a SYN-ACK, or carried a message
 * @param refused those reset before anything else
 * @param unanswered those that got nothing until the capture had gone on for {@value #PATIENCE_SECONDS} s
 * @param repeats SYN segments sent again
 * @param longestWait the longest time from a SYN that got nothing to its last repetition
 * @param unansweredFrames a few of the SYN segments that got nothing
 * @param refusedFrames a few of those that were reset
 */
public record HandshakeFacts(
        IpAddress server,
        long opened,
        long accepted,
        long refused,
        long unanswered,
        long repeats,
        Duration longestWait,
        List<FrameReference> unansweredFrames,
        List<FrameReference> refusedFrames) {
    /** A SYN without reply is repeated after 1 s and 3 s (RFC 6298); one so near the end of the capture is left out. */
    public static final int PATIENCE_SECONDS = 3;

    /** Copies the lists. */
    public HandshakeFacts {
        unansweredFrames = List.copyOf(unansweredFrames);
        refusedFrames = List.copyOf(refusedFrames);
    }
}
