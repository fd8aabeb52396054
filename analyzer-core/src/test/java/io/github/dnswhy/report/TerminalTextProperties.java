package io.github.dnswhy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TerminalTextProperties {
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(80),
                Arbitraries.integers()
                        .between(0, 0x10FFFF)
                        .map(Character::toString)
                        .list()
                        .ofMaxSize(40)
                        .map(list -> String.join("", list)));
    }

    @Property(tries = 2_000)
    void nothingThatSteersATerminalSurvives(@ForAll("texts") String text) {
        TerminalText.escape(text).codePoints().forEach(point -> {
            int type = Character.getType(point);
            assertTrue(
                    point == ' '
                            || type != Character.CONTROL
                                    && type != Character.FORMAT
                                    && type != Character.SURROGATE
                                    && type != Character.PRIVATE_USE
                                    && type != Character.LINE_SEPARATOR
                                    && type != Character.PARAGRAPH_SEPARATOR
                                    && type != Character.SPACE_SEPARATOR,
                    () -> Integer.toHexString(point));
        });
    }

    @Property(tries = 1_000)
    void escapingTwiceChangesNothing(@ForAll("texts") String text) {
        String once = TerminalText.escape(text);
        assertEquals(once, TerminalText.escape(once));
    }

    @Property(tries = 2_000)
    void boundIsKept(
            @ForAll("texts") String text, @ForAll @IntRange(min = 3, max = 60) int columns, @ForAll boolean ascii) {
        String bounded = TerminalText.escape(text, columns, ascii);
        assertTrue(TerminalText.columns(bounded) <= columns, bounded);
        String whole = TerminalText.escape(text, Integer.MAX_VALUE, ascii);
        if (TerminalText.columns(whole) <= columns) {
            assertEquals(whole, bounded);
        }
    }

    @Property(tries = 1_000)
    void asciiIsAscii(@ForAll("texts") String text) {
        assertTrue(TerminalText.escape(text, Integer.MAX_VALUE, true).chars().allMatch(c -> c >= ' ' && c <= '~'));
    }
}
