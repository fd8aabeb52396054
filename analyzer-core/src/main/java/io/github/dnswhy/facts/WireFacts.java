package io.github.dnswhy.facts;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Timeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened on the wire, seen closer than the sums of {@link ServerFacts} and {@link NameFacts}: by zone, path and moment. All lists
 * are bounded; what is left out is what cost least.
 *
 * @param answers responses that were errors, slow or odd, by server and zone, the most frequent first
 * @param handshakes TCP connections by server
 * @param misdirections responses from another address than the one asked, the most frequent first
 * @param paths clients and the servers they asked, forwarders left out, by felt waiting descending, then attempts
 * @param icmp ICMP errors that ended transactions, by server; the key is the type (plus 256 for ICMPv6) times 256 plus the code
 * @param slices queries over time
 * @param way how questions went on from server to server
 */
public record WireFacts(
        List<AnswerFacts> answers,
        List<HandshakeFacts> handshakes,
        List<MisdirectionFacts> misdirections,
        List<PathFacts> paths,
        Map<IpAddress, Map<Integer, Long>> icmp,
        Optional<Timeline> slices,
        WayFacts way) {
    /** Nothing was seen. */
    public static final WireFacts NONE =
            new WireFacts(List.of(), List.of(), List.of(), List.of(), Map.of(), Optional.empty(), WayFacts.NONE);

    /** Copies the collections. */
    public WireFacts {
        answers = List.copyOf(answers);
        handshakes = List.copyOf(handshakes);
        misdirections = List.copyOf(misdirections);
        paths = List.copyOf(paths);
        icmp = Map.copyOf(icmp);
    }

    /**
     * Responses of one kind.
     *
     * @param kind the kind
     * @return the most frequent first
     */
    public List<AnswerFacts> answers(AnswerFacts.Kind kind) {
        return answers.stream().filter(a -> a.kind() == kind).toList();
    }

    /**
     * The TCP connections to one server.
     *
     * @param server its address
     * @return what was counted, when there were any
     */
    public Optional<HandshakeFacts> handshakes(IpAddress server) {
        return handshakes.stream().filter(h -> h.server().equals(server)).findFirst();
    }

    /**
     * The same with another way.
     *
     * @param other how questions went on from server to server
     * @return a copy
     */
    public WireFacts as(WayFacts other) {
        return new WireFacts(answers, handshakes, misdirections, paths, icmp, slices, other);
    }
}
