package io.github.dnswhy.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the thread dumps show.
 *
 * @param dumps the dumps in order of time
 * @param groups threads that do the same: those that name resolution holds first, then those that wait elsewhere, the
 *     largest group first
 * @param held who is held by what, dump by dump, name resolution first
 * @param courses what became of the threads from one dump to the next
 * @param notes what these forms of dumps cannot show
 */
public record ThreadSummary(
        List<Dump> dumps, List<Group> groups, List<Held> held, List<Course> courses, List<String> notes) {
    /** Copies the lists. */
    public ThreadSummary {
        dumps = List.copyOf(dumps);
        groups = List.copyOf(groups);
        held = List.copyOf(held);
        courses = List.copyOf(courses);
        notes = List.copyOf(notes);
    }

    /**
     * Threads of one dump and one pool that the same thing holds.
     *
     * @param file the dump's file
     * @param dump the dump's number within it, from 1
     * @param kind a resolution kind, or {@code lock}, {@code socket-read}, {@code connect}, {@code pool}
     * @param count how many
     * @param pool their common name with {@code *} for a number; the name of a single one
     * @param library who asked for the name, as far as the stack tells; empty when unknown
     * @param by name of the thread they wait for; empty when they wait for none or it is not known
     * @param at the topmost frame that is not the JDK's; empty when there is none
     * @param hosts names they look up, where native frames or their own names tell
     */
    public record Held(
            String file,
            int dump,
            String kind,
            int count,
            String pool,
            String library,
            String by,
            String at,
            List<String> hosts) {
        /** Copies the list. */
        public Held {
            hosts = List.copyOf(hosts);
        }
    }

    /**
     * What became of the threads that name resolution held, from one dump of a process to the next.
     *
     * @param fromFile file of the earlier dump
     * @param fromDump its number within the file
     * @param toFile file of the later dump
     * @param toDump its number within the file
     * @param apart the time between them, when both print theirs
     * @param sameCalls threads still in the same call
     * @param newCalls threads in another call
     * @param sameStacks threads at the same place, of which it is not known
     * @param recovered threads that are back from it or gone
     */
    public record Course(
            String fromFile,
            int fromDump,
            String toFile,
            int toDump,
            Optional<Duration> apart,
            int sameCalls,
            int newCalls,
            int sameStacks,
            int recovered) {}

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
     * @param openLookups lookups of the capture that were open at that moment; empty when the capture does not cover it,
     *     or not all of its lookups are known one by one
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
            int deadlocks,
            OptionalInt openLookups) {}

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
