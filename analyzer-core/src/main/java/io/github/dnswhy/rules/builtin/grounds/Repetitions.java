package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.rules.Facts;
import java.util.List;

/**
 * How often lookups ask for a name and type again, and whether a resolver's timer or the application made them.
 *
 * <p>A resolver that waits in vain asks again with the same ID (glibc, musl, JNDI, dnsjava) or after whole seconds (Netty, Go). An
 * application that was answered and asks for the same name later does neither, but by chance.
 *
 * @param count repetitions
 * @param sameId those with the ID of the query before
 * @param wholeSeconds those that came whole seconds after the query before
 */
public record Repetitions(long count, long sameId, long wholeSeconds) {
    private static final long SECOND_NANOS = 1_000_000_000L;

    /** Timers fire a little late. */
    private static final long SLACK_NANOS = 60_000_000L;

    public static Repetitions of(Facts facts) {
        long count = 0;
        long sameId = 0;
        long wholeSeconds = 0;
        for (Lookup lookup : facts.lookups().kept()) {
            List<LookupStep> steps = lookup.steps();
            for (int i = 1; i < steps.size(); i++) {
                LookupStep before = before(steps, i);
                if (before != null) {
                    count++;
                    sameId += steps.get(i).id() == before.id() ? 1 : 0;
                    wholeSeconds += isWholeSeconds(steps.get(i).offset().toNanos()
                                    - before.offset().toNanos())
                            ? 1
                            : 0;
                }
            }
        }
        return new Repetitions(count, sameId, wholeSeconds);
    }

    /** Whether resolvers repeated what they waited for, so that answers were really missing. */
    public boolean isByTimer() {
        return sameId > 0 || wholeSeconds > 0 && 2 * wholeSeconds >= count;
    }

    private static LookupStep before(List<LookupStep> steps, int i) {
        LookupStep step = steps.get(i);
        for (int j = i - 1; j >= 0; j--) {
            LookupStep earlier = steps.get(j);
            boolean same = earlier.type().equals(step.type()) && earlier.name().equals(step.name());
            if (same) {
                return earlier.fate() == StepFate.TRUNCATED ? null : earlier;
            }
        }
        return null;
    }

    private static boolean isWholeSeconds(long gap) {
        long rest = gap % SECOND_NANOS;
        return gap >= SECOND_NANOS - SLACK_NANOS && (rest <= SLACK_NANOS || rest >= SECOND_NANOS - SLACK_NANOS);
    }
}
