package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.facts.ServerFacts.Losses;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Facts;
import java.util.Optional;

/**
 * A server that answers, but leaves some pairs of A and AAAA without any answer: for a moment it does not serve. Chance on the way
 * loses one of a pair far more often than both.
 *
 * @param server the server
 * @param whole pairs of which both queries stayed without an answer
 * @param half pairs of which one did
 * @param unanswered the share of its queries without an answer, 0..1
 * @param ofFelt the share of all felt time that lookups spent on it in vain, 0..1
 */
public record PartialSilence(ServerFacts server, long whole, long half, double unanswered, double ofFelt) {
    /** Fewer pairs make no pattern. */
    public static final Threshold LEAST_PAIRS =
            new Threshold("wholeLostPairs", 3, "count", "judgement: fewer make no pattern");

    /** Whole pairs lost, in multiples of what chance would lose. */
    public static final Threshold BEYOND_CHANCE = new Threshold(
            "wholeLostBeyondChance",
            4,
            "ratio",
            "chance loses both of a pair at the square of its rate; a factor for the spread of small counts");

    /** The state of a server that lookups asked; empty when it is dead, lossy, or loses nothing. */
    public static Optional<PartialSilence> of(Facts facts, ServerFacts server) {
        // What ends in an error, or late, was waited for elsewhere.
        boolean fails = 2 * server.rounds().erred() > server.rounds().answered();
        if (fails || !isInPairs(server.losses()) || DeadServer.of(facts, server).isPresent()) {
            return Optional.empty();
        }
        Losses losses = server.losses();
        long felt = facts.lookups().feltTotal().toMillis();
        double ofFelt = felt == 0 ? 0 : server.rounds().waited().toMillis() / (double) felt;
        return Optional.of(new PartialSilence(
                server,
                losses.wholeLost(),
                losses.halfLost(),
                losses.queries() == 0 ? 0 : (double) losses.lost() / losses.queries(),
                Math.min(1, ofFelt)));
    }

    /** Whether pairs were lost as a whole, more often than by half and than chance would. */
    public static boolean isInPairs(Losses losses) {
        if (losses.wholeLost() < LEAST_PAIRS.value() || losses.wholeLost() <= losses.halfLost()) {
            return false;
        }
        double rate = losses.halfLost() / (2.0 * losses.parallel());
        return losses.wholeLost() > BEYOND_CHANCE.value() * rate * rate * losses.parallel();
    }

    /** What was seen, in words: {@code 10.0.0.1 left 5 % of its 200 queries unanswered, that is 54 % of the waiting}. */
    public String text() {
        return server.address() + " left " + Phrases.percent(unanswered) + " of its "
                + Phrases.count(server.losses().queries(), "query") + " without an answer in time, that is "
                + Phrases.percent(ofFelt) + " of all the time that lookups took";
    }
}
