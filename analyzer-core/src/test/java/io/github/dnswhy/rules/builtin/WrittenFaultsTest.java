package io.github.dnswhy.rules.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.rules.Assessment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults that a log or a Corefile names: with the symptom they are the root, without it they are ruled out, without the line nothing. */
class WrittenFaultsTest {
    private static final String CACHE = "169.254.20.10";
    private static final String SERVICE = "10.96.0.10";

    /** The cache is silent, the Service answers after the timeout. */
    private static Dialogue cacheDown() {
        Dialogue dialogue = new Dialogue();
        for (int i = 0; i < 12; i++) {
            String name = "service-" + i % 3 + ".default.svc.cluster.local port=next";
            dialogue.line(i * 6000, "? A " + name + " to=" + CACHE);
            dialogue.asking(SERVICE).pair(i * 6000 + 5000, "service-" + i % 3 + ".default.svc.cluster.local", 1);
        }
        return dialogue;
    }

    private static Dialogue cacheUp() {
        return new Dialogue().asking(CACHE).services(30, 0, 500, 1);
    }

    private static ScriptedIncident pod(Dialogue dialogue) {
        return new ScriptedIncident(dialogue).pod(CACHE, SERVICE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "corefile-placeholder-left|[FATAL] plugin/bind: not a valid IP address or interface name: \"__PILLAR__LOCAL__DNS__\"",
                "node-local-upstream-svc-unresolved|[ERROR] Unable to lookup IP address of Upstream service kube-dns-upstream, env $X",
                "node-local-corefile-missing-or-invalid|[FATAL] Corefile:12 - Error during parsing: Unknown directive 'kubernetes'",
                "node-local-port-conflict|[FATAL] listen udp 169.254.20.10:53: bind: address already in use",
                "node-local-hung-or-oom|[WARNING] plugin/health: Local health request to \"http://169.254.20.10:8080/health\" took more than 1s: 1.2s",
                "node-local-iptables-lock|2026/11/23 10:00:00 [ERROR] Error checking/adding iptables rule {raw PREROUTING}, error - exit status 4: Another app is currently holding the xtables lock",
                "node-local-mode-mismatch|[FATAL] listen udp 10.96.0.10:53: bind: cannot assign requested address"
            })
    void aLineOfTheCacheSaysWhyItIsGone(String cause, String line) {
        String log = "[INFO] Starting node-cache image: 1.23.0\n" + line + "\n";
        ScriptedIncident down = pod(cacheDown()).text(InputKind.NODE_LOCAL_DNS_LOG, "cache.log", log);
        assertEquals(cause, down.verdict());
        ScriptedIncident up = pod(cacheUp()).text(InputKind.NODE_LOCAL_DNS_LOG, "cache.log", log);
        assertFalse(up.causes().contains(cause), "a cache that answers has no such fault now");
        assertEquals("node-local-cache-down-silent", pod(cacheDown()).verdict());
    }

    @Test
    void nilAndPlaceholdersInACorefileCountToo() {
        String corefile = ".:53 {\n    bind 169.254.20.10\n    forward . <nil>\n}\n";
        assertEquals(
                "node-local-upstream-svc-unresolved",
                pod(cacheDown()).text(InputKind.COREFILE, "Corefile", corefile).verdict());
        String template = ".:53 {\n    bind __PILLAR__LOCAL__DNS__\n    forward . __PILLAR__UPSTREAM__SERVERS__\n}\n";
        assertTrue(pod(cacheDown())
                .text(InputKind.COREFILE, "Corefile", template)
                .causes()
                .contains("corefile-placeholder-left"));
        String runTime = ".:53 {\n    bind 169.254.20.10\n    forward . __PILLAR__UPSTREAM__SERVERS__\n}\n";
        assertFalse(pod(cacheDown())
                .text(InputKind.COREFILE, "Corefile", runTime)
                .causes()
                .contains("corefile-placeholder-left"));
    }

    @Test
    void withoutACaptureTheLineIsAPossibilityOnly() {
        var facts = new IncidentBuilder()
                .withoutCapture()
                .text(
                        InputKind.NODE_LOCAL_DNS_LOG,
                        "cache.log",
                        "[INFO] Starting node-cache image: 1.23.0\n[FATAL] listen udp 169.254.20.10:53: bind: address already in use\n")
                .build();
        assertTrue(
                Verdicts.found(Causes.rule("node-local-port-conflict"), facts).confidence() < 0.5);
    }

    private static Dialogue clusterFails(String external) {
        Dialogue dialogue = new Dialogue().asking(SERVICE);
        for (int i = 0; i < 20; i++) {
            dialogue.pair(i * 2000, "service-" + i % 4 + ".default.svc.cluster.local", 1, "SERVFAIL");
            dialogue.pair(i * 2000 + 700, "pay-" + i % 4 + ".example.org", 10, external);
        }
        return dialogue;
    }

    private static final String UNSYNCED =
            "CoreDNS-1.11.1\n[WARNING] plugin/kubernetes: starting server with unsynced Kubernetes API\n";

    @Test
    void clusterNamesThatFailAtOnceMeanThatTheApiIsNotKnown() {
        ScriptedIncident incident = new ScriptedIncident(clusterFails("OK"))
                .pod(SERVICE)
                .text(InputKind.COREDNS_LOG, "coredns.log", UNSYNCED);
        assertEquals("coredns-not-synced", incident.verdict());
        assertTrue(incident.root().confidence() >= 0.9);
        assertFalse(new ScriptedIncident(clusterFails("SERVFAIL"))
                .pod(SERVICE)
                .text(InputKind.COREDNS_LOG, "coredns.log", UNSYNCED)
                .causes()
                .contains("coredns-not-synced"));
    }

    @Test
    void upstreamsThatAreAllDownAreToldByTheLogAndTheAnswers() {
        String log = "CoreDNS-1.11.1\n[ERROR] plugin/errors: 2 pay-1.example.org. A: no healthy proxies\n";
        Dialogue dialogue = new Dialogue().asking(SERVICE).services(20, 0, 500, 1);
        for (int i = 0; i < 10; i++) {
            dialogue.pair(i * 900 + 200, "pay-" + i % 4 + ".example.org", 1, "SERVFAIL");
        }
        ScriptedIncident incident = new ScriptedIncident(dialogue).pod(SERVICE);
        assertFalse(incident.causes().contains("coredns-no-healthy-upstream"));
        incident.text(InputKind.COREDNS_LOG, "coredns.log", log);
        assertEquals("coredns-no-healthy-upstream", incident.verdict());
    }

    @Test
    void lossOfAFewSecondsAtARestartIsTheRestarts() {
        Dialogue dialogue = new Dialogue().asking(SERVICE).services(20, 0, 500, 1);
        for (int i = 0; i < 6; i++) {
            dialogue.lost(10_000 + i * 400, "service-" + i % 4 + ".default.svc.cluster.local");
        }
        dialogue.services(20, 30_000, 500, 1);
        ScriptedIncident restart = new ScriptedIncident(dialogue)
                .pod(SERVICE)
                .text(
                        InputKind.COREDNS_LOG,
                        "coredns.log",
                        "CoreDNS-1.11.1\n[INFO] SIGTERM: Shutting down servers then terminating\n");
        assertTrue(restart.causes().contains("coredns-rolling-restart"));
        Dialogue longer = new Dialogue().asking(SERVICE).services(20, 0, 500, 1);
        for (int i = 0; i < 12; i++) {
            longer.lost(10_000 + i * 8000, "service-" + i % 4 + ".default.svc.cluster.local");
        }
        assertFalse(new ScriptedIncident(longer)
                .pod(SERVICE)
                .text(
                        InputKind.COREDNS_LOG,
                        "coredns.log",
                        "CoreDNS-1.11.1\n[INFO] SIGTERM: Shutting down servers then terminating\n")
                .causes()
                .contains("coredns-rolling-restart"));
    }

    @Test
    void podOfTheClusterDnsThatIsNewTellsOfARestartToo() {
        Dialogue dialogue = new Dialogue().asking(SERVICE).services(20, 0, 500, 1);
        for (int i = 0; i < 6; i++) {
            dialogue.lost(10_000 + i * 400, "service-" + i % 4 + ".default.svc.cluster.local");
        }
        dialogue.services(20, 30_000, 500, 1);
        String table = """
                NAME                       READY   STATUS    RESTARTS   AGE   IP           NODE
                coredns-76f75df574-5zq8k   1/1     Running   0          %s    10.244.0.2   cp-1
                coredns-76f75df574-xh2vn   1/1     Running   0          41d   10.244.0.3   cp-1
                """;
        ScriptedIncident young = new ScriptedIncident(dialogue)
                .pod(SERVICE)
                .text(InputKind.KUBECTL_PODS, "pods.txt", table.formatted("95s"));
        assertEquals("coredns-rolling-restart", young.verdict());
        assertFalse(new ScriptedIncident(dialogue)
                .pod(SERVICE)
                .text(InputKind.KUBECTL_PODS, "pods.txt", table.formatted("41d"))
                .causes()
                .contains("coredns-rolling-restart"));
    }

    @Test
    void tcpToTheUpstreamIsBlamedOnlyWithTimeouts() {
        String corefile = ".:53 {\n    bind 169.254.20.10\n    forward . 10.0.0.2 {\n        force_tcp\n    }\n}\n";
        IncidentBuilder configured = new IncidentBuilder().text(InputKind.COREFILE, "Corefile", corefile);
        assertTrue(
                Causes.rule("force-tcp-upstream-throttled").evaluate(configured.build())
                        instanceof Assessment.RuledOut);
        String line = "[ERROR] plugin/errors: 2 a.example.org. A: dial tcp 10.0.0.2:53: i/o timeout\n";
        configured.text(
                InputKind.NODE_LOCAL_DNS_LOG, "cache.log", "[INFO] Starting node-cache image: 1\n" + line + line);
        Verdicts.found(Causes.rule("force-tcp-upstream-throttled"), configured.build());
    }
}
