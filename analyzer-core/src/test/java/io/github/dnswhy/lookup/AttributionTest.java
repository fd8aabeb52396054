package io.github.dnswhy.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dnswhy.match.TransactionMatcher;
import io.github.dnswhy.match.WireScript;
import io.github.dnswhy.model.WaitKind;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AttributionTest {
    @Test
    void halfLostOverUdpIsNotLaidToTheTcpThatAnsweredTheOther() {
        assertEquals(Map.of(WaitKind.TCP_FALLBACK, 2L, WaitKind.LOST_HALF, 4999L, WaitKind.ANSWER, 1L), spent("""
                0     ? A    big.example
                0     ? AAAA big.example
                1     ! A    big.example tc
                1     ? A    big.example tcp port=5000
                2     ! A    big.example tcp port=5000
                5001  ? AAAA big.example
                5002  ! AAAA big.example
                60000 .
                """));
    }

    @Test
    void connectionThatWaitsIsLaidToTcp() {
        assertEquals(Map.of(WaitKind.TCP_FALLBACK, 5002L), spent("""
                0     ? A    big.example
                0     ? AAAA big.example
                1     ! A    big.example tc
                1     ? A    big.example tcp port=5000
                1     ? AAAA big.example tcp port=5000
                2     ! A    big.example tcp port=5000
                5002  ! AAAA big.example tcp port=5000
                60000 .
                """));
    }

    @Test
    void halfLostWithoutTcpIsALostHalf() {
        assertEquals(Map.of(WaitKind.LOST_HALF, 5001L, WaitKind.ANSWER, 1L), spent("""
                0     ? A    big.example
                0     ? AAAA big.example
                1     ! A    big.example
                5001  ? AAAA big.example
                5002  ! AAAA big.example
                60000 .
                """));
    }

    @Test
    void refusalBesideAnAnswerOfAServerThatWasAskedAtOnceCostsNothing() {
        assertEquals(Map.of(WaitKind.ANSWER, 5L), spent("""
                0     ? A    web.example
                0     ? A    web.example to=S2
                0     ? AAAA web.example
                0     ? AAAA web.example to=S2
                1     x A    web.example
                1     x AAAA web.example
                5     ! A    web.example to=S2
                5     ! AAAA web.example to=S2
                60000 .
                """));
    }

    @Test
    void refusalWithoutAnotherAnswerIsARefusal() {
        assertEquals(Map.of(WaitKind.REFUSED, 3L), spent("""
                0     ? A    web.example
                3     x A    web.example
                60000 .
                """));
    }

    /** The milliseconds that each kind of wait cost in all lookups of a script. */
    private static Map<WaitKind, Long> spent(String text) {
        WireScript script = WireScript.of(text);
        Map<WaitKind, Long> spent = new TreeMap<>();
        LookupBuilder builder = Played.builder(
                Played.configured(1),
                script,
                Played.PLENTY,
                l -> Attribution.split(l, (kind, server, nanos) -> spent.merge(kind, nanos / 1_000_000, Long::sum)));
        TransactionMatcher matcher = new TransactionMatcher(Played.PLENTY, builder);
        script.play(matcher::accept);
        builder.finish(script.end());
        matcher.finish();
        return spent;
    }
}
