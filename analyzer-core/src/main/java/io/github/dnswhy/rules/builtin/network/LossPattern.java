package io.github.dnswhy.rules.builtin.network;

import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.facts.ServerFacts.Losses;
import java.util.List;

/**
 * Tells two ways of losing queries apart: a race of the two packets of a pair, and chance.
 *
 * <p>Chance loses a query that is alone as often as one of a pair ({@link #expectedElsewhere}), now and then both of a pair, and
 * the first as often as the second ({@link #secondByChance}). A race loses one of a pair only, and mostly the second.
 *
 * @param losses what was lost
 */
record LossPattern(Losses losses) {
    /** Fewer half-lost pairs than this make no pattern. */
    static final int PAIRS_AT_LEAST = 3;

    /** Losses elsewhere, as a share of what chance would lose there, up to which a race explains a pattern. */
    private static final double ELSEWHERE_AT_MOST = 0.25;

    /** Clients repeat what they miss, unless they give up or the capture ends. */
    static final double REPEATED_AT_LEAST = 0.25;

    /** The share of lost halves that were sent second from which on the order matters. */
    private static final double SECOND_AT_LEAST = 0.75;

    /** The pattern over several servers. */
    static LossPattern of(List<ServerFacts> servers) {
        Losses sum = Losses.NONE;
        for (ServerFacts server : servers) {
            sum = sum.and(server.losses());
        }
        return new LossPattern(sum);
    }

    /** The share of queries that were lost. */
    double rate() {
        return losses.queries() == 0 ? 0 : (double) losses.lost() / losses.queries();
    }

    /** How many queries alone and whole pairs chance would lose at the rate at which halves of pairs were lost. */
    double expectedElsewhere() {
        if (losses.parallel() == 0) {
            return 0;
        }
        double rate = losses.halfLost() / (2.0 * losses.parallel());
        return losses.alone() * rate + losses.parallel() * rate * rate;
    }

    /** How many queries alone and whole pairs were lost. */
    long elsewhere() {
        return losses.aloneLost() + losses.wholeLost();
    }

    /** The share of lost halves that were sent second. */
    double secondShare() {
        return losses.halfLost() == 0 ? 0 : (double) losses.halfLostSecond() / losses.halfLost();
    }

    /** How likely it is that chance loses the second of a pair as often as it did: the upper tail of a fair coin. */
    double secondByChance() {
        long n = losses.halfLost();
        if (n > 1000) {
            return secondShare() > 0.55 ? 0 : 1;
        }
        double term = Math.pow(0.5, n);
        double tail = 0;
        for (long k = 0; k <= n; k++) {
            tail += k >= losses.halfLostSecond() ? term : 0;
            term *= (double) (n - k) / (k + 1);
        }
        return tail;
    }

    /** Whether so little was lost beside halves of pairs that chance is not the reason. */
    boolean onlyHalves() {
        double expected = expectedElsewhere();
        return expected >= 1 ? elsewhere() <= ELSEWHERE_AT_MOST * expected : elsewhere() == 0;
    }

    /**
     * Whether the clients asked again for a good part of what was lost: then they missed the answers themselves, and it is not the
     * capture alone that did.
     */
    boolean isMissedByClients() {
        return losses.repeated() > 0 && losses.repeated() >= REPEATED_AT_LEAST * losses.lost();
    }

    /** Whether a race explains it better than chance. */
    boolean isRace() {
        boolean pointed = expectedElsewhere() >= 1 || secondShare() >= SECOND_AT_LEAST || isSeenToVanish();
        return losses.halfLost() >= PAIRS_AT_LEAST && isMissedByClients() && onlyHalves() && pointed && !isSeenToPass();
    }

    /** Whether the capture shows that the lost halves went no farther than this host, while the others did. */
    boolean isSeenToVanish() {
        return losses.vanished() > 0 && losses.vanished() >= 0.8 * losses.halfLost();
    }

    /** Whether the capture shows that the lost halves left this host like the others. */
    boolean isSeenToPass() {
        return losses.passed() > 0 && losses.passed() >= 0.5 * losses.halfLost();
    }
}
