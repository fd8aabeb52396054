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
    private final List<Aside> lookups = new ArrayList<>(0);

    /** A lookup, and how it would have been closed. */
    private record Aside(OpenLookup lookup, long now, boolean atEnd) {}

    LookupsAside(CaptureGaps gaps, int limit) {
        this.gaps = gaps;
        this.limit = limit;
    }

    /** Takes a lookup that would be closed now; false when nothing speaks against closing it. */
    boolean take(OpenLookup l, long now, boolean atEnd) {
        if (gaps.isEmpty() || l.allAnswered() || !gaps.isBefore(l.lastActivity) || lookups.size() >= limit) {
            return false;
        }
        // What still comes for it comes too late.
        for (int i = 0; i < l.legCount; i++) {
            l.legs[i].close();
        }
        lookups.add(new Aside(l, now, atEnd));
        return true;
    }

    /**
     * Has all of them closed.
     *
     * @param holes the gaps that may have swallowed the answer: for what lies before them it is as if the capture ended there
     * @param closer closes them
     */
    void close(BitSet holes, Closer closer) {
        for (Aside aside : lookups) {
            int hole = gaps.hole(aside.lookup.lastActivity, holes);
            closer.close(aside.lookup, hole >= 0 ? gaps.start(hole) : aside.now, hole >= 0 || aside.atEnd);
        }
        lookups.clear();
    }
}
