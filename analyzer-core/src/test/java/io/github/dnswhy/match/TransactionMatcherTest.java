package io.github.dnswhy.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Queries and responses become transactions; what is seen several times is counted once. */
class TransactionMatcherTest {
    /** Tells every closed transaction in one line, in the order of their first queries. */
    private static final class Told implements TransactionListener {
        private final AddressTable addresses;
        final List<String> closed = new ArrayList<>();
        final List<Long> frames = new ArrayList<>();
        long unmatched;

        /** Whether nobody waits for anything any more once an answer is there. */
        boolean letsGo;

        long repeatedResponses;

        Told(AddressTable addresses) {
            this.addresses = addresses;
        }

        @Override
        public void onAttempt(OpenTransaction t, WireEvent e) {
            t.own(this);
        }

        @Override
        public void onSighting(OpenTransaction t) {}

        @Override
        public void onResponse(OpenTransaction t, WireEvent e) {
            if (letsGo) {
                t.own(null);
            }
        }

        @Override
        public void onRepeatedResponse(OpenTransaction t, WireEvent e) {
            repeatedResponses++;
        }

        @Override
        public void onRejected(OpenTransaction t, WireEvent e) {}

        @Override
        public void onUnmatchedResponse(WireEvent e) {
            unmatched++;
        }

        @Override
        public void onClosed(OpenTransaction t, boolean atEnd) {
            int sightings = 0;
            for (int i = 0; i < t.attemptsKept(); i++) {
                sightings += t.sightings(i);
            }
            String fate =
                    t.answered() ? "answered " + t.rcode() : t.rejected() ? "rejected" : t.reset() ? "reset" : "open";
            String endpoint = t.endpoint() == AddressTable.OVERFLOW ? "" : " via " + addresses.address(t.endpoint());
            int at = 0;
            while (at < frames.size() && frames.get(at) < t.frame(0)) {
                at++;
            }
            frames.add(at, t.frame(0));
            closed.add(
                    at, addresses.address(t.server()) + " " + t.attempts() + "/" + sightings + " " + fate + endpoint);
        }
    }

    private static Told play(String script) {
        return play(script, 1 << 16);
    }

    private static Told play(String script, int limit) {
        return play(script, limit, false);
    }

    private static Told play(String script, int limit, boolean letsGo) {
        WireScript wire = WireScript.of(script);
        Told told = new Told(wire.addresses());
        told.letsGo = letsGo;
        TransactionMatcher matcher = new TransactionMatcher(limit, told);
        wire.play(matcher::accept);
        matcher.finish();
        return told;
    }

    private static void expect(String script, String... transactions) {
        assertEquals(List.of(transactions), play(script).closed);
    }

    @Test
    void copiesOnOtherInterfacesAreSightingsOfOneAttempt() {
        expect("""
                0     ? A web ip=5 if=1 dir=0
                0.02  ? A web ip=5 if=2 dir=4
                0.04  ? A web ip=5 if=3 dir=4
                1     ! A web ip=9 if=3
                1.1   ! A web ip=9 if=1
                """, "10.96.0.1 1/3 answered 0");
    }

    @Test
    void copyAfterDestinationNatNamesTheEndpointBehindTheService() {
        expect("""
                0     ? A web ip=5 if=1 dir=0
                0.02  ? A web ip=5 if=2 dir=4 ttl=63 to=10.244.2.7
                1     ! A web ip=9 if=2 to=10.244.2.7
                1.1   ! A web ip=9 if=1
                """, "10.96.0.1 1/2 answered 0 via 10.244.2.7");
    }

    @Test
    void answerOfTheEndpointThatTheClientNeverGotIsNoAnswer() {
        Told told = play("""
                0     ? A web ip=5 if=1 dir=0
                0.02  ? A web ip=5 if=2 dir=4 ttl=63 to=10.244.2.7
                1     ! A web ip=9 if=2 to=10.244.2.7
                """);
        assertEquals(List.of("10.96.0.1 1/2 open via 10.244.2.7"), told.closed);
        assertEquals(0, told.unmatched);
    }

    @Test
    void questionsToSeveralServersAtOnceAreTransactionsOfTheirOwn() {
        expect("""
                0     ? A web ip=0 if=1 dir=4
                0.01  ? A web ip=0 if=1 dir=4 to=S2
                1     ! A web ip=0 to=S2
                """, "10.96.0.1 1/1 open", "10.96.0.2 1/1 answered 0");
    }

    @Test
    void copiesOfQuestionsToSeveralServersFindTheirOwnWhateverTheirOrder() {
        expect("""
                0     ? A web ip=0 if=1 dir=0
                0.01  ? A web ip=0 if=1 dir=0 to=S2
                0.02  ? A web ip=0 if=2 dir=4
                0.03  ? A web ip=0 if=2 dir=4 to=S2
                """, "10.96.0.1 1/2 open", "10.96.0.2 1/2 open");
    }

    @Test
    void questionsThatLeaveTheirHostByTwoInterfacesAreNoCopies() {
        expect("""
                0     ? A web ip=0 if=1 dir=4 to=169.254.20.10
                0.01  ? A web ip=0 if=2 dir=4
                """, "169.254.20.10 1/1 open", "10.96.0.1 1/1 open");
    }

    @Test
    void repetitionIsAnAttemptOfTheSameTransaction() {
        expect("""
                0     ? A web ip=5
                5000  ? A web ip=6
                5000.1 ? A web ip=6 if=2
                5001  ! A web
                """, "10.96.0.1 2/3 answered 0");
    }

    @Test
    void repetitionAtOnceAfterAnErrorIsAnAttemptEvenWithoutIdentification() {
        Told told = play("""
                0     ? A web ip=0 dir=4
                0.3   ! A web ip=0 SERVFAIL
                0.4   ? A web ip=0 dir=4
                0.7   ! A web ip=0 SERVFAIL
                """);
        assertEquals(List.of("10.96.0.1 2/2 answered 2"), told.closed);
        assertEquals(1, told.repeatedResponses, "the answer to the second attempt is no copy of the first");
    }

    @Test
    void copiesOfALaterAnswerAreCountedOnce() {
        Told told = play("""
                0     ? A web
                1     ! A web ip=8
                5000  ? A web
                5001  ! A web ip=9 if=2
                5001.1 ! A web ip=9 if=1
                """);
        assertEquals(1, told.repeatedResponses);
    }

    @Test
    void answeredTransactionThatNobodyWaitsForLeavesAfterItsCopies() {
        String script = """
                0     ? A web
                1     ! A web ip=8 if=2
                1.1   ! A web ip=8 if=1
                5000  ? A web
                5001  ! A web ip=9
                """;
        assertEquals(List.of("10.96.0.1 2/2 answered 0"), play(script, 100, false).closed);
        Told told = play(script, 100, true);
        assertEquals(List.of("10.96.0.1 1/1 answered 0", "10.96.0.1 1/1 answered 0"), told.closed);
        assertEquals(0, told.repeatedResponses + told.unmatched);
    }

    @Test
    void idThatRecursForAnotherQuestionIsAnotherTransaction() {
        expect("""
                0     ? A web id=7
                1     ? A api id=7
                2     ! A api id=7 NXDOMAIN
                3     ! A web id=7
                """, "10.96.0.1 1/1 answered 0", "10.96.0.1 1/1 answered 3");
    }

    @Test
    void responseWithoutQuestionIsToldByIdAndPorts() {
        Told told = play("""
                0     ? A web id=7
                1     ! A web id=7 noquestion REFUSED
                2     ! A web id=8 noquestion REFUSED
                """);
        assertEquals(List.of("10.96.0.1 1/1 answered 5"), told.closed);
        assertEquals(1, told.unmatched);
    }

    /** RFC 5936 §2.2: any number of messages over any time, of which only the first needs the question. */
    @Test
    void zoneTransferIsAnsweredByAllOfItsMessages() {
        Told told = play("""
                0      ? 252 zone.example tcp
                1      ! 252 zone.example tcp
                4000   ! 252 zone.example tcp noquestion
                8000   ! 252 zone.example tcp noquestion
                12000  ! 252 zone.example tcp noquestion
                16000  ! 252 zone.example tcp
                20000  ? 251 zone.example tcp
                20001  ! 251 zone.example tcp
                26000  ! 251 zone.example tcp
                32000  ! 251 zone.example tcp
                """);
        assertEquals(List.of("10.96.0.1 1/1 answered 0", "10.96.0.1 1/1 answered 0"), told.closed);
        assertEquals(0, told.unmatched);
        assertEquals(6, told.repeatedResponses);
    }

    @Test
    void responseWithAnotherNameOrFromAnotherServerIsUnmatched() {
        Told told = play("""
                0     ? A web
                1     ! A other
                2     ! A web to=S2
                """);
        assertEquals(List.of("10.96.0.1 1/1 open"), told.closed);
        assertEquals(2, told.unmatched);
    }

    @Test
    void questionCutBeforeItsClassStillMatches() {
        expect("""
                0     ? A web class=-1
                1     ! A web
                """, "10.96.0.1 1/1 answered 0");
    }

    @Test
    void icmpErrorRejectsWhatItQuotes() {
        expect("""
                0     ? A    web
                0     ? AAAA web
                1     x A    web
                2     x AAAA web noquestion
                """, "10.96.0.1 1/1 rejected", "10.96.0.1 1/1 rejected");
    }

    @Test
    void answerAfterAnIcmpErrorStillCounts() {
        expect("""
                0     ? A web
                1     x A web
                5000  ? A web
                5001  ! A web
                """, "10.96.0.1 2/2 answered 0");
    }

    @Test
    void tcpResetEndsAllOpenTransactionsOfTheConnection() {
        expect("""
                0     ? A    web tcp
                0     ? AAAA web tcp
                0     ? A    api tcp port=4001
                1     ! A    web tcp
                2     r
                """, "10.96.0.1 1/1 answered 0", "10.96.0.1 1/1 reset", "10.96.0.1 1/1 open");
    }

    @Test
    void transactionsLeaveWhenNothingMoreIsExpected() {
        WireScript wire = WireScript.of("""
                0     ? A one
                1     ! A one
                2     ? A two
                6000  ? A three
                40000 ? A four
                """);
        Told told = new Told(wire.addresses());
        TransactionMatcher matcher = new TransactionMatcher(100, told);
        wire.play(matcher::accept);
        assertEquals(List.of("10.96.0.1 1/1 answered 0", "10.96.0.1 1/1 open"), told.closed);
    }

    @Test
    void fullTableGivesUpTheOldestOpenTransaction() {
        WireScript wire = WireScript.of("""
                0     ? A one id=11
                1     ? A two id=12
                2     ? A three id=13
                3     ! A two id=12
                4     ! A three id=13
                """);
        Told told = new Told(wire.addresses());
        TransactionMatcher matcher = new TransactionMatcher(2, told);
        wire.play(matcher::accept);
        matcher.finish();
        assertEquals(
                List.of("10.96.0.1 1/1 open", "10.96.0.1 1/1 answered 0", "10.96.0.1 1/1 answered 0"), told.closed);
        assertEquals(1, matcher.evicted());
    }

    @Test
    void attemptsBeyondThoseKeptAreCounted() {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            script.append("%d ? A web ip=%d\n%d.1 ? A web ip=%d if=2\n".formatted(i * 1000, i, i * 1000, i));
        }
        Told told = play(script.toString());
        assertEquals(List.of("10.96.0.1 100/164 open"), told.closed, "every copy is a sighting, none an attempt");
    }

    @Test
    void clockThatStepsBackEndsWhatWasOpen() {
        expect("""
                3600000 ? A web ip=0
                0       ? A web ip=0
                1       ! A web
                """, "10.96.0.1 1/1 open", "10.96.0.1 1/1 answered 0");
    }

    @Test
    void framesSlightlyOutOfOrderAreNoStepOfTheClock() {
        expect("""
                1     ? A web ip=5 if=2
                0.5   ? A web ip=5 if=1
                2     ! A web
                """, "10.96.0.1 1/2 answered 0");
    }
}
