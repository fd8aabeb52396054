package io.github.dnswhy.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the thread dumps show.
 *
 * @param dumps the dumps in order of time
 * @param groups threads that do the same, the largest group first
 */
public record ThreadSummary(List<Dump> dumps, List<Group> groups) {
    /** Copies the lists. */
    public ThreadSummary {
        dumps = List.copyOf(dumps);
        groups = List.copyOf(groups);
    }

    /**
     * One dump.
     *
     * @param file its file, as given
     * @param number number within the file, from 1
     * @param line line of its first line, from 1
     * @param time when it was taken, in UTC, when its clock could be aligned
     * @param clockOffset local time of the dump minus UTC, when known
     * @param clockBasis what that rests on, in words; empty when not known
     * @param vm the VM's line, for example {@code OpenJDK 64-Bit Server VM (17.0.15+6)}
     * @param threads threads listed
     * @param states threads by {@link Thread.State}
     * @param resolving threads inside a name resolution
     * @param waiting threads held up by another's resolution
     * @param deadlocks deadlocks that the VM reported
     */
    public record Dump(
            String file,
            int number,
            int line,
            Optional<Instant> time,
            Optional<Duration> clockOffset,
            String clockBasis,
            String vm,
            int threads,
            Map<Thread.State, Integer> states,
            int resolving,
            int waiting,
            int deadlocks) {}

    /**
     * Threads of one dump that do the same.
     *
     * @param kind a resolution kind, or {@code lock}, {@code socket-read}, {@code connect}, {@code pool}, {@code idle}, {@code other}
     * @param count how many
     * @param library who asked, as far as the stack tells; empty when unknown
     * @param stack the top frames that they share
     * @param file the dump's file
     * @param threads a few of them
     * @param lookups ids of lookups open at that moment that they may be inside of
     */
    public record Group(
            String kind,
            int count,
            String library,
            List<String> stack,
            String file,
            List<Evidence.ThreadPlace> threads,
            List<Long> lookups) {
        /** Copies the lists. */
        public Group {
            stack = List.copyOf(stack);
            threads = List.copyOf(threads);
            lookups = List.copyOf(lookups);
        }
    }
}
