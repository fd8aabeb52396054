package io.github.dnswhy.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dnswhy.match.WireScript;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lookups of glibc as they look on the wire, and what the application felt. */
class LookupBuilderTest {
    private static final String CLUSTER = "shop.svc.cluster.local";
    private static final ResolverSettings ONE = Played.configured(1, CLUSTER, "svc.cluster.local", "cluster.local");
    private static final ResolverSettings TWO = Played.configured(2, CLUSTER, "svc.cluster.local", "cluster.local");

    private static void expect(ResolverSettings settings, String script, String... lookups) {
        assertEquals(List.of(lookups), Played.lookups(settings, script));
    }

    private static void expectQueries(ResolverSettings settings, String script, String... queries) {
        assertEquals(List.of(queries), Played.queries(settings, script));
    }

    @Test
    void pairOfQueriesIsOneLookupUntilItsLastAnswer() {
        expect(Played.unknown(), """
                0     ? A    web.example
                0.03  ? AAAA web.example
                1     ! AAAA web.example NODATA
                2     ! A    web.example
                60000 .
                """, "web.example 2 RESOLVED");
    }

    @Test
    void walkThroughTheSearchListIsOneLookup() {
        expect(ONE, """
                0     ? A    api.example.org.shop.svc.cluster.local id=11
                0     ? AAAA api.example.org.shop.svc.cluster.local id=5012
                1     ! A    api.example.org.shop.svc.cluster.local id=11 NXDOMAIN
                1     ! AAAA api.example.org.shop.svc.cluster.local id=5012 NXDOMAIN
                1.1   ? A    api.example.org.svc.cluster.local id=21
                1.1   ? AAAA api.example.org.svc.cluster.local id=5022
                2     ! A    api.example.org.svc.cluster.local id=21 NXDOMAIN
                2     ! AAAA api.example.org.svc.cluster.local id=5022 NXDOMAIN
                2.1   ? A    api.example.org.cluster.local id=31
                2.1   ? AAAA api.example.org.cluster.local id=5032
                3     ! A    api.example.org.cluster.local id=31 NXDOMAIN
                3     ! AAAA api.example.org.cluster.local id=5032 NXDOMAIN
                3.1   ? A    api.example.org id=41
                3.1   ? AAAA api.example.org id=5042
                9     ! A    api.example.org id=41
                8     ! AAAA api.example.org id=5042
                60000 .
                """, "api.example.org 9 RESOLVED");
    }

    @Test
    void walkIsLearnedFromItsTimingWithoutResolvConf() {
        expect(Played.unknown(), """
                0     ? A    db.shop.svc.cluster.local id=11
                0     ? AAAA db.shop.svc.cluster.local id=5012
                1     ! A    db.shop.svc.cluster.local id=11 NXDOMAIN
                1     ! AAAA db.shop.svc.cluster.local id=5012 NXDOMAIN
                1.1   ? A    db.svc.cluster.local id=21
                1.1   ? AAAA db.svc.cluster.local id=5022
                2     ! A    db.svc.cluster.local id=21
                2     ! AAAA db.svc.cluster.local id=5022 NODATA
                60000 .
                """, "db 2 RESOLVED");
    }

    @Test
    void nextNameMayBeLateByAThreadThatSleptButNotLater() {
        String walk = """
                0     ? A    db.shop.svc.cluster.local id=11
                1     ! A    db.shop.svc.cluster.local id=11 NXDOMAIN
                %s    ? A    db.svc.cluster.local id=21
                %s.5  ! A    db.svc.cluster.local id=21
                60000 .
                """;
        expect(ONE, walk.formatted("455", "455"), "db 455.5 RESOLVED");
        expect(ONE, walk.formatted("600", "600"), "db 1 NXDOMAIN", "db 0.5 RESOLVED");
    }

    @Test
    void walkGoesThroughTheSearchListInItsOrder() {
        expect(ONE, """
                0     ? A    db.svc.cluster.local id=11
                1     ! A    db.svc.cluster.local id=11 NXDOMAIN
                1.1   ? A    db.shop.svc.cluster.local id=21
                1.5   ! A    db.shop.svc.cluster.local id=21
                60000 .
                """, "db 1 NXDOMAIN", "db 0.4 RESOLVED");
    }

    @Test
    void nameWithEnoughDotsIsAskedAsItIsFirst() {
        expect(ONE, """
                0     ? A    a.b.c.d.e.example id=11
                1     ! A    a.b.c.d.e.example id=11 NXDOMAIN
                1.1   ? A    a.b.c.d.e.example.shop.svc.cluster.local id=21
                1.5   ! A    a.b.c.d.e.example.shop.svc.cluster.local id=21 NXDOMAIN
                60000 .
                """, "a.b.c.d.e.example 1.5 NXDOMAIN");
    }

    @Test
    void concurrentWalksOfOtherNamesStayApart() {
        expect(ONE, """
                0     ? A    one.shop.svc.cluster.local id=11
                0     ? A    two.shop.svc.cluster.local id=12 port=4001
                1     ! A    one.shop.svc.cluster.local id=11 NXDOMAIN
                1     ! A    two.shop.svc.cluster.local id=12 NXDOMAIN port=4001
                1.1   ? A    two.svc.cluster.local id=22 port=4003
                1.2   ? A    one.svc.cluster.local id=21 port=4002
                2     ! A    one.svc.cluster.local id=21 port=4002
                3     ! A    two.svc.cluster.local id=22 port=4003
                60000 .
                """, "one 2 RESOLVED", "two 3 RESOLVED");
    }

    @Test
    void idThatRecursAfterTheStepWasAnsweredIsANewLookup() {
        expect(Played.unknown(), """
                0     ? A    web.example
                0     ? AAAA web.example
                1     ! A    web.example
                1     ! AAAA web.example NODATA
                5000  ? A    web.example
                5000  ? AAAA web.example
                5002  ! A    web.example
                5002  ! AAAA web.example NODATA
                60000 .
                """, "web.example 1 RESOLVED", "web.example 2 RESOLVED");
    }

    @Test
    void retryAfterATimeoutKeepsIdAndPort() {
        expect(TWO, """
                0     ? A    web.example
                0     ? AAAA web.example
                5000  ? A    web.example to=S2 port=4001
                5000  ? AAAA web.example to=S2 port=4001
                5001  ! A    web.example to=S2 port=4001
                5001  ! AAAA web.example to=S2 port=4001 NODATA
                60000 .
                """, "web.example 5001 RESOLVED");
        expect(ONE, """
                0     ? A    web.example
                5000  ? A    web.example
                5001  ! A    web.example
                60000 .
                """, "web.example 5001 RESOLVED");
    }

    @Test
    void lateAnswerIsTakenAtThePortStillInUseOnly() {
        expect(ONE, """
                0     ? A    web.example
                5000  ? A    web.example
                5020  ! A    web.example
                60000 .
                """, "web.example 5020 RESOLVED");
        expect(TWO, """
                0     ? A    web.example
                5000  ? A    web.example to=S2 port=4001
                5020  ! A    web.example
                7000  ! A    web.example to=S2 port=4001
                60000 .
                """, "web.example 7000 RESOLVED");
    }

    @Test
    void moveToANewPortAtOnceIsARefusalEvenWithoutIcmp() {
        expectQueries(TWO, """
                0     ? A    web.example
                0     ? AAAA web.example
                0.4   ? A    web.example to=S2 port=4001
                0.4   ? AAAA web.example to=S2 port=4001
                1     ! A    web.example to=S2 port=4001
                1     ! AAAA web.example to=S2 port=4001 NODATA
                60000 .
                """, "A S1 0.1 REJECTED, AAAA S1 0.1 REJECTED, A S2 0.2 ANSWERED, AAAA S2 0.2 NODATA");
    }

    @Test
    void rejectionByIcmpMovesTheClientOn() {
        expect(TWO, """
                0     ? A    web.example
                0     ? AAAA web.example
                0.2   x A    web.example
                0.4   ? A    web.example to=S2 port=4001
                0.4   ? AAAA web.example to=S2 port=4001
                1     ! A    web.example to=S2 port=4001
                1     ! AAAA web.example to=S2 port=4001 NODATA
                60000 .
                """, "web.example 1 RESOLVED");
    }

    @Test
    void servfailMovesToTheNextServerAndThenFails() {
        expect(TWO, """
                0     ? A    web.example
                0     ? AAAA web.example
                1     ! A    web.example SERVFAIL
                1     ! AAAA web.example SERVFAIL
                1.1   ? A    web.example to=S2 port=4001
                1.1   ? AAAA web.example to=S2 port=4001
                2     ! A    web.example to=S2 port=4001 SERVFAIL
                2     ! AAAA web.example to=S2 port=4001 SERVFAIL
                2.1   ? A    web.example port=4002
                2.1   ? AAAA web.example port=4002
                3     ! A    web.example port=4002 SERVFAIL
                3     ! AAAA web.example port=4002 SERVFAIL
                3.1   ? A    web.example to=S2 port=4003
                3.1   ? AAAA web.example to=S2 port=4003
                4     ! A    web.example to=S2 port=4003 SERVFAIL
                4     ! AAAA web.example to=S2 port=4003 SERVFAIL
                60000 .
                """, "web.example 4 FAILED");
    }

    @Test
    void refusedWithoutAQuestionSectionIsToldByIdAndPorts() {
        expect(TWO, """
                0     ? A    web.example
                0     ? AAAA web.example
                1     ! A    web.example REFUSED noquestion
                1     ! AAAA web.example REFUSED noquestion
                1.1   ? A    web.example to=S2 port=4001
                1.1   ? AAAA web.example to=S2 port=4001
                2     ! A    web.example to=S2 port=4001
                2     ! AAAA web.example to=S2 port=4001 NODATA
                60000 .
                """, "web.example 2 RESOLVED");
    }

    @Test
    void serialPairIsOneLookupOnTheSamePortOrANewOne() {
        for (String port : new String[] {"4000", "4001"}) {
            expect(Played.unknown(), """
                    0     ? A    web.example
                    90    ! A    web.example
                    90.1  ? AAAA web.example port=%1$s
                    95    ! AAAA web.example port=%1$s NODATA
                    60000 .
                    """.formatted(port), "web.example 95 RESOLVED");
        }
    }

    @Test
    void pairsOfTwoThreadsForOneNameAreToldByTheirPorts() {
        expect(Played.unknown(), """
                0     ? A    web.example id=11 port=4001
                0     ? A    web.example id=21 port=4002
                0.1   ? AAAA web.example id=5012 port=4001
                0.1   ? AAAA web.example id=5022 port=4002
                1     ! A    web.example id=11 port=4001
                1     ! AAAA web.example id=5012 port=4001 NODATA
                3     ! A    web.example id=21 port=4002
                4     ! AAAA web.example id=5022 port=4002 NODATA
                60000 .
                """, "web.example 1 RESOLVED", "web.example 4 RESOLVED");
    }

    @Test
    void secondHalfLaterThanAnyPairIsALookupOfItsOwn() {
        expect(Played.unknown(), """
                0     ? A    web.example
                1     ! A    web.example
                650   ? AAAA web.example
                651   ! AAAA web.example
                60000 .
                """, "web.example 1 RESOLVED", "web.example 1 RESOLVED");
    }

    /** glibc 2.36 with single-request-reopen on a busy machine: its thread slept between the two. Timer: 5.04 s, an address. */
    @Test
    void secondHalfOfAThreadThatWasPutAsideIsPartOfItsLookup() {
        expect(Played.unknown(), """
                0     ? A    web.example
                11    ! A    web.example
                151   ? AAAA web.example port=4001
                60000 .
                """, "web.example 5000 RESOLVED");
    }

    @Test
    void halfAnsweredRoundsLastFiveSecondsEachFromTheirFirstQuery() {
        expectQueries(
                ONE,
                """
                0     ? A    web.example
                0     ? AAAA web.example
                1000  ! A    web.example
                5000  ? A    web.example
                5001  ! A    web.example
                5001.1 ? AAAA web.example
                10000 ? A    web.example port=4001
                10001 ! A    web.example port=4001
                10001.1 ? AAAA web.example port=4001
                60000 .
                """,
                "A S1 0.1 ANSWERED, AAAA S1 0.1 TIMEOUT, A S1 0.2 ANSWERED, AAAA S1 0.2 TIMEOUT,"
                        + " A S1 0.3 ANSWERED, AAAA S1 0.3 TIMEOUT");
        expect(ONE, """
                0     ? A    web.example
                0     ? AAAA web.example
                1000  ! A    web.example
                5000  ? A    web.example
                5001  ! A    web.example
                5001.1 ? AAAA web.example
                10000 ? A    web.example port=4001
                10001 ! A    web.example port=4001
                10001.1 ? AAAA web.example port=4001
                60000 .
                """, "web.example 15000 RESOLVED");
    }

    @Test
    void lostHalfIsRepairedByTheRepetitionOfBoth() {
        expect(ONE, """
                0     ? A    web.example
                0     ? AAAA web.example
                1     ! A    web.example
                5000  ? A    web.example
                5001  ! A    web.example
                5001.1 ? AAAA web.example
                5002  ! AAAA web.example NODATA
                60000 .
                """, "web.example 5002 RESOLVED");
    }

    @Test
    void timeoutOnACandidateSkipsTheRestAndAsksTheNameAsItIs() {
        expect(ONE, """
                0     ? A    db.prod.shop.svc.cluster.local id=11
                0     ? AAAA db.prod.shop.svc.cluster.local id=5012
                5000  ? A    db.prod.shop.svc.cluster.local id=11
                5000  ? AAAA db.prod.shop.svc.cluster.local id=5012
                10000 ? A    db.prod id=21 port=4001
                10000 ? AAAA db.prod id=5022 port=4001
                10001 ! A    db.prod id=21 port=4001 NXDOMAIN
                10001 ! AAAA db.prod id=5022 port=4001 NXDOMAIN
                60000 .
                """, "db.prod 10001 GAVE_UP");
    }

    @Test
    void sameWalkWithoutResolvConfIsKnownByTheDeadline() {
        expect(Played.unknown(), """
                0     ? A    db.prod.shop.svc.cluster.local id=11
                5000  ? A    db.prod.shop.svc.cluster.local id=11
                10005 ? A    db.prod id=21 port=4001
                10007 ! A    db.prod id=21 port=4001
                60000 .
                """, "db.prod 10007 RESOLVED");
    }

    @Test
    void lookupThatNobodyAnswersGivesUpAtTheDeadlineOfItsLastRound() {
        expect(TWO, """
                0     ? A    web.example
                5000  ? A    web.example to=S2 port=4001
                10000 ? A    web.example
                15000 ? A    web.example to=S2 port=4001
                60000 .
                """, "web.example 20000 GAVE_UP");
    }

    @Test
    void threeServersShareTheTimeoutAsGlibcDoes() {
        expect(Played.configured(3), """
                0     ? A    web.example
                5000  ? A    web.example to=S2 port=4001
                8000  ? A    web.example to=S3 port=4002
                14000 ? A    web.example
                19000 ? A    web.example to=S2 port=4001
                22000 ? A    web.example to=S3 port=4002
                60000 .
                """, "web.example 28000 GAVE_UP");
    }

    @Test
    void lookupThatIcmpEndsEndsAtTheLastError() {
        expect(ONE, """
                0     ? A    web.example
                0.3   x A    web.example
                0.5   ? A    web.example port=4001
                0.9   x A    web.example port=4001
                60000 .
                """, "web.example 0.9 GAVE_UP");
    }

    @Test
    void lookupWhoseServersRefuseWithoutATraceEndsAtOnce() {
        expect(TWO, """
                0     ? A    web.example
                0.3   ? A    web.example to=S2 port=4001
                0.6   ? A    web.example port=4002
                0.9   ? A    web.example to=S2 port=4003
                60000 .
                """, "web.example 0.9 GAVE_UP");
    }

    @Test
    void lookupThatStopsEarlyWasWaitedForUntilItsDeadline() {
        expect(TWO, """
                0     ? A    web.example
                5000  ? A    web.example to=S2 port=4001
                60000 .
                """, "web.example 10000 GAVE_UP");
    }

    @Test
    void halfThatIsNeverAskedAgainIsNotWaitedFor() {
        expect(ONE, """
                0     ? A    web.example
                0     ? AAAA web.example
                1     ! A    web.example
                60000 .
                """, "web.example 1 RESOLVED");
    }

    @Test
    void lookupOpenAtTheEndIsUnfinishedWhenSlowAndUndeterminedWhenYoung() {
        String script = """
                0     ? A    web.example
                %s    .
                """;
        expect(ONE, script.formatted("999"), "web.example 999 UNDETERMINED");
        expect(ONE, script.formatted("1000"), "web.example 1000 UNFINISHED");
        expect(ONE, script.formatted("4900"), "web.example 4900 UNFINISHED");
    }

    @Test
    void shortNameAskedAsItIsAtTheEndOfAWalkChangesNothing() {
        String script = """
                0     ? A    nope.shop.svc.cluster.local id=11
                1     ! A    nope.shop.svc.cluster.local id=11 NXDOMAIN
                1.1   ? A    nope.svc.cluster.local id=21
                2     ! A    nope.svc.cluster.local id=21 NXDOMAIN
                2.1   ? A    nope.cluster.local id=31
                3     ! A    nope.cluster.local id=31 NXDOMAIN
                3.1   ? A    nope id=41
                4     ! A    nope id=41 %s
                60000 .
                """;
        expect(ONE, script.formatted("NXDOMAIN"), "nope 4 NXDOMAIN");
        expect(ONE, script.formatted("REFUSED"), "nope 4 NXDOMAIN");
        expect(ONE, script.formatted("SERVFAIL"), "nope 4 FAILED");
    }

    @Test
    void nameWithDotsThatIsRefusedAtTheEndOfAWalkFails() {
        expect(ONE, """
                0     ? A    api.example.org.shop.svc.cluster.local id=11
                1     ! A    api.example.org.shop.svc.cluster.local id=11 NXDOMAIN
                1.1   ? A    api.example.org.svc.cluster.local id=21
                2     ! A    api.example.org.svc.cluster.local id=21 NXDOMAIN
                2.1   ? A    api.example.org.cluster.local id=31
                3     ! A    api.example.org.cluster.local id=31 NXDOMAIN
                3.1   ? A    api.example.org id=41
                4     ! A    api.example.org id=41 REFUSED
                60000 .
                """, "api.example.org 4 FAILED");
    }

    @Test
    void errorOnACandidateGoesOnToTheNextAndIsTheOutcomeWhenNothingHelps() {
        expect(ONE, """
                0     ? A    db.shop.svc.cluster.local id=11
                1     ! A    db.shop.svc.cluster.local id=11 SERVFAIL
                1.1   ? A    db.shop.svc.cluster.local id=11 port=4001
                2     ! A    db.shop.svc.cluster.local id=11 port=4001 SERVFAIL
                2.1   ? A    db.svc.cluster.local id=21 port=4002
                3     ! A    db.svc.cluster.local id=21 port=4002 SERVFAIL
                60000 .
                """, "db 3 FAILED");
    }

    @Test
    void truncatedAnswerIsAskedAgainOverTcp() {
        expect(ONE, """
                0     ? A    big.example
                0     ? AAAA big.example
                1     ! A    big.example tc
                1     ! AAAA big.example NODATA
                3     ? A    big.example tcp port=5000
                3     ? AAAA big.example tcp port=5000
                4     ! A    big.example tcp port=5000
                4     ! AAAA big.example tcp port=5000 NODATA
                60000 .
                """, "big.example 4 RESOLVED");
    }

    @Test
    void bothHalvesAreAskedOverTcpWhenOnlyTheSecondWasTruncated() {
        expect(ONE, """
                0     ? A    big.example
                0     ? AAAA big.example
                1     ! A    big.example
                1     ! AAAA big.example tc
                3     ? A    big.example tcp port=5000
                3     ? AAAA big.example tcp port=5000
                4     ! A    big.example tcp port=5000
                4     ! AAAA big.example tcp port=5000
                60000 .
                """, "big.example 4 RESOLVED");
    }

    @Test
    void truncatedAnswerThatTcpNeverRepairsResolvesNothing() {
        expect(ONE, """
                0     ? A    big.example
                1     ! A    big.example tc
                3     ? A    big.example tcp port=5000
                60000 .
                """, "big.example 60000 UNFINISHED");
    }

    @Test
    void truncatedAnswerAndAConnectionThatNeverOpensIsFeltUntilItsLastAttempt() {
        String script = """
                0     ? A    big.example
                1     ! A    big.example tc
                1.2   s port=5000
                1001  s port=5000
                3001  s port=5000
                7001  s port=5000
                15001 s port=5000
                31001 s port=5000
                %s    .
                """;
        expect(ONE, script.formatted("120000"), "big.example 31001 GAVE_UP");
        expect(ONE, script.formatted("40000"), "big.example 40000 UNFINISHED");
    }

    @Test
    void resetFromAnAddressThatWasNotAskedEndsNoAttemptToConnect() {
        expect(ONE, """
                0     ? A    big.example
                1     ! A    big.example tc
                1.2   s port=5000
                1.3   r port=5000 to=S2
                1001  s port=5000
                1001.1 r port=5000 to=S2
                70000 .
                """, "big.example 1001 GAVE_UP");
    }

    @Test
    void resetAfterWhichTheClientRepeatsItsSynEndsNoAttemptToConnect() {
        String script = """
                0     ? A    big.example
                1     ! A    big.example tc
                1.2   s port=5000
                1.3   r port=5000
                1001  s port=5000
                3001  s port=5000
                %s
                70000 .
                """;
        expect(ONE, script.formatted(""), "big.example 3001 GAVE_UP");
        expect(ONE, script.formatted("3001.5 r port=5000"), "big.example 3001.5 GAVE_UP");
    }

    @Test
    void truncatedAnswerIsTakenAsItIsWhereTheCaptureShowsNoTcp() {
        expect(ONE, """
                0     ? A    big.example
                1     ! A    big.example tc
                60000 .
                """, "big.example 1 RESOLVED");
    }

    @Test
    void connectionsOfOthersDoNotConcernALookup() {
        expect(ONE, """
                0     ? A    big.example
                0     ? A    web.example port=4001
                1     ! A    big.example tc
                2     s from=C2:5000
                60000 .
                """, "big.example 1 RESOLVED", "web.example 5000 GAVE_UP");
    }

    @Test
    void tcpResetEndsTheAttempt() {
        expect(ONE, """
                0     ? A    big.example
                1     ! A    big.example tc
                3     ? A    big.example tcp port=5000
                8     r port=5000
                60000 .
                """, "big.example 8 GAVE_UP");
    }

    @Test
    void lookupsOfOneTypeEndWithTheirAnswer() {
        expect(
                Played.unknown(),
                """
                0     ? PTR  4.1.244.10.in-addr.arpa
                2     ! PTR  4.1.244.10.in-addr.arpa
                10    ? SRV  _grpc._tcp.web.example
                13    ! SRV  _grpc._tcp.web.example NXDOMAIN
                20    ? PTR  5.1.244.10.in-addr.arpa
                60000 .
                """,
                "4.1.244.10.in-addr.arpa 2 RESOLVED",
                "_grpc._tcp.web.example 3 NXDOMAIN",
                "5.1.244.10.in-addr.arpa 5000 GAVE_UP");
    }

    @Test
    void existingNameWithoutRecordsIsNodata() {
        expect(Played.unknown(), """
                0     ? A    web.example
                0     ? AAAA web.example
                1     ! A    web.example NODATA
                1     ! AAAA web.example NODATA
                60000 .
                """, "web.example 1 NODATA");
    }

    @Test
    void lookupThatFindsNoRoomMakesRoomWithoutInventingATimeout() {
        String script = """
                0     ? A    one.example id=11
                1     ? A    two.example id=12
                2     ? A    three.example id=13
                3     ! A    three.example id=13
                60000 .
                """;
        assertEquals(
                List.of("one.example 2 UNDETERMINED", "two.example 5000 GAVE_UP", "three.example 1 RESOLVED"),
                Played.lookups(ONE, WireScript.of(script), 2));
    }

    @Test
    void portThatTheClientCameBackToIsListenedToAgain() {
        expect(TWO, """
                0     ? A    web.example
                5000  ? A    web.example to=S2 port=4001
                10000 ? A    web.example
                10001 ! A    web.example
                60000 .
                """, "web.example 10001 RESOLVED");
    }

    @Test
    void resolverThatTakesANewIdFromTheSamePortRepeatsItsQuestion() {
        expect(TWO, """
                0     ? A    web.example id=11 port=5353
                0     ? AAAA web.example id=5012 port=5353
                5000.2 ? A   web.example id=21 port=5353 to=S2
                5000.3 ? AAAA web.example id=5022 port=5353 to=S2
                5001  ! A    web.example id=21 port=5353 to=S2
                5001  ! AAAA web.example id=5022 port=5353 to=S2 NODATA
                60000 .
                """, "web.example 5001 RESOLVED");
    }

    @Test
    void searchListOfNoDomainNamesHarmsNothing() {
        expect(
                Played.configured(1, "\u0130\u0130\u0130", "..", ".", "", "a..b", "x".repeat(300), CLUSTER),
                """
                0     ? A    web.shop.svc.cluster.local
                1     ! A    web.shop.svc.cluster.local
                60000 .
                """,
                "web 1 RESOLVED");
    }

    @Test
    void clockThatStepsBackJoinsNothingAcrossTheStep() {
        expect(ONE, """
                3600000 ? A    web.example id=11
                0       ? AAAA web.example id=5012 port=4001
                1       ! AAAA web.example id=5012 port=4001
                5000    ? A    db.example id=21
                5001    ! A    db.example id=21
                """, "web.example 0 UNDETERMINED", "web.example 1 RESOLVED", "db.example 1 RESOLVED");
    }

    @Test
    void lookupsEndInTimeAfterAClockThatRanFarAhead() {
        expect(ONE, """
                90000000 ? A    far.example id=11
                0        ? A    web.example id=12
                5000     ? A    web.example id=12
                60000    ? A    web.example id=12
                60001    ! A    web.example id=12
                """, "far.example 0 UNDETERMINED", "web.example 10000 GAVE_UP", "web.example 1 RESOLVED");
    }

    @Test
    void glibcWaitsOverTcpWithoutATimer() {
        expect(ONE, """
                0     ? A    big.example id=1
                0     ? AAAA big.example id=5002
                1     ! A    big.example id=1 tc
                1     ! AAAA big.example id=5002 tc
                2     ? A    big.example id=1 tcp from=C1:4001
                2     ? AAAA big.example id=5002 tcp from=C1:4001
                20000 .
                """, "big.example 20000 UNFINISHED");
    }

    @Test
    void halfThatIsOpenWhenTheOtherIsCutIsNotRefused() {
        expectQueries(ONE, """
                0     ? A    big.example id=1
                0.5   ? AAAA big.example id=5002
                1     ! A    big.example id=1 tc
                1.2   ? A    big.example id=1 tcp from=C1:4001
                1.2   ? AAAA big.example id=5002 tcp from=C1:4001
                20000 .
                """, "A S1 0.1 TRUNCATED, AAAA S1 0.1 TRUNCATED, A S1 0.2 OPEN, AAAA S1 0.2 OPEN");
    }
}
