package io.github.dnswhy.rules.builtin;

import static io.github.dnswhy.rules.builtin.Verdicts.clear;
import static io.github.dnswhy.rules.builtin.Verdicts.found;
import static io.github.dnswhy.rules.builtin.Verdicts.ruledOut;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.facts.DumpFacts;
import io.github.dnswhy.facts.LookupFacts.NameCount;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.ThreadSummary;
import io.github.dnswhy.rules.Rule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When DNS is not to blame, and when the capture cannot tell. */
class ExonerationTest {
    private final Rule exonerated = Causes.rule("not-dns-exonerated");
    private final Rule unused = Causes.rule("dns-not-exercised");

    private static IncidentBuilder healthy(long lookups) {
        return new IncidentBuilder().lookups(lookups, 0, 0).server(ServerBuilder.at("10.96.0.10"));
    }

    private double confidence(long lookups) {
        return found(exonerated, healthy(lookups).build()).confidence();
    }

    @Test
    void confidenceGrowsWithTheNumberOfLookups() {
        assertEquals(0.4, confidence(5), 0.001);
        assertTrue(confidence(19) < 0.6);
        assertEquals(0.6, confidence(20), 0.001);
        assertTrue(confidence(200) > confidence(50));
        assertTrue(confidence(1_000_000) <= 0.9);
    }

    @Test
    void fewLookupsNeverExceedTheirBound() {
        IncidentBuilder all = healthy(19).dump(20, 0, 0).dump(20, 0, 0);
        assertTrue(found(exonerated, all.build()).confidence() <= 0.6);
    }

    @Test
    void lessThanFiveLookupsNeitherBlameNorExonerate() {
        clear(exonerated, healthy(4).build());
        assertTrue(found(unused, healthy(4).build()).summary().contains("4 lookups"));
        clear(unused, healthy(5).build());
    }

    @Test
    void lookupsOpenAtTheEndDoNotCount() {
        clear(exonerated, healthy(20).outcome(LookupOutcome.UNDETERMINED, 16).build());
        assertEquals(
                "dns-not-exercised",
                found(
                                unused,
                                healthy(20)
                                        .outcome(LookupOutcome.UNDETERMINED, 16)
                                        .build())
                        .cause());
    }

    @Test
    void fewSlowLookupsAreNotNothing() {
        clear(unused, new IncidentBuilder().lookups(3, 3, 0).build());
        clear(unused, new IncidentBuilder().withoutCapture().build());
    }

    @Test
    void slowOrFailedLookupsCannotBeExonerated() {
        assertTrue(
                ruledOut(exonerated, new IncidentBuilder().lookups(1000, 1, 0).build())
                        .contains("1 of 1,000 lookups"));
        ruledOut(exonerated, new IncidentBuilder().lookups(1000, 0, 1).build());
        ruledOut(exonerated, healthy(100).felt(100, 250, 1000).build());
        assertEquals(
                "not-dns-exonerated",
                found(exonerated, healthy(100).felt(100, 249, 1000).build()).cause());
    }

    @Test
    void saysWhereThreadsWaitInstead() {
        ThreadSummary.Group group = new ThreadSummary.Group(
                "lock",
                12,
                "",
                List.of("java.lang.Object.wait(Native Method)", "com.example.Prices.quote(Prices.java:10)"),
                "jstack-1.txt",
                IncidentBuilder.places("exec-", 1, 10),
                List.of());
        DumpFacts.Hold hold = new DumpFacts.Hold(
                "exec-99", "java.lang.Thread.sleep(Native Method)", IncidentBuilder.places("exec-", 1, 12));
        Finding finding = found(
                exonerated,
                healthy(100)
                        .dump(
                                20,
                                0,
                                0,
                                Optional.of(IncidentBuilder.START.plusSeconds(5)),
                                List.of(hold),
                                List.of(group))
                        .build());
        assertTrue(
                finding.summary()
                        .endsWith(
                                "Instead 12 threads waited for a lock held by exec-99 (which was in java.lang.Thread.sleep)"
                                        + " in com.example.Prices.quote."),
                finding.summary());
        assertTrue(finding.confidence() > confidence(100));
    }

    @Test
    void threadsInLookupsContradictAHealthyCapture() {
        assertTrue(found(exonerated, healthy(100).dump(20, 4, 8).build()).confidence() < confidence(100) - 0.25);
    }

    @Test
    void failuresInTheApplicationsLogContradictAHealthyCapture() {
        String log =
                "2026-11-23 10:00:05.000 WARN java.net.UnknownHostException: a.b: Temporary failure in name resolution\n";
        Finding finding = found(
                exonerated, healthy(100).text(InputKind.APP_LOG, "app.log", log).build());
        assertTrue(finding.confidence() < 0.4, "confidence " + finding.confidence());
    }

    @Test
    void droppedFramesMakeItLessSure() {
        assertTrue(found(exonerated, healthy(100).dropped(10).build()).confidence() < confidence(100));
    }

    /** Forty quick lookups, and from this moment on some that take so long, one every so many milliseconds. */
    private static ScriptedIncident burst(int count, double every, double after) {
        Dialogue dialogue = new Dialogue().asking("10.96.0.10").services(40, 0, 1000, 1);
        for (int i = 0; i < count; i++) {
            dialogue.pair(5_300 + i * every, "late-" + i + ".default.svc.cluster.local", after);
        }
        return new ScriptedIncident(dialogue).pod("10.96.0.10");
    }

    @Test
    void hiccupInWhichAllWasAnsweredBlamesNobody() {
        ScriptedIncident incident = burst(5, 200, 900);
        assertEquals("no", incident.verdict());
        Finding finding = found(exonerated, incident.facts());
        assertTrue(
                finding.confidence() < found(exonerated, burst(0, 1, 1).facts()).confidence());
        assertEquals("no", burst(5, 200, 1_800).verdict());
    }

    @Test
    void slowLookupsOfALongerTimeAreNoHiccup() {
        assertEquals("undetermined", burst(5, 1_500, 900).verdict());
        ruledOut(exonerated, burst(5, 1_500, 900).facts());
    }

    @Test
    void hiccupThatLostAQueryIsNoHiccup() {
        Dialogue dialogue = new Dialogue().asking("10.96.0.10").services(40, 0, 1000, 1);
        String to = "lost.default.svc.cluster.local to=10.96.0.10 port=26001";
        dialogue.line(5_300, "? A " + to).line(5_300.1, "? AAAA " + to).line(5_301, "! A " + to);
        dialogue.line(7_300, "? AAAA " + to).line(7_301, "! AAAA " + to + " NODATA");
        ruledOut(exonerated, new ScriptedIncident(dialogue).pod("10.96.0.10").facts());
    }

    @Test
    void captureThatEndsAmidManyLookupsCannotExonerate() {
        found(exonerated, healthy(100).outcome(LookupOutcome.UNDETERMINED, 4).build());
        assertTrue(ruledOut(
                        exonerated,
                        healthy(100).outcome(LookupOutcome.UNDETERMINED, 5).build())
                .contains("ends while lookups wait"));
    }

    @Test
    void namesThatDoNotExistAreCountedBesideWhatDidNotFail() {
        IncidentBuilder incident =
                healthy(31).nxdomainNames(new NameCount("oldcart", 4), new NameCount("oldcart.shop", 2));
        String summary = found(exonerated, incident.build()).summary();
        assertTrue(
                summary.startsWith("Of 31 lookups none was slow and none failed, 6 found no such name, 99 %"), summary);
        assertFalse(found(exonerated, healthy(31).build()).summary().contains("no such name"));
    }
}
