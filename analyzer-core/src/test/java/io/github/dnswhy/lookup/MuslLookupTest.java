package io.github.dnswhy.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Lookups of musl (Alpine): all servers at once from one port, errors ignored, over when the whole timeout is. */
class MuslLookupTest {
    private static void expect(int servers, String script, String... lookups) {
        assertEquals(List.of(lookups), Played.lookups(Played.configured(servers), script));
    }

    @Test
    void firstAnswerOfAnyServerIsTaken() {
        expect(2, """
                0     ? A    web.example
                0     ? A    web.example to=S2
                0.1   ? AAAA web.example
                0.1   ? AAAA web.example to=S2
                1     ! A    web.example
                1     ! AAAA web.example NODATA
                3     ! A    web.example to=S2
                3     ! AAAA web.example to=S2 NODATA
                60000 .
                """, "web.example 1 RESOLVED");
    }

    @Test
    void deadServerBesideALivingOneCostsNothing() {
        expect(2, """
                0     ? A    web.example
                0     ? A    web.example to=S2
                0.1   ? AAAA web.example
                0.1   ? AAAA web.example to=S2
                3     ! A    web.example to=S2
                3     ! AAAA web.example to=S2 NODATA
                60000 .
                """, "web.example 3 RESOLVED");
    }

    @Test
    void serverThatAnswersBeforeTheOtherIsAskedStartsNoLookupOfItsOwn() {
        expect(2, """
                0     ? A    web.example
                0.05  ! A    web.example
                0.1   ? A    web.example to=S2
                0.2   ? AAAA web.example
                0.3   ? AAAA web.example to=S2
                1     ! AAAA web.example NODATA
                1     ! A    web.example to=S2
                60000 .
                """, "web.example 1 RESOLVED");
    }

    @Test
    void lostHalfAloneIsAskedAgainAfterAPartOfTheTimeout() {
        expect(1, """
                0     ? A    web.example
                0     ? AAAA web.example
                1     ! A    web.example
                2500  ? AAAA web.example
                2501  ! AAAA web.example NODATA
                60000 .
                """, "web.example 2501 RESOLVED");
    }

    @Test
    void silenceEndsWithTheWholeTimeout() {
        expect(1, """
                0     ? A    web.example
                0     ? AAAA web.example
                2500  ? A    web.example
                2500  ? AAAA web.example
                60000 .
                """, "web.example 5000 GAVE_UP");
    }

    @Test
    void silenceOfAllServersEndsWithTheWholeTimeoutToo() {
        expect(3, """
                0     ? A    web.example
                0     ? A    web.example to=S2
                0     ? A    web.example to=S3
                2500  ? A    web.example
                2500  ? A    web.example to=S2
                2500  ? A    web.example to=S3
                60000 .
                """, "web.example 5000 GAVE_UP");
    }

    @Test
    void halfThatIsNeverAnsweredFailsTheLookup() {
        expect(1, """
                0     ? A    web.example
                0     ? AAAA web.example
                1     ! A    web.example
                2500  ? AAAA web.example
                60000 .
                """, "web.example 5000 GAVE_UP");
    }

    @Test
    void servfailForOneHalfFailsTheLookupAfterTheWholeTimeout() {
        expect(1, """
                0     ? A    web.example
                0     ? AAAA web.example
                1     ! A    web.example
                1     ! AAAA web.example SERVFAIL ip=0
                1.1   ? AAAA web.example ip=0
                2     ! AAAA web.example SERVFAIL ip=0
                2.1   ? AAAA web.example ip=0
                3     ! AAAA web.example SERVFAIL ip=0
                2500  ? AAAA web.example ip=0
                2501  ! AAAA web.example SERVFAIL ip=0
                60000 .
                """, "web.example 5000 FAILED");
    }

    @Test
    void repetitionAfterServfailMaySucceed() {
        expect(1, """
                0     ? A    web.example
                0     ? AAAA web.example
                1     ! A    web.example
                1     ! AAAA web.example SERVFAIL
                1.1   ? AAAA web.example
                2     ! AAAA web.example
                60000 .
                """, "web.example 2 RESOLVED");
    }

    @Test
    void resolverThatRepeatsAtOnceAndStopsDidNotWait() {
        expect(1, """
                0     ? A    web.example
                1     ! A    web.example SERVFAIL
                1.1   ? A    web.example
                2     ! A    web.example SERVFAIL
                60000 .
                """, "web.example 2 FAILED");
    }

    @Test
    void errorOfOneServerGivesWayToTheAnswerOfAnother() {
        expect(2, """
                0     ? A    web.example
                0     ? A    web.example to=S2
                1     ! A    web.example REFUSED
                900   ! A    web.example to=S2
                60000 .
                """, "web.example 900 RESOLVED");
    }

    @Test
    void icmpErrorsAreNotHeeded() {
        expect(2, """
                0     ? A    web.example
                0     ? A    web.example to=S2
                0.5   x A    web.example
                0.6   x A    web.example to=S2
                2500  ? A    web.example
                2500  ? A    web.example to=S2
                2500.5 x A   web.example
                2500.6 x A   web.example to=S2
                60000 .
                """, "web.example 5000 GAVE_UP");
    }

    @Test
    void openAtTheEndIsToldByItsAge() {
        String script = """
                0     ? A    web.example
                0     ? A    web.example to=S2
                1     ! A    web.example SERVFAIL
                %s    .
                """;
        expect(2, script.formatted("900"), "web.example 900 UNDETERMINED");
        expect(2, script.formatted("4000"), "web.example 4000 UNFINISHED");
    }
}
