package io.github.dnswhy.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Resolvers told by the habits that recordings of each of them show. */
class FingerprintTest {
    private static void expect(ResolverKind kind, double atLeast, Habit... habits) {
        Fingerprint fingerprint = new Fingerprint();
        for (Habit habit : habits) {
            fingerprint.saw(habit);
        }
        assertEquals(kind, fingerprint.best());
        assertTrue(fingerprint.confidence() >= atLeast, () -> "only " + fingerprint.confidence());
        assertTrue(fingerprint.confidence() <= 1);
    }

    @Test
    void nothingSeenIsMostLikelyGlibcButNotSure() {
        expect(ResolverKind.GLIBC, 0.5);
        assertTrue(new Fingerprint().confidence() < 0.9);
    }

    @Test
    void twoPairsTellTheLibcs() {
        expect(ResolverKind.GLIBC, 0.95, Habit.NO_OPT, Habit.IDS_APART, Habit.IDS_APART);
        expect(ResolverKind.MUSL, 0.95, Habit.NO_OPT, Habit.IDS_TOGETHER, Habit.IDS_TOGETHER);
    }

    @Test
    void oneCoincidenceDoesNotMakeAMusl() {
        expect(ResolverKind.GLIBC, 0.9, Habit.IDS_APART, Habit.IDS_APART, Habit.IDS_TOGETHER, Habit.IDS_APART);
    }

    @Test
    void resolversOfRuntimesAndLibrariesAreTold() {
        expect(ResolverKind.GO, 0.9, Habit.OPT_1232, Habit.TWO_PORTS, Habit.PORT_CHANGED);
        expect(ResolverKind.NETTY, 0.95, Habit.OPT_4096, Habit.PORT_KEPT, Habit.OPT_4096, Habit.PORT_KEPT);
        expect(ResolverKind.DNSJAVA, 0.8, Habit.OPT_1280, Habit.PORT_CHANGED, Habit.ALONE, Habit.OPT_1280);
        expect(
                ResolverKind.JNDI,
                0.9,
                Habit.NO_OPT,
                Habit.AFTER_ONE_SECOND,
                Habit.AGAIN_OTHER_PORT,
                Habit.AFTER_ONE_SECOND,
                Habit.ALONE,
                Habit.AFTER_ONE_SECOND,
                Habit.AFTER_ONE_SECOND,
                Habit.AFTER_ONE_SECOND);
        expect(ResolverKind.C_ARES, 0.9, Habit.NO_OPT, Habit.PORT_KEPT, Habit.IDS_APART, Habit.PORT_KEPT);
    }

    @Test
    void groundsAreWhatSpeaksForTheResolverTheStrongestFirst() {
        Fingerprint go = new Fingerprint();
        go.saw(Habit.PORT_CHANGED);
        go.saw(Habit.OPT_1232);
        go.saw(Habit.TWO_PORTS);
        assertEquals(
                List.of(
                        "A and AAAA at the same time from two ports",
                        "OPT with 1232 octets",
                        "every lookup from a new port"),
                go.grounds());
    }

    @Test
    void whereNothingTellsTheGroundsSayThatItIsTheMostCommonOne() {
        assertEquals(List.of("the most common where nothing tells"), new Fingerprint().grounds());
    }

    @Test
    void noResolverIsToldForCertain() {
        Fingerprint musl = new Fingerprint();
        for (int i = 0; i < 8; i++) {
            musl.saw(Habit.SERVERS_AT_ONCE);
        }
        assertEquals(0.99, musl.confidence());
    }

    @Test
    void failedHalfAskedElsewhereIsNoGlibc() {
        expect(
                ResolverKind.C_ARES,
                0.9,
                Habit.NO_OPT,
                Habit.IDS_APART,
                Habit.HALF_ASKED_ELSEWHERE,
                Habit.HALF_ASKED_ELSEWHERE,
                Habit.HALF_ASKED_ELSEWHERE);
        expect(
                ResolverKind.GLIBC,
                0.9,
                Habit.NO_OPT,
                Habit.IDS_APART,
                Habit.ONE_AFTER_THE_OTHER,
                Habit.AGAIN_OTHER_PORT);
    }

    @Test
    void everyHabitIsWeighedForEveryResolver() {
        for (Habit habit : Habit.values()) {
            assertEquals(ResolverKind.values().length, habit.fits.length, habit.name());
        }
    }
}
