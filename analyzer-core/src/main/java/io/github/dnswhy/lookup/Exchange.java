package io.github.dnswhy.lookup;

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

    Exchange(int client, int server) {
        this.client = client;
        this.server = server;
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
    }
}
