package io.github.dnswhy.lookup;

import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Transport;

/** Counts lost queries of one client at one server by what was under way beside them. */
final class LossCounts {
    private long alone;
    private long aloneLost;
    private long parallel;
    private long halfLost;
    private long halfLostSecond;
    private long wholeLost;
    private long repeated;
    private long repeatedLost;
    private long vanished;
    private long passed;

    /** Adds the round of a lookup that its queries {@code from} to {@code to}, exclusive, are. */
    void add(OpenLookup l, int from, int to) {
        Query first = l.query(from);
        if (to - from == 2 && isParallel(first, l.query(from + 1))) {
            addPair(l, first, l.query(from + 1), to);
            return;
        }
        for (int i = from; i < to; i++) {
            Query q = l.query(i);
            if (isJudged(q)) {
                alone++;
                if (q.fate == StepFate.TIMEOUT) {
                    aloneLost++;
                    addRepetition(l, q, to);
                }
            }
        }
    }

    private static boolean isJudged(Query q) {
        return q.transport == Transport.UDP && q.fate != StepFate.OPEN && q.fate != StepFate.REJECTED;
    }

    private static boolean isParallel(Query first, Query second) {
        boolean answeredBefore = first.endFrame > 0 && first.endTime <= second.time;
        return isJudged(first) && isJudged(second) && first.clientPort == second.clientPort && !answeredBefore;
    }

    private void addPair(OpenLookup l, Query first, Query second, int next) {
        parallel++;
        boolean lostFirst = first.fate == StepFate.TIMEOUT;
        boolean lostSecond = second.fate == StepFate.TIMEOUT;
        if (lostFirst && lostSecond) {
            wholeLost++;
            addRepetition(l, first, next);
            addRepetition(l, second, next);
        } else if (lostFirst || lostSecond) {
            Query lost = lostFirst ? first : second;
            Query answered = lostFirst ? second : first;
            halfLost++;
            halfLostSecond += lostSecond ? 1 : 0;
            vanished += lost.sightings < answered.sightings ? 1 : 0;
            passed += lost.sightings >= answered.sightings && answered.sightings > 1 ? 1 : 0;
            addRepetition(l, lost, next);
        }
    }

    /** The next time that the client asked for what was lost, here or at another server. */
    private void addRepetition(OpenLookup l, Query lost, int next) {
        for (int i = next; i < l.queriesKept() && l.query(i).step == lost.step; i++) {
            Query again = l.query(i);
            if (again.type == lost.type) {
                if (isJudged(again)) {
                    repeated++;
                    repeatedLost += again.fate == StepFate.TIMEOUT ? 1 : 0;
                }
                return;
            }
        }
    }

    void merge(LossCounts o) {
        alone += o.alone;
        aloneLost += o.aloneLost;
        parallel += o.parallel;
        halfLost += o.halfLost;
        halfLostSecond += o.halfLostSecond;
        wholeLost += o.wholeLost;
        repeated += o.repeated;
        repeatedLost += o.repeatedLost;
        vanished += o.vanished;
        passed += o.passed;
    }

    ServerFacts.Losses toFacts() {
        return new ServerFacts.Losses(
                alone,
                aloneLost,
                parallel,
                halfLost,
                halfLostSecond,
                wholeLost,
                repeated,
                repeatedLost,
                vanished,
                passed);
    }
}
