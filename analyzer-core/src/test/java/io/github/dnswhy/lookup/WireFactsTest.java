package io.github.dnswhy.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.facts.AnswerFacts;
import io.github.dnswhy.facts.HandshakeFacts;
import io.github.dnswhy.facts.MisdirectionFacts;
import io.github.dnswhy.facts.NameFacts;
import io.github.dnswhy.facts.PathFacts;
import io.github.dnswhy.facts.WireFacts;
import io.github.dnswhy.match.WireScript;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The wire seen closer: errors and slow answers by zone, handshakes, ICMP codes, answers from elsewhere, paths. */
class WireFactsTest {
    private static WireFacts wire(String script) {
        return TrafficResultTest.result(script).wire();
    }

    @Test
    void errorsAreCountedByServerZoneAndRcode() {
        List<AnswerFacts> errors = wire("""
                        0     ? A web.shop.example.org
                        2003  ! A web.shop.example.org SERVFAIL ede=22
                        3000  ? A api.example.org       port=4001
                        3001  ! A api.example.org       port=4001 SERVFAIL ede=22
                        3100  ? A api.example.co.uk     port=4002
                        3101  ! A api.example.co.uk     port=4002 REFUSED
                        3200  ? A well.example.org      port=4003
                        3201  ! A well.example.org      port=4003
                        20000 .""").answers(AnswerFacts.Kind.ERROR);
        assertEquals(2, errors.size());
        AnswerFacts org = errors.get(0);
        assertEquals("example.org", org.zone());
        assertEquals("RCODE2", org.rcode());
        assertEquals(2, org.count());
        assertEquals(1, org.fast());
        assertEquals(1, org.stepped(), "one after the two seconds of a forwarder");
        assertEquals(Duration.ofMillis(2003), org.longest());
        assertEquals(Duration.ofMillis(1), org.shortest());
        assertEquals(Map.of(22, 2L), org.extendedErrors());
        assertEquals(List.of("web.shop.example.org", "api.example.org"), org.names());
        assertEquals("example.co.uk", errors.get(1).zone());
    }

    @Test
    void quickAndGoodAnswersLeaveNoTrace() {
        assertEquals(List.of(), wire("""
                        0    ? A web.example.org
                        99   ! A web.example.org
                        200  ? A none.example.org port=4001
                        201  ! A none.example.org port=4001 NXDOMAIN
                        900  .""").answers());
    }

    @Test
    void slowAnswersZeroTtlsAndEndlessAliasesAreTold() {
        WireFacts wire = wire("""
                        0    ? A slow.example.org
                        100  ! A slow.example.org
                        200  ? A lb.example.net  port=4001
                        201  ! A lb.example.net  port=4001 rr=0
                        300  ? A cdn.example.com port=4002
                        301  ! A cdn.example.com port=4002 NODATA aliases=2
                        400  ? A far.example.com port=4003
                        401  ! A far.example.com port=4003 aliases=9
                        900  .""");
        assertEquals(
                List.of("example.org"),
                wire.answers(AnswerFacts.Kind.SLOW).stream()
                        .map(AnswerFacts::zone)
                        .toList());
        assertEquals(
                List.of("example.net"),
                wire.answers(AnswerFacts.Kind.TTL_ZERO).stream()
                        .map(AnswerFacts::zone)
                        .toList());
        assertEquals(2, wire.answers(AnswerFacts.Kind.ALIASES).get(0).count());
    }

    @Test
    void handshakesEndAcceptedRefusedOrUnanswered() {
        WireFacts wire = wire("""
                        0     s from=C1:5000
                        0.02  s from=C1:5000 if=2
                        1     a from=C1:5000
                        10    s from=C1:5001
                        11    r from=C1:5001
                        20    s from=C2:5002
                        1020  s from=C2:5002
                        3020  s from=C2:5002
                        6500  s from=C1:5003
                        7000  .""");
        assertEquals(1, wire.handshakes().size());
        HandshakeFacts h = wire.handshakes(WireScript.address("S1")).orElseThrow();
        assertEquals(4, h.opened());
        assertEquals(1, h.accepted());
        assertEquals(1, h.refused());
        assertEquals(1, h.unanswered(), "the last one may still be answered");
        assertEquals(2, h.repeats());
        assertEquals(Duration.ofSeconds(3), h.longestWait());
        assertEquals(Optional.empty(), wire.handshakes(WireScript.address("S2")));
    }

    @Test
    void anAnswerFromElsewhereIsMisdirectedUnlessTheRightCopyFollows() {
        WireFacts wire = wire("""
                        0     ? A web.example.org
                        1     ! A web.example.org to=10.244.0.9
                        100   ? A api.example.org port=4001
                        101   ! A api.example.org port=4001 to=10.244.0.9
                        101.1 ! A api.example.org port=4001
                        200   ? A odd.example.org port=4002
                        201   ! A odd.example.org port=4002 sport=1053
                        60000 .""");
        List<MisdirectionFacts> strays = wire.misdirections();
        assertEquals(2, strays.size());
        assertTrue(strays.stream().allMatch(m -> m.count() == 1), "the copy before NAT is none: " + strays);
        assertTrue(strays.stream().anyMatch(m -> m.replied().equals(WireScript.address("10.244.0.9"))));
        assertTrue(strays.stream().anyMatch(m -> m.replied().equals(m.asked())), "another port of the same server");
    }

    @Test
    void icmpErrorsAreCountedByTypeAndCode() {
        WireFacts wire = wire("""
                        0   ? A web.example.org
                        1   x A web.example.org icmp=771
                        100 ? A web.example.org port=4001
                        101 x A web.example.org port=4001 icmp=778
                        900 .""");
        assertEquals(Map.of(WireScript.address("S1"), Map.of(771, 1L, 778, 1L)), wire.icmp());
    }

    @Test
    void pathsTellWhoWaitedForWhom() {
        List<PathFacts> paths = wire("""
                        0     ? A web.example.org from=C1:4000
                        1     ? A web.example.org from=C2:4000
                        2     ! A web.example.org from=C2:4000
                        5000  ? A web.example.org from=C1:4000
                        10000 ? A web.example.org from=C3:4000
                        10001 ! A web.example.org from=C3:4000
                        60000 .""").paths();
        assertEquals(3, paths.size());
        assertEquals(WireScript.address("C1"), paths.get(0).client());
        assertEquals(2, paths.get(0).timedOut());
        assertEquals(Duration.ZERO, paths.get(1).waited());
    }

    @Test
    void namesTellWhichTypeIsBad() {
        NameFacts name = TrafficResultTest.result("""
                        0   ? A    web.example.org
                        0.1 ? AAAA web.example.org
                        1   ! A    web.example.org
                        2   ! AAAA web.example.org NXDOMAIN
                        900 .""").names().get(0);
        assertEquals(1, name.dataA());
        assertEquals(0, name.dataAaaa());
        assertEquals(0, name.badA());
        assertEquals(1, name.badAaaa());
    }
}
