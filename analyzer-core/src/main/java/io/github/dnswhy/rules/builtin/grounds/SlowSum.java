package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.facts.AnswerFacts;
import io.github.dnswhy.facts.FrameReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Answers that were slow and no errors: a slow "no" has other causes than a slow "yes".
 *
 * @param count how many
 * @param stepped those of them that came after 2, 4 or 6 s
 * @param mean how long they took on average
 * @param frames a few of them
 */
record SlowSum(long count, long stepped, Duration mean, List<FrameReference> frames) {
    SlowSum {
        frames = List.copyOf(frames);
    }

    /** Sums rows of any kinds. Errors count as slow too where they are, so that what they took is taken off again. */
    static SlowSum of(List<AnswerFacts> rows) {
        long count = 0;
        long stepped = 0;
        Duration time = Duration.ZERO;
        TreeSet<FrameReference> frames = new TreeSet<>();
        List<FrameReference> errors = new ArrayList<>();
        for (AnswerFacts row : rows) {
            Duration sum = row.mean().multipliedBy(row.count());
            if (row.kind() == AnswerFacts.Kind.SLOW) {
                count += row.count();
                stepped += row.stepped();
                time = time.plus(sum);
                frames.addAll(row.frames());
            } else if (row.kind() == AnswerFacts.Kind.ERROR) {
                count -= row.count() - row.fast();
                stepped -= row.stepped();
                time = time.minus(sum);
                errors.addAll(row.frames());
            }
        }
        errors.forEach(frames::remove);
        return count <= 0 || time.isNegative()
                ? new SlowSum(0, 0, Duration.ZERO, List.of())
                : new SlowSum(count, Math.max(0, stepped), time.dividedBy(count), List.copyOf(frames));
    }
}
