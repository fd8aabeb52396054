package io.github.dnswhy.facts;

import io.github.dnswhy.model.Hop;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.ServerRole;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One stretch of the way of questions, as several transactions show it that were joined by name, type and time.
 *
 * @param kind how a question gets from one end to the other
 * @param from who asks; empty for the applications, which are many
 * @param serves the server whose questions {@code from} passes on; empty for the applications
 * @param fromRole the role of that server
 * @param to who is asked
 * @param toRole its role
 * @param clients how many clients ask
 * @param transactions how many were kept of this stretch
 * @param joined those of them that were seen to pass on a question of the stretch before
 * @param answered answered ones
 * @param unanswered those without an answer, the undetermined ones left out
 * @param masqueraded those that the host sent on under an address of its own
 * @param failedBefore questions of the stretch before that ended in SERVFAIL or in nothing while this one had no answer
 * @param answersLost answers of {@code to} that did not come back to the client
 * @param latency how long the answered ones took
 * @param added of that, what no stretch behind it explains
 * @param waited time that questions of the stretch before spent on those without an answer
 * @param unansweredFrames queries without an answer, some
 * @param example one of them, the one that tells most
 */
public record HopFacts(
        Hop.Kind kind,
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
        long failedBefore,
        long answersLost,
        Optional<Percentiles> latency,
        Optional<Percentiles> added,
        Duration waited,
        List<FrameReference> unansweredFrames,
        Optional<Example> example) {
    /** Copies the list. */
    public HopFacts {
        unansweredFrames = List.copyOf(unansweredFrames);
    }

    /**
     * A question on this stretch.
     *
     * @param name what was asked
     * @param type its type
     * @param asked the query that it passes on, when it was seen
     * @param query the query on this stretch
     * @param response its response
     */
    public record Example(
            String name,
            String type,
            Optional<FrameReference> asked,
            FrameReference query,
            Optional<FrameReference> response) {}

    /**
     * The same with the roles of its ends.
     *
     * @param ofFrom the role of the server whose questions are passed on
     * @param ofTo the role of the server that is asked
     * @return a copy
     */
    public HopFacts as(ServerRole ofFrom, ServerRole ofTo) {
        return new HopFacts(
                kind,
                from,
                serves,
                ofFrom,
                to,
                ofTo,
                clients,
                transactions,
                joined,
                answered,
                unanswered,
                masqueraded,
                failedBefore,
                answersLost,
                latency,
                added,
                waited,
                unansweredFrames,
                example);
    }

    /**
     * For the report.
     *
     * @param files the captures by index
     * @return the same with frames by file
     */
    public Hop toModel(List<String> files) {
        return new Hop(
                kind,
                from,
                serves,
                fromRole,
                to,
                toRole,
                clients,
                transactions,
                joined,
                answered,
                unanswered,
                masqueraded,
                latency,
                added,
                waited,
                example.map(e -> new Hop.Example(
                        e.name,
                        e.type,
                        e.asked.map(f -> place(f, files)),
                        place(e.query, files),
                        e.response.map(f -> place(f, files)))));
    }

    private static Hop.FramePlace place(FrameReference frame, List<String> files) {
        return new Hop.FramePlace(files.get(frame.capture()), frame.frame());
    }
}
