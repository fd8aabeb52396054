package io.github.dnswhy.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Does one piece of work with several threads at a time, the calling one among them. */
final class Crew {
    private Crew() {}

    /**
     * Runs the work in each thread and waits for all.
     *
     * @param work runs once in each thread; whatever it throws is thrown here
     * @param threads 1 or less: in the calling thread alone
     */
    static void run(Runnable work, int threads) {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < threads; i++) {
            Thread other = new Thread(work, "dnswhy-rules-" + i);
            other.setDaemon(true);
            other.setUncaughtExceptionHandler((thread, e) -> thrown.compareAndSet(null, e));
            other.start();
            others.add(other);
        }
        work.run();
        others.forEach(Crew::await);
        if (thrown.get() instanceof Error error) {
            throw error;
        }
        if (thrown.get() != null) {
            throw new IllegalStateException("a rule broke", thrown.get());
        }
    }

    private static void await(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
