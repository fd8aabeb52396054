package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Quantities;
import java.time.Duration;
import java.util.List;

/** Numbers in the words of findings: the same everywhere, without a locale. */
public final class Phrases {
    private Phrases() {}

    /** {@code 1 lookup}, {@code 22 lookups}, {@code 3 queries}. */
    public static String count(long count, String one) {
        return Quantities.count(count, one);
    }

    /** {@code none of 74 queries}, {@code all 74 queries}, {@code 12 of 74 queries}. */
    public static String of(long part, long whole, String one) {
        if (part == 0) {
            return "none of " + count(whole, one);
        }
        return part == whole ? "all " + count(whole, one) : part + " of " + count(whole, one);
    }

    /** {@code was} of one, {@code were} of none and of several. */
    public static String were(long count) {
        return count == 1 ? "was" : "were";
    }

    /** What a cause did, to end a summary: {@code ; 1 lookup was slow, 2 failed}, and nothing when none was slow and none failed. */
    public static String cost(Impact impact) {
        long slow = impact.slowLookups();
        long failed = impact.failedLookups();
        if (slow + failed == 0) {
            return "";
        }
        if (slow == 0) {
            return "; " + count(failed, "lookup") + " failed";
        }
        return "; " + count(slow, "lookup") + " " + were(slow) + " slow"
                + (failed == 0 ? "" : ", " + failed + " failed");
    }

    /** {@code 0.4 %} below one, else whole per cents. */
    public static String percent(double ratio) {
        double percent = ratio * 100;
        return percent > 0 && percent < 1
                ? tenths(Math.max(1, Math.round(percent * 10))) + " %"
                : Math.round(percent) + " %";
    }

    /** {@code 0.7 ms}, {@code 12 ms}, {@code 5.0 s}, {@code 1 min 58 s}. */
    public static String time(Duration duration) {
        return Quantities.duration(duration);
    }

    private static String tenths(long tenths) {
        return tenths / 10 + "." + tenths % 10;
    }

    /** {@code 10.0.0.1}, {@code 10.0.0.1 and 10.0.0.2}, {@code a, b and c}. */
    public static String list(List<?> things) {
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
    public static String dig(IpAddress server) {
        return "dig +time=2 +tries=1 @" + server + " kubernetes.default.svc.cluster.local";
    }
}
