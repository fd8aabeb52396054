package io.github.dnswhy.rules.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.Verdict;
import org.junit.jupiter.api.Test;

/** Answers that are errors for a reason that they name, and answers that are odd without doing harm. */
class OddAnswersTest {
    private static final String SERVICE = "10.96.0.10";

    private static Dialogue services() {
        return new Dialogue().asking(SERVICE).services(40, 0, 1000, 1);
    }

    private static ScriptedIncident pod(Dialogue dialogue) {
        return new ScriptedIncident(dialogue).pod(SERVICE);
    }

    private static Dialogue failing(String words) {
        Dialogue dialogue = services();
        for (int i = 0; i < 8; i++) {
            dialogue.pair(i * 4000 + 300, "pay-" + i % 3 + ".example.org", 60, words);
        }
        return dialogue;
    }

    @Test
    void extendedErrorNamesTheReasonOfAServfail() {
        assertEquals("dnssec-validation-failure", pod(failing("SERVFAIL ede=7")).verdict());
        assertEquals("lame-delegation", pod(failing("SERVFAIL ede=20")).verdict());
        assertEquals("refused-policy", pod(failing("REFUSED ede=18")).verdict());
        assertEquals("servfail-upstream", pod(failing("SERVFAIL")).verdict());
        assertEquals("servfail-upstream", pod(failing("SERVFAIL ede=22")).verdict());
    }

    @Test
    void serverThatRefusesEverythingRefusesTheClient() {
        Dialogue dialogue = new Dialogue().asking(SERVICE);
        for (int i = 0; i < 20; i++) {
            dialogue.pair(i * 3000, "service-" + i + ".default.svc.cluster.local", 1, "REFUSED");
        }
        assertEquals("refused-policy", pod(dialogue).verdict());
        assertFalse(pod(failing("REFUSED")).causes().contains("refused-policy"), "others are answered");
    }

    @Test
    void errorForAaaaBesideAnAddressIsOnlyRemarkedWhereNobodyFailed() {
        Dialogue dialogue = services();
        for (int i = 0; i < 5; i++) {
            String to = " half.example.org to=" + SERVICE + " port=" + (26_000 + i);
            double at = i * 5000 + 200;
            dialogue.line(at, "? A" + to).line(at + 0.1, "? AAAA" + to);
            dialogue.line(at + 5, "! A" + to).line(at + 6, "! AAAA" + to + " NXDOMAIN");
        }
        ScriptedIncident incident = pod(dialogue);
        Finding finding = incident.judged().findings().stream()
                .filter(f -> f.cause().equals("aaaa-error-breaks-musl"))
                .findFirst()
                .orElseThrow();
        assertEquals(FindingRole.OBSERVATION, finding.role());
        assertEquals("no", incident.verdict());
        assertFalse(pod(services()).causes().contains("aaaa-error-breaks-musl"), "no AAAA is no error");
    }

    @Test
    void answersThatMayNotBeCachedAreRemarked() {
        assertTrue(pod(failing("OK rr=0")).causes().contains("ttl-zero-or-low"));
        assertFalse(pod(failing("OK rr=30")).causes().contains("ttl-zero-or-low"));
        ScriptedIncident stale = pod(failing("OK rr=0 ede=3"));
        assertTrue(stale.causes().contains("stale-answer-served"));
        assertFalse(stale.causes().contains("ttl-zero-or-low"), "an old answer is no short life");
    }

    @Test
    void nameThatExistsForOneServerOnlyIsADispute() {
        Dialogue dialogue = services();
        for (int i = 0; i < 4; i++) {
            dialogue.pair(i * 6000 + 300, "intra.example.org", 1, "NXDOMAIN");
            dialogue.asking("S2").pair(i * 6000 + 2300, "intra.example.org", 1).asking(SERVICE);
        }
        assertTrue(new ScriptedIncident(dialogue)
                .pod(SERVICE, "10.96.0.2")
                .causes()
                .contains("split-horizon-inconsistent"));
    }

    private static void late(Dialogue dialogue, int i, boolean missing) {
        if (missing) {
            dialogue.walk(i * 4000 + 300, "late.example.org", 1, "NXDOMAIN");
        } else {
            dialogue.walk(i * 4000 + 300, "late.example.org", 1);
        }
    }

    @Test
    void nameThatComesIntoBeingIsARaceAndNoDispute() {
        Dialogue dialogue = services();
        for (int i = 0; i < 8; i++) {
            late(dialogue, i, i < 3);
        }
        ScriptedIncident race = pod(dialogue);
        assertTrue(race.causes().contains("negative-cache-race"));
        assertFalse(race.causes().contains("split-horizon-inconsistent"));
        Dialogue flapping = services();
        for (int i = 0; i < 8; i++) {
            late(flapping, i, i % 3 == 0);
        }
        assertFalse(pod(flapping).causes().contains("negative-cache-race"));
    }

    @Test
    void serviceWithoutPodsHasNoAddress() {
        Dialogue dialogue = services();
        for (int i = 0; i < 3; i++) {
            dialogue.pair(i * 4000 + 300, "db.default.svc.cluster.local", 1, "NODATA");
        }
        assertTrue(pod(dialogue).causes().contains("headless-or-empty-service"));
        assertFalse(pod(services()).causes().contains("headless-or-empty-service"), "AAAA alone is empty");
    }

    @Test
    void urlAsAHostIsRemarkedAndAServiceNameIsNot() {
        Dialogue dialogue = services().pair(500, "http://pay.example.org", 1, "NXDOMAIN");
        assertTrue(pod(dialogue).causes().contains("qname-odd"));
        assertFalse(
                pod(services().pair(500, "_http._tcp.example.org", 1)).causes().contains("qname-odd"));
    }

    @Test
    void publicServerKnowsNoNameOfTheCluster() {
        Dialogue dialogue = new Dialogue().asking("8.8.8.8");
        for (int i = 0; i < 8; i++) {
            dialogue.pair(i * 4000, "service-" + i % 3 + ".default.svc.cluster.local", 8, "NXDOMAIN");
            dialogue.pair(i * 4000 + 500, "pay-" + i % 3 + ".example.org", 8);
        }
        assertTrue(new ScriptedIncident(dialogue).pod("8.8.8.8").causes().contains("wrong-nameserver-or-dnspolicy"));
        assertFalse(pod(services()).causes().contains("wrong-nameserver-or-dnspolicy"));
    }

    @Test
    void nothingOfAllThisIsFoundInHealthyTraffic() {
        pod(services()).judged().findings().forEach(f -> assertEquals(Severity.INFO, f.severity(), f.cause()));
    }

    @Test
    void headlineOfAHealthyIncidentTellsOfNamesThatDoNotExist() {
        Dialogue dialogue = services();
        for (int i = 0; i < 3; i++) {
            dialogue.walk(i * 6000 + 300, "oldcart.shop", 1, "NXDOMAIN");
        }
        Verdict verdict = pod(dialogue).judged().verdict();
        assertEquals(Verdict.Answer.NO, verdict.dnsToBlame());
        assertEquals("No lookup was slow, none failed, 3 found no such name: oldcart.shop", verdict.headline());
        assertTrue(verdict.summary().contains(", 3 found no such name"), verdict.summary());
    }

    @Test
    void headlineDoesNotCountNamesThatTheSearchListLeftBehind() {
        Dialogue dialogue = services();
        for (int i = 0; i < 3; i++) {
            dialogue.walk(i * 6000 + 300, "api.example.org", 1);
        }
        assertEquals(
                "No lookup was slow, and none failed",
                pod(dialogue).judged().verdict().headline());
    }
}
