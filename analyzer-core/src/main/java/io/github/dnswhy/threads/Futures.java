package io.github.dnswhy.threads;

import java.util.List;

/**
 * Joins a caller that waits for the result of a task with the thread that runs it, where a library gives each task a
 * thread of its own, as the driver of PostgreSQL does with {@code loginTimeout}: no lock connects them. Made only while
 * one thread runs such a task, as nothing tells several apart.
 */
final class Futures {
    private final int runner;

    Futures(List<RawThread> threads) {
        int found = LockGraph.NONE;
        boolean several = false;
        for (int i = 0; i < threads.size(); i++) {
            if (has(threads.get(i).stack, FrameTraits.TASK_RUN)) {
                several |= found != LockGraph.NONE;
                found = i;
            }
        }
        this.runner = several ? LockGraph.NONE : found;
    }

    /** The thread that runs what a thread waits for, {@link LockGraph#NONE} when there is none or it is not known. */
    int runner(RawThread thread) {
        return runner != LockGraph.NONE && has(thread.stack, FrameTraits.TASK_WAIT) ? runner : LockGraph.NONE;
    }

    private static boolean has(CallStack stack, int trait) {
        for (int i = 0; i < stack.size(); i++) {
            if (stack.frame(i).is(trait)) {
                return true;
            }
        }
        return false;
    }
}
