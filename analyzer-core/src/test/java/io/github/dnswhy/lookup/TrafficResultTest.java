package io.github.dnswhy.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.facts.ClientFacts;
import io.github.dnswhy.facts.LookupFacts;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.match.WireScript;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What all shards counted, put together: whose queries were lookups, what they felt, at whom. */
class TrafficResultTest {
    private static final String CACHE = "169.254.20.10";

    static TrafficResult result(String text) {
        return result(text, Limits.defaults());
    }

    private static TrafficResult result(String text, Limits limits) {
        WireScript script = WireScript.of(text);
        Shard.Setup setup = new Shard.Setup(
                limits,
                address -> ResolverSettings.DEFAULTS,
                script.addresses(),
                (name, target) -> script.names().copyWire(name, target, 0),
                new ScriptTexts(script),
                Played.SECOND,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        List<Shard> shards = Shard.all(setup, 2);
        shards.forEach(shard -> shard.begin(WireScript.START));
        script.play(e -> {
            IpAddress client = script.addresses().address(e.client);
            shards.get(AddressTable.shard(client.high(), client.low())).accept(e);
        });
        shards.forEach(shard -> shard.finish(script.end(), script.forwarding()));
        return new TrafficResult(shards, setup);
    }

    private record ScriptTexts(WireScript script) implements Texts {
        @Override
        public String name(int name, int octets) {
            String text = script.names().text(name);
            return octets == 0 ? text : text.substring(0, octets - 1);
        }

        @Override
        public String type(int type) {
            return "TYPE" + type;
        }

        @Override
        public String recordClass(int recordClass) {
            return "CLASS" + recordClass;
        }

        @Override
        public String rcode(int rcode) {
            return "RCODE" + rcode;
        }
    }

    private static List<String> forwarders(TrafficResult result) {
        return result.clients().stream()
                .filter(ClientFacts::forwarder)
                .map(client -> client.address().toString())
                .sorted()
                .toList();
    }

    private static ServerFacts server(TrafficResult result, String word) {
        return result.servers().stream()
                .filter(s -> s.address().equals(WireScript.address(word)))
                .findFirst()
                .orElseThrow();
    }

    /** A pod's lookups of a cache, each forwarded from another address when it is told to be an echo. */
    private static String forwarded(int lookups, String forwarder, boolean echo) {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < lookups; i++) {
            script.append("""
                    %1$d     ? A web from=C1:%2$d to=%3$s
                    %1$d.1   ? A web from=%4$s:%2$d to=S1 id=9 %5$s
                    %1$d.5   ! A web from=%4$s:%2$d to=S1 id=9
                    %1$d.7   ! A web from=C1:%2$d to=%3$s
                    """.formatted(i * 1000, 4000 + i, CACHE, forwarder, echo ? "echo" : ""));
        }
        return script + "100000 .";
    }

    @Test
    void addressThatEchoesOthersIsAForwarderFromFiveLookupsOn() {
        assertEquals(List.of("10.244.1.9"), forwarders(result(forwarded(5, "C9", true))));
        assertEquals(List.of(), forwarders(result(forwarded(4, "C9", true))));
        assertEquals(List.of(), forwarders(result(forwarded(5, "C9", false))));
        assertEquals(5, result(forwarded(5, "C9", true)).lookups().total());
        assertEquals(10, result(forwarded(5, "C9", false)).lookups().total());
    }

    @Test
    void addressThatAnswersQueriesItselfIsAForwarder() {
        TrafficResult result = result(forwarded(1, CACHE, false));
        assertEquals(List.of(CACHE), forwarders(result));
        assertEquals(1, result.lookups().total());
        assertTrue(server(result, CACHE).asks());
    }

    @Test
    void addressThatIsAskedButNeverAnswersIsNone() {
        assertEquals(List.of(), forwarders(result("""
                        0     ? A web from=C1:4000 to=S1
                        1     ! A web from=C1:4000 to=S1
                        2     ? A api from=C2:4000 to=C1
                        60000 .
                        """)));
    }

    @Test
    void applicationsOnTheHostOfACacheShareItsLoopbackAddress() {
        TrafficResult result = result("""
                0     ? A web from=127.0.0.1:4000 to=127.0.0.1
                0.1   ? A web from=C9:5000 to=S1 echo
                1     ! A web from=C9:5000 to=S1
                1.1   ! A web from=127.0.0.1:4000 to=127.0.0.1
                60000 .
                """);
        assertEquals(
                List.of(),
                forwarders(result).stream().filter("127.0.0.1"::equals).toList());
    }

    @Test
    void whenAllForwardAllAreCounted() {
        TrafficResult result = result("""
                0     ? A web from=169.254.20.10:4000 to=169.254.20.10
                1     ! A web from=169.254.20.10:4000 to=169.254.20.10
                60000 .
                """);
        assertEquals(1, result.lookups().total());
    }

    @Test
    void percentilesAreByNearestRankWithoutUndeterminedOnes() {
        StringBuilder script = new StringBuilder();
        for (int i = 1; i <= 20; i++) {
            script.append("%d ? PTR x%d port=%d\n%d ! PTR x%d port=%d\n".formatted(i * 1000, i, i, i * 1000 + i, i, i));
        }
        script.append("30000 ? PTR last port=99\n30001 .");
        LookupFacts lookups = result(script.toString()).lookups();
        assertEquals(21, lookups.total());
        assertEquals(1, lookups.count(LookupOutcome.UNDETERMINED));
        assertEquals(
                Optional.of(new Percentiles(
                        Duration.ofMillis(10),
                        Duration.ofMillis(18),
                        Duration.ofMillis(19),
                        Duration.ofMillis(20),
                        Duration.ofMillis(20))),
                lookups.felt());
        assertEquals(Duration.ofMillis(210), lookups.feltTotal());
    }

    @Test
    void noLookupMeansNoPercentile() {
        assertEquals(Optional.empty(), result("0 ? A web\n1 .").lookups().felt());
    }

    @Test
    void slowBeginsAtTheThreshold() {
        String script = """
                0     ? PTR a port=1
                %s    ! PTR a port=1
                60000 .
                """;
        assertEquals(0, result(script.formatted("999.9")).lookups().slow());
        assertEquals(1, result(script.formatted("1000")).lookups().slow());
    }

    @Test
    void failuresAreWhatGaveUpOrFailedAndNegativeAnswersAreNone() {
        LookupFacts lookups = result("""
                0     ? PTR a port=1
                1     ! PTR a port=1 SERVFAIL
                0     ? PTR b port=2
                1     ! PTR b port=2 NXDOMAIN
                0     ? PTR c port=3
                1     ! PTR c port=3 NODATA
                0     ? PTR d port=4
                60000 .
                """).lookups();
        assertEquals(2, lookups.failed());
        assertEquals(1, lookups.slow());
        assertEquals(
                List.of("b"),
                lookups.nxdomainNames().stream()
                        .map(LookupFacts.NameCount::name)
                        .toList());
        assertEquals(
                List.of("a", "d"),
                lookups.failedNames().stream()
                        .map(LookupFacts.NameCount::name)
                        .sorted()
                        .toList());
    }

    @Test
    void feltTimeIsLaidToTheServerThatWasWaitedFor() {
        TrafficResult result = result("""
                0     ? A web
                0     ? AAAA web
                5000  ? A web to=S2 port=4001
                5000  ? AAAA web to=S2 port=4001
                5003  ! A web to=S2 port=4001
                5002  ! AAAA web to=S2 port=4001 NODATA
                60000 .
                """);
        ServerFacts.Rounds dead = server(result, "S1").rounds();
        assertEquals(Duration.ofSeconds(5), dead.waited());
        assertEquals(1, dead.timedOut());
        assertEquals(1, dead.slowLookups());
        assertEquals(1, dead.lookupsFirst());
        ServerFacts.Rounds alive = server(result, "S2").rounds();
        assertEquals(Duration.ofMillis(3), alive.answering());
        assertEquals(1, alive.answered());
        assertEquals(0, alive.slowLookups());
    }

    @Test
    void roundOfServersAskedAtOnceIsLaidToTheOneThatAnswered() {
        TrafficResult result = result("""
                0     ? A web
                0     ? A web to=S2
                0.1   ? AAAA web
                0.1   ? AAAA web to=S2
                3     ! A web to=S2
                4     ! AAAA web to=S2 NODATA
                60000 .
                """);
        assertEquals(1, server(result, "S2").rounds().answered());
        assertEquals(0, server(result, "S1").rounds().timedOut());
        assertEquals(2, server(result, "S1").transactions().unanswered());
    }

    @Test
    void queryAtTheEdgeOfTheCaptureIsUndetermined() {
        ServerFacts.Transactions edge =
                server(result("0 ? A web\n9999 ."), "S1").transactions();
        assertEquals(1, edge.undetermined());
        ServerFacts.Transactions past =
                server(result("0 ? A web\n10000 ."), "S1").transactions();
        assertEquals(1, past.unanswered());
        assertEquals(1.0, edge.answeredRatio());
        assertEquals(0.0, past.answeredRatio());
    }

    @Test
    void responsesWithoutQueryAreEarlyInTheFirstTenSeconds() {
        TrafficResult result = result("""
                0     ? A first
                9999  ! A web id=7
                10000 ! A web id=8
                """);
        assertEquals(1, result.earlyResponses());
        assertEquals(1, result.unmatchedResponses());
    }

    @Test
    void timelineHasASliceASecondAndFewerOfThemInALongCapture() {
        Timeline minute = result("""
                0     ? A web port=1
                1     ! A web port=1
                59000 ? A web port=2
                60000 .
                """).timeline().orElseThrow();
        assertEquals(Duration.ofSeconds(1), minute.slice());
        assertEquals(60, minute.slices().size());
        assertEquals(
                List.of(1L, 1L),
                minute.slices().stream()
                        .map(Timeline.Slice::queries)
                        .filter(n -> n > 0)
                        .toList());
        Timeline day = result("""
                0        ? A web port=1
                86400000 ? A web port=2
                86400001 .
                """).timeline().orElseThrow();
        assertEquals(Duration.ofSeconds(128), day.slice());
        assertEquals(2, day.slices().stream().mapToLong(Timeline.Slice::queries).sum());
    }

    @Test
    void clientsStandByAttemptsAndNamesToo() {
        TrafficResult result = result("""
                0     ? PTR a from=C2:1
                1     ? PTR b from=C1:2
                2     ? PTR b from=C1:3
                60000 .
                """);
        assertEquals(
                List.of("10.244.1.1", "10.244.1.2"),
                result.clients().stream().map(c -> c.address().toString()).toList());
        assertEquals(
                List.of("b 2", "a 1"),
                result.names().stream().map(n -> n.name() + " " + n.attempts()).collect(Collectors.toList()));
    }

    /** A cache's node that asks on its own account what nobody seems to have asked before, and an application. */
    private static final String NODE = """
            0    ? A web from=C1:4000 to=169.254.20.10
            1    ! A web from=C1:4000 to=169.254.20.10
            500  ? A db  from=C9:5000 to=S1
            501  ! A db  from=C9:5000 to=S1
            60000 .
            """;

    @Test
    void clientThatTextsKnowAsADnsServerForwards() {
        TrafficResult result = result(NODE);
        assertEquals(2, result.lookups().total());
        result.nameForwarders(Set.of(WireScript.address("C9")));
        assertEquals(1, result.lookups().total());
    }

    @Test
    void hostOfACacheThatAsksTheCacheRunsAnApplication() {
        TrafficResult result = result(NODE.replace("C9:5000 to=S1", "C9:5000 to=169.254.20.10"));
        result.nameForwarders(Set.of(WireScript.address("C9")));
        assertEquals(2, result.lookups().total());
    }

    @Test
    void whenTextsKnowEveryClientAsADnsServerAllCount() {
        TrafficResult result = result(NODE.replace("C1", "C9"));
        result.nameForwarders(Set.of(WireScript.address("C9")));
        assertEquals(2, result.lookups().total());
    }
}
