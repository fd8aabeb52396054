package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.facts.AnswerFacts;
import io.github.dnswhy.facts.FrameReference;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.rules.Facts;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * One server's answers that came, and came late: what waiting is left when nothing is lost.
 *
 * @param server who was asked
 * @param slow answers that took {@value AnswerFacts#SLOW_MILLIS} ms or more
 * @param share their share of all answers, 0..1
 * @param mean how long they took on average
 * @param longest how long at most
 * @param frames a few of them
 */
public record SlowAnswers(
        ServerFacts server, long slow, double share, Duration mean, Duration longest, List<FrameReference> frames) {
    /** Copies the list. */
    public SlowAnswers {
        frames = List.copyOf(frames);
    }

    /** The slow answers of one server. */
    public static SlowAnswers of(Facts facts, ServerFacts server) {
        List<AnswerFacts> rows = facts.wire().answers(AnswerFacts.Kind.SLOW).stream()
                .filter(a -> a.server().equals(server.address()))
                .toList();
        long slow = rows.stream().mapToLong(AnswerFacts::count).sum();
        Duration sum = Duration.ZERO;
        Duration longest = Duration.ZERO;
        for (AnswerFacts row : rows) {
            sum = sum.plus(row.mean().multipliedBy(row.count()));
            longest = row.longest().compareTo(longest) > 0 ? row.longest() : longest;
        }
        long answered = server.transactions().answered();
        return new SlowAnswers(
                server,
                slow,
                answered == 0 ? 0 : Math.min(1, (double) slow / answered),
                slow == 0 ? Duration.ZERO : sum.dividedBy(slow),
                longest,
                rows.stream().flatMap(row -> row.frames().stream()).toList());
    }

    /** A step of a lookup that was answered, and late. */
    public static Predicate<LookupStep> step() {
        return step -> step.responseFrame() > 0 && step.duration().toMillis() >= AnswerFacts.SLOW_MILLIS;
    }

    /** What lookups lost by such steps at one server. */
    public Impact impact(Facts facts) {
        return Cost.ofSteps(
                facts, step().and(step -> step.server().equals(server.address())));
    }

    /** The median latency of a server or endpoint; zero when it answered nothing. */
    public static Duration median(ServerFacts server) {
        return server.latency().map(Percentiles::p50).orElse(Duration.ZERO);
    }
}
