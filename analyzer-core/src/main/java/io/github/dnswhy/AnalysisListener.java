package io.github.dnswhy;

import io.github.dnswhy.model.DumpThread;
import io.github.dnswhy.model.FrameCount;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.Message;
import io.github.dnswhy.model.Transaction;
import java.util.List;

/**
 * Takes complete streams of what an analysis finds, while it runs. Override what is wanted and say so: rows that nobody wants are
 * never made.
 *
 * <p>Called from one thread. What it is given is owned and immutable.
 */
public interface AnalysisListener {
    /** Wants nothing. */
    AnalysisListener NONE = new AnalysisListener() {};

    /**
     * Whether {@link #onMessage} is wanted.
     *
     * @return false unless overridden
     */
    default boolean wantsMessages() {
        return false;
    }

    /**
     * Whether the messages are wanted with their records, which takes far longer.
     *
     * @return false unless overridden
     */
    default boolean wantsRecords() {
        return false;
    }

    /**
     * Whether {@link #onTransaction} is wanted.
     *
     * @return false unless overridden
     */
    default boolean wantsTransactions() {
        return false;
    }

    /**
     * Whether {@link #onLookup} is wanted.
     *
     * @return false unless overridden
     */
    default boolean wantsLookups() {
        return false;
    }

    /**
     * The captures of the analysis, told once before anything that refers to them by index.
     *
     * @param files their paths as given, in the order of their indices
     */
    default void onCaptures(List<String> files) {}

    /**
     * Frames that had the same headers and the same fate, by capture, interface and link type; told once all captures are read.
     * Together they are all frames that were read.
     *
     * @param frames how many, of what, and what became of them
     */
    default void onFrames(FrameCount frames) {}

    /**
     * A DNS message, in order of the frames.
     *
     * @param message the message
     */
    default void onMessage(Message message) {}

    /**
     * A transaction, in the order in which they end.
     *
     * @param transaction the transaction
     */
    default void onTransaction(Transaction transaction) {}

    /**
     * A lookup, in the order in which they end; queries of forwarders are told as lookups here, as only the end of the capture
     * shows who forwards.
     *
     * @param lookup the lookup
     */
    default void onLookup(Lookup lookup) {}

    /**
     * A thread of a dump, in the order of the dump.
     *
     * @param file the dump's file, as given
     * @param thread the thread
     */
    default void onThread(String file, DumpThread thread) {}
}
