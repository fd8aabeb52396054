package io.github.dnswhy.threads;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which thread of a dump waits for which other: over monitors, over {@code java.util.concurrent} locks whose owner
 * the dump lists, over the initialization of a class, over a pool of connections, and over a task known to run in a
 * thread of its own. Threads are named by their
 * index.
 */
final class LockGraph {
    /** No thread. */
    static final int NONE = -1;

    private final int[] owners;
    private final boolean[] unsure;

    LockGraph(List<RawThread> threads) {
        Map<String, Integer> holders = new HashMap<>();
        Map<String, Integer> initializers = new HashMap<>();
        Map<Long, Integer> ids = new HashMap<>();
        Map<String, Integer> names = new HashMap<>();
        for (int i = 0; i < threads.size(); i++) {
            RawThread thread = threads.get(i);
            for (String lock : thread.held) {
                boolean given = lock.equals(thread.waitedOn) || lock.equals(thread.wanted);
                if (!given) {
                    // Of two the blocked one only wants it: the serviceability agent prints both alike.
                    holders.merge(lock, i, (one, other) -> isBlocked(threads.get(one)) ? other : one);
                }
            }
            addInitializers(thread.stack, i, initializers);
            if (thread.id >= 0) {
                ids.putIfAbsent(thread.id, i);
            }
            names.merge(thread.name, i, (one, other) -> NONE);
        }
        HikariPools pools = new HikariPools(threads);
        Futures drivers = Futures.ofDrivers(threads);
        Futures executors = Futures.ofExecutors(threads);
        owners = new int[threads.size()];
        unsure = new boolean[owners.length];
        for (int i = 0; i < owners.length; i++) {
            int owner = owner(threads.get(i), i, holders, initializers, ids, names);
            owners[i] = owner == i ? NONE : owner;
            wait(i, pools.openers(threads.get(i)));
            wait(i, drivers.runners(threads.get(i)));
            wait(i, executors.runners(threads.get(i)));
        }
    }

    /** The thread that holds what a thread waits for, {@link #NONE} when there is none or it is not known. */
    int owner(int index) {
        return owners[index];
    }

    /** Whether {@link #owner} is only one of several that it may be, all of them held by name resolution. */
    boolean isUnsure(int index) {
        return unsure[index];
    }

    private void wait(int index, OneOfSeveral others) {
        if (owners[index] == NONE && others.any() != index) {
            owners[index] = others.any();
            unsure[index] = !others.isKnown();
        }
    }

    private static void addInitializers(CallStack stack, int index, Map<String, Integer> initializers) {
        for (int i = 0; i < stack.size(); i++) {
            Frame frame = stack.frame(i);
            if (frame.is(FrameTraits.CLASS_INIT)) {
                String className = frame.text().substring(0, frame.text().indexOf(".<clinit>"));
                // Before JDK 17 a waiting thread does not say for which class: good only while there is one.
                initializers.merge("", index, (one, other) -> one.equals(other) ? one : NONE);
                initializers.putIfAbsent(className, index);
            }
        }
    }

    private static boolean isBlocked(RawThread thread) {
        return thread.state == Thread.State.BLOCKED && thread.wanted == null;
    }

    private static int owner(
            RawThread thread,
            int index,
            Map<String, Integer> holders,
            Map<String, Integer> initializers,
            Map<Long, Integer> ids,
            Map<String, Integer> names) {
        if (thread.classInit != null) {
            return initializers.getOrDefault(thread.classInit, NONE);
        }
        String wanted = thread.wanted;
        if (wanted == null && thread.state == Thread.State.BLOCKED) {
            // Back from Object.wait, blocked on the way in; before JDK 9 the dump does not tell that apart.
            wanted = thread.waitedOn;
            for (int i = 0; wanted == null && i < thread.held.size(); i++) {
                int holder = holders.getOrDefault(thread.held.get(i), NONE);
                wanted = holder == NONE || holder == index ? null : thread.held.get(i);
            }
        }
        int holder = wanted == null ? NONE : holders.getOrDefault(wanted, NONE);
        if (holder == NONE && thread.ownerId >= 0) {
            holder = ids.getOrDefault(thread.ownerId, NONE);
        }
        if (holder == NONE && thread.ownerName != null) {
            holder = names.getOrDefault(thread.ownerName, NONE);
        }
        return holder;
    }
}
