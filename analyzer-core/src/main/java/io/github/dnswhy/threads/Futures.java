package io.github.dnswhy.threads;

import java.util.List;

/**
 * Joins a caller that waits for the result of a task with the thread that runs it: no lock connects them. Known are the
 * tasks of the driver of PostgreSQL, which connects in a thread of its own when it has a {@code loginTimeout}, and those of
 * executors ({@code FutureTask}).
 */
final class Futures {
    private final int waits;
    private final int runs;
    private final OneOfSeveral runners = new OneOfSeveral();

    private Futures(List<RawThread> threads, int waits, int runs) {
        this.waits = waits;
        this.runs = runs;
        for (int i = 0; i < threads.size(); i++) {
            // A task that waits for another one runs, too, but nobody but its own caller waits for it.
            if (threads.get(i).stack.has(runs) && !threads.get(i).stack.has(waits)) {
                runners.add(i, threads.get(i));
            }
        }
    }

    static Futures ofDrivers(List<RawThread> threads) {
        return new Futures(threads, FrameTraits.TASK_WAIT, FrameTraits.TASK_RUN);
    }

    static Futures ofExecutors(List<RawThread> threads) {
        return new Futures(threads, FrameTraits.FUTURE_WAIT, FrameTraits.FUTURE_RUN);
    }

    /** The threads of which one runs what a thread waits for; none when it waits for no such task. */
    OneOfSeveral runners(RawThread thread) {
        return thread.stack.has(waits) ? runners : OneOfSeveral.NONE;
    }
}
