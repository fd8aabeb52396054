package io.github.dnswhy.lookup;

import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Transport;
import io.github.dnswhy.model.WaitKind;

/**
 * Splits the felt time of a lookup by what it was spent on. A cursor goes from the first query to the end, round by round, and never
 * back, so the parts add up to the whole to the nanosecond, whatever the clocks of a capture did.
 */
final class Attribution {
    /** From here on an answer is slow: nothing in one data centre takes so long. */
    static final long SLOW_ANSWER_NANOS = 100_000_000L;

    /** Takes the parts in order of time. */
    interface Parts {
        /**
         * A part of the felt time.
         *
         * @param kind never {@link WaitKind#DEAD_SERVER}: whether a server is dead shows only at the end
         * @param server address id of the server that was asked
         * @param nanos more than 0
         */
        void add(WaitKind kind, int server, long nanos);
    }

    private Attribution() {}

    /** Splits the time of a closed lookup. */
    static void split(OpenLookup l, Parts parts) {
        if (l.apart) {
            splitApart(l, parts);
            return;
        }
        int kept = l.queriesKept();
        long cursor = l.start;
        for (int from = 0, to; from < kept; from = to) {
            to = from + 1;
            while (to < kept && l.query(to).step == l.query(from).step && l.query(to).round == l.query(from).round) {
                to++;
            }
            long end = to < kept ? Math.max(cursor, Math.min(l.end, l.query(to).time)) : Math.max(cursor, l.end);
            round(l, from, to, cursor, end, false, parts);
            cursor = end;
        }
    }

    /**
     * Splits the time of a lookup whose types went through the servers each on its own: along the queries of the one that was over last, in
     * each step.
     */
    private static void splitApart(OpenLookup l, Parts parts) {
        int kept = l.queriesKept();
        long cursor = l.start;
        for (int from = 0, to; from < kept; from = to) {
            to = from + 1;
            while (to < kept && l.query(to).step == l.query(from).step) {
                to++;
            }
            markDecisive(l, from, to);
        }
        for (int i = 0, next; i < kept; i = next) {
            next = i + 1;
            while (next < kept && !l.query(next).decisive) {
                next++;
            }
            if (!l.query(i).decisive) {
                continue;
            }
            long end = next < kept ? Math.max(cursor, Math.min(l.end, l.query(next).time)) : Math.max(cursor, l.end);
            round(l, i, i + 1, cursor, end, isOtherAnswered(l, i), parts);
            cursor = end;
        }
    }

    /** Marks the query of a step that was over last, the ones before it of its type, and what the first of them had to wait for. */
    private static void markDecisive(OpenLookup l, int from, int to) {
        int decisive = from;
        for (int i = from; i < to; i++) {
            l.query(i).decisive = false;
            if (endOf(l, i) >= endOf(l, decisive)) {
                decisive = i;
            }
        }
        while (decisive >= from) {
            Query q = l.query(decisive);
            q.decisive = true;
            decisive = before(l, from, decisive, q);
        }
    }

    private static int before(OpenLookup l, int from, int at, Query q) {
        for (int i = at - 1; i >= from; i--) {
            if (l.query(i).type == q.type) {
                return i;
            }
        }
        int before = from - 1;
        for (int i = at - 1; i >= from; i--) {
            if (endOf(l, i) <= q.time && (before < from || endOf(l, i) > endOf(l, before))) {
                before = i;
            }
        }
        return before;
    }

    private static long endOf(OpenLookup l, int query) {
        long end = l.query(query).endTime;
        return end == OpenLookup.NEVER ? l.end : end;
    }

    /** Whether the other type had its answer when a query was answered or given up. */
    private static boolean isOtherAnswered(OpenLookup l, int query) {
        Query q = l.query(query);
        for (int i = 0; i < l.queriesKept(); i++) {
            Query other = l.query(i);
            if (other.step == q.step && other.type != q.type && other.rcode >= 0 && endOf(l, i) <= endOf(l, query)) {
                return true;
            }
        }
        return false;
    }

    private static void round(
            OpenLookup l, int from, int to, long start, long end, boolean otherAnswered, Parts parts) {
        long lastAnswer = OpenLookup.NEVER;
        Query silent = null;
        Query answered = l.query(from);
        int errors = 0;
        boolean refused = false;
        boolean tcp = false;
        boolean cut = false;
        boolean repaired = false;
        for (int i = from; i < to; i++) {
            Query q = l.query(i);
            cut |= q.fate == StepFate.TRUNCATED;
            tcp |= q.transport == Transport.TCP || q.fate == StepFate.TRUNCATED;
            repaired |= q.transport == Transport.TCP && q.rcode >= 0;
            switch (q.fate) {
                case REJECTED -> {
                    if (isAnsweredBeside(l, from, to, q)) {
                        break;
                    }
                    refused = true;
                    silent = silent == null ? q : silent;
                }
                case TIMEOUT, OPEN -> silent = q;
                default -> {
                    errors += q.fate == StepFate.ERROR ? 1 : 0;
                    if (q.endTime >= lastAnswer) {
                        lastAnswer = q.endTime;
                        answered = q;
                    }
                }
            }
        }
        if (silent != null && end > lastAnswer) {
            // What was lost over UDP is not laid to the TCP that answered the other half.
            boolean overTcp = silent.transport == Transport.TCP || cut && !repaired;
            WaitKind kind = refused && silent.fate == StepFate.REJECTED
                    ? WaitKind.REFUSED
                    : overTcp
                            ? WaitKind.TCP_FALLBACK
                            : otherAnswered || lastAnswer != OpenLookup.NEVER
                                    ? WaitKind.LOST_HALF
                                    : WaitKind.LOST_QUERY;
            add(parts, kind, silent.server, end - start);
            return;
        }
        long until = Math.max(start, Math.min(end, lastAnswer));
        boolean last = l.query(from).step == l.step;
        if (repaired && answered.transport == Transport.UDP && answered.time > start) {
            // One half was answered over TCP, and the other asked for once more over UDP.
            long tcpEnd = Math.max(start, Math.min(answered.time, lastOverTcp(l, from, to)));
            long asked = Math.max(tcpEnd, Math.min(until, answered.time));
            WaitKind between = isAskedBefore(l, from, answered) ? WaitKind.LOST_HALF : WaitKind.CLIENT;
            add(parts, WaitKind.TCP_FALLBACK, answered.server, tcpEnd - start);
            add(parts, between, answered.server, asked - tcpEnd);
            start = asked;
            tcp = false;
        }
        add(parts, answers(errors == to - from, tcp, until - start, last), answered.server, until - start);
        // A cut answer and no query over TCP: the connection never opened.
        boolean connecting = tcp && to == l.queriesKept() && answered.fate == StepFate.TRUNCATED;
        add(parts, connecting ? WaitKind.TCP_FALLBACK : WaitKind.CLIENT, answered.server, end - until);
    }

    /** Whether another server that was asked at once answered the same: nobody waited for the one that refused. */
    static boolean isAnsweredBeside(OpenLookup l, int from, int to, Query q) {
        for (int i = from; i < to; i++) {
            Query other = l.query(i);
            if (other.server != q.server && other.type == q.type && other.rcode >= 0) {
                return true;
            }
        }
        return false;
    }

    private static long lastOverTcp(OpenLookup l, int from, int to) {
        long last = OpenLookup.NEVER;
        for (int i = from; i < to; i++) {
            Query q = l.query(i);
            if (q.transport == Transport.TCP && q.rcode >= 0) {
                last = Math.max(last, q.endTime);
            }
        }
        return last;
    }

    /** Whether a query of an earlier round asked for the same and had no response. */
    private static boolean isAskedBefore(OpenLookup l, int from, Query q) {
        for (int i = from - 1; i >= 0 && l.query(i).step == q.step; i--) {
            if (l.query(i).type == q.type && l.query(i).rcode < 0) {
                return true;
            }
        }
        return false;
    }

    private static WaitKind answers(boolean errors, boolean tcp, long nanos, boolean last) {
        if (errors) {
            return WaitKind.ERROR_ANSWER;
        }
        if (tcp) {
            return WaitKind.TCP_FALLBACK;
        }
        if (nanos >= SLOW_ANSWER_NANOS) {
            return WaitKind.SLOW_ANSWER;
        }
        return last ? WaitKind.ANSWER : WaitKind.SEARCH_LIST;
    }

    private static void add(Parts parts, WaitKind kind, int server, long nanos) {
        if (nanos > 0) {
            parts.add(kind, server, nanos);
        }
    }
}
