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

    /** Times in order; of the queries before each how many were answered and refused, and how often the next was of another lookup. */
    private long[] times;

    private int[] answered;
    private int[] refused;
    private int[] changes;

    void add(long time, long lookup, StepFate fate) {
        queries.add(new Query(time, lookup, fate));
    }

    /** No more is added. */
    void sort() {
        queries.sort((a, b) -> Long.compare(a.time, b.time));
        int count = queries.size();
        times = new long[count];
        answered = new int[count + 1];
        refused = new int[count + 1];
        changes = new int[count + 1];
        for (int i = 0; i < count; i++) {
            Query query = queries.get(i);
            times[i] = query.time;
            answered[i + 1] = answered[i] + (Reply.isAnswer(query.fate) ? 1 : 0);
            refused[i + 1] = refused[i] + (query.fate == StepFate.REJECTED ? 1 : 0);
            changes[i + 1] = changes[i] + (i > 0 && query.lookup != queries.get(i - 1).lookup ? 1 : 0);
        }
        queries.clear();
    }

    /** How the server was about a moment; by the whole capture where it was not asked enough then. */
    State at(long time) {
        int from = firstFrom(time - NEAR_NANOS);
        int to = firstFrom(time + NEAR_NANOS + 1);
        int seen = to - from;
        boolean several = seen > 0 && changes[to] > changes[from + 1];
        if (!several || seen < LOOKUPS_NEEDED) {
            return overall();
        }
        int answers = answered[to] - answered[from];
        if (answers == seen) {
            return State.ANSWERS;
        }
        return answers > 0 ? State.MIXED : down(refused[to] - refused[from], seen);
    }

    private static State down(int refusals, int seen) {
        if (refusals == 0) {
            return State.SILENT;
        }
        return refusals == seen ? State.REFUSES : State.UNKNOWN;
    }

    private State overall() {
        int seen = times.length;
        if (seen < QUERIES_NEEDED) {
            return State.UNKNOWN;
        }
        if ((seen - answered[seen]) * 100L <= (long) seen * ODD_PERCENT) {
            return State.ANSWERS;
        }
        return answered[seen] * 100L <= (long) seen * ODD_PERCENT ? down(refused[seen], seen) : State.UNKNOWN;
    }

    private int firstFrom(long time) {
        int low = 0;
        int high = times.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (times[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
