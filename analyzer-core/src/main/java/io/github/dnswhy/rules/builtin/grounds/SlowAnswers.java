package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.facts.AnswerFacts;
import io.github.dnswhy.facts.FrameReference;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.rules.Facts;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * One server's answers that came, and came late: what waiting is left when nothing is lost.
 *
 * @param server who was asked
 * @param slow answers that took {@value AnswerFacts#SLOW_MILLIS} ms or more, errors left out
 * @param share their share of all answers, 0..1
 * @param mean how long they took on average
 * @param frames a few of them
 */
public record SlowAnswers(ServerFacts server, long slow, double share, Duration mean, List<FrameReference> frames) {
    /** Copies the list. */
    public SlowAnswers {
        frames = List.copyOf(frames);
    }

    /** The slow answers of one server. */
    public static SlowAnswers of(Facts facts, ServerFacts server) {
        SlowSum slow = SlowSum.of(facts.wire().answers().stream()
                .filter(a -> a.server().equals(server.address()))
                .toList());
        long answered = server.transactions().answered();
        return new SlowAnswers(
                server,
                slow.count(),
                answered == 0 ? 0 : Math.min(1, (double) slow.count() / answered),
                slow.mean(),
                slow.frames());
    }

    /** A step of a lookup that was answered, and late. */
    public static Predicate<LookupStep> step() {
        return step -> step.responseFrame() > 0
                && step.fate() != StepFate.ERROR
                && step.duration().toMillis() >= AnswerFacts.SLOW_MILLIS;
    }

    /** What lookups lost by such steps at one server. */
    public Impact impact(Facts facts) {
        return Cost.ofSteps(facts, step().and(step -> step.server().equals(server.address())));
    }

    /** The median latency of a server or endpoint; zero when it answered nothing. */
    public static Duration median(ServerFacts server) {
        return server.latency().map(Percentiles::p50).orElse(Duration.ZERO);
    }
}
