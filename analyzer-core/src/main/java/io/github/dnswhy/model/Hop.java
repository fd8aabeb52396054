package io.github.dnswhy.model;

import java.time.Duration;
import java.util.Optional;

/**
 * One stretch of the way that questions go from the application to the server that knows: an application asks a server, the node
 * translates the address to that of an endpoint, a server passes the question on to the next.
 *
 * @param kind how a question gets from one end to the other
 * @param from who asks, as on the wire; empty for the applications
 * @param serves the server whose questions {@code from} passes on, which may be another address of it
 * @param fromRole the role of that server
 * @param to who is asked
 * @param toRole its role
 * @param clients how many clients ask
 * @param transactions how many transactions were followed
 * @param joined those of them that were seen to pass on a question of the stretch before
 * @param answered answered ones
 * @param unanswered those without an answer, the undetermined ones left out
 * @param masqueraded those that the host sent on under an address of its own
 * @param latency how long the answered ones took
 * @param added of that, what no stretch behind it explains: the time of the server itself and of the path to it
 * @param waited time that questions of the stretch before spent on those without an answer
 * @param example one of them: the first without an answer, else the slowest
 */
public record Hop(
        Kind kind,
        Optional<IpAddress> from,
        Optional<IpAddress> serves,
        ServerRole fromRole,
        IpAddress to,
        ServerRole toRole,
        int clients,
        long transactions,
        long joined,
        long answered,
        long unanswered,
        long masqueraded,
        Optional<Percentiles> latency,
        Optional<Percentiles> added,
        Duration waited,
        Optional<Example> example) {
    /** How a question gets from one end of a stretch to the other. */
    public enum Kind {
        /** An application asks. */
        ASKED,
        /** The host translates the address of a service to that of an endpoint. */
        TRANSLATED,
        /** A server asks another for what it was asked. */
        FORWARDED
    }

    /**
     * A question on this stretch.
     *
     * @param name what was asked
     * @param type the mnemonic of its type
     * @param asked the query that it passes on, when it was seen
     * @param query the query on this stretch
     * @param response its response
     */
    public record Example(
            String name, String type, Optional<FramePlace> asked, FramePlace query, Optional<FramePlace> response) {}

    /**
     * Where a frame is.
     *
     * @param file the capture
     * @param frame its number, from 1
     */
    public record FramePlace(String file, long frame) {}
}
