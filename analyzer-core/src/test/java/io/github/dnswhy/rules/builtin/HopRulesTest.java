package io.github.dnswhy.rules.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.Rule;
import org.junit.jupiter.api.Test;

/** What a node's capture adds to causes behind the server that the pod asks. */
class HopRulesTest {
    private static final String CACHE = "169.254.20.10";

    private final Rule loop = Causes.rule("forwarding-loop-undetected");
    private final Rule mismatch = Causes.rule("node-local-mode-mismatch");
    private final Rule upstream = Causes.rule("node-local-upstream-timeout");
    private final Rule slow = Causes.rule("coredns-endpoint-slow");

    private static String evidence(Finding finding) {
        return String.join("\n", finding.evidence().stream().map(Evidence::text).toList());
    }

    /** Two servers pass each question to one another until the client gives up; each answers for a zone of its own. */
    private static Dialogue circle(boolean back) {
        Dialogue d = new Dialogue();
        for (int i = 0; i < 8; i++) {
            double at = 10_000.0 * i;
            String name = " A shop" + i + ".stub.example ";
            d.line(at, "?" + name + "from=C1:40" + (10 + i) + " to=10.244.0.2");
            d.line(at + 0.2, "?" + name + "from=10.244.0.2:50" + (10 + i) + " to=10.20.0.53 id=9 echo");
            if (back) {
                d.line(at + 0.4, "?" + name + "from=10.20.0.53:50" + (10 + i) + " to=10.244.0.2 id=10 echo");
                d.line(at + 0.6, "?" + name + "from=10.244.0.2:51" + (10 + i) + " to=10.20.0.53 id=11 echo");
            } else {
                d.line(at + 1, "? A other" + i + ".example from=10.20.0.53:50" + (10 + i) + " to=10.244.0.2 id=10");
            }
            d.line(at + 4000, "!" + name + "from=C1:40" + (10 + i) + " to=10.244.0.2 SERVFAIL");
        }
        d.line(90_000, "? A own.example from=10.20.0.53:4000 to=10.244.0.2");
        d.line(90_001, "! A own.example from=10.20.0.53:4000 to=10.244.0.2");
        d.line(91_000, "? A own.example from=10.244.0.2:4000 to=10.20.0.53");
        d.line(91_001, "! A own.example from=10.244.0.2:4000 to=10.20.0.53");
        return d;
    }

    @Test
    void questionThatComesBackProvesALoopOfForwarders() {
        Finding finding = Verdicts.found(loop, new ScriptedIncident(circle(true)).facts());
        assertTrue(evidence(finding).contains("Questions came back"), evidence(finding));
        assertTrue(finding.confidence() >= 0.9);
    }

    @Test
    void serversThatAskEachOtherForOtherNamesAreNoLoop() {
        assertTrue(Verdicts.ruledOut(loop, new ScriptedIncident(circle(false)).facts())
                .contains("no question came back"));
    }

    /** One pod asks the cache, another the Service, whose queries the node sends to an endpoint. */
    private static Dialogue past(boolean translated, boolean cacheToo) {
        Dialogue d = new Dialogue();
        for (int i = 0; i < 10; i++) {
            double at = 1000.0 * i;
            d.line(at, "? A api from=C1:40" + (10 + i) + " to=" + CACHE);
            d.line(at + 1, "! A api from=C1:40" + (10 + i) + " to=" + CACHE);
            String port = "from=C2:40" + (10 + i);
            d.line(at + 100, "? A web " + port + " to=S1 ip=7" + i + " if=1");
            if (translated) {
                d.line(at + 100.1, "? A web " + port + " to=10.244.0.2 ip=7" + i + " if=2 ttl=63");
            }
            d.line(at + 101, "! A web " + port + " to=S1");
            if (cacheToo) {
                d.line(at + 200, "? A shop from=C2:41" + (10 + i) + " to=" + CACHE);
                d.line(at + 201, "! A shop from=C2:41" + (10 + i) + " to=" + CACHE);
            }
        }
        return d;
    }

    private static final String COREFILE = """
            .:53 {
                bind 169.254.20.10
                forward . 10.96.0.11
            }
            """;

    private static Facts pastFacts(boolean translated, boolean cacheToo) {
        return new ScriptedIncident(past(translated, cacheToo)).pod("10.96.0.1").facts();
    }

    @Test
    void podThatGoesPastAWorkingCacheIsTold() {
        Finding finding = Verdicts.found(mismatch, pastFacts(true, false));
        assertEquals(FindingRole.OBSERVATION, finding.role());
        assertEquals(Severity.INFO, finding.severity());
        assertTrue(finding.summary().contains("10 queries to 10.96.0.1"), finding.summary());
    }

    @Test
    void corefileThatDoesNotBindTheServiceShowsItToo() {
        Facts facts = new ScriptedIncident(past(false, false))
                .pod("10.96.0.1")
                .text(InputKind.COREFILE, "Corefile", COREFILE)
                .facts();
        assertEquals(FindingRole.OBSERVATION, Verdicts.found(mismatch, facts).role());
    }

    @Test
    void cacheMayHaveTheAddressOfTheServiceItself() {
        Verdicts.clear(mismatch, pastFacts(false, false));
    }

    @Test
    void clientThatAsksTheCacheTooDoesNotGoPastIt() {
        Verdicts.clear(mismatch, pastFacts(true, true));
    }

    /** The cache asks the Service, which is silent, and answers SERVFAIL after 2 s. */
    private static Dialogue silentBehind(boolean seen) {
        Dialogue d = new Dialogue().asking(CACHE).services(20, 0, 500, 1);
        for (int i = 0; i < 10; i++) {
            double at = 20_000.0 + 3000 * i;
            String name = " A cold-" + i + ".default.svc.cluster.local ";
            d.line(at, "?" + name + "from=C1:41" + (10 + i) + " to=" + CACHE);
            if (seen) {
                d.line(at + 0.2, "?" + name + "from=192.168.49.3:51" + (10 + i) + " to=10.96.0.11 id=9 echo");
            }
            d.line(at + 2002, "!" + name + "from=C1:41" + (10 + i) + " to=" + CACHE + " SERVFAIL");
        }
        return d;
    }

    @Test
    void silentServerBehindTheCacheIsSeenOnTheNode() {
        Finding node = Verdicts.found(
                upstream, new ScriptedIncident(silentBehind(true)).pod(CACHE).facts());
        assertTrue(
                evidence(node)
                        .contains(
                                "10 questions ended in an error or in nothing while 169.254.20.10 waited for 10.96.0.11"),
                evidence(node));
        Finding pod = Verdicts.found(
                upstream, new ScriptedIncident(silentBehind(false)).pod(CACHE).facts());
        assertFalse(evidence(pod).contains("waited for"));
        assertTrue(node.confidence() > pod.confidence());
    }

    /** Two endpoints; the second takes 300 ms for each answer, by itself or as it waits for its upstream. */
    private static Dialogue slowEndpoint(boolean upstreamIsSlow) {
        Dialogue d = new Dialogue();
        for (int i = 0; i < 60; i++) {
            double at = 500.0 * i;
            double took = i % 2 == 0 ? 1 : 300;
            String endpoint = i % 2 == 0 ? "10.244.0.2" : "10.244.0.3";
            String port = 10 + i + "";
            String name = " A web" + i + ".example ";
            d.line(at, "?" + name + "from=C1:40" + port + " to=S1 ip=" + (100 + i) + " if=1");
            d.line(
                    at + 0.1,
                    "?" + name + "from=C1:40" + port + " to=" + endpoint + " ip=" + (100 + i) + " if=2 ttl=63");
            double ask = i % 2 != 0 && !upstreamIsSlow ? took - 0.6 : 0.3;
            d.line(at + ask, "?" + name + "from=" + endpoint + ":50" + port + " to=10.20.0.53 id=9 echo");
            d.line(at + took - 0.2, "!" + name + "from=" + endpoint + ":50" + port + " to=10.20.0.53 id=9");
            d.line(at + took, "!" + name + "from=C1:40" + port + " to=" + endpoint + " if=2");
            d.line(at + took + 0.1, "!" + name + "from=C1:40" + port + " to=S1 if=1");
        }
        return d;
    }

    @Test
    void endpointThatOnlyWaitsForItsUpstreamIsNotTheSlowOne() {
        assertTrue(Verdicts.ruledOut(
                        slow,
                        new ScriptedIncident(slowEndpoint(true))
                                .pod("10.96.0.1")
                                .facts())
                .contains("waits for the servers that it asks"));
        Finding own = Verdicts.found(
                slow, new ScriptedIncident(slowEndpoint(false)).pod("10.96.0.1").facts());
        assertTrue(own.summary().contains("10.244.0.3"), own.summary());
    }
}
