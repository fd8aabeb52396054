package io.github.dnswhy.rules.builtin;

import io.github.dnswhy.model.IpAddress;
import java.time.Duration;
import java.util.List;

/** Numbers in the words of findings: the same everywhere, without a locale. */
final class Phrases {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long MILLI_NANOS = 1_000_000L;

    private Phrases() {}

    /** {@code 1 lookup}, {@code 22 lookups}, {@code 3 queries}. */
    static String count(long count, String one) {
        if (count == 1) {
            return "1 " + one;
        }
        boolean y = one.endsWith("y") && !one.endsWith("ay") && !one.endsWith("ey");
        return count + " " + (y ? one.substring(0, one.length() - 1) + "ies" : one + "s");
    }

    /** {@code none of 74 queries}, {@code all 74 queries}, {@code 12 of 74 queries}. */
    static String of(long part, long whole, String one) {
        if (part == 0) {
            return "none of " + count(whole, one);
        }
        return part == whole ? "all " + count(whole, one) : part + " of " + count(whole, one);
    }

    /** {@code 0.4 %} below one, else whole per cents. */
    static String percent(double ratio) {
        double percent = ratio * 100;
        return percent > 0 && percent < 1 ? tenths(Math.max(1, Math.round(percent * 10))) + " %" : Math.round(percent) + " %";
    }

    /** {@code 0.72 ms}, {@code 12 ms}, {@code 5.0 s}, {@code 118 s}. */
    static String time(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos >= 100 * SECOND_NANOS) {
            return Math.round(nanos / (double) SECOND_NANOS) + " s";
        }
        if (nanos >= SECOND_NANOS) {
            return tenths(Math.round(nanos * 10.0 / SECOND_NANOS)) + " s";
        }
        if (nanos >= 10 * MILLI_NANOS) {
            return Math.round(nanos / (double) MILLI_NANOS) + " ms";
        }
        return tenths(Math.round(nanos * 10.0 / MILLI_NANOS)) + " ms";
    }

    private static String tenths(long tenths) {
        return tenths / 10 + "." + tenths % 10;
    }

    /** {@code 10.0.0.1}, {@code 10.0.0.1 and 10.0.0.2}, {@code a, b and c}. */
    static String list(List<?> things) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < things.size(); i++) {
            if (i > 0) {
                text.append(i == things.size() - 1 ? " and " : ", ");
            }
            text.append(things.get(i));
        }
        return text.toString();
    }

    /** The command that asks one server directly. */
    static String dig(IpAddress server) {
        return "dig +time=2 +tries=1 @" + server + " kubernetes.default.svc.cluster.local";
    }
}
