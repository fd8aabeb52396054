package io.github.dnswhy.rules.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Verdict;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.Rule;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Servers that answer most of what they are asked, and at times nothing. */
class PartlyServingTest {
    private static final String CACHE = "169.254.20.10";
    private static final String SERVICE = "10.96.0.10";

    /** Forty lookups; of the pairs with these numbers both queries are lost, and answered when asked again after 5 s. */
    private static Dialogue losingPairs(String server, int every) {
        Dialogue dialogue = new Dialogue().asking(server);
        for (int i = 0; i < 40; i++) {
            String name = "service-" + i + ".default.svc.cluster.local";
            if (i % every == 1) {
                dialogue.lost(i * 1000, name);
            } else {
                dialogue.pair(i * 1000, name, 1);
            }
        }
        return dialogue;
    }

    /** The same number of losses, one query of a pair at a time, the first as often as the second. */
    private static Dialogue losingHalves(String server) {
        Dialogue dialogue = new Dialogue().asking(server);
        for (int i = 0; i < 40; i++) {
            String name = "service-" + i + ".default.svc.cluster.local";
            if (i % 4 != 1) {
                dialogue.pair(i * 1000, name, 1);
                continue;
            }
            String to = name + " to=" + server + " port=" + (25_000 + i);
            boolean a = i % 8 == 1;
            double at = i * 1000;
            dialogue.line(at, "? A " + to).line(at + 0.05, "? AAAA " + to);
            dialogue.line(at + 1, a ? "! AAAA " + to + " NODATA" : "! A " + to);
            dialogue.line(at + 5000, "? A " + to).line(at + 5001, "! A " + to);
            dialogue.line(at + 5001.1, "? AAAA " + to).line(at + 5002, "! AAAA " + to + " NODATA");
        }
        return dialogue;
    }

    private static ScriptedIncident pod(Dialogue dialogue, String server) {
        return new ScriptedIncident(dialogue).pod(server);
    }

    @Test
    void cacheThatLosesWholePairsDoesNotServeAtTimes() {
        ScriptedIncident incident = pod(losingPairs(CACHE, 4), CACHE);
        Finding root = incident.root();
        assertEquals("node-local-hung-or-oom", root.cause());
        assertTrue(root.confidence() >= 0.4 && root.confidence() < 0.6, "the wire does not say why: " + root);
        assertTrue(
                root.summary().startsWith("169.254.20.10 left 20 % of its 100 queries without an answer in time"),
                root.summary());
    }

    @Test
    void cacheThatLosesHalvesIsBehindALossyWay() {
        ScriptedIncident incident = pod(losingHalves(CACHE), CACHE);
        assertTrue(incident.causes().contains("packet-loss"), incident.causes().toString());
        assertFalse(incident.causes().contains("node-local-hung-or-oom"));
    }

    @Test
    void withTwoLostPairsDnsIsToBlameAndNoCauseIsNamed() {
        ScriptedIncident incident = pod(losingPairs(CACHE, 20), CACHE);
        Verdict verdict = incident.judged().verdict();
        assertEquals(Verdict.Answer.YES, verdict.dnsToBlame());
        assertTrue(verdict.rootCause().isEmpty(), verdict.toString());
        assertEquals("[169.254.20.10]", verdict.affectedServers().toString());
        assertTrue(verdict.summary().contains("169.254.20.10 left 5 % of its"), verdict.summary());
        assertTrue(verdict.confidence() > 0.5 && verdict.confidence() <= 0.8, verdict.toString());
    }

    @Test
    void healthyPodOfTheCacheMakesItLessSure() {
        double sure = pod(losingPairs(CACHE, 4), CACHE).root().confidence();
        ScriptedIncident incident = pod(losingPairs(CACHE, 4), CACHE).text(InputKind.KUBECTL_PODS, "pods.txt", """
                        NAME                   READY   STATUS    RESTARTS   AGE   IP             NODE
                        node-local-dns-8xkgp   1/1     Running   0          41d   192.168.49.3   worker-3
                        """);
        assertTrue(incident.judged().findings().stream()
                .filter(f -> f.cause().equals("node-local-hung-or-oom"))
                .allMatch(f -> f.confidence() < sure && !f.contradicts().isEmpty()));
    }

    @Test
    void whatOneServerLosesWholeDoesNotHideChanceAtAnother() {
        Dialogue dialogue = losingPairs(CACHE, 4);
        for (int i = 0; i < 40; i++) {
            String name = "other-" + i + ".default.svc.cluster.local";
            String to = name + " from=C2:" + (27_000 + i) + " to=" + SERVICE;
            double at = i * 1000 + 300;
            dialogue.line(at, "? A " + to).line(at + 0.05, "? AAAA " + to);
            boolean both = i % 20 == 7;
            if (i % 8 != 3 && !both) {
                dialogue.line(at + 1, "! A " + to);
            }
            if (i % 8 != 5 && !both) {
                dialogue.line(at + 1, "! AAAA " + to + " NODATA");
            }
            if (i % 8 == 3 || i % 8 == 5 || both) {
                dialogue.line(at + 5000, "? A " + to).line(at + 5001, "! A " + to);
                dialogue.line(at + 5001.1, "? AAAA " + to).line(at + 5002, "! AAAA " + to + " NODATA");
            }
        }
        ScriptedIncident incident = pod(dialogue, CACHE);
        assertTrue(incident.causes().contains("packet-loss"), incident.causes().toString());
        assertTrue(
                incident.causes().contains("node-local-hung-or-oom"),
                incident.causes().toString());
    }

    /** A cache that stands still from 10 to 24 s: what it is asked meanwhile it answers then. */
    private static Dialogue paused(double after) {
        Dialogue dialogue = new Dialogue().asking(CACHE);
        for (int i = 0; i < 40; i++) {
            double at = i * 1000;
            String name = "service-" + i + ".default.svc.cluster.local";
            if (at < 10_000 || at >= 10_000 + after) {
                dialogue.pair(at, name, 1);
                continue;
            }
            String to = name + " to=" + CACHE + " port=" + (25_000 + i);
            dialogue.line(at, "? A " + to).line(at + 0.05, "? AAAA " + to);
            if (at + 5000 < 10_000 + after) {
                dialogue.line(at + 5000, "? A " + to).line(at + 5000.05, "? AAAA " + to);
            }
            double end = 10_000 + after + i;
            dialogue.line(end, "! A " + to).line(end + 0.1, "! AAAA " + to + " NODATA");
        }
        return dialogue;
    }

    @Test
    void cacheThatAnswersAllAfterALongSilenceStoodStill() {
        ScriptedIncident incident = pod(paused(14_000), CACHE);
        assertEquals("node-local-hung-or-oom", incident.verdict());
        assertTrue(incident.root().summary().contains("and then all that it had been asked"));
    }

    @Test
    void cacheThatIsLateByLessThanTenSecondsMayHaveAnotherReason() {
        assertFalse(pod(paused(7_000), CACHE).causes().contains("node-local-hung-or-oom"));
    }

    private static FactsBuilder half(boolean stuck) {
        FactsBuilder builder = new FactsBuilder()
                .server(
                        FactsBuilder.SERVICE,
                        ServerRole.CLUSTER_SERVICE,
                        turns -> turns.first().answered(60).timedOut(12));
        for (int i = 0; i < 6; i++) {
            builder.lookup(
                    "cart" + i, FactsBuilder.SERVICE, StepFate.TIMEOUT, stuck ? StepFate.TIMEOUT : StepFate.ANSWERED);
        }
        return builder.endpoint(FactsBuilder.address("10.244.0.2"), turns -> turns.answered(36))
                .endpoint(
                        FactsBuilder.address("10.244.0.3"),
                        turns -> turns.answered(24).timedOut(12));
    }

    @Test
    void endpointThatDiesWhileTheCaptureRunsIsDead() {
        Rule rule = Causes.rule("coredns-endpoint-dead");
        Finding finding = Verdicts.found(rule, half(true).facts());
        assertTrue(finding.confidence() >= 0.7, finding.toString());
        assertTrue(finding.evidence().toString().contains("flow by flow, retries included"));
        assertTrue(Verdicts.ruledOut(rule, half(false).facts()).contains("no endpoint is dead"));
    }

    @Test
    void loopIsNotSeenInErrorsThatComeAfterTheClientAskedAgain() {
        Dialogue dialogue = new Dialogue().asking(CACHE);
        for (int i = 0; i < 12; i++) {
            String to = "service-" + i + ".default.svc.cluster.local to=" + CACHE + " port=" + (25_000 + i);
            double at = i * 9000;
            dialogue.line(at, "? A " + to).line(at + 0.05, "? AAAA " + to);
            dialogue.line(at + 5000, "? A " + to).line(at + 5000.05, "? AAAA " + to);
            dialogue.line(at + 6030, "! A " + to + " SERVFAIL").line(at + 6030.1, "! AAAA " + to + " SERVFAIL");
        }
        ScriptedIncident incident = pod(dialogue, CACHE);
        assertEquals("node-local-upstream-timeout", incident.verdict());
        assertFalse(incident.causes().contains("node-local-crashloop-forwarding-loop"));
    }

    @Test
    void loopIsNotBelievedOfACacheWhoseLogNamesAnotherUpstream() {
        Rule loop = Causes.rule("node-local-crashloop-forwarding-loop");
        FactsBuilder typical = new FactsBuilder()
                .server(
                        FactsBuilder.CACHE,
                        ServerRole.NODE_LOCAL_CACHE,
                        turns -> turns.first().erred(20).timedOut(10).after(Duration.ofSeconds(2)));
        assertTrue(Verdicts.found(loop, typical.facts()).confidence() >= 0.4);
        Facts logged = typical.text(
                        InputKind.NODE_LOCAL_DNS_LOG,
                        "node-local-dns.log",
                        "cluster.local.:53 on 169.254.20.10\nCoreDNS-1.10.1\n[ERROR] plugin/errors: 2 cart.default.svc.cluster.local. A: read udp"
                                + " 169.254.20.10:54331->10.96.0.10:53: i/o timeout\n")
                .facts();
        assertTrue(Verdicts.ruledOut(loop, logged).contains("not towards itself"));
    }

    @Test
    void flowsThatSeemLostWhereAllAnswersAreLateTellOfNoDeadEndpoint() {
        Rule rule = Causes.rule("coredns-endpoint-dead");
        for (long seconds : new long[] {0, 6}) {
            FactsBuilder view = new FactsBuilder()
                    .server(
                            FactsBuilder.SERVICE,
                            ServerRole.CLUSTER_SERVICE,
                            turns -> turns.first().answered(60).timedOut(12).after(Duration.ofSeconds(seconds)));
            for (int i = 0; i < 6; i++) {
                view.lookup("cart" + i, FactsBuilder.SERVICE, StepFate.TIMEOUT, StepFate.TIMEOUT);
            }
            if (seconds == 0) {
                Verdicts.found(rule, view.facts());
            } else {
                assertTrue(Verdicts.ruledOut(rule, view.facts()).contains("not well either"));
            }
        }
    }
}
