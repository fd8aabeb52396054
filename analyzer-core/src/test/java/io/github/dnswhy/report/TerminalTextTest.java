package io.github.dnswhy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class TerminalTextTest {
    @Test
    void plainTextIsReturnedAsItIs() {
        String text = "www.example.org \\032 ~";
        assertSame(text, TerminalText.escape(text));
    }

    @Test
    void controlCharactersBecomeVisible() {
        assertEquals("\\x1b[31mred\\x1b[0m", TerminalText.escape("\u001b[31mred\u001b[0m"));
        assertEquals("a\\x0ab\\x0dc\\x09d\\x00", TerminalText.escape("a\nb\rc\td\0"));
        assertEquals("\\x7f \\x9b \\x85", TerminalText.escape("\u007f \u009b \u0085"));
    }

    @Test
    void bidirectionalControlsBecomeVisible() {
        for (int point :
                new int[] {0x61C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069
                }) {
            assertEquals(
                    "a\\u{" + Integer.toHexString(point) + "}b",
                    TerminalText.escape("a" + Character.toString(point) + "b"));
        }
    }

    @Test
    void whatHidesBecomesVisible() {
        for (int point : new int[] {
            0xA0, 0xAD, 0x200B, 0x200C, 0x200D, 0x2028, 0x2029, 0x2060, 0x2800, 0x3000, 0x3164, 0xFE0F, 0xFEFF, 0xE000,
            0xE0041
        }) {
            assertEquals(
                    "a\\u{" + Integer.toHexString(point) + "}b",
                    TerminalText.escape("a" + Character.toString(point) + "b"));
        }
    }

    @Test
    void loneSurrogatesBecomeVisible() {
        assertEquals("\\u{d83d}x", TerminalText.escape("\ud83dx"));
        assertEquals("x\\u{de00}", TerminalText.escape("x\ude00"));
        assertEquals("\ud83d\ude00", TerminalText.escape("\ud83d\ude00"));
    }

    @Test
    void lettersOfAnyScriptStay() {
        assertEquals("zürich 東京 مرحبا Ελλάδα", TerminalText.escape("zürich 東京 مرحبا Ελλάδα"));
    }

    @Test
    void marksStackTwoHighAtMost() {
        assertEquals("e\u0301\u0302\\u{303}", TerminalText.escape("e\u0301\u0302\u0303"));
        assertEquals("\\u{301}e", TerminalText.escape("\u0301e"));
    }

    @Test
    void longTextsEndInAnEllipsis() {
        assertEquals("abcd…", TerminalText.escape("abcdefgh", 5));
        assertEquals("abcde", TerminalText.escape("abcde", 5));
        assertEquals("東…", TerminalText.escape("東京東京", 4));
        assertEquals("ab...", TerminalText.escape("abcdefgh", 5, true));
        assertEquals("…", TerminalText.escape("\u001b\u001b", 3));
    }

    @Test
    void asciiSpellsOurTypographyAndEscapesTheRest() {
        assertEquals("5 x 3 >= 1 -> \"ok\"...", TerminalText.escape("5 × 3 ≥ 1 → “ok”…", 100, true));
        assertEquals("z\\u{fc}rich", TerminalText.escape("zürich", 100, true));
    }

    @Test
    void wideCharactersCountTwice() {
        assertEquals(4, TerminalText.columns("東京"));
        assertEquals(1, TerminalText.columns("e\u0301"));
        assertEquals(2, TerminalText.columns("\ud83d\ude00"));
    }
}
