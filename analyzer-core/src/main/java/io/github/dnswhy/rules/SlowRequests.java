package io.github.dnswhy.rules;

import io.github.dnswhy.evidence.AppLog;
import io.github.dnswhy.evidence.LogTime;
import io.github.dnswhy.model.Lookup;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Slow requests of the application's logs, held against the lookups of the capture: did they wait for names, or for something else?
 *
 * <p>A log line is written when its request ends, so the request lies before it. Times without a zone are tried with every offset of
 * full quarter hours; the one that puts most requests into the capture is taken, of equal ones the nearest to UTC.
 *
 * @param slow requests of {@value #SLOW_SECONDS} s or more that lie within the capture
 * @param coinciding those that a slow lookup covers to a good part
 */
public record SlowRequests(long slow, long coinciding) {
    private static final int SLOW_SECONDS = 1;
    private static final Duration SLOW = Duration.ofSeconds(SLOW_SECONDS);
    /** A lookup of this length is worth waiting for. */
    private static final Duration WAITED_FOR = Duration.ofMillis(200);
    /** The part of a request that must lie within such lookups. */
    private static final double PART = 0.3;

    private static final int ENOUGH = 10;
    private static final double FEW = 0.1;
    private static final double INSIDE = 0.8;
    private static final Duration CLOCK = Duration.ofSeconds(2);
    private static final int QUARTERS = 14 * 4;
    private static final int SECONDS_OF_QUARTER = 900;

    private record Span(Instant from, Instant to) {}

    /** The slow requests of all logs; none without logs, or where no offset puts a log into the capture. */
    static SlowRequests of(Facts facts) {
        if (facts.capture().from().isEmpty()) {
            return new SlowRequests(0, 0);
        }
        List<Span> lookups = spans(facts.lookups().kept());
        long slow = 0;
        long coinciding = 0;
        for (AppLog log : facts.evidence().appLogs()) {
            List<AppLog.Request> requests = log.requests().stream()
                    .filter(r -> r.took().compareTo(SLOW) >= 0 && r.at().time().isPresent())
                    .toList();
            Optional<ZoneOffset> offset = offset(facts, log, requests);
            if (offset.isEmpty()) {
                continue;
            }
            for (AppLog.Request request : requests) {
                Instant end = instant(request, offset.get());
                if (isInside(facts, end)) {
                    slow++;
                    coinciding += covered(new Span(end.minus(request.took()), end), lookups) ? 1 : 0;
                }
            }
        }
        return new SlowRequests(slow, coinciding);
    }

    /**
     * Whether requests were slow, and hardly one of them while a lookup was.
     *
     * @return true when something else made them slow
     */
    public boolean waitElsewhere() {
        return slow >= ENOUGH && coinciding <= FEW * slow;
    }

    private static Instant instant(AppLog.Request request, ZoneOffset offset) {
        LogTime time = request.at().time().orElseThrow();
        return time.instant().orElseGet(() -> time.local().toInstant(offset));
    }

    private static Optional<ZoneOffset> offset(Facts facts, AppLog log, List<AppLog.Request> slow) {
        if (slow.isEmpty() || log.zone().isPresent()) {
            return slow.isEmpty() ? Optional.empty() : log.zone();
        }
        ZoneOffset best = null;
        long most = 0;
        for (int quarter = 0; quarter <= QUARTERS; quarter++) {
            for (int sign = 1; sign >= -1; sign -= 2) {
                ZoneOffset offset = ZoneOffset.ofTotalSeconds(sign * quarter * SECONDS_OF_QUARTER);
                long inside = slow.stream()
                        .filter(r -> isInside(facts, instant(r, offset)))
                        .count();
                if (inside > most) {
                    most = inside;
                    best = offset;
                }
            }
        }
        return most >= INSIDE * slow.size() ? Optional.ofNullable(best) : Optional.empty();
    }

    private static boolean isInside(Facts facts, Instant time) {
        return !time.isBefore(facts.capture().from().orElseThrow().minus(CLOCK))
                && !time.isAfter(facts.capture().to().orElseThrow().plus(CLOCK));
    }

    /** The times in which a lookup was worth waiting for, without overlaps, in order. */
    private static List<Span> spans(List<Lookup> lookups) {
        List<Lookup> slow = lookups.stream()
                .filter(l -> l.felt().compareTo(WAITED_FOR) >= 0)
                .sorted(Comparator.comparing(Lookup::start))
                .toList();
        List<Span> spans = new ArrayList<>();
        for (Lookup l : slow) {
            Span next = new Span(l.start().minus(CLOCK), l.start().plus(l.felt()).plus(CLOCK));
            Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (last != null && !next.from().isAfter(last.to())) {
                spans.set(spans.size() - 1, new Span(last.from(), last.to().isAfter(next.to()) ? last.to() : next.to()));
            } else {
                spans.add(next);
            }
        }
        return spans;
    }

    private static boolean covered(Span request, List<Span> lookups) {
        Duration together = Duration.ZERO;
        for (Span l : lookups) {
            Instant from = l.from().isAfter(request.from()) ? l.from() : request.from();
            Instant to = l.to().isBefore(request.to()) ? l.to() : request.to();
            if (from.isBefore(to)) {
                together = together.plus(Duration.between(from, to));
            }
        }
        return together.toNanos() >= PART * Duration.between(request.from(), request.to()).toNanos();
    }
}
