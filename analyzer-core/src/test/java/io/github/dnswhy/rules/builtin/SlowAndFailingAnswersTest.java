package io.github.dnswhy.rules.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SlowAndFailingAnswersTest {
    @Test
    void quickAnswersBlameNobody() {
        assertEquals("no", new ScriptedIncident(new Dialogue().services(60, 0, 500, 1)).pod("10.96.0.1").verdict());
    }
}
