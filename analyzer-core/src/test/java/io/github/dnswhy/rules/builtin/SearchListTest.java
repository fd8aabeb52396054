package io.github.dnswhy.rules.builtin;

import static io.github.dnswhy.rules.builtin.Verdicts.clear;
import static io.github.dnswhy.rules.builtin.Verdicts.found;
import static io.github.dnswhy.rules.builtin.Verdicts.ruledOut;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.facts.LookupFacts.NameCount;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.rules.Rule;
import org.junit.jupiter.api.Test;

/** Names under a search list, and names that do not exist at all. */
class SearchListTest {
    private static final String CONF =
            "nameserver 10.96.0.10\nsearch default.svc.cluster.local svc.cluster.local cluster.local\noptions ndots:5\n";

    private final Rule ndots = Causes.rule("ndots-search-amplification");
    private final Rule genuine = Causes.rule("nxdomain-genuine");

    private static IncidentBuilder walking(long nxdomain, long others) {
        return new IncidentBuilder()
                .walks(80, nxdomain, 300)
                .server(ServerBuilder.at("10.96.0.10")
                        .rcode("NXDOMAIN", nxdomain)
                        .rcode("NOERROR", others))
                .kept(walk(StepFate.NXDOMAIN, 1));
    }

    private static Lookup walk(StepFate first, long millis) {
        return Lookups.of("api.example.org")
                .step(0, "api.example.org.default.svc.cluster.local", "A", 1, first, millis)
                .step(millis, "api.example.org", "A", 2, StepFate.ANSWERED, 1)
                .felt(millis + 1, LookupOutcome.RESOLVED);
    }

    @Test
    void quickWalksAreAnObservation() {
        Finding finding = found(ndots, walking(300, 100).resolvConf(CONF).build());
        assertEquals(FindingRole.OBSERVATION, finding.role());
        assertEquals(Severity.INFO, finding.severity());
        assertTrue(finding.confidence() >= 0.7, "confidence " + finding.confidence());
        assertEquals("api.example.org", finding.affectedNames().get(0));
    }

    @Test
    void withoutResolvConfItIsLessSure() {
        assertTrue(found(ndots, walking(300, 100).build()).confidence()
                < found(ndots, walking(300, 100).resolvConf(CONF).build()).confidence());
    }

    @Test
    void walksBelowTheThresholdAreRuledOutWithNumbers() {
        assertEquals(
                60, found(ndots, walking(240, 160).build()).thresholds().get(0).value() * 100);
        assertTrue(ruledOut(ndots, walking(236, 164).build()).startsWith("59 % of the answers are NXDOMAIN"));
    }

    @Test
    void walksThatCostTimeoutsAmplifyAnotherFault() {
        Finding finding = found(
                ndots,
                new IncidentBuilder()
                        .walks(10, 40, 10)
                        .felt(10_000, 10_000, 10_000)
                        .lookups(100, 10, 0)
                        .server(ServerBuilder.at("10.96.0.10")
                                .rcode("NXDOMAIN", 40)
                                .rcode("NOERROR", 360))
                        .kept(walk(StepFate.TIMEOUT, 5000))
                        .build());
        assertEquals(FindingRole.AMPLIFIER, finding.role());
        assertEquals(5000, finding.impact().waited().toMillis());
    }

    @Test
    void walksThatAreMostOfTheTimeMayBeTheRoot() {
        Finding finding = found(
                ndots,
                walking(300, 100).walks(80, 300, 40_000).felt(755, 800, 60_000).build());
        assertEquals(FindingRole.ROOT, finding.role());
        assertEquals(40_000, finding.impact().waited().toMillis());
    }

    @Test
    void namesAskedAsTheyAreAreClear() {
        clear(
                ndots,
                new IncidentBuilder().server(ServerBuilder.at("10.96.0.10")).build());
    }

    private static IncidentBuilder missing() {
        Lookup lookup = Lookups.of("wrong.shop")
                .step(0, "wrong.shop.default.svc.cluster.local", "A", 1, StepFate.NXDOMAIN, 1)
                .step(1, "wrong.shop", "A", 2, StepFate.NXDOMAIN, 1)
                .felt(2, LookupOutcome.NXDOMAIN);
        return new IncidentBuilder()
                .kept(lookup)
                .nxdomainNames(new NameCount("wrong.shop", 30))
                .server(ServerBuilder.at("10.96.0.10"));
    }

    @Test
    void nameThatIsNeverFoundIsTheApplicationsAffair() {
        Finding finding = found(genuine, missing().build());
        assertEquals(FindingRole.OBSERVATION, finding.role());
        assertEquals(30, finding.impact().lookups());
        assertEquals(0, finding.impact().failedLookups());
        assertTrue(finding.confidence() >= 0.6, "confidence " + finding.confidence());
    }

    @Test
    void applicationsLogMakesItSurer() {
        String log = """
                2026-11-23 10:00:05.000 WARN call failed: java.net.UnknownHostException: wrong.shop: Name or service not known
                2026-11-23 10:00:06.000 WARN call failed: java.net.UnknownHostException: wrong.shop: Name or service not known
                """;
        assertTrue(found(
                                genuine,
                                missing()
                                        .text(InputKind.APP_LOG, "app.log", log)
                                        .build())
                        .confidence()
                > found(genuine, missing().build()).confidence());
    }

    @Test
    void nameThatExistedAtAnotherTimeIsNotGenuine() {
        Lookup later = Lookups.of("wrong.shop")
                .step(0, "wrong.shop.default.svc.cluster.local", "A", 3, StepFate.ANSWERED, 1)
                .felt(1, LookupOutcome.RESOLVED);
        assertTrue(ruledOut(genuine, missing().kept(later).build()).contains("existed at another time"));
    }

    @Test
    void noSuchNameIsClear() {
        clear(genuine, new IncidentBuilder().build());
    }

    @Test
    void onlyTheMeasureThatIsNotReachedRulesItOut() {
        String ruledOut = ruledOut(ndots, walking(236, 164).build());
        assertEquals("59 % of the answers are NXDOMAIN, below 60 % (80 walks).", ruledOut);
        String candidates = ruledOut(
                ndots,
                new IncidentBuilder()
                        .walks(80, 100, 300)
                        .server(ServerBuilder.at("10.96.0.10")
                                .rcode("NXDOMAIN", 280)
                                .rcode("NOERROR", 120))
                        .build());
        assertEquals(
                "36 % of the NXDOMAIN answers are for names of the search list, below 80 % (80 walks).", candidates);
    }

    @Test
    void walkWithoutAnAnswerDoesNotTellOfNamesThatDoNotExist() {
        String summary = found(
                        ndots,
                        new IncidentBuilder()
                                .walks(10, 0, 10)
                                .felt(10_000, 10_000, 10_000)
                                .lookups(100, 10, 0)
                                .server(ServerBuilder.at("10.96.0.10").rcode("NOERROR", 360))
                                .kept(walk(StepFate.TIMEOUT, 5000))
                                .build())
                .summary();
        assertTrue(summary.contains("no server said that its names do not exist; that took 5.0 s"), summary);
        assertFalse(summary.contains("asked for names that do not exist"), summary);
    }
}
