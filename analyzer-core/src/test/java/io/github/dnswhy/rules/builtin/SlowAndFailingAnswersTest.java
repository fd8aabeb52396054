package io.github.dnswhy.rules.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.InputKind;
import org.junit.jupiter.api.Test;

/** Slow answers and slow errors, played on the wire: an upstream, a zone, an endpoint, the whole server, the path to it. */
class SlowAndFailingAnswersTest {
    private static final String SERVICE = "10.96.0.1";
    private static final String CACHE = "169.254.20.10";

    private static ScriptedIncident pod(Dialogue dialogue) {
        return new ScriptedIncident(dialogue).pod(SERVICE);
    }

    /** Healthy lookups of services for a minute and a half. */
    private static Dialogue services() {
        return new Dialogue().services(90, 0, 1000, 1);
    }

    /** Names outside that end in an error after the time, every ten seconds; cached failures between. */
    private static Dialogue failing(Dialogue dialogue, double after) {
        for (int i = 0; i < 8; i++) {
            dialogue.walk(i * 10_000, "pay.example.org", after, "SERVFAIL");
            dialogue.walk(i * 10_000 + after + 1000, "pay.example.org", 1, "SERVFAIL");
        }
        return dialogue;
    }

    @Test
    void quickAnswersBlameNobody() {
        assertEquals("no", pod(services()).verdict());
    }

    @Test
    void errorsWhenAForwarderGivesUpBlameItsUpstream() {
        ScriptedIncident incident = pod(failing(services(), 4005));
        assertEquals("coredns-upstream-timeout", incident.verdict());
        double alone = incident.root().confidence();
        String log =
                "[ERROR] plugin/errors: 2 pay.example.org. A: read udp 10.244.0.2:40000->10.20.0.53:53: i/o timeout\n";
        incident.text(InputKind.COREDNS_LOG, "coredns.log", log);
        assertTrue(incident.root().confidence() > alone);
        assertTrue(incident.root().affectedServers().toString().contains("10.20.0.53"));
    }

    @Test
    void whatTheNodeLocalCacheLoggedIsNotLaidToTheClusterDns() {
        ScriptedIncident incident = pod(failing(services(), 4005))
                .text(
                        InputKind.COREDNS_LOG,
                        "coredns.log",
                        "[ERROR] plugin/errors: 2 pay.example.org. A: read udp 10.244.0.2:40000->10.20.0.53:53: i/o timeout\n")
                .text(
                        InputKind.NODE_LOCAL_DNS_LOG,
                        "node-local-dns.log",
                        "[ERROR] plugin/errors: 2 pay.example.org. A: dial tcp 10.96.0.77:53: i/o timeout\n");
        String evidence = incident.root().evidence().toString();
        assertTrue(evidence.contains("The cluster DNS logged timeouts towards 10.20.0.53."), evidence);
        assertFalse(incident.root().affectedServers().toString().contains("10.96.0.77"), evidence);
    }

    @Test
    void withoutResolvConfTheUpstreamIsBlamedToo() {
        assertEquals("coredns-upstream-timeout", new ScriptedIncident(failing(services(), 2005)).verdict());
    }

    @Test
    void aCompanysSuffixInTheSearchListIsNoZoneOfTheCluster() {
        Dialogue dialogue = services();
        for (int i = 0; i < 8; i++) {
            dialogue.pair(i * 10_000, "pay.corp.example", 4005, "SERVFAIL");
        }
        ScriptedIncident incident = new ScriptedIncident(dialogue)
                .text(
                        InputKind.RESOLV_CONF,
                        "resolv.conf",
                        "search default.svc.cluster.local svc.cluster.local cluster.local corp.example\nnameserver 10.96.0.1\n");
        assertEquals("coredns-upstream-timeout", incident.verdict());
    }

    @Test
    void errorsAtOtherTimesAreTheUpstreamsOwn() {
        assertEquals("servfail-upstream", pod(failing(services(), 3000)).verdict());
        assertEquals("servfail-upstream", pod(failing(services(), 20)).verdict());
    }

    @Test
    void clusterNamesThatFailAfterStepsBlameThePathOfTheCache() {
        Dialogue dialogue = new Dialogue().asking(CACHE).services(60, 0, 1000, 1);
        for (int i = 0; i < 8; i++) {
            dialogue.pair(i * 10_000, "new-" + i + ".default.svc.cluster.local", 2003, "SERVFAIL");
        }
        ScriptedIncident incident = new ScriptedIncident(dialogue).pod(CACHE);
        assertEquals("node-local-upstream-timeout", incident.verdict());
        assertEquals(Blame.NETWORK, incident.root().blame());
        incident.text(
                InputKind.NODE_LOCAL_DNS_LOG,
                "node-local-dns.log",
                "[ERROR] plugin/errors: 2 new-1.default.svc.cluster.local. A: dial tcp 10.96.0.10:53: i/o timeout\n");
        assertTrue(
                incident.root().confidence() >= 0.9,
                "confidence " + incident.root().confidence());
    }

    @Test
    void namesOutsideThatFailBehindACacheBlameTheUpstreamNotTheCachesPath() {
        Dialogue dialogue = failing(new Dialogue().asking(CACHE).services(90, 0, 1000, 1), 4005);
        assertEquals(
                "coredns-upstream-timeout",
                new ScriptedIncident(dialogue).pod(CACHE).verdict());
    }

    /** Lookups of a slow zone, one in three answered from a cache. */
    private static Dialogue slowZone(Dialogue dialogue, double after) {
        for (int i = 0; i < 15; i++) {
            dialogue.walk(i * 6000, "pay.example.org", i % 3 == 0 ? 1 : after);
        }
        return dialogue;
    }

    @Test
    void oneSlowZoneBlamesItsServers() {
        ScriptedIncident incident = pod(slowZone(services(), 1800));
        assertEquals("slow-authority", incident.verdict());
        assertEquals("slow-authority", new ScriptedIncident(slowZone(services(), 1800)).verdict());
        assertTrue(incident.root().affectedNames().contains("pay.example.org"));
    }

    @Test
    void anotherZoneThatIsQuickMakesASlowOneSurer() {
        double alone = pod(slowZone(services(), 1800)).root().confidence();
        Dialogue both = slowZone(services(), 1800);
        for (int i = 0; i < 6; i++) {
            both.walk(i * 9000 + 400, "api.example.net", 20);
        }
        assertTrue(pod(both).root().confidence() > alone);
    }

    @Test
    void slowAnswersAfterStepsMayBeADeadUpstream() {
        double other = pod(slowZone(services(), 1800)).root().confidence();
        assertTrue(pod(slowZone(services(), 2005)).root().confidence() < other);
    }

    @Test
    void answersBelowHalfASecondAreNoSlowZone() {
        assertFalse(pod(slowZone(services(), 450)).causes().contains("slow-authority"));
    }

    @Test
    void aQueueBeforeAllAnswersIsAnOverload() {
        Dialogue dialogue = new Dialogue();
        for (int i = 0; i < 120; i++) {
            String name = i % 3 == 0 ? "pay.example.org" : "service-" + i % 4 + ".default.svc.cluster.local";
            dialogue.pair(i * 800, name, 15 + 1500 * (i * 37 % 120) / 120.0);
        }
        ScriptedIncident incident = pod(dialogue);
        assertEquals("coredns-overload", incident.verdict());
        assertEquals(Blame.CLUSTER_DNS, incident.root().blame());
    }

    @Test
    void lookupsOfOneNameAtOnceLoseNothing() {
        Dialogue dialogue = services();
        for (int i = 0; i < 30; i++) {
            dialogue.pair(i * 3000 + 500, "busy.default.svc.cluster.local", 120);
            dialogue.pair(i * 3000 + 510, "busy.default.svc.cluster.local", 120);
        }
        assertFalse(pod(dialogue).causes().contains("packet-loss"));
    }

    @Test
    void slowOutsideAndQuickInsideIsNoOverload() {
        ScriptedIncident incident = pod(slowZone(services(), 1800));
        assertFalse(incident.causes().contains("coredns-overload"), "suffixes of the walks are quick");
    }

    /** Half of the ports lead to an endpoint that takes so long. */
    private static Dialogue oneSlowEndpoint(double slow) {
        Dialogue dialogue = new Dialogue();
        for (int i = 0; i < 90; i++) {
            dialogue.pair(
                    i * 1500, "service-" + i % 4 + ".default.svc.cluster.local", i * 7 % 11 < 5 ? slow + i % 9 : 1);
        }
        return dialogue;
    }

    @Test
    void twoSpeedsOfTheServiceAreASlowEndpoint() {
        ScriptedIncident incident = pod(oneSlowEndpoint(1200));
        assertEquals("coredns-endpoint-slow", incident.verdict());
        assertTrue(
                incident.root().confidence() < 0.7,
                "no endpoint was seen: " + incident.root().confidence());
    }

    @Test
    void anEndpointSeenSlowIsSurer() {
        Dialogue dialogue = new Dialogue();
        for (int i = 0; i < 60; i++) {
            boolean slow = i % 2 == 0;
            double end = i * 1500 + (slow ? 1200 : 1);
            String asked = "A service.default.svc.cluster.local from=C1:" + (21000 + i);
            String endpoint = " to=10.244.0." + (slow ? 3 : 2);
            dialogue.line(i * 1500, "? " + asked + " to=" + SERVICE + " if=1 ip=" + (2000 + i));
            dialogue.line(i * 1500 + 0.02, "? " + asked + endpoint + " if=2 ttl=63 ip=" + (2000 + i));
            dialogue.line(end, "! " + asked + endpoint + " if=2 ip=" + (3000 + i));
            dialogue.line(end + 0.02, "! " + asked + " to=" + SERVICE + " if=1 ttl=63 ip=" + (3000 + i));
        }
        ScriptedIncident incident = pod(dialogue);
        assertEquals("coredns-endpoint-slow", incident.verdict());
        assertTrue(
                incident.root().confidence() >= 0.7,
                "confidence " + incident.root().confidence());
        assertTrue(incident.root().affectedServers().toString().contains("10.244.0.3"));
    }

    @Test
    void endpointsThatDifferByMillisecondsAreWell() {
        assertEquals("no", pod(oneSlowEndpoint(30)).verdict());
    }

    /** Each answer comes after the resolver has asked again. */
    private static Dialogue late(double after) {
        Dialogue dialogue = new Dialogue();
        for (int i = 0; i < 20; i++) {
            double at = i * 8000;
            String asked = " A service.default.svc.cluster.local to=" + SERVICE + " port=" + (21000 + i);
            dialogue.line(at, "?" + asked).line(at + 5000, "?" + asked).line(at + after, "!" + asked);
        }
        return dialogue;
    }

    @Test
    void answersAfterTheTimeoutAreLate() {
        ScriptedIncident incident = pod(late(5600));
        assertEquals("late-response", incident.verdict());
        assertEquals(Blame.CLUSTER_DNS, incident.root().blame());
    }

    @Test
    void answersToTheRepetitionAreNotLate() {
        assertFalse(pod(late(5001)).causes().contains("late-response"), "the first query was lost");
    }

    @Test
    void reverseLookupsThatNobodyAnswersBlameTheApplication() {
        Dialogue dialogue = services();
        for (int i = 0; i < 6; i++) {
            reverse(dialogue, i, false);
        }
        ScriptedIncident incident = pod(dialogue);
        assertEquals("reverse-lookup-stall", incident.verdict());
        assertEquals(Blame.APPLICATION, incident.root().blame());
    }

    @Test
    void quickReverseLookupsAreNoStall() {
        Dialogue dialogue = services();
        for (int i = 0; i < 6; i++) {
            reverse(dialogue, i, true);
        }
        assertEquals("no", pod(dialogue).verdict());
    }

    @Test
    void whenAddressesAreNotFoundEitherItIsNoMatterOfReverseNames() {
        Dialogue dialogue = new Dialogue().asking(SERVICE);
        for (int i = 0; i < 6; i++) {
            reverse(dialogue, i, false);
            dialogue.silent(i * 12_000 + 500, "service-1.default.svc.cluster.local");
        }
        assertEquals("all-nameservers-dead", pod(dialogue).verdict());
    }

    private static void reverse(Dialogue dialogue, int i, boolean answered) {
        String asked = " PTR " + i + ".0.244.10.in-addr.arpa to=" + SERVICE + " port=" + (31000 + i);
        dialogue.line(i * 12_000, "?" + asked);
        if (answered) {
            dialogue.line(i * 12_000 + 1, "!" + asked + " NXDOMAIN");
        } else {
            dialogue.line(i * 12_000 + 5000, "?" + asked);
        }
    }
}
