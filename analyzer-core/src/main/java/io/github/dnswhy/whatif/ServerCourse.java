package io.github.dnswhy.whatif;

import io.github.dnswhy.model.StepFate;
import java.util.ArrayList;
import java.util.List;

/** How one server behaved over time, by the queries of all lookups. Filled first, then read. */
final class ServerCourse {
    /** What counts as the same moment. */
    private static final long NEAR_NANOS = 2_000_000_000L;

    /** One lookup's queries are not enough to tell how a server was. */
    private static final int LOOKUPS_NEEDED = 2;

    /** From so many queries on, a server may be judged by all of them. */
    private static final int QUERIES_NEEDED = 5;

    /** Of a hundred queries so many may be otherwise with a server that counts as steady. */
    private static final int ODD_PERCENT = 2;

    /** How a server is. */
    enum State {
        ANSWERS,
        SILENT,
        REFUSES,
        MIXED,
        UNKNOWN
    }

    private record Query(long time, long lookup, StepFate fate) {}

    private final List<Query> queries = new ArrayList<>();
    private int answered;
    private int refused;

    void add(long time, long lookup, StepFate fate) {
        queries.add(new Query(time, lookup, fate));
        answered += Reply.isAnswer(fate) ? 1 : 0;
        refused += fate == StepFate.REJECTED ? 1 : 0;
    }

    void sort() {
        queries.sort((a, b) -> Long.compare(a.time, b.time));
    }

    /** How the server was about a moment; by the whole capture where it was not asked enough then. */
    State at(long time) {
        int from = firstFrom(time - NEAR_NANOS);
        int to = from;
        int answers = 0;
        int refusals = 0;
        boolean several = false;
        for (; to < queries.size() && queries.get(to).time <= time + NEAR_NANOS; to++) {
            Query query = queries.get(to);
            answers += Reply.isAnswer(query.fate) ? 1 : 0;
            refusals += query.fate == StepFate.REJECTED ? 1 : 0;
            several |= query.lookup != queries.get(from).lookup;
        }
        int seen = to - from;
        if (!several || seen < LOOKUPS_NEEDED) {
            return overall();
        }
        if (answers == seen) {
            return State.ANSWERS;
        }
        return answers > 0 ? State.MIXED : down(refusals, seen);
    }

    private static State down(int refusals, int seen) {
        if (refusals == 0) {
            return State.SILENT;
        }
        return refusals == seen ? State.REFUSES : State.UNKNOWN;
    }

    private State overall() {
        int seen = queries.size();
        if (seen < QUERIES_NEEDED) {
            return State.UNKNOWN;
        }
        if ((seen - answered) * 100L <= (long) seen * ODD_PERCENT) {
            return State.ANSWERS;
        }
        return answered * 100L <= (long) seen * ODD_PERCENT ? down(refused, seen) : State.UNKNOWN;
    }

    private int firstFrom(long time) {
        int low = 0;
        int high = queries.size();
        while (low < high) {
            int middle = low + high >>> 1;
            if (queries.get(middle).time < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
