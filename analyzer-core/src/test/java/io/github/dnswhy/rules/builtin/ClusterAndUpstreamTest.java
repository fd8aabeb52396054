package io.github.dnswhy.rules.builtin;

import static io.github.dnswhy.rules.builtin.FactsBuilder.SERVICE;
import static io.github.dnswhy.rules.builtin.FactsBuilder.address;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.rules.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A dead endpoint by the node's and by the client's view, a failing zone, and their look-alikes. */
class ClusterAndUpstreamTest {
    private static final IpAddress ONE = address("10.244.0.2");
    private static final IpAddress TWO = address("10.244.0.3");
    private static final String PODS = """
            NAME                       READY   STATUS    RESTARTS   AGE   IP             NODE       NOMINATED NODE   READINESS GATES
            coredns-76f75df574-5zq8k   1/1     Running   0          41d   10.244.0.2     cp-1       <none>           <none>
            coredns-76f75df574-xh2vn   0/1     Running   0          41d   10.244.0.3     cp-2       <none>           <none>
            """;

    private final Rule endpointDead = Causes.rule("coredns-endpoint-dead");
    private final Rule servfail = Causes.rule("servfail-upstream");

    private static FactsBuilder half() {
        FactsBuilder facts = new FactsBuilder()
                .server(
                        SERVICE,
                        ServerRole.CLUSTER_SERVICE,
                        turns -> turns.first().answered(20).timedOut(20));
        for (int i = 0; i < 5; i++) {
            facts.lookup("cart" + i, SERVICE, StepFate.TIMEOUT, StepFate.TIMEOUT);
        }
        return facts;
    }

    @Test
    void endpointThatAnswersNothingIsSeenOnTheNode() {
        FactsBuilder node =
                half().endpoint(ONE, turns -> turns.answered(20)).endpoint(TWO, turns -> turns.timedOut(20));
        Finding finding = Verdicts.found(endpointDead, node.facts());
        assertEquals(0.85, finding.confidence(), 0.001);
        assertEquals(List.of(TWO, SERVICE).stream().sorted().toList(), finding.affectedServers());
        assertTrue(Verdicts.found(
                                endpointDead,
                                node.text(InputKind.KUBECTL_PODS, "pods.txt", PODS)
                                        .facts())
                        .confidence()
                >= 0.9);
    }

    @Test
    void lossThatSpreadsOverTheEndpointsIsNoDeadEndpoint() {
        FactsBuilder node = half().endpoint(ONE, turns -> turns.answered(10).timedOut(10))
                .endpoint(TWO, turns -> turns.answered(10).timedOut(10));
        assertTrue(Verdicts.ruledOut(endpointDead, node.facts()).contains("no endpoint is dead"));
    }

    @Test
    void wholeFlowsThatLoseTheirRetriesTooAreSeenByTheClient() {
        assertEquals(0.6, Verdicts.found(endpointDead, half().facts()).confidence(), 0.001);
        Finding finding = Verdicts.found(
                endpointDead,
                half().text(InputKind.KUBECTL_PODS, "pods.txt", PODS).facts());
        assertEquals(0.8, finding.confidence(), 0.001);
        assertTrue(finding.affectedServers().contains(TWO));
    }

    @Test
    void retriesThatAreAnsweredMeanLossOnThePath() {
        FactsBuilder loss = new FactsBuilder()
                .server(
                        SERVICE,
                        ServerRole.CLUSTER_SERVICE,
                        turns -> turns.first().answered(30).timedOut(10));
        for (int i = 0; i < 5; i++) {
            loss.lookup("cart" + i, SERVICE, StepFate.TIMEOUT, StepFate.ANSWERED);
        }
        assertTrue(Verdicts.ruledOut(endpointDead, loss.facts()).contains("Only 0 of 5 retries"));
    }

    @Test
    void pairsThatLoseOneQueryAreNoDeadEndpoint() {
        FactsBuilder race = new FactsBuilder()
                .server(
                        SERVICE,
                        ServerRole.CLUSTER_SERVICE,
                        turns -> turns.first().answered(30).halfLost(10));
        assertTrue(Verdicts.ruledOut(endpointDead, race.facts()).contains("one query alone"));
    }

    private static FactsBuilder failingZone(StepFate fate) {
        return new FactsBuilder()
                .server(
                        SERVICE,
                        ServerRole.CLUSTER_SERVICE,
                        turns -> turns.first().answered(30).erred(4))
                .name("cart.default.svc.cluster.local", 20, 0)
                .name("rates.example.org", 20, 0)
                .name("api.partner.net", 4, 4)
                .name("auth.partner.net", 4, 4)
                .lookup("api.partner.net", SERVICE, fate)
                .lookup("auth.partner.net", SERVICE, fate);
    }

    @Test
    void zoneThatFailsWhileOthersAreWellIsTheUpstreams() {
        Finding finding = Verdicts.found(servfail, failingZone(StepFate.ERROR).facts());
        assertEquals(0.75, finding.confidence(), 0.001);
        assertEquals(Severity.CRITICAL, finding.severity());
        assertEquals(List.of("api.partner.net", "auth.partner.net"), finding.affectedNames());
        assertEquals(2, finding.impact().failedLookups());
        assertTrue(finding.summary().contains("partner.net"), finding.summary());
    }

    @Test
    void logOfTheClusterDnsMakesItSurer() {
        String log =
                "CoreDNS-1.11.1\n[INFO] 10.244.1.17:40383 - 29297 \"A IN api.partner.net. udp 33 false 512\" SERVFAIL qr,rd,ra 33 0.12s\n";
        FactsBuilder logged = failingZone(StepFate.ERROR).text(InputKind.COREDNS_LOG, "coredns-1.log", log);
        assertEquals(0.9, Verdicts.found(servfail, logged.facts()).confidence(), 0.001);
    }

    @Test
    void onlyZoneThatWasAskedProvesLess() {
        FactsBuilder only = new FactsBuilder()
                .server(
                        SERVICE,
                        ServerRole.CLUSTER_SERVICE,
                        turns -> turns.first().answered(30).erred(4))
                .name("cart.default.svc.cluster.local", 20, 0)
                .name("api.partner.net", 4, 4)
                .lookup("api.partner.net", SERVICE, StepFate.ERROR);
        Finding finding = Verdicts.found(servfail, only.facts());
        assertTrue(finding.confidence() < 0.5, "" + finding.confidence());
        assertEquals(1, finding.contradicts().size());
    }

    @Test
    void everyNameThatFailsIsNotOneZone() {
        FactsBuilder all = new FactsBuilder()
                .server(
                        SERVICE,
                        ServerRole.CLUSTER_SERVICE,
                        turns -> turns.first().erred(8))
                .name("rates.example.org", 4, 4)
                .name("api.partner.net", 4, 4)
                .lookup("api.partner.net", SERVICE, StepFate.ERROR)
                .lookup("rates.example.org", SERVICE, StepFate.ERROR);
        assertTrue(Verdicts.ruledOut(servfail, all.facts()).contains("Every name fails"));
    }

    @Test
    void nameThatAnotherServerResolvesDoesNotFail() {
        FactsBuilder loop = new FactsBuilder()
                .server(
                        SERVICE,
                        ServerRole.CLUSTER_SERVICE,
                        turns -> turns.first().answered(30))
                .name("rates.example.org", 8, 4);
        Verdicts.clear(servfail, loop.facts());
    }
}
