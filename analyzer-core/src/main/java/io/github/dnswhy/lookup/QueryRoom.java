package io.github.dnswhy.lookup;

import io.github.dnswhy.match.OpenTransaction;
import io.github.dnswhy.match.WireEvent;
import io.github.dnswhy.model.StepFate;

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
        fill(q, l, t, e);
        return q;
    }

    /** A lookup is closed: what it had beyond the usual is there for others. */
    void release(OpenLookup l) {
        unusual -= l.unusualQueries();
    }

    private static void fill(Query q, OpenLookup l, OpenTransaction t, WireEvent e) {
        q.time = e.time;
        q.frame = e.frame;
        q.capture = e.capture;
        q.server = t.server();
        q.clientPort = t.clientPort();
        q.transport = t.transport();
        q.name = t.name();
        q.type = t.type();
        q.id = t.id();
        q.step = l.step;
        q.round = l.round;
        q.sightings = 1;
        q.fate = StepFate.OPEN;
        q.rcode = -1;
        q.endTime = OpenLookup.NEVER;
        q.endFrame = 0;
    }
}
