package io.github.dnswhy.rules.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.facts.FrameReference;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fast refusals, and what happens to packets on the way, played on the wire. */
class RefusalsAndPathsTest {
    private static final String SERVICE = "10.96.0.1";

    private static ScriptedIncident pod(Dialogue dialogue) {
        return new ScriptedIncident(dialogue).pod(SERVICE);
    }

    private static Dialogue services() {
        return new Dialogue().services(90, 0, 1000, 1);
    }

    /** A name with too few dots to be the tail of a walk alone. */
    private static Dialogue refused(Dialogue dialogue, int every) {
        for (int i = 0; i < 10; i++) {
            dialogue.pair(i * 9000 + 300, "pay.example.org.", 1, i % every == 0 ? "REFUSED" : "OK");
        }
        return dialogue;
    }

    @Test
    void aZoneThatIsAlwaysRefusedIsNotServed() {
        ScriptedIncident incident = pod(refused(services(), 1));
        assertEquals("zone-not-served-refused", incident.verdict());
        assertEquals("zone-not-served-refused", new ScriptedIncident(refused(services(), 1)).verdict());
        assertTrue(incident.root().affectedServers().toString().contains(SERVICE));
    }

    @Test
    void aZoneThatIsRefusedAtTimesIsServed() {
        assertFalse(pod(refused(services(), 2)).causes().contains("zone-not-served-refused"));
    }

    @Test
    void refusalOfAllThatIsAskedIsNoMatterOfAZone() {
        Dialogue dialogue = new Dialogue();
        for (int i = 0; i < 20; i++) {
            dialogue.pair(i * 3000, "service-" + i + ".default.svc.cluster.local", 1, "REFUSED");
        }
        assertFalse(pod(dialogue).causes().contains("zone-not-served-refused"));
    }

    @Test
    void aShortNameAsItIsSaysNothingOfAZone() {
        Dialogue dialogue = services();
        for (int i = 0; i < 5; i++) {
            dialogue.walk(i * 9000 + 300, "nosuch", 1, "REFUSED");
        }
        assertFalse(pod(dialogue).causes().contains("zone-not-served-refused"));
    }

    private static final String LIMIT =
            "[ERROR] plugin/errors: 5 pay.example.org. A: concurrent queries exceeded maximum 2\n";

    /** Some refused at once, the others slow: too many wait for the upstream. */
    private static Dialogue limited(double slow) {
        Dialogue dialogue = services();
        for (int i = 0; i < 20; i++) {
            boolean no = i % 3 == 0;
            dialogue.pair(i * 4000 + 300, "pay-" + i % 4 + ".example.org", no ? 1 : slow, no ? "REFUSED" : "OK");
        }
        return dialogue;
    }

    @Test
    void refusalsBesideSlowAnswersAreALimitOfConcurrency() {
        ScriptedIncident incident = pod(limited(1500));
        assertEquals("coredns-max-concurrent", incident.verdict());
        double alone = incident.root().confidence();
        assertTrue(alone < 0.7, "without its log: " + alone);
        incident.text(InputKind.COREDNS_LOG, "coredns.log", LIMIT);
        assertTrue(incident.root().confidence() >= 0.9);
    }

    @Test
    void refusalsBesideQuickAnswersMayBeAnyLimit() {
        assertEquals("undetermined", pod(limited(1)).verdict());
    }

    @Test
    void aServerThatRefusesBesideOneThatAnswersIsNoLimit() {
        Dialogue dialogue = services();
        for (int i = 0; i < 10; i++) {
            dialogue.pair(i * 9000 + 300, "pay.example.org", 1, "REFUSED");
            dialogue.asking("S2").pair(i * 9000 + 302, "pay.example.org", 1).asking("S1");
        }
        assertFalse(new ScriptedIncident(dialogue)
                .pod(SERVICE, "10.96.0.2")
                .causes()
                .contains("coredns-max-concurrent"));
    }

    /** A and AAAA rejected by ICMP at once, twice. */
    private static Dialogue rejected(int code) {
        Dialogue dialogue = new Dialogue();
        for (int i = 0; i < 12; i++) {
            for (int round = 0; round < 2; round++) {
                int at = i * 5000 + round;
                String asked =
                        " A service.default.svc.cluster.local to=" + SERVICE + " port=" + (21000 + 2 * i + round);
                dialogue.line(at, "?" + asked).line(at + 0.2, "x" + asked + " icmp=" + code);
            }
        }
        return dialogue;
    }

    private static final String NOT_READY = """
            NAME                       READY   STATUS    RESTARTS   AGE   IP           NODE
            coredns-76f75df574-5zq8k   0/1     Running   0          41d   10.244.0.2   cp-1
            coredns-76f75df574-xh2vn   0/1     Running   0          41d   10.244.0.3   cp-1
            """;

    @Test
    void aServiceThatRejectsHasNoEndpoints() {
        ScriptedIncident incident = pod(rejected(771));
        assertEquals("coredns-no-endpoints", incident.verdict());
        double alone = incident.root().confidence();
        incident.text(InputKind.KUBECTL_PODS, "pods.txt", NOT_READY);
        assertTrue(incident.root().confidence() > alone + 0.2);
        String why = incident.root().remedies().get(0).text();
        assertTrue(why.contains("why its pods are not ready"), why);
        Finding ready = pod(rejected(771))
                .text(InputKind.KUBECTL_PODS, "pods.txt", NOT_READY.replace("0/1", "1/1"))
                .root();
        assertTrue(ready.confidence() < alone, "pods are ready: " + ready.confidence());
        assertTrue(ready.remedies().get(0).text().contains("kube-proxy"), "" + ready.remedies());
        assertFalse(ready.remedies().toString().contains("not ready"), "" + ready.remedies());
    }

    @Test
    void aPolicyThatRejectsIsNoServiceWithoutEndpoints() {
        assertFalse(pod(rejected(3 * 256 + 13)).causes().contains("coredns-no-endpoints"));
    }

    @Test
    void aResolverOutsideAnyClusterHasNoEndpoints() {
        Dialogue dialogue = new Dialogue();
        for (int i = 0; i < 12; i++) {
            String asked = " A www.example.org to=" + SERVICE + " port=" + (21000 + i);
            dialogue.line(i * 5000, "?" + asked).line(i * 5000 + 0.2, "x" + asked);
        }
        assertEquals("all-nameservers-dead", new ScriptedIncident(dialogue).verdict());
    }

    @Test
    void aSilentServiceWithoutReadyPodsHasNoEndpoints() {
        Dialogue dialogue = new Dialogue();
        for (int i = 0; i < 6; i++) {
            dialogue.silent(i * 12_000, "service.default.svc.cluster.local");
        }
        assertEquals("all-nameservers-dead", pod(dialogue).verdict());
        assertEquals(
                "coredns-no-endpoints",
                pod(dialogue)
                        .text(InputKind.KUBECTL_PODS, "pods.txt", NOT_READY)
                        .verdict());
    }

    /** Answers from elsewhere; the client waits, or takes them and goes on. */
    private static Dialogue elsewhere(boolean waits, boolean copied) {
        Dialogue dialogue = new Dialogue().asking("S2").services(40, 0, 2000, 1);
        for (int i = 0; i < 8; i++) {
            for (int round = 0; round < (waits ? 2 : 1); round++) {
                String asked = " A web-" + i + ".default.svc.cluster.local port=" + (31000 + i) + " to=";
                double at = i * 12_000 + round * 5000;
                dialogue.line(at, "?" + asked + SERVICE).line(at + 1, "!" + asked + "10.244.0.9");
                if (copied) {
                    dialogue.line(at + 1.1, "!" + asked + SERVICE);
                }
            }
        }
        return dialogue;
    }

    @Test
    void answersFromElsewhereThatNobodyTakesHaveTheWrongSource() {
        ScriptedIncident incident = new ScriptedIncident(elsewhere(true, false)).pod(SERVICE, "10.96.0.2");
        assertEquals("response-wrong-source", incident.verdict());
        assertTrue(incident.root().affectedServers().toString().contains("10.244.0.9"));
    }

    @Test
    void answersThatAreSeenBeforeTranslationTooAreWell() {
        assertFalse(new ScriptedIncident(elsewhere(false, true)).causes().contains("response-wrong-source"));
    }

    @Test
    void answersFromElsewhereThatTheClientTakesAreWell() {
        assertFalse(new ScriptedIncident(elsewhere(false, false)).causes().contains("response-wrong-source"));
    }

    /** Cut answers; TCP is silent, refused, or works. */
    private static Dialogue cut(String tcp, int times) {
        Dialogue dialogue = services();
        for (int i = 0; i < times; i++) {
            double at = i * 20_000 + 300;
            String asked = " A large.default.svc.cluster.local to=" + SERVICE + " port=" + (31000 + i);
            String connection = " from=C1:" + (41000 + i);
            dialogue.line(at, "?" + asked).line(at + 1, "!" + asked + " tc");
            dialogue.line(at + 2, "s" + connection);
            switch (tcp) {
                case "silent" -> dialogue.line(at + 1002, "s" + connection).line(at + 3002, "s" + connection);
                case "refused" -> dialogue.line(at + 2.2, "r" + connection);
                default -> {
                    dialogue.line(at + 2.5, "a" + connection);
                    String large = " A large.default.svc.cluster.local to=" + SERVICE + " port=" + (41000 + i) + " tcp";
                    dialogue.line(at + 3, "?" + large).line(at + 4, "!" + large);
                }
            }
        }
        return dialogue;
    }

    @Test
    void cutAnswersAndSilentTcpAreABlockedPort() {
        ScriptedIncident incident = pod(cut("silent", 4));
        assertEquals("tcp53-blocked", incident.verdict());
        assertTrue(incident.root().affectedNames().contains("large.default.svc.cluster.local"));
    }

    @Test
    void cutAnswersOverTcpCostLittle() {
        ScriptedIncident incident = pod(cut("works", 4));
        assertEquals("no", incident.verdict());
        assertTrue(incident.causes().contains("truncated-then-tcp"));
        assertFalse(incident.causes().contains("tcp53-blocked"));
    }

    @Test
    void connectionsThatNoCutAnswerNeededBlameNothing() {
        Dialogue dialogue = services();
        for (int i = 0; i < 4; i++) {
            dialogue.line(i * 9000, "s from=C1:" + (41000 + i)).line(i * 9000 + 1000, "s from=C1:" + (41000 + i));
        }
        assertFalse(pod(dialogue).causes().contains("tcp53-blocked"));
    }

    /** Seconds with so many lookups, of which those beyond the limit are lost. */
    private static Dialogue bursts(int limit, boolean byChance) {
        Dialogue dialogue = new Dialogue();
        int n = 0;
        for (int second = 0; second < 40; second++) {
            int lookups = second % 2 == 0 ? 6 : 20;
            for (int i = 0; i < lookups; i++) {
                double at = second * 1000 + i * 40;
                boolean lost = byChance ? n * 7 % 20 < 6 : i >= limit;
                String asked = " PTR host-" + i + ".default.svc.cluster.local to=" + SERVICE + " port=" + (20000 + n++);
                dialogue.line(at, "?" + asked);
                if (!lost) {
                    dialogue.line(at + 1, "!" + asked);
                }
            }
        }
        return dialogue;
    }

    @Test
    void lossAboveARateIsALimitOfTheServer() {
        assertTrue(pod(bursts(8, false)).causes().contains("rate-limit-server"));
    }

    @Test
    void lossAtAnyRateIsNone() {
        assertFalse(pod(bursts(8, true)).causes().contains("rate-limit-server"));
        assertFalse(pod(bursts(20, false)).causes().contains("rate-limit-server"));
    }

    @Test
    void anOutageInBusySecondsIsNoRate() {
        assertFalse(pod(bursts(0, false)).causes().contains("rate-limit-server"));
    }

    @Test
    void stepWithoutAResponseGivesNoFrame() {
        Lookup cut = Lookups.of("large")
                .step(0, "large", "A", 1, StepFate.TRUNCATED, 1)
                .felt(1, LookupOutcome.RESOLVED);
        LookupStep seen = cut.steps().get(0);
        LookupStep unseen = new LookupStep(
                seen.offset(),
                seen.capture(),
                seen.frame(),
                seen.server(),
                seen.transport(),
                seen.name(),
                seen.type(),
                seen.id(),
                seen.fate(),
                seen.rcode(),
                seen.duration(),
                0);
        assertEquals(List.of(seen.responseFrame()), frames(List.of(seen, unseen)));
    }

    private static List<Long> frames(List<LookupStep> steps) {
        List<FrameReference> references = steps.stream()
                .map(step -> new FrameReference(step.capture(), step.responseFrame()))
                .toList();
        return new WireEvidence(new IncidentBuilder().build())
                .frames("Cut.", 0.5, references)
                .frames();
    }
}
