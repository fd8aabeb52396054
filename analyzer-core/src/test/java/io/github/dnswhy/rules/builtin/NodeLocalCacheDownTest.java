package io.github.dnswhy.rules.builtin;

import static io.github.dnswhy.rules.builtin.FactsBuilder.CACHE;
import static io.github.dnswhy.rules.builtin.FactsBuilder.SERVICE;
import static io.github.dnswhy.rules.builtin.FactsBuilder.address;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.rules.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The two ways in which a node-local cache is dead, and what only looks like them. */
class NodeLocalCacheDownTest {
    private static final String PODS = """
            NAME                       READY   STATUS             RESTARTS        AGE   IP             NODE       NOMINATED NODE   READINESS GATES
            node-local-dns-8xkgp       0/1     CrashLoopBackOff   37 (2m ago)     41d   192.168.49.3   worker-3   <none>           <none>
            """;
    private static final String SOUND_PODS = PODS.replace("0/1", "1/1").replace("CrashLoopBackOff", "Running         ");
    private static final String TEARDOWN = """
            [INFO] Starting node-cache image: 1.22.28
            [INFO] Added interface - nodelocaldns
            [INFO] Tearing down
            """;

    private final Rule silent = Causes.rule("node-local-cache-down-silent");
    private final Rule refused = Causes.rule("node-local-cache-down-refused");

    private static FactsBuilder silence() {
        return new FactsBuilder()
                .server(
                        CACHE,
                        ServerRole.NODE_LOCAL_CACHE,
                        turns -> turns.first().timedOut(40))
                .server(SERVICE, ServerRole.CLUSTER_SERVICE, turns -> turns.answered(40))
                .lookup("cart", CACHE, StepFate.TIMEOUT, StepFate.TIMEOUT);
    }

    private static FactsBuilder refusal(long turns, long icmpErrors) {
        return new FactsBuilder()
                .server(
                        CACHE,
                        ServerRole.NODE_LOCAL_CACHE,
                        t -> t.first().timedOut(40 - turns).refused(turns, icmpErrors))
                .server(SERVICE, ServerRole.CLUSTER_SERVICE, t -> t.answered(40))
                .lookup("cart", CACHE, StepFate.TIMEOUT, StepFate.TIMEOUT);
    }

    @Test
    void silenceOfTheCacheIsFoundByTheCaptureAlone() {
        Finding finding = Verdicts.found(silent, silence().facts());
        assertEquals(0.8, finding.confidence(), 0.001);
        assertEquals(Severity.MAJOR, finding.severity());
        assertEquals(List.of(CACHE), finding.affectedServers());
        assertEquals(40, finding.impact().slowLookups());
        assertTrue(finding.summary().contains("none of 80 queries"), finding.summary());
        assertTrue(Verdicts.ruledOut(refused, silence().facts()).contains("no move to another server"));
    }

    @Test
    void logAndPodsMakeSilenceSurer() {
        FactsBuilder all = silence()
                .text(InputKind.KUBECTL_PODS, "pods.txt", PODS)
                .text(InputKind.NODE_LOCAL_DNS_LOG, "node-local-dns.log", TEARDOWN);
        assertTrue(Verdicts.found(silent, all.facts()).confidence() >= 0.9);
        assertEquals(0.8, Verdicts.found(silent, all.withoutTexts().facts()).confidence(), 0.001);
    }

    @Test
    void podsThatRunSpeakAgainstIt() {
        Finding finding = Verdicts.found(
                silent,
                silence().text(InputKind.KUBECTL_PODS, "pods.txt", SOUND_PODS).facts());
        assertEquals(0.7, finding.confidence(), 0.001);
        assertEquals(1, finding.contradicts().size());
    }

    @Test
    void framesThatTheCaptureLostSpeakAgainstIt() {
        assertEquals(0.5, Verdicts.found(silent, silence().dropped(12).facts()).confidence(), 0.001);
    }

    @Test
    void movesToTheNextServerAtOnceMeanRefusalHoweverManyWait() {
        Finding finding = Verdicts.found(refused, refusal(19, 0).facts());
        assertTrue(finding.confidence() >= 0.7 && finding.confidence() <= 0.85, "" + finding.confidence());
        assertTrue(Verdicts.ruledOut(silent, refusal(19, 0).facts()).contains("all 19 moves to another server"));
    }

    @Test
    void oneIcmpErrorMeansRefusal() {
        assertTrue(Verdicts.found(refused, refusal(1, 1).facts()).confidence() >= 0.7);
        assertTrue(Verdicts.ruledOut(silent, refusal(1, 1).facts()).contains("ICMP"));
    }

    @Test
    void refusalThatCostsNothingIsOnlyWorthKnowing() {
        assertEquals(
                Severity.INFO, Verdicts.found(refused, refusal(40, 80).facts()).severity());
    }

    @Test
    void cacheThatAnswersMoreThanTwoPerCentIsNotDead() {
        FactsBuilder below = new FactsBuilder()
                .server(
                        CACHE,
                        ServerRole.NODE_LOCAL_CACHE,
                        turns -> turns.first().answered(2).timedOut(98))
                .server(SERVICE, ServerRole.CLUSTER_SERVICE, turns -> turns.answered(98))
                .lookup("cart", CACHE, StepFate.TIMEOUT, StepFate.TIMEOUT);
        assertEquals(List.of(CACHE), Verdicts.found(silent, below.facts()).affectedServers());
        FactsBuilder above = new FactsBuilder()
                .server(
                        CACHE,
                        ServerRole.NODE_LOCAL_CACHE,
                        turns -> turns.first().answered(3).timedOut(97))
                .server(SERVICE, ServerRole.CLUSTER_SERVICE, turns -> turns.answered(97));
        assertTrue(Verdicts.ruledOut(silent, above.facts()).contains("6 of 200"));
        assertTrue(Verdicts.ruledOut(refused, above.facts()).contains("6 of 200"));
    }

    @Test
    void fourAttemptsProveNothing() {
        FactsBuilder few = new FactsBuilder()
                .server(
                        CACHE,
                        ServerRole.NODE_LOCAL_CACHE,
                        turns -> turns.first().timedOut(2))
                .server(SERVICE, ServerRole.CLUSTER_SERVICE, turns -> turns.answered(2));
        assertTrue(Verdicts.ruledOut(silent, few.facts()).contains("only 4 times"));
    }

    @Test
    void silenceOfAllServersIsNotTheCacheAlone() {
        FactsBuilder all = new FactsBuilder()
                .server(
                        CACHE,
                        ServerRole.NODE_LOCAL_CACHE,
                        turns -> turns.first().timedOut(20))
                .server(SERVICE, ServerRole.CLUSTER_SERVICE, turns -> turns.timedOut(20))
                .lookup("cart", CACHE, StepFate.TIMEOUT, StepFate.TIMEOUT);
        assertTrue(Verdicts.ruledOut(silent, all.facts()).contains("no other nameserver"));
        assertEquals(
                "all-nameservers-dead",
                Verdicts.found(Causes.rule("all-nameservers-dead"), all.facts()).cause());
    }

    @Test
    void captureOfOneDirectionShowsNoDeadServer() {
        FactsBuilder oneWay = new FactsBuilder()
                .server(
                        CACHE,
                        ServerRole.NODE_LOCAL_CACHE,
                        turns -> turns.first().timedOut(20))
                .lookup("cart", CACHE, StepFate.TIMEOUT)
                .lookup("profile", CACHE, StepFate.TIMEOUT);
        assertTrue(Verdicts.ruledOut(silent, oneWay.facts()).contains("only one direction"));
        assertTrue(Verdicts.ruledOut(Causes.rule("all-nameservers-dead"), oneWay.facts())
                .contains("only one direction"));
    }

    @Test
    void onlyNameserverThatIsDeadIsAnOutage() {
        FactsBuilder only = new FactsBuilder()
                .server(
                        CACHE,
                        ServerRole.NODE_LOCAL_CACHE,
                        turns -> turns.first().timedOut(20))
                .lookup("cart", CACHE, StepFate.TIMEOUT, StepFate.TIMEOUT);
        assertEquals(Severity.CRITICAL, Verdicts.found(silent, only.facts()).severity());
    }

    @Test
    void deadServerThatIsNoCacheIsTheFirstNameserver() {
        FactsBuilder other = new FactsBuilder()
                .server(
                        address("192.0.2.53"),
                        ServerRole.OTHER,
                        turns -> turns.first().timedOut(20))
                .server(SERVICE, ServerRole.CLUSTER_SERVICE, turns -> turns.answered(20))
                .lookup("cart", address("192.0.2.53"), StepFate.TIMEOUT, StepFate.TIMEOUT);
        Verdicts.clear(silent, other.facts());
        Verdicts.clear(refused, other.facts());
        assertTrue(Verdicts.found(Causes.rule("first-nameserver-dead"), other.facts())
                        .confidence()
                >= 0.7);
    }

    @Test
    void healthyCacheIsClear() {
        FactsBuilder healthy = new FactsBuilder()
                .server(
                        CACHE,
                        ServerRole.NODE_LOCAL_CACHE,
                        turns -> turns.first().answered(40));
        List<Rule> rules = List.of(
                silent,
                refused,
                Causes.rule("node-local-crashloop-forwarding-loop"),
                Causes.rule("coredns-endpoint-dead"),
                Causes.rule("servfail-upstream"),
                Causes.rule("first-nameserver-dead"),
                Causes.rule("all-nameservers-dead"));
        rules.forEach(rule -> Verdicts.clear(rule, healthy.facts()));
    }

    @Test
    void movesAreTurnsThatAnotherServerFollowed() {
        FactsBuilder moving = silence()
                .moving("pay", CACHE, SERVICE)
                .moving("cart", CACHE, SERVICE)
                .lookup("stock", CACHE, StepFate.TIMEOUT, StepFate.TIMEOUT, StepFate.TIMEOUT);
        String why = Verdicts.ruledOut(refused, moving.facts());
        assertTrue(why.contains("none of 2 moves to another server"), why);
    }
}
