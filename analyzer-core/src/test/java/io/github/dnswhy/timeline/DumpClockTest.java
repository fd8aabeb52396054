package io.github.dnswhy.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dnswhy.model.DumpThread;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.Resolution;
import io.github.dnswhy.threads.Activity;
import io.github.dnswhy.threads.ParsedThread;
import io.github.dnswhy.threads.ThreadDump;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A dump prints local time without a zone; what the capture shows tells the zone. */
class DumpClockTest {
    private static final Instant FROM = Instant.parse("2026-11-23T10:00:00Z");

    private static ThreadDump dump(String localTime, boolean resolving) {
        Optional<Resolution> resolution = resolving
                ? Optional.of(
                        new Resolution(Resolution.Kind.NATIVE_FORWARD, "", Resolution.Role.RESOLVING, Optional.empty()))
                : Optional.empty();
        DumpThread thread = new DumpThread(
                1,
                1,
                "worker-1",
                Optional.empty(),
                false,
                Optional.empty(),
                false,
                Optional.empty(),
                resolution,
                Optional.empty(),
                Optional.empty(),
                List.of());
        ParsedThread parsed = new ParsedThread(
                thread,
                Activity.values()[0],
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
        return new ThreadDump(
                1,
                1,
                Optional.of(LocalDateTime.parse(localTime)),
                Optional.empty(),
                "",
                "",
                List.of(parsed),
                0,
                OptionalLong.empty(),
                false,
                false,
                false);
    }

    private static Lookup lookup(String start, int seconds) {
        return new Lookup(
                1,
                IpAddress.v4(1),
                "db",
                List.of("A"),
                Instant.parse(start),
                Duration.ofSeconds(seconds),
                LookupOutcome.RESOLVED,
                List.of());
    }

    private static DumpClock clock(int minutes, Lookup... lookups) {
        return new DumpClock(
                Optional.of(FROM), Optional.of(FROM.plus(Duration.ofMinutes(minutes))), List.of(lookups), true);
    }

    private static DumpClock.Alignment align(DumpClock clock, ThreadDump... dumps) {
        return clock.align(List.of(dumps), Optional.empty(), Optional.empty());
    }

    @Test
    void onlyZoneThatPutsTheDumpInsideTheCaptureIsTaken() {
        DumpClock.Alignment found = align(clock(5), dump("2026-11-23T15:32:10", true));
        assertEquals(Optional.of(Duration.ofMinutes(330)), found.offset());
        assertEquals("the only zone that puts the dumps inside the capture", found.basis());
        assertEquals(Optional.of(FROM.plusSeconds(130)), found.utc(LocalDateTime.parse("2026-11-23T15:32:10")));
    }

    @Test
    void utcIsFoundByTheSameRule() {
        DumpClock.Alignment found = align(clock(5), dump("2026-11-23T10:02:10", true));
        assertEquals(Optional.of(Duration.ZERO), found.offset());
        assertEquals("the only zone that puts the dumps inside the capture", found.basis());
    }

    @Test
    void openLookupsDecideBetweenZonesInALongCapture() {
        DumpClock day = clock(600, lookup("2026-11-23T12:02:08Z", 5));
        DumpClock.Alignment found = align(day, dump("2026-11-23T14:02:10", true));
        assertEquals(Optional.of(Duration.ofHours(2)), found.offset());
        assertEquals(true, found.basis().startsWith("the likeliest of "), found.basis());
    }

    @Test
    void dumpWithoutResolvingThreadsPrefersAMomentWithoutLookups() {
        DumpClock day = clock(90, lookup("2026-11-23T10:45:00Z", 3000));
        assertEquals(
                Optional.of(Duration.ofMinutes(15)),
                align(day, dump("2026-11-23T10:50:00", false)).offset(),
                "at 10:50 UTC a lookup was open, at 10:35 none");
    }

    @Test
    void zoneThatFitsMoreDumpsIsBetterThanOneThatAgreesWithOne() {
        DumpClock hour = clock(20, lookup("2026-11-23T10:01:00Z", 5));
        DumpClock.Alignment found = align(hour, dump("2026-11-23T12:01:02", false), dump("2026-11-23T12:19:00", false));
        assertEquals(Optional.of(Duration.ofHours(2)), found.offset());
    }

    @Test
    void clocksMayDifferByAFewSecondsAtTheEdges() {
        assertEquals(
                Optional.of(Duration.ZERO),
                align(clock(5), dump("2026-11-23T10:05:05", true)).offset());
        assertEquals(
                Optional.empty(),
                align(clock(5), dump("2026-11-23T10:05:06", true)).offset());
        assertEquals(
                Optional.of(Duration.ZERO),
                align(clock(5), dump("2026-11-23T09:59:55", true)).offset());
        assertEquals(
                Optional.empty(),
                align(clock(5), dump("2026-11-23T09:59:54", true)).offset());
    }

    @Test
    void dumpOfAnotherDayHasNoClock() {
        assertEquals(DumpClock.Alignment.NONE, align(clock(5), dump("2026-11-25T10:02:10", true)));
        assertEquals(DumpClock.Alignment.NONE, align(clock(5)));
    }

    @Test
    void whatTheUserSaysComesFirst() {
        DumpClock clock = clock(5);
        List<ThreadDump> dumps = List.of(dump("2026-11-23T15:32:10", true));
        Optional<ZoneOffset> zone = Optional.of(ZoneOffset.ofHours(-3));
        assertEquals(
                new DumpClock.Alignment(Optional.of(Duration.ofHours(-3)), "given with --tz"),
                clock.align(dumps, zone, Optional.empty()));
        assertEquals(
                new DumpClock.Alignment(Optional.of(Duration.ofSeconds(7)), "given with --clock-offset"),
                clock.align(dumps, zone, Optional.of(Duration.ofSeconds(7))));
    }

    @Test
    void withoutACaptureThereIsNothingToCompareWith() {
        DumpClock none = new DumpClock(Optional.empty(), Optional.empty(), List.of(), true);
        assertEquals(DumpClock.Alignment.NONE, align(none, dump("2026-11-23T15:32:10", true)));
    }

    @Test
    void openLookupsAreCountedOnlyWhereTheCaptureKnowsThem() {
        DumpClock clock = clock(5, lookup("2026-11-23T10:02:08Z", 5), lookup("2026-11-23T10:04:00Z", 5));
        assertEquals(OptionalInt.of(1), clock.countOpenAt(FROM.plusSeconds(130)));
        assertEquals(OptionalInt.of(0), clock.countOpenAt(FROM.plusSeconds(60)), "between the lookups");
        assertEquals(OptionalInt.empty(), clock.countOpenAt(FROM.minusSeconds(1)), "before the capture");
        DumpClock sampled =
                new DumpClock(Optional.of(FROM), Optional.of(FROM.plus(Duration.ofMinutes(5))), List.of(), false);
        assertEquals(OptionalInt.empty(), sampled.countOpenAt(FROM.plusSeconds(60)), "some lookups are not kept");
    }
}
