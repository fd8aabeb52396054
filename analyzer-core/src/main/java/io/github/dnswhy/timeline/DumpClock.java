package io.github.dnswhy.timeline;

import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.Resolution;
import io.github.dnswhy.threads.ThreadDump;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds by how much the clock of the thread dumps is ahead of UTC. HotSpot prints local time without a zone.
 *
 * <p>Zones are multiples of 15 minutes: of those that put the dumps inside the capture the one is taken under which dumps with
 * resolving threads meet open lookups, and dumps without meet none. UTC wins a tie.
 */
final class DumpClock {
    private static final int QUARTER = 15 * 60;
    private static final int WESTMOST = -12 * 4;
    private static final int EASTMOST = 14 * 4;

    /** Clocks of hosts that keep time differ by up to some seconds. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    /** An offset with its grounds. */
    record Alignment(Optional<Duration> offset, String basis) {
        static final Alignment NONE = new Alignment(Optional.empty(), "");

        Optional<Instant> utc(LocalDateTime local) {
            return offset.map(ahead -> local.toInstant(ZoneOffset.UTC).minus(ahead));
        }
    }

    private final Optional<Instant> from;
    private final Optional<Instant> to;
    private final List<Lookup> lookups;
    private final boolean complete;

    DumpClock(Optional<Instant> from, Optional<Instant> to, List<Lookup> lookups, boolean complete) {
        this.from = from;
        this.to = to;
        this.lookups = lookups;
        this.complete = complete;
    }

    /** The alignment of dumps that share one clock. */
    Alignment align(List<ThreadDump> dumps, Optional<ZoneOffset> zone, Optional<Duration> clockOffset) {
        if (clockOffset.isPresent()) {
            return new Alignment(clockOffset, "given with --clock-offset");
        }
        if (zone.isPresent()) {
            return new Alignment(zone.map(z -> Duration.ofSeconds(z.getTotalSeconds())), "given with --tz");
        }
        if (from.isEmpty() || to.isEmpty()) {
            return Alignment.NONE;
        }
        int best = Integer.MIN_VALUE;
        long bestScore = Long.MIN_VALUE;
        int fitting = 0;
        for (int quarter = WESTMOST; quarter <= EASTMOST; quarter++) {
            Duration offset = Duration.ofSeconds((long) quarter * QUARTER);
            int inside = inside(dumps, offset);
            if (inside == 0) {
                continue;
            }
            fitting++;
            long score = 1_000_000L * inside + 1_000L * agreement(dumps, offset) - Math.abs(quarter);
            if (score > bestScore) {
                best = quarter;
                bestScore = score;
            }
        }
        if (fitting == 0) {
            return Alignment.NONE;
        }
        Duration offset = Duration.ofSeconds((long) best * QUARTER);
        String why = fitting == 1
                ? "the only zone that puts the dumps inside the capture"
                : "the likeliest of " + fitting + " zones that put the dumps inside the capture";
        return new Alignment(Optional.of(offset), why);
    }

    private int inside(List<ThreadDump> dumps, Duration offset) {
        int inside = 0;
        for (ThreadDump dump : dumps) {
            Optional<Instant> time =
                    dump.localTime().map(t -> t.toInstant(ZoneOffset.UTC).minus(offset));
            if (time.isPresent()
                    && !time.get().isBefore(from.get().minus(SKEW))
                    && !time.get().isAfter(to.get().plus(SKEW))) {
                inside++;
            }
        }
        return inside;
    }

    /** How many dumps show resolving threads exactly when lookups are open. */
    private long agreement(List<ThreadDump> dumps, Duration offset) {
        long agreeing = 0;
        for (ThreadDump dump : dumps) {
            boolean resolving = dump.threads().stream()
                    .anyMatch(t -> t.thread()
                            .resolution()
                            .filter(r -> r.role() == Resolution.Role.RESOLVING)
                            .isPresent());
            boolean open = dump.localTime()
                    .map(t -> t.toInstant(ZoneOffset.UTC).minus(offset))
                    .filter(t -> !openAt(t).isEmpty())
                    .isPresent();
            agreeing += resolving == open ? 1 : 0;
        }
        return agreeing;
    }

    /** The kept lookups that were open at a moment, known to the second only. */
    List<Lookup> openAt(Instant moment) {
        Instant end = moment.plusSeconds(1);
        return lookups.stream()
                .filter(l -> !l.start().isAfter(end) && l.start().plus(l.felt()).isAfter(moment))
                .toList();
    }

    /** How many lookups were open at a moment; empty outside the capture, and when not all lookups are kept. */
    OptionalInt countOpenAt(Instant moment) {
        boolean inside = complete
                && from.filter(first -> !moment.isBefore(first)).isPresent()
                && to.filter(last -> !moment.isAfter(last)).isPresent();
        return inside ? OptionalInt.of(openAt(moment).size()) : OptionalInt.empty();
    }
}
