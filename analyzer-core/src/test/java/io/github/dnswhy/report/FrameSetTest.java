package io.github.dnswhy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FrameSetTest {
    private static String ranges(int most, Long... numbers) {
        StringBuilder out = new StringBuilder("{");
        FrameSet.appendRanges(List.of(numbers), most, out);
        return out.append('}').toString();
    }

    @Test
    void runsOfThreeAreRanges() {
        assertEquals("{1, 2, 5..8, 10}", ranges(99, 1L, 2L, 5L, 6L, 7L, 8L, 10L));
    }

    @Test
    void noFramesAreNoRange() {
        assertEquals("{}", ranges(99));
    }

    @Test
    void veryManyFramesAreCut() {
        assertEquals("{1..3}", ranges(3, 1L, 2L, 3L, 4L, 5L));
    }

    @Test
    void filterNamesEvidenceAndLookupOfItsCaptureOnly() {
        FrameSet frames = new FrameSet();
        frames.add(DeadCache.slowLookup(), new Captures(List.of("a.cap", "b.cap")));
        assertEquals("frame.number in {41, 42, 47..52, 57..60}", frames.filter("a.cap"));
        assertEquals(List.of("a.cap"), List.copyOf((java.util.Collection<String>) frames.files()));
    }
}
