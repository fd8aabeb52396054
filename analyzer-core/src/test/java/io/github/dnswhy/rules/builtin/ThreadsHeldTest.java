package io.github.dnswhy.rules.builtin;

import static io.github.dnswhy.rules.builtin.Verdicts.clear;
import static io.github.dnswhy.rules.builtin.Verdicts.found;
import static io.github.dnswhy.rules.builtin.Verdicts.ruledOut;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.Rule;
import org.junit.jupiter.api.Test;

/** Threads that lookups hold: behind one leader, and most of a pool. */
class ThreadsHeldTest {
    private final Rule convoy = Causes.rule("jvm-per-host-convoy");
    private final Rule pool = Causes.rule("thread-pool-exhausted-by-dns");

    @Test
    void queueBehindOneLookupAmplifies() {
        Finding finding = found(
                convoy,
                new IncidentBuilder()
                        .lookups(100, 20, 0)
                        .dump(20, 1, 9)
                        .dump(20, 1, 8)
                        .build());
        assertEquals(FindingRole.AMPLIFIER, finding.role());
        assertTrue(finding.summary().contains("9 threads waited behind the lookup by exec-1"));
        assertEquals(10, finding.impact().threads());
        assertTrue(finding.confidence() >= 0.8, "confidence " + finding.confidence());
    }

    @Test
    void twoThreadsOfOneHostAreOrdinary() {
        assertTrue(
                ruledOut(convoy, new IncidentBuilder().dump(20, 1, 2).build()).contains("ordinary"));
        assertEquals(
                FindingRole.AMPLIFIER,
                found(
                                convoy,
                                new IncidentBuilder()
                                        .lookups(9, 1, 0)
                                        .dump(20, 1, 3)
                                        .build())
                        .role());
    }

    @Test
    void oneDumpIsLessSureThanTwo() {
        Facts one = new IncidentBuilder().lookups(100, 20, 0).dump(20, 1, 9).build();
        Facts two = new IncidentBuilder()
                .lookups(100, 20, 0)
                .dump(20, 1, 9)
                .dump(20, 1, 9)
                .build();
        assertTrue(found(convoy, one).confidence() < found(convoy, two).confidence());
        assertTrue(found(pool, one).confidence() < found(pool, two).confidence());
    }

    @Test
    void quickLookupsInTheCaptureSpeakAgainstBoth() {
        Facts quick = new IncidentBuilder().dump(20, 1, 9).build();
        Facts without = new IncidentBuilder().withoutCapture().dump(20, 1, 9).build();
        assertEquals(1, found(convoy, quick).contradicts().size());
        assertTrue(found(convoy, quick).confidence() < found(convoy, without).confidence());
        assertTrue(found(pool, quick).confidence() < found(pool, without).confidence());
    }

    @Test
    void halfOfAPoolIsExhausted() {
        assertEquals(
                10,
                found(
                                pool,
                                new IncidentBuilder()
                                        .lookups(9, 1, 0)
                                        .dump(20, 4, 6)
                                        .build())
                        .impact()
                        .threads());
        assertTrue(ruledOut(
                        pool,
                        new IncidentBuilder().lookups(9, 1, 0).dump(20, 4, 5).build())
                .contains("the others were free"));
    }

    @Test
    void idleThreadsAreClear() {
        clear(convoy, new IncidentBuilder().dump(20, 0, 0).build());
        clear(pool, new IncidentBuilder().dump(20, 0, 0).build());
        clear(pool, new IncidentBuilder().dump(4, 2, 2).build());
    }
}
