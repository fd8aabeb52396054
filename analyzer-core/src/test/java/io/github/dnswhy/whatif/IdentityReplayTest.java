package io.github.dnswhy.whatif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dnswhy.rules.Facts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The honest check of the model: under the settings that were in force, the replay of a recorded lookup gives what was measured. */
class IdentityReplayTest {
    private static final Path SAMPLES = Path.of("..", "samples", "incidents");

    private static Stream<DynamicTest> reproduced(Path incidents) throws IOException {
        List<Path> found;
        try (Stream<Path> entries = Files.list(incidents)) {
            found = entries.filter(Files::isDirectory).sorted().toList();
        }
        return found.stream()
                .map(incident -> DynamicTest.dynamicTest(incident.getFileName().toString(), () -> {
                    Facts facts = Fidelity.facts(incident);
                    Fidelity fidelity = Fidelity.of(facts);
                    assertEquals(List.of(), fidelity.off());
                    assertEquals(facts.lookups().kept().size(), fidelity.alike());
                    assertTrue(fidelity.alike() > 0);
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyLookupOfTheSamplesIsReproduced() throws IOException {
        return reproduced(SAMPLES);
    }

    @TestFactory
    Stream<DynamicTest> everyLookupOfTheSharedIncidentsIsReproduced() throws IOException {
        String given = System.getProperty("dnswhy.shared");
        Path at = Path.of("").toAbsolutePath();
        while (given == null && at != null && !Files.isDirectory(at.resolve("shared/incidents"))) {
            at = at.getParent();
        }
        Path incidents =
                given != null ? Path.of(given, "incidents") : at == null ? null : at.resolve("shared/incidents");
        assumeTrue(incidents != null && Files.isDirectory(incidents), "no shared/incidents beside the repository");
        return reproduced(incidents);
    }

    @Test
    void theReplayDoesNotSimplyRepeatWhatWasMeasured() throws IOException {
        Facts facts = Fidelity.facts(SAMPLES.resolve("node-local-dns-down"));
        Recording slow = Recording.of(facts.lookups().kept().get(0)).orElseThrow();
        SeenAnswers seen = new SeenAnswers(List.of(slow));
        ResolverRules rules = ResolverRules.of(facts.resolvConf().orElseThrow());
        assertTrue(WhatIf.beginning(slow, rules, seen).isPresent());
        assertTrue(WhatIf.beginning(slow, rules.withTimeout(4, 2), seen).isEmpty());
    }
}
