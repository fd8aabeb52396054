package io.github.dnswhy.rules.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.builtin.artefact.Artefacts;
import io.github.dnswhy.rules.builtin.grounds.CaptureHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The gates: each by its own sign, and none on a clean capture. */
class ArtefactsTest {
    private static IncidentBuilder clean() {
        return new IncidentBuilder().server(ServerBuilder.at("10.96.0.10"));
    }

    private static List<String> seen(Facts facts) {
        return Artefacts.list().stream()
                .filter(rule -> facts.given().containsAll(rule.info().required()))
                .filter(rule -> rule.evaluate(facts) instanceof Assessment.Found)
                .map(rule -> rule.info().id())
                .toList();
    }

    private static Finding finding(String id, Facts facts) {
        Rule rule = Artefacts.list().stream()
                .filter(r -> r.info().id().equals(id))
                .findFirst()
                .orElseThrow();
        return Verdicts.found(rule, facts);
    }

    @Test
    void cleanCaptureHasNone() {
        assertEquals(List.of(), seen(clean().dropped(0).dump(20, 0, 0).build()));
    }

    @Test
    void noCaptureHasNone() {
        assertEquals(List.of(), seen(new IncidentBuilder().withoutCapture().build()));
    }

    @Test
    void everyArtefactIsInformationOfItsOwnRole() {
        Finding finding = finding("artefact-snaplen", clean().cut(7).build());
        assertEquals(FindingRole.ARTEFACT, finding.role());
        assertEquals(Severity.INFO, finding.severity());
        assertTrue(finding.summary().startsWith("7 of 1,000 DNS messages"));
    }

    @Test
    void countersTellOfLoss() {
        assertEquals(List.of("artefact-capture-loss"), seen(clean().dropped(1).build()));
    }

    @Test
    void orphansOfBothKindsTellOfLossWithoutCounters() {
        assertEquals(
                List.of("artefact-capture-loss"),
                seen(clean().orphans(10, 0, 12).build()));
        assertEquals(List.of(), seen(clean().orphans(4, 0, 4).build()));
        assertEquals(List.of(), seen(clean().orphans(5, 0, 200).build()));
    }

    @Test
    void edgesShowAsOpenLookupsAndEarlyResponses() {
        assertEquals(
                List.of("artefact-mid-query"), seen(clean().orphans(0, 3, 0).build()));
        assertEquals(
                List.of("artefact-mid-query"),
                seen(clean().outcome(LookupOutcome.UNFINISHED, 1).build()));
    }

    @Test
    void damagedFilesAreNamed() {
        assertTrue(finding("artefact-truncated-file", clean().damaged("b.pcap").build())
                .summary()
                .startsWith("b.pcap is cut"));
    }

    @Test
    void copiesFromATenthOnAreTold() {
        assertEquals(
                List.of("artefact-duplicates-any"), seen(clean().copies(40, 0).build()));
        assertEquals(List.of(), seen(clean().copies(39, 0).build()));
        assertEquals(
                List.of("artefact-dnat-double-view"), seen(clean().copies(0, 5).build()));
    }

    @Test
    void refusalsWithoutIcmpTellOfTheFilter() {
        IncidentBuilder refused =
                new IncidentBuilder().server(ServerBuilder.at("169.254.20.10").refused(19));
        assertEquals(List.of("artefact-filter-hides-icmp-fragments"), seen(refused.build()));
        assertEquals(List.of(), seen(refused.icmpErrors(1).build()));
    }

    @Test
    void queriesWithoutRepetitionTellOfOneDirection() {
        IncidentBuilder silent = new IncidentBuilder()
                .server(ServerBuilder.at("10.96.0.10").asked(200, 0))
                .lookups(100, 0, 100);
        assertEquals(List.of("artefact-one-direction"), seen(silent.build()));
        // Resolvers that wait in vain ask again with the same ID: then nobody answered.
        silent.kept(Lookups.of("a.b")
                .step(0, "a.b", "A", 7, StepFate.TIMEOUT, 5000)
                .step(5000, "a.b", "A", 7, StepFate.TIMEOUT, 5000)
                .felt(10_000, LookupOutcome.GAVE_UP));
        assertEquals(List.of(), seen(silent.build()));
    }

    @Test
    void responsesAloneTellOfOneDirection() {
        Facts facts = new IncidentBuilder().lookups(0, 0, 0).orphans(100, 0, 0).build();
        assertEquals(List.of("artefact-one-direction"), seen(facts));
    }

    @Test
    void dumpsOutsideTheCaptureTellOfClocks() {
        Optional<Instant> late = Optional.of(IncidentBuilder.START.plusSeconds(3600));
        assertEquals(
                List.of("artefact-clock-or-timezone"),
                seen(clean().dump(20, 0, 0, late, List.of(), List.of()).build()));
        assertEquals(
                List.of("artefact-clock-or-timezone"),
                seen(clean().dump(20, 0, 0, Optional.empty(), List.of(), List.of())
                        .build()));
        Optional<Instant> skewed = Optional.of(IncidentBuilder.START.plusSeconds(64));
        assertEquals(
                List.of(),
                seen(clean().dump(20, 0, 0, skewed, List.of(), List.of()).build()));
    }

    @Test
    void timesThatRunFarBackAreTold() {
        assertEquals(
                List.of("artefact-timestamp-order"),
                seen(clean().backward(3, Duration.ofMillis(6)).build()));
        assertEquals(List.of(), seen(clean().backward(3, Duration.ofMillis(5)).build()));
    }

    @Test
    void doubtGrowsWithWhatTheDroppedFramesCouldExplain() {
        IncidentBuilder silent =
                new IncidentBuilder().server(ServerBuilder.at("10.96.0.10").asked(400, 200));
        double few = CaptureHealth.of(silent.dropped(50).build())
                .doubt(0.4)
                .orElseThrow()
                .weight();
        double all = CaptureHealth.of(silent.dropped(5000).build())
                .doubt(0.4)
                .orElseThrow()
                .weight();
        assertEquals(0.1, few, 0.001);
        assertEquals(0.4, all, 0.001);
        assertTrue(CaptureHealth.of(silent.dropped(0).build()).doubt(0.4).isEmpty());
    }

    @Test
    void everyRuleOfTheTableNeedsWhatItReads() {
        assertEquals(10, Artefacts.list().size());
        IntStream.range(0, 10)
                .forEach(i -> assertTrue(Artefacts.list().get(i).info().required().stream()
                        .allMatch(n -> n == Need.CAPTURE || n == Need.THREAD_DUMP)));
    }
}
