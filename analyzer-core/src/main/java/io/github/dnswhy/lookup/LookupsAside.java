package io.github.dnswhy.lookup;

import io.github.dnswhy.match.CaptureGaps;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Lookups that had no answer before a gap in the captures, until it is known whether the gap swallowed it. */
final class LookupsAside {
    /** Takes a lookup that ends. */
    interface Closer {
        void close(OpenLookup lookup, long now, boolean atEnd);
    }

    private final CaptureGaps gaps;
    private final int limit;
    private final List<OpenLookup> lookups = new ArrayList<>(0);

    LookupsAside(CaptureGaps gaps, int limit) {
        this.gaps = gaps;
        this.limit = limit;
    }

    /** Takes a lookup that would be closed now; false when nothing speaks against closing it. */
    boolean take(OpenLookup l) {
        if (gaps.isEmpty() || l.allAnswered() || gaps.after(l.lastActivity) < 0 || lookups.size() >= limit) {
            return false;
        }
        // What still comes for it comes too late.
        for (int i = 0; i < l.legCount; i++) {
            l.legs[i].close();
        }
        lookups.add(l);
        return true;
    }

    /**
     * Has all of them closed.
     *
     * @param holes the gaps that may have swallowed the answer: for what lies before them it is as if the capture ended there
     * @param now when the captures end
     * @param closer closes them
     */
    void close(BitSet holes, long now, Closer closer) {
        for (OpenLookup l : lookups) {
            int gap = gaps.after(l.lastActivity);
            closer.close(l, holes.get(gap) ? gaps.start(gap) : now, holes.get(gap));
        }
        lookups.clear();
    }
}
