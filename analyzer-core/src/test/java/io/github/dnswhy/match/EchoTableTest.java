package io.github.dnswhy.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A forwarder repeats what it was just asked; replicas of an application only ask alike. */
class EchoTableTest {
    private static List<Boolean> echoes(String script) {
        EchoTable table = new EchoTable();
        List<Boolean> echoes = new ArrayList<>();
        WireScript.of(script).play(e -> echoes.add(table.isEcho(e)));
        return echoes;
    }

    @Test
    void cacheThatAsksItsUpstreamIsAnEcho() {
        assertEquals(List.of(false, false, true, true), echoes("""
                        0   ? A    web from=C1:4000 to=169.254.20.10
                        0   ? AAAA web from=C1:4000 to=169.254.20.10
                        1   ? A    web from=C9:5000 to=S1 id=77
                        1.1 ? AAAA web from=C9:5000 to=S1 id=5078
                        """));
    }

    @Test
    void replicasThatAskTheSameServerAlikeAreNone() {
        assertEquals(List.of(false, false, false), echoes("""
                        0   ? A web from=C1:4000
                        1   ? A web from=C2:4000 id=12
                        2   ? A web from=C3:4000 id=13
                        """));
    }

    @Test
    void queryBehindSourceNatIsAnEchoAlthoughItGoesToTheSameServer() {
        assertEquals(List.of(false, true), echoes("""
                        0    ? A web from=C1:4000 id=77
                        0.02 ? A web from=C9:5000 id=77
                        """));
    }

    @Test
    void whatComesLaterOrLongBeforeIsNone() {
        assertEquals(List.of(false, false, false), echoes("""
                        5000 ? A web from=C1:4000 to=S2
                        5011 ? A web from=C9:5000 to=S1
                        0    ? A web from=C8:5000 to=S3
                        """));
    }

    @Test
    void copiesOfTheClientsOwnQueryAreNone() {
        assertEquals(List.of(false, false, true), echoes("""
                        0    ? A web from=C1:4000 to=S1 if=1
                        0.01 ? A web from=C1:4000 to=S2 if=2
                        1    ? A web from=C9:4000 to=S3
                        """));
    }
}
