package io.github.dnswhy.threads;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Threads that two dumps of one process both find inside name resolution. One call that lasts from dump to dump and a
 * pool thread that is in its next one have the same stack; what the thread allocated between tells them apart, as a
 * lookup allocates some hundred octets and waiting none. Where that is not printed, a thread that used no CPU time at all
 * is in the same call.
 */
public final class StuckThreads {
    /** From here on HotSpot prints allocated octets in MiB, too coarse to tell. */
    private static final long COARSE = 100L << 20;

    /** What two dumps tell of one thread. */
    public enum Course {
        /** The same call, still not back. */
        SAME_CALL,
        /** Another call. */
        NEW_CALL,
        /** The same stack; whether it is the same call the dumps do not tell (taken without {@code -e}). */
        SAME_STACK
    }

    /**
     * A thread in both dumps.
     *
     * @param earlier the thread in the earlier dump
     * @param later the same thread in the later dump
     * @param course what became of its call
     */
    public record Stuck(ParsedThread earlier, ParsedThread later, Course course) {}

    private record Key(String name, Optional<String> nid, boolean virtual) {}

    private StuckThreads() {}

    /**
     * Compares two dumps.
     *
     * @param earlier the earlier one
     * @param later the later one, of the same process
     * @return the threads that have to do with name resolution in both, in the later dump's order
     */
    public static List<Stuck> between(ThreadDump earlier, ThreadDump later) {
        Map<Key, ParsedThread> before = new HashMap<>();
        for (ParsedThread thread : earlier.threads()) {
            if (thread.activity() == Activity.RESOLUTION) {
                before.put(key(thread), thread);
            }
        }
        List<Stuck> stuck = new ArrayList<>();
        for (ParsedThread thread : later.threads()) {
            ParsedThread same = thread.activity() == Activity.RESOLUTION ? before.get(key(thread)) : null;
            if (same != null) {
                stuck.add(new Stuck(same, thread, course(same, thread)));
            }
        }
        return stuck;
    }

    private static Key key(ParsedThread thread) {
        return new Key(
                thread.thread().name(), thread.thread().nid(), thread.thread().virtual());
    }

    private static Course course(ParsedThread earlier, ParsedThread later) {
        if (!earlier.thread().stack().equals(later.thread().stack())) {
            return Course.NEW_CALL;
        }
        if (earlier.allocatedBytes().isEmpty() || later.allocatedBytes().isEmpty()) {
            // A new call costs CPU time, waiting may: glibc's retries do.
            boolean slept = earlier.cpuNanos().isPresent() && earlier.cpuNanos().equals(later.cpuNanos());
            return slept ? Course.SAME_CALL : Course.SAME_STACK;
        }
        long from = earlier.allocatedBytes().getAsLong();
        long to = later.allocatedBytes().getAsLong();
        if (from != to) {
            return Course.NEW_CALL;
        }
        return to < COARSE ? Course.SAME_CALL : Course.SAME_STACK;
    }
}
