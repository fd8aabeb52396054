package io.github.dnswhy.lookup;

/** Open lookups in order of their last activity, closed after the same span of silence each. */
class LookupQueue {
    final long patienceNanos;
    OpenLookup oldest;
    OpenLookup newest;

    LookupQueue(long patienceNanos) {
        this.patienceNanos = patienceNanos;
    }

    final void append(OpenLookup l, long now) {
        l.queue = this;
        l.lastActivity = now;
        l.before = newest;
        l.after = null;
        if (newest == null) {
            oldest = l;
        } else {
            newest.after = l;
        }
        newest = l;
    }

    final void remove(OpenLookup l) {
        if (l.before == null) {
            oldest = l.after;
        } else {
            l.before.after = l.after;
        }
        if (l.after == null) {
            newest = l.before;
        } else {
            l.after.before = l.before;
        }
        l.queue = null;
    }
}
