package io.github.dnswhy.facts;

import io.github.dnswhy.model.Evidence.ThreadPlace;
import io.github.dnswhy.model.ThreadSummary;
import java.util.List;
import java.util.Optional;

/**
 * One thread dump.
 *
 * @param dump its summary, its clock aligned where that was possible
 * @param resolving threads inside a name resolution
 * @param waiting threads held up by another's resolution
 * @param convoys threads that wait behind one resolving thread, the longest first
 * @param pools thread pools by how many of their threads resolve or wait, the largest share first
 * @param carriers carriers whose virtual threads resolve: a lookup of the operating system does not let go of them
 * @param holds locks and pools that threads wait for and whose holder is known, most waiters first; none of them for a name
 * @param groups threads that do the same, the largest group first
 * @param held who is held by what, name resolution first
 * @param since what became of the threads since the dump before, when that is of the same process
 * @param notes what this form of dump cannot show
 */
public record DumpFacts(
        ThreadSummary.Dump dump,
        List<ThreadPlace> resolving,
        List<ThreadPlace> waiting,
        List<Convoy> convoys,
        List<Pool> pools,
        List<ThreadPlace> carriers,
        List<Hold> holds,
        List<ThreadSummary.Group> groups,
        List<ThreadSummary.Held> held,
        Optional<Since> since,
        List<String> notes) {
    /** Copies the lists. */
    public DumpFacts {
        resolving = List.copyOf(resolving);
        waiting = List.copyOf(waiting);
        convoys = List.copyOf(convoys);
        pools = List.copyOf(pools);
        carriers = List.copyOf(carriers);
        holds = List.copyOf(holds);
        groups = List.copyOf(groups);
        held = List.copyOf(held);
        notes = List.copyOf(notes);
    }

    /**
     * Threads that wait for the same resolution.
     *
     * @param leader name of the resolving thread; empty when the dump does not show it
     * @param waiters the threads behind it, over whatever holds them: the lookup itself, a lock, a pool, a task
     * @param sameHost those of them that want the same host
     */
    public record Convoy(String leader, List<ThreadPlace> waiters, List<ThreadPlace> sameHost) {
        /** Copies the lists. */
        public Convoy {
            waiters = List.copyOf(waiters);
            sameHost = List.copyOf(sameHost);
        }
    }

    /**
     * What became of the threads that name resolution held since the dump before.
     *
     * @param course how many went on how
     * @param sameCalls the threads still in the same call
     * @param sameStacks the threads at the same place, of which that is not known
     */
    public record Since(ThreadSummary.Course course, List<ThreadPlace> sameCalls, List<ThreadPlace> sameStacks) {
        /** Copies the lists. */
        public Since {
            sameCalls = List.copyOf(sameCalls);
            sameStacks = List.copyOf(sameStacks);
        }
    }

    /**
     * Threads whose names differ in a number only.
     *
     * @param name the common name with {@code *} for the number
     * @param size threads of the pool
     * @param held those that resolve a name or wait for another's resolution
     */
    public record Pool(String name, int size, List<ThreadPlace> held) {
        /** Copies the list. */
        public Pool {
            held = List.copyOf(held);
        }
    }

    /**
     * A thread that others wait for, for another reason than a name.
     *
     * @param owner name of the thread that holds the lock, or opens the pooled connection
     * @param doing its top frame; empty when the dump does not show the thread
     * @param waiters the threads that wait
     */
    public record Hold(String owner, String doing, List<ThreadPlace> waiters) {
        /** Copies the list. */
        public Hold {
            waiters = List.copyOf(waiters);
        }
    }
}
