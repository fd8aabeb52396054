package io.github.dnswhy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void colourFollowsTheTerminalUnlessTold() {
        assertTrue(colored("auto", true, Map.of()));
        assertFalse(colored("auto", false, Map.of()));
        assertFalse(colored("never", true, Map.of("CLICOLOR_FORCE", "1")));
        assertTrue(colored("always", false, Map.of("NO_COLOR", "1", "TERM", "dumb")));
    }

    @Test
    void colourFollowsTheEnvironment() {
        assertFalse(colored("auto", true, Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1")));
        assertTrue(colored("auto", true, Map.of("NO_COLOR", "")));
        assertTrue(colored("auto", false, Map.of("CLICOLOR_FORCE", "1", "TERM", "dumb")));
        assertFalse(colored("auto", false, Map.of("CLICOLOR_FORCE", "0")));
        assertFalse(colored("auto", true, Map.of("TERM", "dumb")));
    }

    @Test
    void filesAreNotColouredUnlessTold() {
        assertFalse(terminal(true, Map.of("CLICOLOR_FORCE", "1")).colored("auto", true));
        assertTrue(terminal(true, Map.of()).colored("always", true));
    }

    @Test
    void terminalOfAnotherCharacterSetGetsAscii() {
        assertTrue(terminal(false, Map.of("LANG", "C")).unicode());
        assertFalse(terminal(true, Map.of("LANG", "C")).unicode());
        assertFalse(terminal(true, Map.of()).unicode());
        assertTrue(terminal(true, Map.of("LANG", "C", "LC_ALL", "de_DE.utf8")).unicode());
        assertFalse(terminal(true, Map.of("DNSWHY_LOCALE", "POSIX", "LC_ALL", "C.UTF-8"))
                .unicode());
    }

    @Test
    void progressTellsWhatIsKnown() {
        assertEquals("dnswhy: 512 of 1024 MB read (50 %)", ProgressLine.text(512_000_000, 1_024_000_000));
        assertEquals("dnswhy: 7 MB read", ProgressLine.text(7_500_000, 0));
    }

    private static boolean colored(String when, boolean isTerminal, Map<String, String> environment) {
        return terminal(isTerminal, environment).colored(when, false);
    }

    private static Terminal terminal(boolean isTerminal, Map<String, String> environment) {
        OutputStream nowhere = OutputStream.nullOutputStream();
        return new Terminal(nowhere, nowhere, environment, isTerminal, false, 0);
    }
}
