package io.github.dnswhy.rules.builtin.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.dnswhy.facts.ServerFacts.Losses;
import org.junit.jupiter.api.Test;

/** Which losses look like a race of two packets. */
class LossPatternTest {
    @Test
    void chanceOfTheSecondIsThatOfAFairCoin() {
        assertEquals(0.125, new LossPattern(new Losses(0, 0, 10, 3, 3, 0, 3, 0, 0, 0)).secondByChance(), 1e-9);
        assertEquals(0.5, new LossPattern(new Losses(0, 0, 10, 3, 2, 0, 3, 0, 0, 0)).secondByChance(), 1e-9);
    }

    @Test
    void lossesOfEveryKindAreNoRace() {
        assertFalse(new LossPattern(new Losses(100, 5, 200, 20, 9, 1, 27, 1, 0, 0)).isRace());
    }
}
