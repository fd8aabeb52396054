package io.github.dnswhy.rules;

import io.github.dnswhy.evidence.AppLog;
import io.github.dnswhy.evidence.LogTime;
import io.github.dnswhy.facts.LookupFacts;
import io.github.dnswhy.model.Lookup;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Slow requests of the application's logs, held against the lookups of the capture: did they wait for names, or for something else?
 *
 * <p>A log line is written when its request ends, so the request lies before it. Times without a zone are tried with every offset of
 * full quarter hours; one that puts most requests into the capture is taken, of equal ones that under which most requests meet lookups:
 * what may be a wait for a name exonerates nothing.
 *
 * @param slow requests of {@value #SLOW_MILLIS} ms or more that lie within the capture
 * @param coinciding those that slow lookups cover to a good part
 */
public record SlowRequests(long slow, long coinciding) {
    private static final SlowRequests NONE = new SlowRequests(0, 0);
    private static final int SLOW_MILLIS = 1000;
    /** A lookup of this length is worth waiting for. */
    private static final Duration WAITED_FOR = Duration.ofMillis(200);
    /** The part of a request that must lie within such lookups. */
    private static final double PART = 0.3;

    private static final int ENOUGH = 10;
    private static final double FEW = 0.2;
    /** The share of a log's slow requests that an offset must put into the capture. */
    private static final double INSIDE = 0.8;

    /** Clocks of captures and of logs on one host, and the time from the end of a request to its line. */
    private static final long CLOCK_MILLIS = 2000;

    private static final int QUARTERS = 14 * 4;
    private static final long MILLIS_OF_QUARTER = 900_000;

    /** The slow requests of all logs; none without logs, or where no offset puts a log into the capture. */
    static SlowRequests of(Facts facts) {
        if (facts.capture().from().isEmpty()
                || facts.evidence().appLogs().isEmpty()
                || !showsAllSlow(facts.lookups())) {
            return NONE;
        }
        Waits waits = Waits.of(facts.lookups().kept());
        long from = facts.capture().from().get().toEpochMilli() - CLOCK_MILLIS;
        long to = facts.capture().to().orElseThrow().toEpochMilli() + CLOCK_MILLIS;
        long slow = 0;
        long coinciding = 0;
        for (AppLog log : facts.evidence().appLogs()) {
            SlowRequests of = Requests.of(log).held(waits, from, to);
            slow += of.slow;
            coinciding += of.coinciding;
        }
        return new SlowRequests(slow, coinciding);
    }

    /** Beyond the bound for kept lookups some slow ones are missing, and a request may have waited for one of those. */
    private static boolean showsAllSlow(LookupFacts lookups) {
        long slow = lookups.kept().stream()
                .filter(l -> l.felt().compareTo(lookups.slowThreshold()) >= 0)
                .count();
        return !lookups.sampled() || slow >= lookups.slow();
    }

    /**
     * Whether requests were slow, and hardly one of them while a lookup was.
     *
     * @return true when something else made them slow
     */
    public boolean waitElsewhere() {
        return slow >= ENOUGH && coinciding <= FEW * slow;
    }

    /**
     * Whether enough slow requests meet lookups that names were waited for as well, whatever else was.
     *
     * @return true when a fault of DNS may be what some requests waited for
     */
    public boolean waitForNamesToo() {
        return coinciding >= ENOUGH;
    }

    /** The slow requests of one log: when they ended, in ms of the epoch as if local times were UTC, and how long they took. */
    private record Requests(long[] ends, boolean[] local, long[] took, int count) {
        static Requests of(AppLog log) {
            List<AppLog.Request> all = log.requests();
            Requests slow = new Requests(new long[all.size()], new boolean[all.size()], new long[all.size()], 0);
            int n = 0;
            for (AppLog.Request request : all) {
                long took = request.took().toMillis();
                if (took < SLOW_MILLIS || request.at().time().isEmpty()) {
                    continue;
                }
                LogTime time = request.at().time().get();
                ZoneOffset zone = time.offset().or(log::zone).orElse(ZoneOffset.UTC);
                slow.ends[n] = millis(time.local(), zone);
                slow.local[n] = time.offset().or(log::zone).isEmpty();
                slow.took[n++] = took;
            }
            return new Requests(slow.ends, slow.local, slow.took, n);
        }

        private static long millis(LocalDateTime time, ZoneOffset zone) {
            return time.toEpochSecond(zone) * 1000 + time.getNano() / 1_000_000;
        }

        /** The requests within the capture, and those that waits cover, under the offset that fits best. */
        SlowRequests held(Waits waits, long from, long to) {
            SlowRequests best = NONE;
            for (int quarter = -QUARTERS; quarter <= QUARTERS; quarter++) {
                long behind = quarter * MILLIS_OF_QUARTER;
                long inside = inside(behind, from, to);
                if (inside > 0 && inside >= best.slow && inside >= INSIDE * count) {
                    long covered = covered(waits, behind, from, to);
                    boolean better = inside > best.slow || covered > best.coinciding;
                    best = better ? new SlowRequests(inside, covered) : best;
                }
            }
            return best;
        }

        private long end(int i, long behind) {
            return local[i] ? ends[i] - behind : ends[i];
        }

        private long inside(long behind, long from, long to) {
            long inside = 0;
            for (int i = 0; i < count; i++) {
                long end = end(i, behind);
                inside += end >= from && end <= to ? 1 : 0;
            }
            return inside;
        }

        private long covered(Waits waits, long behind, long from, long to) {
            long covered = 0;
            for (int i = 0; i < count; i++) {
                long end = end(i, behind);
                boolean inside = end >= from && end <= to;
                covered += inside && isCovered(waits, end - took[i], end) ? 1 : 0;
            }
            return covered;
        }
    }

    /** Whether slow lookups, wherever clocks allow them to be, took a good part of a request. */
    private static boolean isCovered(Waits waits, long from, long to) {
        return waits.before(to + CLOCK_MILLIS) - waits.before(from - CLOCK_MILLIS) >= PART * (to - from);
    }

    /** The times in which a lookup was worth waiting for, without overlaps, in order; with what they sum up to before each. */
    private record Waits(long[] from, long[] to, long[] sum, int count) {
        static Waits of(List<Lookup> lookups) {
            List<Lookup> slow = lookups.stream()
                    .filter(l -> l.felt().compareTo(WAITED_FOR) >= 0)
                    .sorted(Comparator.comparing(Lookup::start))
                    .toList();
            Waits waits = new Waits(new long[slow.size()], new long[slow.size()], new long[slow.size()], 0);
            int n = 0;
            for (Lookup l : slow) {
                Instant start = l.start();
                long from = start.toEpochMilli();
                long to = start.plus(l.felt()).toEpochMilli();
                if (n > 0 && from <= waits.to[n - 1]) {
                    waits.to[n - 1] = Math.max(waits.to[n - 1], to);
                } else {
                    waits.sum[n] = n == 0 ? 0 : waits.sum[n - 1] + waits.to[n - 1] - waits.from[n - 1];
                    waits.from[n] = from;
                    waits.to[n++] = to;
                }
            }
            return new Waits(waits.from, waits.to, waits.sum, n);
        }

        /** The sum of waits before a moment, in ms. */
        long before(long moment) {
            int at = Arrays.binarySearch(from, 0, count, moment);
            int last = at >= 0 ? at : -at - 2;
            return last < 0 ? 0 : sum[last] + Math.min(moment, to[last]) - from[last];
        }
    }
}
