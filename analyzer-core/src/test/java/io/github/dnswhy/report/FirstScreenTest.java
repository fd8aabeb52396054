package io.github.dnswhy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.LookupSummary;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.StopGap;
import io.github.dnswhy.model.ThreadSummary;
import io.github.dnswhy.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What the first screen leads with: the lookup that shows the fault, and the steps that fit the verdict. */
class FirstScreenTest {
    private static String text(Report report) {
        return Golden.written(new TextReportWriter(TextOptions.PLAIN.withWidth(120)), report);
    }

    private static Report with(
            Report report, Verdict verdict, List<Finding> findings, LookupSummary lookups, List<StopGap> gaps) {
        return new Report(
                report.tool(),
                verdict,
                findings,
                report.ruledOut(),
                report.notApplicable(),
                report.failedRules(),
                report.blindSpots(),
                report.inputs(),
                report.traffic(),
                lookups,
                report.threads(),
                report.timeline(),
                gaps);
    }

    private static Finding finding(String cause, FindingRole role, List<String> names, String... remedies) {
        List<Remedy> steps = new ArrayList<>();
        for (String remedy : remedies) {
            steps.add(Remedy.of(remedy));
        }
        return new Finding(
                cause,
                "Title",
                Severity.MINOR,
                role,
                Blame.APPLICATION,
                0.7,
                "Summary.",
                "Why.",
                new Impact(6, 0, 0, Duration.ZERO, 0),
                List.of(),
                names,
                List.of(),
                List.of(),
                steps,
                List.of(),
                List.of(),
                "docs/causes/" + cause + ".md");
    }

    // Names that do not exist.

    private static String healthyBut(String... missing) {
        Report healthy = Reports.healthy();
        List<Finding> findings = new ArrayList<>(healthy.findings());
        findings.add(finding("nxdomain-genuine", FindingRole.OBSERVATION, List.of(missing), "Check the name."));
        return text(with(healthy, healthy.verdict(), findings, healthy.lookups(), List.of()));
    }

    @Test
    void namesThatDoNotExistLeadWhatToDo() {
        String text = healthyBut("oldcart", "oldcart.shop");
        assertTrue(text.contains("none failed, 6 found no such name"), text);
        assertTrue(text.contains("DO NOW\n  1. Check the name.\n  2. Look at the thread that holds the lock"), text);
    }

    @Test
    void addressesWithoutANameDoNotLead() {
        String text = healthyBut("17.1.244.10.in-addr.arpa");
        assertTrue(text.contains("DO NOW\n  1. Look at the thread that holds the lock"), text);
    }

    // One lookup.

    private static Lookup lookup(String name, double felt, LookupOutcome outcome, int steps) {
        List<LookupStep> of = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            of.add(DeadCache.step(i, 100 + i, Reports.CACHE, name, "A", i, StepFate.TIMEOUT, felt / steps, 0));
        }
        return new Lookup(1, Reports.CLIENT, name, List.of("A"), Reports.START, Reports.ms(felt), outcome, of);
    }

    private static LookupSummary lookups(Lookup... worst) {
        LookupSummary dead = Reports.nodeLocalDown().lookups();
        return new LookupSummary(
                dead.total(),
                dead.slow(),
                dead.failed(),
                dead.undetermined(),
                dead.slowThreshold(),
                dead.felt(),
                dead.waited(),
                dead.waitedBy(),
                List.of(worst));
    }

    private static Optional<String> shown(List<String> affected, Lookup... worst) {
        Report dead = Reports.nodeLocalDown();
        Finding main = finding("node-local-cache-down-refused", FindingRole.ROOT, affected);
        return Story.of(with(dead, dead.verdict(), List.of(main), lookups(worst), List.of()))
                .lookup()
                .map(Lookup::name);
    }

    @Test
    void lookupThatFailedIsShownAndNotALongerHealthyOne() {
        Lookup healthy = lookup("cdn.example.net", 35, LookupOutcome.RESOLVED, 4);
        Lookup failed = lookup("api.maps.example.org", 20, LookupOutcome.FAILED, 2);
        assertEquals(Optional.of("api.maps.example.org"), shown(List.of(), healthy, failed));
        assertEquals(Optional.empty(), shown(List.of(), healthy));
    }

    @Test
    void lookupOfAnAffectedNameIsPreferredToALongerOne() {
        Lookup other = lookup("cart", 9_000, LookupOutcome.RESOLVED, 2);
        Lookup affected = lookup("api.maps.example.org", 5_000, LookupOutcome.RESOLVED, 2);
        assertEquals(Optional.of("api.maps.example.org"), shown(List.of("maps.example.org"), other, affected));
        assertEquals(Optional.of("cart"), shown(List.of(), other, affected));
    }

    @Test
    void longLookupIsCutNotReplaced() {
        Lookup many = lookup("cart", 30_000, LookupOutcome.GAVE_UP, 16);
        Lookup few = lookup("pay", 5_000, LookupOutcome.RESOLVED, 2);
        Report dead = Reports.nodeLocalDown();
        String text = text(with(dead, dead.verdict(), dead.findings(), lookups(many, few), List.of()));
        assertTrue(text.contains("ONE LOOKUP  cart: 30.0 s, gave up"), text);
        assertTrue(text.contains("more lines: see them with -v"), text);
    }

    // Steps without a known cause.

    @Test
    void withoutAKnownCauseTheStepsLookAtTheServer() {
        Report dead = Reports.nodeLocalDown();
        Verdict verdict = new Verdict(
                Verdict.Answer.YES,
                Optional.empty(),
                0.8,
                "Queries stayed without an answer",
                "",
                List.of(Reports.SERVICE),
                List.of(),
                Optional.of(Reports.START),
                Optional.of(Reports.START.plusSeconds(62)),
                dead.verdict().impact());
        String text = text(with(
                dead,
                verdict,
                List.of(
                        finding("jvm-per-host-convoy", FindingRole.AMPLIFIER, List.of(), "Cure what lies beneath."),
                        finding("artefact-duplicates-any", FindingRole.ARTEFACT, List.of(), "Take one interface.")),
                dead.lookups(),
                List.of()));
        String steps = text.substring(text.indexOf("DO NOW"), text.indexOf("BLIND SPOTS"));
        assertTrue(steps.contains("1. See whether pods behind 10.96.0.10 restarted"), steps);
        assertTrue(steps.contains("-l k8s-app=kube-dns"), steps);
        assertTrue(steps.contains("3. Capture beside 10.96.0.10"), steps);
        assertFalse(steps.contains("Cure what") || steps.contains("Take one"), steps);
    }

    @Test
    void stepsThatAreTheSameStandOnce() {
        Report dead = Reports.nodeLocalDown();
        Finding main =
                finding("node-local-cache-down-refused", FindingRole.ROOT, List.of(), "Restart it.", "Restart it.");
        String text = text(with(dead, dead.verdict(), List.of(main), dead.lookups(), List.of()));
        assertEquals(text.indexOf("Restart it."), text.lastIndexOf("Restart it."));
    }

    // Stop-gaps.

    private static StopGap gap(long slow, long failed, long feltMillis) {
        Duration p95 = Duration.ofMillis(20);
        return new StopGap(
                "ttl-300",
                "networkaddress.cache.ttl=300 (JVM)",
                85,
                0,
                new StopGap.Figures(9, 3, Duration.ofSeconds(60), p95),
                new StopGap.Figures(slow, failed, Duration.ofMillis(feltMillis), p95));
    }

    private static String stopGap(StopGap gap) {
        Report dead = Reports.nodeLocalDown();
        return text(with(dead, dead.verdict(), dead.findings(), dead.lookups(), List.of(gap)));
    }

    @Test
    void stopGapTellsWhatChangesAndNothingElse() {
        String text = stopGap(gap(2, 3, 20_000));
        assertTrue(text.contains("2 of 85 lookups slow instead of 9, waited in all 20.0 s instead of 1 min"), text);
        assertFalse(text.contains("failed instead of"), text);
        assertTrue(stopGap(gap(9, 1, 60_000)).contains("still 9 of 85 lookups slow, 1 failed instead of 3"));
    }

    @Test
    void stopGapThatHelpsNobodyIsLeftOut() {
        assertFalse(stopGap(gap(9, 3, 59_000)).contains("STOP-GAP"));
        assertTrue(stopGap(gap(9, 3, 50_000)).contains("STOP-GAP"));
    }

    // Dumps.

    private static ThreadSummary.Dump dump(String file, int resolving, Instant time) {
        ThreadSummary.Dump dump = Reports.dump(file, resolving, 0, 0);
        return new ThreadSummary.Dump(
                file,
                1,
                1,
                Optional.of(time),
                dump.clockOffset(),
                dump.clockBasis(),
                dump.vm(),
                dump.threads(),
                dump.states(),
                resolving,
                0,
                0,
                OptionalInt.of(6));
    }

    private static ThreadSummary.Held held(String file, String kind) {
        return new ThreadSummary.Held(file, 1, kind, 4, "http-exec", "", "", "", List.of());
    }

    private static String threads(ThreadSummary threads) {
        Report healthy = Reports.healthy();
        return text(new Report(
                healthy.tool(),
                healthy.verdict(),
                healthy.findings(),
                healthy.ruledOut(),
                healthy.notApplicable(),
                healthy.failedRules(),
                healthy.blindSpots(),
                healthy.inputs(),
                healthy.traffic(),
                healthy.lookups(),
                threads,
                healthy.timeline(),
                List.of()));
    }

    @Test
    void exonerationShowsTheDumpThatItSpeaksOf() {
        String text = threads(new ThreadSummary(
                List.of(dump("jstack-1.txt", 0, Reports.START), dump("jstack-2.txt", 1, Reports.START)),
                List.of(),
                List.of(held("jstack-1.txt", "lock"), held("jstack-2.txt", "native-forward")),
                List.of(),
                List.of()));
        assertTrue(text.contains("THREADS in jstack-1.txt"), text);
        assertFalse(text.contains("THREADS in jstack-2.txt"), text);
    }

    @Test
    void clockOfWholeSecondsTellsNoMoment() {
        Instant second = Instant.parse("2026-11-23T00:22:40Z");
        ThreadSummary.Held held = held("jstack-1.txt", "native-forward");
        assertTrue(threads(new ThreadSummary(
                        List.of(dump("jstack-1.txt", 4, second)), List.of(), List.of(held), List.of(), List.of()))
                .contains("In the capture 6 lookups ran within that second."));
        assertTrue(threads(new ThreadSummary(
                        List.of(dump("jstack-1.txt", 4, second.plusMillis(250))),
                        List.of(),
                        List.of(held),
                        List.of(),
                        List.of()))
                .contains("In the capture 6 lookups were open then."));
    }
}
