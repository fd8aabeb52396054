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
import java.time.Duration;
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
        assertTrue(finding.summary().contains("9 threads waited for exec-1 to look up the same host"));
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

    @Test
    void waitersForALockOrAPoolAreNoQueueOfTheSameHost() {
        Facts lock = new IncidentBuilder()
                .lookups(9, 1, 0)
                .dump(20, 1, 9)
                .sameHost(0)
                .build();
        assertTrue(ruledOut(convoy, lock).contains("9 threads waited for a lock, a pool or a task"));
        Facts both = new IncidentBuilder()
                .lookups(9, 1, 0)
                .dump(20, 1, 9)
                .sameHost(4)
                .build();
        assertTrue(found(convoy, both).summary().contains("4 threads waited for exec-1 to look up the same host"));
        assertTrue(found(convoy, both).summary().contains("and 5 more"));
    }

    @Test
    void oneCallOverTwoDumpsMakesBothSurer() {
        IncidentBuilder apart = new IncidentBuilder().dump(20, 1, 9).dump(20, 1, 9);
        Facts unknown = apart.build();
        Facts same = apart.sameCalls(1, Duration.ofSeconds(5)).build();
        assertTrue(found(convoy, unknown).confidence() < found(convoy, same).confidence());
        assertTrue(found(pool, unknown).confidence() < found(pool, same).confidence());
        Facts quick = apart.sameCalls(1, Duration.ofMillis(900)).build();
        assertEquals(
                found(convoy, unknown).confidence(),
                found(convoy, quick).confidence(),
                "less than a slow lookup takes");
    }
}
