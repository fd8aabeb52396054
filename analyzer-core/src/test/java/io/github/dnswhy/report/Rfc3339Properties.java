package io.github.dnswhy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class Rfc3339Properties {
    private static final DateTimeFormatter ORACLE = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Property(tries = 5_000)
    void everyTimeOfFourDigitYearsIsAsTheJdkHasIt(
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano) {
        Instant time = Instant.ofEpochSecond(second, nano);
        assertEquals(ORACLE.format(time), Rfc3339.text(time));
    }

    @Property(tries = 200)
    void timesOutsideAreTheNearestInside(
            @ForAll @LongRange(min = 253_402_300_800L, max = 31_556_889_864_403_199L) long second) {
        assertEquals(
                "9999-12-31T23:59:59",
                Rfc3339.text(Instant.ofEpochSecond(second)).substring(0, 19));
        assertEquals(
                "0000-01-01T00:00:00",
                Rfc3339.text(Instant.ofEpochSecond(-second)).substring(0, 19));
    }
}
