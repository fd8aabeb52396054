package io.github.dnswhy.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Dialogues as they were recorded beside a timer around {@code getaddrinfo}, with what the timer said. Times are rounded to the
 * millisecond where nothing hangs on them.
 */
class RecordedLookupTest {
    private static final String[] SEARCH = {"shop.svc.test", "svc.test", "test"};

    private static void expect(int servers, String script, String... lookups) {
        assertEquals(List.of(lookups), Played.lookups(Played.configured(servers, SEARCH), script));
    }

    /** glibc 2.36, AAAA never answered. Timer: 15.0 s, an address. */
    @Test
    void glibcAsksThreeTimesForTheHalfThatIsNeverAnswered() {
        expect(1, """
                0        ? A    svc1.shop.svc.test
                0.02     ? AAAA svc1.shop.svc.test
                1        ! A    svc1.shop.svc.test
                5005     ? A    svc1.shop.svc.test
                5006     ! A    svc1.shop.svc.test
                5006.1   ? AAAA svc1.shop.svc.test
                10010    ? A    svc1.shop.svc.test port=4001
                10011    ! A    svc1.shop.svc.test port=4001
                10011.1  ? AAAA svc1.shop.svc.test port=4002
                60000    .
                """, "svc1 15010 RESOLVED");
    }

    /** glibc 2.36, a thread that lost a half before. Timer: 5.007 s, an address; nothing is asked again. */
    @Test
    void glibcThreadThatLostAHalfBeforeWaitsForTheSecondWithoutAskingAgain() {
        expect(1, """
                0        ? A    svc3.shop.svc.test
                2        ! A    svc3.shop.svc.test
                2.1      ? AAAA svc3.shop.svc.test port=4001
                60000    .
                """, "svc3 5000 RESOLVED");
    }

    /** glibc 2.36. Timer: 5.002 s; the answer comes 1.8 s later. */
    @Test
    void answerAfterTheLastDeadlineIsNotFelt() {
        expect(1, """
                160      ? A    svc5.shop.svc.test
                163      ! A    svc5.shop.svc.test
                163.1    ? AAAA svc5.shop.svc.test port=4001
                6952     ! AAAA svc5.shop.svc.test port=4001 NODATA
                60000    .
                """, "svc5 5000 RESOLVED");
    }

    /** glibc 2.36, timeout:2, 40 % loss. Timer: 4.021 s: AAAA is asked again though it was answered in the first round. */
    @Test
    void glibcAsksAgainForAHalfThatItHadWhenItAsksOneAfterTheOther() {
        ResolverSettings two = new ResolverSettings(
                Played.configured(1).nameservers(), List.of(SEARCH), 2, Duration.ofSeconds(2), 5, true);
        assertEquals(List.of("svc1 4021 RESOLVED"), Played.lookups(two, """
                0        ? A    svc1.shop.svc.test
                0.1      ? AAAA svc1.shop.svc.test
                5.4      ! AAAA svc1.shop.svc.test NODATA
                2003     ? A    svc1.shop.svc.test
                4014     ? A    svc1.shop.svc.test
                4018.3   ! A    svc1.shop.svc.test
                4018.5   ? AAAA svc1.shop.svc.test
                4021     ! AAAA svc1.shop.svc.test NODATA
                60000    .
                """));
    }

    /** glibc 2.36, one server that says SERVFAIL. Timer: 39 ms, failed. */
    @Test
    void glibcRepeatsServfailFromTheSamePortAndIsNoMusl() {
        expect(1, """
                0        ? A    svc2.shop.svc.test id=55166
                0.02     ? AAAA svc2.shop.svc.test id=61040
                1.3      ! A    svc2.shop.svc.test id=55166 REFUSED
                2.7      ! AAAA svc2.shop.svc.test id=61040 REFUSED
                4.1      ? A    svc2.shop.svc.test id=55166
                4.1      ? AAAA svc2.shop.svc.test id=61040
                5.4      ! AAAA svc2.shop.svc.test id=61040 REFUSED
                5.4      ! A    svc2.shop.svc.test id=55166 REFUSED
                8.1      ? A    svc2 id=50846 port=4001
                8.1      ? AAAA svc2 id=33433 port=4001
                10.4     ! AAAA svc2 id=33433 REFUSED port=4001
                10.5     ! A    svc2 id=50846 REFUSED port=4001
                16       ? A    svc2 id=50846 port=4001
                16.1     ? AAAA svc2 id=33433 port=4001
                17.6     ! AAAA svc2 id=33433 REFUSED port=4001
                18.8     ! A    svc2 id=50846 REFUSED port=4001
                60000    .
                """, "svc2 18.8 FAILED");
    }

    /** JVM 25 on glibc, nobody listens, ICMP limited and not in the capture. Timer: 15.46 s, failed. */
    @Test
    void refusedInTheLastTurnGoesOnWithTheNameAsItIs() {
        expect(2, """
                0        ? A    pricing.ns2.shop.svc.test id=1
                0        ? AAAA pricing.ns2.shop.svc.test id=6002
                5003.5   ? A    pricing.ns2.shop.svc.test id=1 to=S2 port=4001
                5003.6   ? AAAA pricing.ns2.shop.svc.test id=6002 to=S2 port=4001
                5003.6   ? A    pricing.ns2.shop.svc.test id=1 port=4002
                5003.6   ? AAAA pricing.ns2.shop.svc.test id=6002 port=4002
                5003.7   ? A    pricing.ns2.shop.svc.test id=1 to=S2 port=4003
                5003.7   ? AAAA pricing.ns2.shop.svc.test id=6002 to=S2 port=4003
                5003.7   ? A    pricing.ns2 id=3 port=4004
                5003.7   ? AAAA pricing.ns2 id=6004 port=4004
                10007.6  ? A    pricing.ns2 id=3 to=S2 port=4005
                10007.6  ? AAAA pricing.ns2 id=6004 to=S2 port=4005
                10008    ! A    pricing.ns2 id=3 to=S2 port=4005 NXDOMAIN
                10008    ! AAAA pricing.ns2 id=6004 to=S2 port=4005 NXDOMAIN
                60000    .
                """, "pricing.ns2 10008 GAVE_UP");
    }

    /** musl 1.2.3. Timer: 3 ms; a name that exists for A only is tried with the next suffix, and does not exist. */
    @Test
    void muslTakesNoSuchNameForOneHalfAsNoSuchName() {
        expect(1, """
                0        ? A    svc1.shop.svc.test id=1000
                0.1      ? AAAA svc1.shop.svc.test id=1170
                1        ! A    svc1.shop.svc.test id=1000
                1        ! AAAA svc1.shop.svc.test id=1170 NXDOMAIN
                1.1      ? A    svc1.svc.test id=2000 port=4001
                1.1      ? AAAA svc1.svc.test id=2170 port=4001
                3        ! A    svc1.svc.test id=2000 port=4001 NXDOMAIN
                3        ! AAAA svc1.svc.test id=2170 port=4001 NXDOMAIN
                60000    .
                """, "svc1 3 NXDOMAIN");
    }

    /** musl 1.2.3, the first server says SERVFAIL, the second answers: the repetition crosses the answer. */
    @Test
    void muslRepetitionThatCrossesTheAnswerIsNoLookup() {
        expect(2, """
                0        ? A    svc1.shop.svc.test id=1000
                0        ? A    svc1.shop.svc.test id=1000 to=S2
                0        ? AAAA svc1.shop.svc.test id=1170
                0        ? AAAA svc1.shop.svc.test id=1170 to=S2
                1        ! A    svc1.shop.svc.test id=1000 SERVFAIL
                1.1      ! A    svc1.shop.svc.test id=1000 to=S2
                1.2      ! AAAA svc1.shop.svc.test id=1170 to=S2 NODATA
                1.2      ? A    svc1.shop.svc.test id=1000
                2        ! A    svc1.shop.svc.test id=1000 SERVFAIL
                60000    .
                """, "svc1 1.2 RESOLVED");
    }

    /** glibc 2.36, a cut answer and no TCP at the server. Timer: 1.9 ms, failed. */
    @Test
    void refusedConnectionAfterACutAnswerEndsTheLookup() {
        expect(1, """
                0        ? A    svc3.shop.svc.test
                0        ? AAAA svc3.shop.svc.test
                1.6      ! A    svc3.shop.svc.test tc NODATA
                1.7      s port=5001
                1.8      r port=5001
                60000    .
                """, "svc3 1.8 GAVE_UP");
    }

    /** JDK 17 com.sun.jndi.dns, one silent server. Timer: 15.0 s. */
    @Test
    void jndiDoublesItsWait() {
        expect(1, """
                0        ? A    svc1.shop.svc.test
                1001     ? A    svc1.shop.svc.test port=4001
                3002     ? A    svc1.shop.svc.test port=4002
                7003     ? A    svc1.shop.svc.test port=4003
                60000    .
                """, "svc1 15003 GAVE_UP");
    }

    /** Go 1.19, two servers: AAAA goes on after SERVFAIL, while A still waits for the first. Timer: 5.003 s. */
    @Test
    void goAsksForEachTypeAsIfTheOtherWereNotThere() {
        expect(2, """
                0        ? AAAA web.shop.svc.test id=1 port=4001
                0.2      ? A    web.shop.svc.test id=2 port=4002
                1        ! AAAA web.shop.svc.test id=1 port=4001 NODATA
                1        ! A    web.shop.svc.test id=2 port=4002
                1000     ? AAAA db.shop.svc.test id=3 port=4003
                1000.1   ? A    db.shop.svc.test id=4 port=4004
                1002     ! AAAA db.shop.svc.test id=3 port=4003 SERVFAIL
                1002.1   ? AAAA db.shop.svc.test id=5 port=4005 to=S2
                1003     ! AAAA db.shop.svc.test id=5 port=4005 to=S2 NODATA
                6000.3   ? A    db.shop.svc.test id=6 port=4006 to=S2
                6003     ! A    db.shop.svc.test id=6 port=4006 to=S2
                60000    .
                """, "web 1 RESOLVED", "db 5003 RESOLVED");
    }

    /** Go 1.19, AAAA never answered. Timer: 20.0 s, an address; the lookup after it has a query of its own for AAAA. */
    @Test
    void goTriesNoMoreThanItsAttemptsAndTheNextLookupIsNoRepetition() {
        expect(1, """
                -9000    ? AAAA api.shop.svc.test id=7 port=4007
                -8999.9  ? A    api.shop.svc.test id=8 port=4008
                -8999    ! AAAA api.shop.svc.test id=7 port=4007 NODATA
                -8999    ! A    api.shop.svc.test id=8 port=4008
                0        ? AAAA web.shop.svc.test id=1 port=4001
                0.2      ? A    web.shop.svc.test id=2 port=4002
                1        ! A    web.shop.svc.test id=2 port=4002
                5000.3   ? AAAA web.shop.svc.test id=3 port=4003
                10001    ? AAAA web.shop.svc.test id=4 port=4004
                10001.1  ? A    web.shop.svc.test id=5 port=4005
                10002    ! A    web.shop.svc.test id=5 port=4005
                10003    ! AAAA web.shop.svc.test id=4 port=4004 NODATA
                60000    .
                """, "api 1 RESOLVED", "web 10000.3 RESOLVED", "web 2 RESOLVED");
    }

    /** musl 1.2.3, SERVFAIL for AAAA. Timer: 10.05 s: the time is up after two rounds, and A says that the next name is to be tried. */
    @Test
    void muslWalksOnWhenTheTimeIsUpAndTheNameDoesNotExist() {
        expect(1, """
                0        ? A    web.shop.svc.test id=1000
                0        ? AAAA web.shop.svc.test id=1170
                1        ! A    web.shop.svc.test id=1000 NXDOMAIN
                1        ! AAAA web.shop.svc.test id=1170 SERVFAIL
                1.1      ? AAAA web.shop.svc.test id=1170
                2        ! AAAA web.shop.svc.test id=1170 SERVFAIL
                2511     ? AAAA web.shop.svc.test id=1170
                2512     ! AAAA web.shop.svc.test id=1170 SERVFAIL
                5022     ? A    web.svc.test id=2000 port=4001
                5022     ? AAAA web.svc.test id=2170 port=4001
                5023     ! A    web.svc.test id=2000 port=4001
                5023     ! AAAA web.svc.test id=2170 port=4001 SERVFAIL
                7533     ? AAAA web.svc.test id=2170 port=4001
                7534     ! AAAA web.svc.test id=2170 port=4001 SERVFAIL
                60000    .
                """, "web 10022 FAILED");
    }

    @Test
    void walkThatTheEndOfTheCaptureCutsIsNotCalledANameThatDoesNotExist() {
        expect(1, """
                0        ? A    api.example.org.shop.svc.test
                0        ? AAAA api.example.org.shop.svc.test
                1        ! A    api.example.org.shop.svc.test NXDOMAIN
                1        ! AAAA api.example.org.shop.svc.test NXDOMAIN
                1.05     .
                """, "api.example.org 1.1 UNDETERMINED");
    }

    @Test
    void nextLookupOfTheNameBoundsTheEndWhereLookupsOfOneNameNeverOverlap() {
        expect(1, """
                0        ? A    web.example
                5000     ? A    web.example
                7000     ? A    web.example id=9 port=4001
                7001     ! A    web.example id=9 port=4001
                60000    .
                """, "web.example 7000 GAVE_UP", "web.example 1 RESOLVED");
    }
}
