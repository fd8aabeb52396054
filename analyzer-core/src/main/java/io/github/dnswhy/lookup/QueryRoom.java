package io.github.dnswhy.lookup;

import io.github.dnswhy.match.OpenTransaction;
import io.github.dnswhy.match.WireEvent;

/** Room for the queries of open lookups: so many for each, and a bounded number beyond for those that need more. Not thread-safe. */
final class QueryRoom {
    private final int limit;

    /** Queries kept beyond the usual number of each open lookup. */
    private int unusual;

    private long dropped;

    QueryRoom(int limit) {
        this.limit = limit;
    }

    /** How many queries were not kept. */
    long dropped() {
        return dropped;
    }

    /** Notes a query of a leg; beyond the room the last one that is kept stands for it. */
    Query add(Leg leg, OpenTransaction t, WireEvent e) {
        OpenLookup l = leg.lookup;
        int before = l.unusualQueries();
        Query q = l.nextQuery(unusual < limit);
        if (q != null) {
            unusual += l.unusualQueries() - before;
        } else {
            dropped++;
            q = leg.query != null ? leg.query : l.query(l.queriesKept() - 1);
        }
        q.begin(leg, t, e);
        return q;
    }

    /** A lookup is closed: what it had beyond the usual is there for others. */
    void release(OpenLookup l) {
        unusual -= l.unusualQueries();
    }
}
