package io.github.dnswhy.match;

/** Open transactions in order of their last activity; a transaction is in one queue at a time. */
final class TransactionQueue {
    /** The one that was active least recently; null when there is none. */
    OpenTransaction oldest;

    private OpenTransaction newest;

    /** Adds a transaction that is in no queue. Those of a queue leave in the order in which they came. */
    void append(OpenTransaction t, long now) {
        t.queue = this;
        t.lastActivity = now;
        t.before = newest;
        t.after = null;
        if (newest == null) {
            oldest = t;
        } else {
            newest.after = t;
        }
        newest = t;
    }

    /** Takes a transaction out that is in this queue. */
    void remove(OpenTransaction t) {
        if (t.before == null) {
            oldest = t.after;
        } else {
            t.before.after = t.after;
        }
        if (t.after == null) {
            newest = t.before;
        } else {
            t.after.before = t.before;
        }
        t.queue = null;
    }
}
