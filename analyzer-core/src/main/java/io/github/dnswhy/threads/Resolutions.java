package io.github.dnswhy.threads;

import io.github.dnswhy.model.Resolution;
import io.github.dnswhy.model.Resolution.Kind;
import io.github.dnswhy.model.Resolution.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What each thread of a dump has to do with name resolution: by its own stack, or because it waits, over any number
 * of other threads, for what a resolving thread holds.
 */
final class Resolutions {
    private static final int UNKNOWN = -2;

    private final List<RawThread> threads;
    private final LockGraph graph;
    private final Direct[] direct;
    /** First thread with a resolution of its own on the way from a thread along the owners; itself when it has one. */
    private final int[] heads;
    /** First thread that resolves on that way. */
    private final int[] leaders;

    Resolutions(List<RawThread> threads, LockGraph graph) {
        int count = threads.size();
        this.threads = threads;
        this.graph = graph;
        this.direct = new Direct[count];
        this.heads = new int[count];
        this.leaders = new int[count];
        Arrays.fill(heads, UNKNOWN);
        Arrays.fill(leaders, UNKNOWN);
        for (int i = 0; i < count; i++) {
            direct[i] = Direct.of(threads.get(i)).orElse(null);
            if (direct[i] != null) {
                heads[i] = i;
                leaders[i] = direct[i].role() == Role.RESOLVING ? i : UNKNOWN;
            } else if (graph.isUnsure(i)) {
                leaders[i] = LockGraph.NONE;
            }
        }
        for (int i = 0; i < count; i++) {
            follow(i, heads);
            follow(i, leaders);
        }
    }

    /** The resolution of a thread. */
    Optional<Resolution> of(int index) {
        int head = heads[index];
        if (head < 0) {
            return Optional.empty();
        }
        int leader = leaders[index];
        Optional<String> behind =
                leader < 0 || leader == index ? Optional.empty() : Optional.of(threads.get(leader).name);
        Direct found = direct[head];
        return Optional.of(
                head == index
                        ? new Resolution(found.kind(), found.library(), found.role(), behind)
                        : new Resolution(
                                Kind.BEHIND, graph.isUnsure(index) ? "" : found.library(), Role.WAITING, behind));
    }

    /** Finds out for a thread, and for all on the way, where the way along the owners first meets a known thread. */
    private void follow(int start, int[] met) {
        int end = start;
        for (int steps = 0; met[end] == UNKNOWN && graph.owner(end) != LockGraph.NONE && steps < met.length; steps++) {
            end = graph.owner(end);
        }
        // A way that runs in a circle is a deadlock: its threads wait for each other.
        int found = met[end] == UNKNOWN ? LockGraph.NONE : met[end];
        for (int i = start; i != LockGraph.NONE && met[i] == UNKNOWN; i = graph.owner(i)) {
            met[i] = found;
        }
    }
}
