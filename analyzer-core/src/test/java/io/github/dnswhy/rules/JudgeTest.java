package io.github.dnswhy.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.Severity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Felt time and failed lookups decide whom a verdict blames; each threshold is met just below and just above. */
class JudgeTest {
    private static Impact cost(long lookups, long seconds) {
        return new Impact(lookups, 0, 0, Duration.ofSeconds(seconds), 0);
    }

    @Test
    void slowLookupsAreMaterialAboveOnePercent() {
        assertEquals(
                "no", new Incident().slow(10).found("fault", 0.9, 10, 0, 50).verdict());
        assertEquals(
                "yes fault",
                new Incident().slow(11).found("fault", 0.9, 11, 0, 55).verdict());
    }

    @Test
    void failedLookupsAreMaterialAboveOnePercent() {
        assertEquals(
                "no", new Incident().failed(10).found("fault", 0.9, 0, 10, 0).verdict());
        assertEquals(
                "yes fault",
                new Incident().failed(11).found("fault", 0.9, 0, 11, 0).verdict());
    }

    @Test
    void oneSlowLookupIsEnoughWhereThereAreFew() {
        assertEquals(
                "yes fault",
                new Incident().lookups(20).slow(1).found("fault", 0.9, 1, 0, 5).verdict());
    }

    @Test
    void feltTimeAtThe95thPercentileIsMaterialFrom300Milliseconds() {
        assertEquals(
                "no", new Incident().feltP95(299).found("fault", 0.9, 0, 0, 60).verdict());
        assertEquals(
                "yes fault",
                new Incident().feltP95(300).found("fault", 0.9, 0, 0, 60).verdict());
    }

    @Test
    void onlyWhatTookHalfOfTheFeltTimeIsBlamedForThePercentile() {
        assertEquals(
                "undetermined",
                new Incident()
                        .feltP95(700)
                        .feltTotal(100)
                        .found("fault", 0.9, 0, 0, 49)
                        .verdict());
        assertEquals(
                "yes fault",
                new Incident()
                        .feltP95(700)
                        .feltTotal(100)
                        .found("fault", 0.9, 0, 0, 50)
                        .verdict());
    }

    @Test
    void findingIsAVerdictFromAConfidenceOfFourTenths() {
        assertEquals(
                "undetermined",
                new Incident().slow(100).found("fault", 0.39, 100, 0, 500).verdict());
        assertEquals(
                "yes fault",
                new Incident().slow(100).found("fault", 0.4, 100, 0, 500).verdict());
    }

    @Test
    void faultThatCostNobodyAnythingStaysAnObservation() {
        Incident incident = new Incident().found("dead-but-skipped", 0.95, 0, 0, 0);
        assertEquals("no", incident.verdict());
        assertEquals(List.of("dead-but-skipped OBSERVATION"), incident.roles());
    }

    @Test
    void whatCostMostIsTheRootAndTheOtherContributes() {
        Incident incident =
                new Incident().slow(100).found("smaller", 0.9, 20, 0, 100).found("larger", 0.9, 80, 0, 400);
        assertEquals("yes larger", incident.verdict());
        assertEquals(List.of("larger ROOT", "smaller CONTRIBUTING"), incident.roles());
    }

    @Test
    void failedLookupWeighsAsMuchAsFiveSecondsOfWaiting() {
        assertEquals(
                "yes waiting",
                new Incident()
                        .slow(100)
                        .found("waiting", 0.9, 100, 0, 101)
                        .found("failing", 0.9, 0, 20, 0)
                        .verdict());
        assertEquals(
                "yes failing",
                new Incident()
                        .slow(100)
                        .found("waiting", 0.9, 100, 0, 99)
                        .found("failing", 0.9, 0, 20, 0)
                        .verdict());
    }

    @Test
    void confidenceDecidesBetweenFaultsOfTheSameCost() {
        assertEquals(
                "yes surer",
                new Incident()
                        .slow(100)
                        .found("guess", 0.5, 100, 0, 500)
                        .found("surer", 0.8, 100, 0, 500)
                        .verdict());
    }

    @Test
    void equalsAreOrderedByTheirIds() {
        assertEquals(
                "yes a-cause",
                new Incident()
                        .slow(100)
                        .found("b-cause", 0.8, 100, 0, 500)
                        .found("a-cause", 0.8, 100, 0, 500)
                        .verdict());
    }

    @Test
    void explainedCauseStepsBackBehindItsExplanationWhateverItCost() {
        Incident incident = new Incident()
                .slow(100)
                .found("symptom", 0.98, 100, 0, 500)
                .found("explanation", 0.5, 100, 0, 400, "symptom");
        assertEquals("yes explanation", incident.verdict());
        assertEquals(List.of("explanation ROOT", "symptom OBSERVATION"), incident.roles());
    }

    @Test
    void guessExplainsNothing() {
        assertEquals(
                "yes symptom",
                new Incident()
                        .slow(100)
                        .found("symptom", 0.9, 100, 0, 500)
                        .found("explanation", 0.39, 100, 0, 500, "symptom")
                        .verdict());
    }

    @Test
    void amplifierIsNeverTheRoot() {
        Incident incident = new Incident()
                .slow(100)
                .found(
                        "convoy",
                        FindingRole.AMPLIFIER,
                        Severity.MAJOR,
                        0.98,
                        new Impact(100, 100, 0, Duration.ofSeconds(900), 0))
                .found("fault", 0.6, 100, 0, 500);
        assertEquals("yes fault", incident.verdict());
        assertEquals(List.of("fault ROOT", "convoy AMPLIFIER"), incident.roles());
    }

    @Test
    void slowLookupsThatNothingExplainsAreUndetermined() {
        assertEquals("undetermined", new Incident().slow(100).verdict());
        assertEquals("undetermined", new Incident().feltP95(300).verdict());
    }

    @Test
    void healthyLookupsExonerateFromFiveOn() {
        assertEquals("undetermined", new Incident().lookups(4).verdict());
        assertEquals("no", new Incident().lookups(5).verdict());
        assertEquals("undetermined", new Incident().lookups(9).undetermined(5).verdict());
    }

    @Test
    void exonerationIsToldAsNo() {
        Incident incident = new Incident()
                .lookups(20)
                .found("not-dns-exonerated", FindingRole.OBSERVATION, Severity.INFO, 0.8, Impact.NONE);
        assertEquals("no", incident.verdict());
        assertEquals(0.8, incident.judged().verdict().confidence());
        assertEquals(
                "summary of not-dns-exonerated", incident.judged().verdict().summary());
    }

    @Test
    void withoutACaptureTheOtherEvidenceDecides() {
        assertEquals(
                "yes fault",
                new Incident()
                        .messages(0)
                        .lookups(0)
                        .found("fault", 0.7, 0, 0, 0)
                        .verdict());
        assertEquals("undetermined", new Incident().messages(0).lookups(0).verdict());
        assertEquals(
                "undetermined",
                new Incident()
                        .messages(10)
                        .lookups(0)
                        .found("fault", 0.7, 0, 0, 0)
                        .verdict(),
                "a capture whose queries were nobody's lookups blames nobody");
    }

    @Test
    void findingsStandInTheOrderOfRoleSeverityCostAndId() {
        Incident incident = new Incident()
                .slow(100)
                .found("z-artefact", FindingRole.ARTEFACT, Severity.CRITICAL, 0.9, cost(1, 0))
                .found("b-seen", FindingRole.OBSERVATION, Severity.MINOR, 0.9, cost(1, 3))
                .found("a-seen", FindingRole.OBSERVATION, Severity.MINOR, 0.9, cost(1, 3))
                .found("dear-seen", FindingRole.OBSERVATION, Severity.MINOR, 0.9, cost(1, 4))
                .found("bad-seen", FindingRole.OBSERVATION, Severity.MAJOR, 0.9, cost(1, 0))
                .found("amplifier", FindingRole.AMPLIFIER, Severity.INFO, 0.9, cost(1, 0))
                .found("root", 0.9, 100, 0, 500);
        assertEquals(
                List.of(
                        "root ROOT",
                        "amplifier AMPLIFIER",
                        "bad-seen OBSERVATION",
                        "dear-seen OBSERVATION",
                        "a-seen OBSERVATION",
                        "b-seen OBSERVATION",
                        "z-artefact ARTEFACT"),
                incident.roles());
    }

    @Test
    void lookupsThatTheEndOfTheCaptureCutsMayHaveBeenSlow() {
        assertEquals("no", new Incident().lookups(100).undetermined(4).verdict());
        assertEquals("undetermined", new Incident().lookups(100).undetermined(5).verdict());
        assertEquals("no", new Incident().lookups(1000).undetermined(9).verdict());
    }
}
