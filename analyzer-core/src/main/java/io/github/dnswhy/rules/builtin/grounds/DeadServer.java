package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Facts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A server that answers nothing although lookups ask it, or did so for a while.
 *
 * @param server the server
 * @param queries queries that stayed without an answer while it was dead
 * @param whole whether it was dead in the whole capture; otherwise in {@code outage} alone
 * @param outage when it was dead, where that was not in the whole capture
 * @param icmp queries that an ICMP error rejected
 * @param fastMoves times that the client asked the next server in less than 50 ms without an answer
 * @param refused whether these signs say that the host refuses, rather than that the query vanishes
 */
public record DeadServer(
        ServerFacts server,
        long queries,
        boolean whole,
        Optional<Outages> outage,
        long icmp,
        long fastMoves,
        boolean refused) {
    /** Fewer attempts prove nothing. */
    public static final Threshold LEAST_ATTEMPTS =
            new Threshold("leastAttempts", 5, "count", "judgement: fewer unanswered queries may be lost by chance");

    /** A dead server may seem to answer a stray query. */
    public static final Threshold MOST_ANSWERED = new Threshold(
            "mostAnswered", 0.02, "ratio", "judgement: a dead server seems to answer a stray query at most");

    /** Between a refusal and a timeout lies nothing: gaps are below 13 ms or at least 0.9 s. */
    public static final Threshold FAST_MOVE = new Threshold(
            "fastMoveMs", 50, "ms", "measured on glibc 2.36: 2,628 moves between servers took < 13 ms or >= 0.9 s");

    /** A server that answers this share of what it is asked is well. */
    public static final Threshold HEALTHY =
            new Threshold("healthyAnswered", 0.95, "ratio", "judgement; lossy paths are below");

    public static final List<Threshold> THRESHOLDS = List.of(LEAST_ATTEMPTS, MOST_ANSWERED, FAST_MOVE, HEALTHY);

    /** One move may be a chance of timing; a few, or a share of all turns, are not. */
    private static final int SURE_MOVES = 3;

    private static final double SURE_MOVE_RATIO = 0.02;

    /** Between the end of a wait and the next query, by the clock of the capture. */
    private static final Duration SLACK = Duration.ofMillis(50);

    /** The servers of one role that lookups asked and that left something without an answer. */
    public static List<ServerFacts> suspects(Facts facts, ServerRole role) {
        return facts.servers(role).stream()
                .filter(s -> s.rounds().total() > 0)
                .filter(s -> s.transactions().unanswered() + s.transactions().rejected() > 0)
                .toList();
    }

    /**
     * The state of a server that lookups asked.
     *
     * @param facts the facts
     * @param server one of {@link Facts#lookupServers()}
     * @return how it is dead; empty when it is not, or when the capture cannot tell
     */
    public static Optional<DeadServer> of(Facts facts, ServerFacts server) {
        ServerFacts.Transactions t = server.transactions();
        if (t.attempts() - t.undetermined() < LEAST_ATTEMPTS.value() || hearsNothing(facts)) {
            return Optional.empty();
        }
        ServerFacts.Rounds rounds = server.rounds();
        long moves = rounds.refused();
        boolean refused =
                t.rejected() > 0 || moves >= SURE_MOVES || moves > 0 && moves >= SURE_MOVE_RATIO * rounds.total();
        if (t.answeredRatio() <= MOST_ANSWERED.value()) {
            return Optional.of(
                    new DeadServer(server, t.attempts(), true, Optional.empty(), t.rejected(), moves, refused));
        }
        return Outages.of(facts, server)
                .map(out ->
                        new DeadServer(server, out.queries(), false, Optional.of(out), t.rejected(), moves, refused));
    }

    /** The servers that are dead, of those that lookups asked. */
    public static List<DeadServer> all(Facts facts) {
        return facts.lookupServers().stream()
                .flatMap(server -> of(facts, server).stream())
                .toList();
    }

    /** The other servers that lookups asked and that answer. */
    public List<ServerFacts> healthyOthers(Facts facts) {
        return facts.lookupServers().stream()
                .filter(other -> !other.address().equals(server.address()))
                .filter(other -> other.transactions().answered() > 0)
                .filter(other -> other.transactions().answeredRatio() >= HEALTHY.value())
                .toList();
    }

    /** Whether lookups asked other servers too, and all of those are dead as well. */
    public boolean othersDead(Facts facts) {
        List<ServerFacts> others = facts.lookupServers().stream()
                .filter(other -> !other.address().equals(server.address()))
                .filter(other ->
                        other.transactions().total() > other.transactions().undetermined())
                .toList();
        return !others.isEmpty()
                && others.stream().allMatch(other -> other.transactions().answeredRatio() <= MOST_ANSWERED.value());
    }

    /** Why a server that is not dead by these measures is not, in a sentence. */
    public static String whyNot(Facts facts, ServerFacts server) {
        ServerFacts.Transactions t = server.transactions();
        if (hearsNothing(facts)) {
            return "The capture has no response at all and nobody asked again: only one direction was captured.";
        }
        if (t.attempts() - t.undetermined() < LEAST_ATTEMPTS.value()) {
            return server.address() + " was asked only " + t.attempts() + " times.";
        }
        return server.address() + " answered " + Phrases.of(t.answered(), t.total(), "query")
                + ": it is not dead all the time.";
    }

    /**
     * How many of the moves to another server were fast, in words: {@code none of 12 moves}. A move is a turn without an answer
     * after which the lookup asked another server; repeating the query at the same one is none. Counted over the kept lookups.
     */
    public String moves(Facts facts) {
        long moves = 0;
        for (Lookup lookup : facts.lookups().kept()) {
            List<LookupStep> steps = lookup.steps();
            for (int i = 0; i + 1 < steps.size(); i++) {
                moves += isMove(steps.get(i), steps.get(i + 1)) ? 1 : 0;
            }
        }
        long all = Math.max(moves, fastMoves);
        return all == 0 ? "no move" : Phrases.of(fastMoves, all, "move");
    }

    /** Queries to several servers at a time, as musl sends them, are no moves: the next one must come after the wait. */
    private boolean isMove(LookupStep step, LookupStep next) {
        boolean unanswered = step.fate() == StepFate.TIMEOUT || step.fate() == StepFate.REJECTED;
        return unanswered
                && step.server().equals(server.address())
                && !next.server().equals(server.address())
                && next.offset().minus(step.offset()).plus(SLACK).compareTo(step.duration()) >= 0;
    }

    /** The queries without an answer, in words. */
    public String silence() {
        ServerFacts.Transactions t = server.transactions();
        if (whole) {
            return server.address() + " answered " + Phrases.of(t.answered(), t.attempts(), "query");
        }
        return server.address() + " answered none of " + Phrases.count(queries, "query") + " "
                + outage.orElseThrow().when();
    }

    /**
     * Whether nothing was ever heard and nobody ever asked again: then only one direction was captured. A client
     * that really got no answer repeats its query or asks another server.
     */
    public static boolean hearsNothing(Facts facts) {
        if (facts.lookupServers().stream()
                .anyMatch(s -> s.transactions().answered() + s.transactions().rejected() > 0)) {
            return false;
        }
        return !Repetitions.of(facts).isByTimer();
    }
}
