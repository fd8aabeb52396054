package io.github.dnswhy.rules.builtin;

import static io.github.dnswhy.rules.builtin.FactsBuilder.CACHE;
import static io.github.dnswhy.rules.builtin.FactsBuilder.SERVICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.rules.Rule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cache that forwards to itself: what proves it, and what is not enough. */
class ForwardingLoopTest {
    private static final String LOG = """
            [INFO] Starting node-cache image: 1.22.28
            [INFO] Added interface - nodelocaldns
            [FATAL] plugin/loop: Loop (169.254.20.10:45241 -> 169.254.20.10:53) detected for zone ".", see https://coredns.io/plugins/loop#troubleshooting. Query: "HINFO 8915758293297740309.2477272321655197057."
            """;
    private static final String COREFILE = """
            .:53 {
                errors
                loop
                bind 169.254.20.10
                forward . TARGET
            }
            """;

    private final Rule rule = Causes.rule("node-local-crashloop-forwarding-loop");

    private static String corefile(String target) {
        return COREFILE.replace("TARGET", target);
    }

    private static FactsBuilder comesAndGoes() {
        return new FactsBuilder()
                .server(
                        CACHE,
                        ServerRole.NODE_LOCAL_CACHE,
                        turns -> turns.first()
                                .erred(20)
                                .timedOut(10)
                                .refused(17, 0)
                                .after(Duration.ofMillis(2_040)))
                .server(SERVICE, ServerRole.CLUSTER_SERVICE, turns -> turns.answered(47));
    }

    private static FactsBuilder silence() {
        return new FactsBuilder()
                .server(
                        CACHE,
                        ServerRole.NODE_LOCAL_CACHE,
                        turns -> turns.first().timedOut(40))
                .server(SERVICE, ServerRole.CLUSTER_SERVICE, turns -> turns.answered(40))
                .lookup("cart", CACHE, StepFate.TIMEOUT, StepFate.TIMEOUT);
    }

    private static FactsBuilder answers() {
        return new FactsBuilder()
                .server(
                        CACHE,
                        ServerRole.NODE_LOCAL_CACHE,
                        turns -> turns.first().answered(40));
    }

    @Test
    void logCorefileAndCaptureProveIt() {
        FactsBuilder all = comesAndGoes()
                .text(InputKind.NODE_LOCAL_DNS_LOG, "node-local-dns.log", LOG)
                .text(InputKind.COREFILE, "Corefile", corefile("169.254.20.10"));
        Finding finding = Verdicts.found(rule, all.facts());
        assertTrue(finding.confidence() >= 0.9);
        assertEquals(List.of(CACHE), finding.affectedServers());
        assertEquals(Duration.ofMillis(50_000 + 20 * 2_040), finding.impact().waited());
    }

    @Test
    void fatalLineExplainsSilence() {
        Finding finding = Verdicts.found(
                rule,
                silence()
                        .text(InputKind.NODE_LOCAL_DNS_LOG, "node-local-dns.log", LOG)
                        .facts());
        assertEquals(0.75, finding.confidence(), 0.001);
        assertTrue(rule.info().supersedes().contains("node-local-cache-down-silent"));
    }

    @Test
    void corefileThatForwardsToItsOwnAddressExplainsSilence() {
        Finding finding = Verdicts.found(
                rule,
                silence()
                        .text(InputKind.COREFILE, "Corefile", corefile("169.254.20.10"))
                        .facts());
        assertEquals(0.6, finding.confidence(), 0.001);
    }

    @Test
    void silenceAloneIsNoLoop() {
        Verdicts.clear(rule, silence().facts());
        Verdicts.clear(
                rule,
                silence()
                        .text(InputKind.COREFILE, "Corefile", corefile("10.96.0.10"))
                        .facts());
    }

    @Test
    void otherPortOfTheSameAddressIsNoLoop() {
        Verdicts.clear(
                rule,
                silence()
                        .text(InputKind.COREFILE, "Corefile", corefile("169.254.20.10:5353"))
                        .facts());
    }

    @Test
    void slowFailureWithGapsIsLikelyALoop() {
        double confidence = Verdicts.found(rule, comesAndGoes().facts()).confidence();
        assertEquals(0.6, confidence, 0.001);
    }

    @Test
    void slowFailureWithoutGapsMayBeASlowUpstream() {
        FactsBuilder slow = new FactsBuilder()
                .server(
                        CACHE,
                        ServerRole.NODE_LOCAL_CACHE,
                        turns -> turns.first().erred(40).after(Duration.ofSeconds(2)))
                .server(SERVICE, ServerRole.CLUSTER_SERVICE, turns -> turns.answered(40));
        assertTrue(Verdicts.ruledOut(rule, slow.facts()).contains("slow upstream"));
    }

    @Test
    void configurationIsNotBelievedWhenTheCacheAnswers() {
        FactsBuilder written = answers()
                .text(InputKind.COREFILE, "Corefile", corefile("169.254.20.10"))
                .text(InputKind.NODE_LOCAL_DNS_LOG, "node-local-dns.log", LOG);
        assertTrue(Verdicts.ruledOut(rule, written.facts()).contains("answered all 80 queries"));
    }

    @Test
    void textsWithoutACaptureGiveLessConfidence() {
        FactsBuilder texts = new FactsBuilder()
                .text(InputKind.NODE_LOCAL_DNS_LOG, "node-local-dns.log", LOG)
                .text(InputKind.COREFILE, "Corefile", corefile("169.254.20.10"));
        assertEquals(0.45, Verdicts.found(rule, texts.facts()).confidence(), 0.001);
        FactsBuilder corefile = new FactsBuilder().text(InputKind.COREFILE, "Corefile", corefile("169.254.20.10"));
        assertTrue(Verdicts.found(rule, corefile.facts()).confidence() < 0.4);
    }

    @Test
    void loopOfTheClusterDnsIsItsOwnFault() {
        String log = "CoreDNS-1.11.1\n"
                + LOG.lines()
                        .filter(line -> line.contains("FATAL"))
                        .findFirst()
                        .orElseThrow()
                        .replace("169.254.20.10", "127.0.0.1")
                + "\n";
        FactsBuilder cluster = new FactsBuilder()
                .server(
                        SERVICE,
                        ServerRole.CLUSTER_SERVICE,
                        turns -> turns.first().timedOut(40))
                .lookup("cart", SERVICE, StepFate.TIMEOUT, StepFate.TIMEOUT)
                .text(InputKind.COREDNS_LOG, "coredns-1.log", log);
        Finding finding = Verdicts.found(rule, cluster.facts());
        assertEquals(Blame.CLUSTER_DNS, finding.blame());
        assertEquals(List.of(SERVICE), finding.affectedServers());
    }
}
