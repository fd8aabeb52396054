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

    @Test
    void questionsOfLongAgoMakeRoomForThoseOfTheMoment() {
        EchoTable table = new EchoTable();
        WireEvent e = new WireEvent();
        e.type = 1;
        e.server = 1;
        int echoes = 0;
        // Far more names than the table has places; each is asked by a client and 1 ms later by its forwarder.
        for (int name = 1; name <= 100_000; name++) {
            e.name = name;
            e.time = name * 20_000_000L;
            e.client = 7;
            e.server = 8;
            assertEquals(false, table.isEcho(e));
            e.time += 1_000_000;
            e.client = 8;
            e.server = 9;
            echoes += table.isEcho(e) ? 1 : 0;
        }
        assertEquals(100_000, echoes);
    }
}
