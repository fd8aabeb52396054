package io.github.dnswhy.facts;

import io.github.dnswhy.model.Hop;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.Way;
import java.util.List;
import java.util.function.Function;

/**
 * The way of questions from server to server, where a capture shows more than one stretch of it.
 *
 * @param hops the stretches, in the order in which a question goes; empty when only clients and their servers were seen
 * @param loops where questions came back, the most frequent first
 * @param sampled whether the captures hold more than could be kept, and only a part of the questions was followed
 */
public record WayFacts(List<HopFacts> hops, List<LoopFacts> loops, boolean sampled) {
    /** Nothing of a way was seen. */
    public static final WayFacts NONE = new WayFacts(List.of(), List.of(), false);

    /** Copies the lists. */
    public WayFacts {
        hops = List.copyOf(hops);
        loops = List.copyOf(loops);
    }

    /**
     * The stretches on which questions of a server are passed on.
     *
     * @param server a server that was asked
     * @return in the order of the way
     */
    public List<HopFacts> behind(IpAddress server) {
        return hops.stream()
                .filter(h -> h.serves().filter(server::equals).isPresent())
                .toList();
    }

    /**
     * The stretches of one kind to one server.
     *
     * @param kind how it is reached
     * @param to the server
     * @return in the order of the way
     */
    public List<HopFacts> to(Hop.Kind kind, IpAddress to) {
        return hops.stream().filter(h -> h.kind() == kind && h.to().equals(to)).toList();
    }

    /**
     * The same with the roles of all servers.
     *
     * @param roles the role of a server
     * @return a copy
     */
    public WayFacts as(Function<IpAddress, ServerRole> roles) {
        return new WayFacts(
                hops.stream()
                        .map(h -> h.as(h.serves().map(roles).orElse(ServerRole.OTHER), roles.apply(h.to())))
                        .toList(),
                loops,
                sampled);
    }

    /**
     * For the report.
     *
     * @param files the captures by index
     * @param rows how many stretches and loops at most
     * @return the first of them
     */
    public Way toModel(List<String> files, int rows) {
        return new Way(
                hops.stream().limit(rows).map(h -> h.toModel(files)).toList(),
                loops.stream()
                        .limit(rows)
                        .map(l -> new Way.Loop(l.from(), l.to(), l.times(), l.names()))
                        .toList(),
                sampled);
    }
}
