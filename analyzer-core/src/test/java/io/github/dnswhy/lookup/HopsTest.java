package io.github.dnswhy.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.facts.FrameReference;
import io.github.dnswhy.facts.HopFacts;
import io.github.dnswhy.facts.LoopFacts;
import io.github.dnswhy.facts.WayFacts;
import io.github.dnswhy.match.WireScript;
import io.github.dnswhy.model.Hop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The same question followed from the pod to the server that knows. */
class HopsTest {
    private static final String CACHE = "169.254.20.10";
    private static final String NODE = "192.168.49.3";
    private static final String SERVICE = "10.96.0.10";
    private static final String ENDPOINT = "10.244.0.2";
    private static final String UPSTREAM = "10.20.0.53";

    /** Pod, cache, Service, endpoint, upstream and back, 20.8 ms, and two applications more that ask the cache for what it holds. */
    private static final String WHOLE_WAY = """
            0      ? A web from=C1:40%1$d to=169.254.20.10
            0.2    ? A web from=192.168.49.3:50%1$d to=10.96.0.10 id=9 ip=500 if=1 echo
            0.25   ? A web from=192.168.49.3:50%1$d to=10.244.0.2 id=9 ip=500 if=2 ttl=63
            0.4    ? A web from=10.244.0.2:60%1$d to=10.20.0.53 id=11 echo
            20.4   ! A web from=10.244.0.2:60%1$d to=10.20.0.53 id=11
            20.6   ! A web from=192.168.49.3:50%1$d to=10.244.0.2 id=9 if=2
            20.65  ! A web from=192.168.49.3:50%1$d to=10.96.0.10 id=9 if=1
            20.8   ! A web from=C1:40%1$d to=169.254.20.10
            500    ? A api from=C2:40%1$d to=169.254.20.10
            500.1  ! A api from=C2:40%1$d to=169.254.20.10
            """;

    /** A script several times, each a second after the other and with ports of its own. */
    private static String times(int times, String script) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < times; i++) {
            int round = i;
            script.formatted(10 + i).lines().forEach(line -> {
                int space = line.indexOf(' ');
                all.append(1000.0 * round + Double.parseDouble(line.substring(0, space)))
                        .append(line.substring(space))
                        .append('\n');
            });
        }
        return all + "100000 .";
    }

    private static WayFacts way(String script) {
        return TrafficResultTest.result(script).wire().way();
    }

    private static HopFacts hop(WayFacts way, Hop.Kind kind, String to) {
        List<HopFacts> hops = way.to(kind, WireScript.address(to));
        assertEquals(1, hops.size(), way.toString());
        return hops.get(0);
    }

    private static void assertTook(double latencyMs, double addedMs, HopFacts hop) {
        assertEquals(
                Duration.ofNanos(Math.round(latencyMs * 1e6)),
                hop.latency().orElseThrow().max());
        assertEquals(
                Duration.ofNanos(Math.round(addedMs * 1e6)),
                hop.added().orElseThrow().max());
    }

    @Test
    void whatEachHopAddsMakesUpTheWholeTime() {
        WayFacts way = way(times(6, WHOLE_WAY));
        assertEquals(
                List.of(CACHE, SERVICE, ENDPOINT, UPSTREAM),
                way.hops().stream().map(h -> h.to().toString()).toList());
        assertEquals(
                List.of(Hop.Kind.ASKED, Hop.Kind.FORWARDED, Hop.Kind.TRANSLATED, Hop.Kind.FORWARDED),
                way.hops().stream().map(HopFacts::kind).toList());
        assertTook(20.8, 0.35, hop(way, Hop.Kind.ASKED, CACHE));
        assertTook(20.45, 0.1, hop(way, Hop.Kind.FORWARDED, SERVICE));
        assertTook(20.35, 0.35, hop(way, Hop.Kind.TRANSLATED, ENDPOINT));
        assertTook(20, 20, hop(way, Hop.Kind.FORWARDED, UPSTREAM));
        assertFalse(way.sampled());
        assertEquals(List.of(), way.loops());
    }

    @Test
    void hopCountsItsTransactionsAndWhoAsked() {
        WayFacts way = way(times(6, WHOLE_WAY));
        HopFacts cache = hop(way, Hop.Kind.ASKED, CACHE);
        assertEquals(List.of(12L, 0L, 12L), List.of(cache.transactions(), cache.joined(), cache.answered()));
        assertEquals(2, cache.clients());
        HopFacts service = hop(way, Hop.Kind.FORWARDED, SERVICE);
        assertEquals(List.of(6L, 6L, 6L), List.of(service.transactions(), service.joined(), service.answered()));
        assertEquals(Optional.of(WireScript.address(NODE)), service.from());
        assertEquals(Optional.of(WireScript.address(CACHE)), service.serves());
    }

    @Test
    void exampleNamesTheFramesOfOneQuestion() {
        HopFacts upstream = hop(way(times(6, WHOLE_WAY)), Hop.Kind.FORWARDED, UPSTREAM);
        HopFacts.Example example = upstream.example().orElseThrow();
        assertEquals("web", example.name());
        assertEquals(Optional.of(new FrameReference(0, 2)), example.asked());
        assertEquals(new FrameReference(0, 4), example.query());
        assertEquals(Optional.of(new FrameReference(0, 5)), example.response());
    }

    @Test
    void clientsAndTheirServerAloneAreNoWay() {
        assertEquals(WayFacts.NONE, way(times(6, """
                0      ? A web from=C1:40%1$d to=169.254.20.10
                20     ! A web from=C1:40%1$d to=169.254.20.10
                """)));
    }

    @Test
    void replicasThatAskTheSameAtTheSameTimeAreNoHop() {
        // By chance, of another server, once: not what a forwarder does.
        assertEquals(WayFacts.NONE, way(times(6, """
                0      ? A web from=C1:40%1$d to=S1
                0.2    ? A web from=C2:40%1$d to=S2
                20     ! A web from=C1:40%1$d to=S1
                20.1   ! A web from=C2:40%1$d to=S2
                500    ? A api from=C2:41%1$d to=S2
                500.1  ! A api from=C2:41%1$d to=S2
                """).replaceFirst("to=S2", "to=S2 echo")));
    }

    private static final String DEAD_UPSTREAM = """
            0      ? A web from=C1:40%1$d to=169.254.20.10
            0.2    ? A web from=169.254.20.10:50%1$d to=10.20.0.53 id=9 echo
            2000.3 ? A web from=169.254.20.10:51%1$d to=10.20.0.54 id=10
            2004.3 ! A web from=169.254.20.10:51%1$d to=10.20.0.54 id=10
            2004.5 ! A web from=C1:40%1$d to=169.254.20.10
            """;

    @Test
    void timeSpentOnASilentUpstreamIsToldApartFromTheServersOwn() {
        WayFacts way = way(times(6, DEAD_UPSTREAM.replace("web", "web%1$d")));
        HopFacts dead = hop(way, Hop.Kind.FORWARDED, UPSTREAM);
        assertEquals(List.of(6L, 0L, 6L), List.of(dead.transactions(), dead.answered(), dead.unanswered()));
        assertEquals(Duration.ofNanos(6 * 2_000_100_000L), dead.waited());
        assertEquals(0, dead.failedBefore(), "the next upstream helped");
        assertTook(2004.5, 0.4, hop(way, Hop.Kind.ASKED, CACHE));
    }

    @Test
    void errorAfterASilentUpstreamIsLaidToIt() {
        String script = """
                0      ? A web%1$d from=C1:40%1$d to=169.254.20.10
                0.2    ? A web%1$d from=169.254.20.10:50%1$d to=10.20.0.53 id=9 echo
                2000.3 ! A web%1$d from=C1:40%1$d to=169.254.20.10 SERVFAIL
                """;
        assertEquals(6, hop(way(times(6, script)), Hop.Kind.FORWARDED, UPSTREAM).failedBefore());
        String answered = script.replace("2000.3", "5  ! A web%1$d from=169.254.20.10:50%1$d to=10.20.0.53 id=9\n6");
        assertEquals(
                0, hop(way(times(6, answered)), Hop.Kind.FORWARDED, UPSTREAM).failedBefore());
    }

    @Test
    void questionThatAnotherHadAskedAlreadySharesItsAnswer() {
        WayFacts way = way(times(6, """
                0      ? A web from=C1:40%1$d to=169.254.20.10
                0.2    ? A web from=169.254.20.10:50%1$d to=10.20.0.53 id=9 echo
                10     ? A web from=C2:40%1$d to=169.254.20.10
                30     ! A web from=169.254.20.10:50%1$d to=10.20.0.53 id=9
                30.2   ! A web from=C1:40%1$d to=169.254.20.10
                30.4   ! A web from=C2:40%1$d to=169.254.20.10
                """));
        HopFacts cache = hop(way, Hop.Kind.ASKED, CACHE);
        assertEquals(12, cache.answered());
        assertTook(30.2, 0.4, cache);
    }

    private static final String MASQUERADE = """
            0      ? A web from=C1:40%1$d to=10.96.0.10 ip=50
            0.1    ? A web from=192.168.49.3:50%1$d to=10.244.0.2 ip=50 ttl=63 echo
            0.5    ? A web from=10.244.0.2:60%1$d to=10.20.0.53 id=11 echo
            4.5    ! A web from=10.244.0.2:60%1$d to=10.20.0.53 id=11
            4.9    ! A web from=192.168.49.3:50%1$d to=10.244.0.2
            5.0    ! A web from=C1:40%1$d to=10.96.0.10
            """;

    @Test
    void packetSentOnUnderTheNodesAddressIsTheSameQuestion() {
        TrafficResult result = TrafficResultTest.result(times(6, MASQUERADE));
        WayFacts way = result.wire().way();
        HopFacts endpoint = hop(way, Hop.Kind.TRANSLATED, ENDPOINT);
        assertEquals(6, endpoint.masqueraded());
        assertTook(4.8, 0.8, endpoint);
        assertTook(5, 0.2, hop(way, Hop.Kind.ASKED, SERVICE));
        assertTook(4, 4, hop(way, Hop.Kind.FORWARDED, UPSTREAM));
        assertEquals(
                List.of(ENDPOINT),
                result.endpoints().stream().map(e -> e.address().toString()).toList());
        assertEquals(6, result.lookups().total());
    }

    @Test
    void proxyThatKeepsTheIdIsAServerOfItsOwn() {
        // Not the same packet: its IP identification is another.
        WayFacts way = way(times(6, MASQUERADE.replace("ip=50 ttl=63", "ip=51 ttl=63")));
        assertEquals(0, way.hops().stream().mapToLong(HopFacts::masqueraded).sum());
    }

    @Test
    void answerThatDoesNotComeBackFromTheEndpointIsCounted() {
        String lost = times(6, WHOLE_WAY.replaceAll("(?m)^20\\.(65|8) .*\\n", ""));
        HopFacts endpoint = hop(way(lost), Hop.Kind.TRANSLATED, ENDPOINT);
        assertEquals(List.of(6L, 6L), List.of(endpoint.answered(), endpoint.answersLost()));
        assertEquals(
                0, hop(way(times(6, WHOLE_WAY)), Hop.Kind.TRANSLATED, ENDPOINT).answersLost());
    }

    private static final String LOOP = """
            0      ? A web from=C1:40%1$d to=10.244.0.2
            0.2    ? A web from=10.244.0.2:50%1$d to=10.20.0.53 id=9 echo
            0.4    ? A web from=10.20.0.53:50%1$d to=10.244.0.2 id=10 echo
            0.6    ? A web from=10.244.0.2:51%1$d to=10.20.0.53 id=11 echo
            0.8    ? A web from=10.20.0.53:51%1$d to=10.244.0.2 id=12 echo
            900    ! A other from=10.20.0.53:40%1$d to=10.244.0.2 id=3
            """;

    @Test
    void questionThatComesBackIsALoop() {
        // Both answer something, or they would be no servers.
        String both = LOOP + """
                800    ? A other from=10.20.0.53:40%1$d to=10.244.0.2 id=3
                801    ! A other from=10.20.0.53:40%1$d to=10.244.0.2 id=3
                802    ? A thing from=10.244.0.2:40%1$d to=10.20.0.53 id=3
                803    ! A thing from=10.244.0.2:40%1$d to=10.20.0.53 id=3
                """;
        List<LoopFacts> loops =
                way(times(6, both.replaceAll("(?m)^900.*\\n", ""))).loops();
        assertEquals(2, loops.size(), loops.toString());
        LoopFacts back = loops.get(0);
        assertEquals(WireScript.address(UPSTREAM), back.from());
        assertEquals(WireScript.address(ENDPOINT), back.to());
        assertEquals(12, back.times());
        assertEquals(1, back.names());
        assertTrue(
                back.frames().contains(new FrameReference(0, 3)), back.frames().toString());
    }

    @Test
    void stubZonesEachWayAreNoLoop() {
        assertEquals(List.of(), way(times(6, """
                0      ? A web from=C1:40%1$d to=10.244.0.2
                0.2    ? A web from=10.244.0.2:50%1$d to=10.20.0.53 id=9 echo
                0.4    ! A web from=10.244.0.2:50%1$d to=10.20.0.53 id=9
                0.6    ! A web from=C1:40%1$d to=10.244.0.2
                500    ? A api from=C2:40%1$d to=10.20.0.53
                500.2  ? A api from=10.20.0.53:50%1$d to=10.244.0.2 id=9 echo
                500.4  ! A api from=10.20.0.53:50%1$d to=10.244.0.2 id=9
                500.6  ! A api from=C2:40%1$d to=10.20.0.53
                """)).loops());
    }

    @Test
    void moreThanIsKeptIsSampledByQuestion() {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < 2 * HopLog.AT_MOST; i++) {
            script.append("""
                    %1$d    ? A web%1$d from=C1:4000 to=169.254.20.10
                    %1$d.2  ? A web%1$d from=169.254.20.10:5000 to=10.20.0.53 id=9 echo
                    %1$d.4  ! A web%1$d from=169.254.20.10:5000 to=10.20.0.53 id=9
                    %1$d.6  ! A web%1$d from=C1:4000 to=169.254.20.10
                    """.formatted(i));
        }
        WayFacts way = way(script.toString());
        assertTrue(way.sampled());
        HopFacts upstream = hop(way, Hop.Kind.FORWARDED, UPSTREAM);
        assertTrue(upstream.transactions() >= HopLog.AT_MOST / 4, upstream.toString());
        assertEquals(upstream.transactions(), upstream.joined(), "whole questions are kept, or none of it");
    }
}
