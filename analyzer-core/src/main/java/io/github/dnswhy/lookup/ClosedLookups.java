package io.github.dnswhy.lookup;

/**
 * Closed lookups on their way to the listener, in the order in which they were closed, and from there back into use. Handed on so
 * many at a time: counting them is work of its own, which is compiled by itself.
 */
final class ClosedLookups {
    private static final int AT_MOST = 64;

    private final LookupListener listener;
    private OpenLookup first;
    private OpenLookup last;
    private int count;
    private OpenLookup free;

    ClosedLookups(LookupListener listener) {
        this.listener = listener;
    }

    /** A lookup that is not in use. */
    OpenLookup take() {
        OpenLookup l = free;
        if (l == null) {
            return new OpenLookup();
        }
        free = l.chain;
        return l;
    }

    void add(OpenLookup l) {
        l.chain = null;
        if (last == null) {
            first = l;
        } else {
            last.chain = l;
        }
        last = l;
        if (++count == AT_MOST) {
            handOn();
        }
    }

    /** Hands on what is left and keeps nothing: the report needs the room. */
    void finish() {
        handOn();
        free = null;
    }

    private void handOn() {
        OpenLookup next;
        for (OpenLookup l = first; l != null; l = next) {
            next = l.chain;
            listener.onLookup(l);
            l.trim();
            l.chain = free;
            free = l;
        }
        first = null;
        last = null;
        count = 0;
    }
}
