package io.github.dnswhy.lookup;

import io.github.dnswhy.model.WaitKind;

/**
 * What the lookups of one client felt at one server. Kept by pair, so that a client that turns out to be a forwarder can be left out.
 */
final class Exchange {
    final int client;
    final int server;
    Exchange chain;

    long attempts;
    long lookupsFirst;
    long rounds;
    long roundsAnswered;
    long roundsTimedOut;
    long roundsRefused;
    long pairs;
    long pairsLosingA;
    long pairsLosingAaaa;
    long pairsLost;
    long pairsRepaired;
    long waitedNanos;
    long answeringNanos;
    long roundsErred;
    long erringNanos;
    long lookupsWaiting;
    long slowLookups;
    long failedLookups;
    /** Felt time by {@link WaitKind}. */
    final long[] spent = new long[WaitKind.values().length];

    final LossCounts losses = new LossCounts();

    /** The lookup that is being added, and what it spent here: its greatest part decides whom a slow lookup is laid to. */
    private long turn;

    private boolean turnWaiting;
    long turnNanos;

    Exchange(int client, int server) {
        this.client = client;
        this.server = server;
    }

    /** Adds a round's time to the turn of its lookup. */
    void spend(long lookup, long nanos, boolean waiting) {
        if (turn != lookup) {
            turn = lookup;
            turnNanos = 0;
            turnWaiting = false;
        }
        turnNanos += nanos;
        if (waiting && !turnWaiting) {
            turnWaiting = true;
            lookupsWaiting++;
        }
    }

    void add(Exchange o) {
        attempts += o.attempts;
        lookupsFirst += o.lookupsFirst;
        rounds += o.rounds;
        roundsAnswered += o.roundsAnswered;
        roundsTimedOut += o.roundsTimedOut;
        roundsRefused += o.roundsRefused;
        pairs += o.pairs;
        pairsLosingA += o.pairsLosingA;
        pairsLosingAaaa += o.pairsLosingAaaa;
        pairsLost += o.pairsLost;
        pairsRepaired += o.pairsRepaired;
        waitedNanos += o.waitedNanos;
        answeringNanos += o.answeringNanos;
        roundsErred += o.roundsErred;
        erringNanos += o.erringNanos;
        lookupsWaiting += o.lookupsWaiting;
        slowLookups += o.slowLookups;
        failedLookups += o.failedLookups;
        for (int i = 0; i < spent.length; i++) {
            spent[i] += o.spent[i];
        }
        losses.merge(o.losses);
    }
}
