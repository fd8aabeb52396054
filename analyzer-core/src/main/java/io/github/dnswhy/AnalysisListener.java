package io.github.dnswhy;

import io.github.dnswhy.model.DumpThread;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.Transaction;

/** Stand-in. */
public interface AnalysisListener {
    /**
     * A transaction.
     *
     * @param transaction it
     */
    default void onTransaction(Transaction transaction) {}

    /**
     * A lookup.
     *
     * @param lookup it
     */
    default void onLookup(Lookup lookup) {}

    /**
     * A thread.
     *
     * @param file its file
     * @param thread it
     */
    default void onThread(String file, DumpThread thread) {}
}
