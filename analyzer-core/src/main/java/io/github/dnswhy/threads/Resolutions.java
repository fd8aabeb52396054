package io.github.dnswhy.threads;

import io.github.dnswhy.model.Resolution;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What each thread of a dump has to do with name resolution: by its own stack, or because it waits, over any number of other
 * threads, for what a resolving thread holds.
 */
final class Resolutions {
    private static final int UNKNOWN = -2;

    private final List<RawThread> threads;
    private final LockGraph graph;
    private final Direct[] direct;
    /** First thread with a resolution of its own that a thread waits for; itself when it has one. */
    private final int[] reached;

    Resolutions(List<RawThread> threads, LockGraph graph) {
        this.threads = threads;
        this.graph = graph;
        this.direct = new Direct[threads.size()];
        this.reached = new int[threads.size()];
        Arrays.fill(reached, UNKNOWN);
        for (int i = 0; i < direct.length; i++) {
            direct[i] = Direct.of(threads.get(i)).orElse(null);
            if (direct[i] != null) {
                reached[i] = i;
            }
        }
        for (int i = 0; i < direct.length; i++) {
            follow(i);
        }
    }

    /** The resolution of a thread. */
    Optional<Resolution> of(int index) {
        int head = reached[index];
        if (head < 0) {
            return Optional.empty();
        }
        Direct found = direct[head];
        Optional<String> behind = leader(head, index);
        if (head == index) {
            boolean resolves = found.role() == Resolution.Role.RESOLVING;
            return Optional.of(new Resolution(
                    found.kind(), found.library(), found.role(), resolves ? Optional.empty() : behind));
        }
        return Optional.of(new Resolution(Resolution.Kind.BEHIND, found.library(), Resolution.Role.WAITING, behind));
    }

    private void follow(int start) {
        int end = start;
        int steps = 0;
        while (reached[end] == UNKNOWN && graph.owner(end) != LockGraph.NONE && steps++ < threads.size()) {
            end = graph.owner(end);
        }
        // A cycle that none leaves is a deadlock, and waits for itself.
        int head = reached[end] == UNKNOWN ? LockGraph.NONE : reached[end];
        for (int i = start; reached[i] == UNKNOWN; i = graph.owner(i)) {
            reached[i] = head;
            if (graph.owner(i) == LockGraph.NONE) {
                break;
            }
        }
    }

    /** Name of the thread that resolves, at the end of the way from {@code head}. */
    private Optional<String> leader(int head, int from) {
        int at = head;
        for (int steps = 0; steps <= threads.size() && at != LockGraph.NONE; steps++) {
            if (direct[at] != null && direct[at].role() == Resolution.Role.RESOLVING) {
                return at == from ? Optional.empty() : Optional.of(threads.get(at).name);
            }
            at = graph.owner(at);
        }
        return Optional.empty();
    }
}
