package io.github.dnswhy.rules.builtin.client;

import io.github.dnswhy.facts.DumpFacts;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.ThreadSummary.Group;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The groups of threads that resolve names or wait for those that do, in the dump in which most of a kind do. */
final class ResolvingGroups {
    private static final Set<String> ELSEWHERE = Set.of("lock", "pool", "connect", "socket-read", "idle", "other");

    private ResolvingGroups() {}

    /** Whether the threads of a group are inside a resolution themselves. */
    static boolean isInside(Group group) {
        return group.kind().equals("native-forward") || group.kind().equals("native-reverse");
    }

    /** Whether a frame of the group's stack holds one of these. */
    static boolean has(Group group, String... parts) {
        for (String frame : group.stack()) {
            for (String part : parts) {
                if (frame.contains(part)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The largest group of threads with something to do with names that fits; empty when there is none. */
    static Optional<Group> largest(Facts facts, Predicate<Group> fits) {
        Group largest = null;
        for (DumpFacts dump : facts.dumps()) {
            for (Group group : dump.groups()) {
                boolean resolving = !ELSEWHERE.contains(group.kind());
                if (resolving && fits.test(group) && (largest == null || group.count() > largest.count())) {
                    largest = group;
                }
            }
        }
        return Optional.ofNullable(largest);
    }

    /** The threads of that group. */
    static Optional<Evidence> evidence(Facts facts, String doing, double weight, Predicate<Group> fits) {
        return largest(facts, fits)
                .map(group -> new Evidence.Threads(
                        Phrases.count(group.count(), "thread") + " in " + group.file() + " "
                                + (group.count() == 1 ? "is" : "are") + " in " + doing + ".",
                        weight,
                        group.file(),
                        List.copyOf(group.threads())));
    }
}
