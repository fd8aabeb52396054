package io.github.dnswhy.rules.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.Quantities;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Numbers agree with their verbs, and what is nothing is not told. */
class PhrasesTest {
    private static String cost(long slow, long failed) {
        return Phrases.cost(new Impact(10, slow, failed, Duration.ZERO, 0));
    }

    @Test
    void costAgreesInNumberAndTellsNothingOfNothing() {
        assertEquals("", cost(0, 0));
        assertEquals("; 1 lookup was slow", cost(1, 0));
        assertEquals("; 2 lookups were slow, 1 failed", cost(2, 1));
        assertEquals("; 3 lookups failed", cost(0, 3));
    }

    @Test
    void sentenceBeginsInUpperCaseUnlessItBeginsWithAName() {
        assertEquals("All 12 answers came late.", Quantities.sentence("all 12 answers came late."));
        assertEquals("None of 3 lookups failed.", Quantities.sentence("none of 3 lookups failed."));
        assertEquals("all.example.org is not known.", Quantities.sentence("all.example.org is not known."));
        assertEquals("resolv.conf names two.", Quantities.sentence("resolv.conf names two."));
    }
}
