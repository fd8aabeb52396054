package io.github.dnswhy.whatif;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A lookup taken apart into rounds.
 *
 * @param lookup the lookup
 * @param startNanos its start, in nanoseconds since the epoch
 * @param rounds its rounds in order
 */
record Recording(Lookup lookup, long startNanos, List<Round> rounds) {
    private static final String SERVFAIL = "SERVFAIL";

    Recording {
        rounds = List.copyOf(rounds);
    }

    /** Takes a lookup apart; empty where the model does not reach: TCP, cut answers, ends and questions that were not seen. */
    static Optional<Recording> of(Lookup lookup) {
        if (lookup.outcome() == LookupOutcome.UNFINISHED
                || lookup.outcome() == LookupOutcome.UNDETERMINED
                || lookup.steps().isEmpty()
                || lookup.types().isEmpty()) {
            return Optional.empty();
        }
        List<Round> rounds = new ArrayList<>();
        List<Reply> replies = new ArrayList<>();
        LookupStep first = lookup.steps().get(0);
        for (LookupStep step : lookup.steps()) {
            if (step.transport() != Transport.UDP
                    || step.fate() == StepFate.TRUNCATED
                    || step.fate() == StepFate.OPEN) {
                return Optional.empty();
            }
            if (!step.name().equals(first.name())
                    || !step.server().equals(first.server())
                    || has(replies, step.type())) {
                rounds.add(round(first, replies));
                replies.clear();
                first = step;
            }
            replies.add(new Reply(
                    step.type(),
                    step.fate(),
                    step.fate() == StepFate.ERROR
                            && !step.rcode().filter(SERVFAIL::equals).isPresent(),
                    step.offset().minus(first.offset()).toNanos(),
                    step.duration().toNanos()));
        }
        rounds.add(round(first, replies));
        long start = lookup.start().getEpochSecond() * 1_000_000_000L
                + lookup.start().getNano();
        return Optional.of(new Recording(lookup, start, rounds));
    }

    private static Round round(LookupStep first, List<Reply> replies) {
        return new Round(first.server(), first.name(), first.offset().toNanos(), replies);
    }

    private static boolean has(List<Reply> replies, String type) {
        for (Reply reply : replies) {
            if (reply.type().equals(type)) {
                return true;
            }
        }
        return false;
    }

    long felt() {
        return lookup.felt().toNanos();
    }

    boolean isFailed() {
        return lookup.outcome().isFailure();
    }

    /** Whether anything was waited for in vain. */
    boolean hasTimeout() {
        for (LookupStep step : lookup.steps()) {
            if (step.fate() == StepFate.TIMEOUT) {
                return true;
            }
        }
        return false;
    }

    /** The round that asked a server for a name the so-manieth time, from 0; null when there is none. */
    Round round(IpAddress server, String name, int index) {
        int left = index;
        for (Round round : rounds) {
            if (round.server().equals(server) && round.name().equals(name) && left-- == 0) {
                return round;
            }
        }
        return null;
    }

    IpAddress firstServer() {
        return rounds.get(0).server();
    }

    String firstName() {
        return rounds.get(0).name();
    }
}
