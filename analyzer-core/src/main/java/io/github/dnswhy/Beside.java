package io.github.dnswhy;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Something that is worked out in a thread of its own while the calling one goes on.
 *
 * @param <T> what comes of it
 */
final class Beside<T> {
    private final FutureTask<T> task;

    private Beside(FutureTask<T> task) {
        this.task = task;
    }

    /** Begins; with one thread it is done when this returns. */
    static <T> Beside<T> of(Supplier<T> work, int threads) {
        FutureTask<T> task = new FutureTask<>(work::get);
        if (threads > 1) {
            Thread thread = new Thread(task, "dnswhy-beside");
            thread.setDaemon(true);
            thread.start();
        } else {
            task.run();
        }
        return new Beside<>(task);
    }

    /** What came of it, waited for if need be; whatever the work threw is thrown here. */
    T get() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof Error error) {
                        throw error;
                    }
                    throw new IllegalStateException("a part of the report failed", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
