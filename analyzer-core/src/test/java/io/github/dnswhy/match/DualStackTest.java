package io.github.dnswhy.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The two addresses of a client with nameservers of both families. */
class DualStackTest {
    /** The clients of the queries, as the events tell them. */
    private static List<String> clients(String text) {
        WireScript script = WireScript.of(text);
        DualStack known = new DualStack(script.addresses());
        List<String> clients = new ArrayList<>();
        script.play(e -> {
            e.client = known.first(e.source);
            if (e.kind == WireEvent.Kind.QUERY) {
                known.query(e);
                clients.add(script.addresses().address(e.client).toString());
            } else {
                known.response(e);
            }
        });
        return clients;
    }

    @Test
    void questionThatMovesToTheOtherFamilyAfterATimeoutJoinsBothAddresses() {
        assertEquals(List.of("fd00::1", "fd00::1", "fd00::1"), clients("""
                        0     ? A web from=fd00::1/4000 to=fd00::10 id=77
                        5000  ? A web from=C1:4001 id=77
                        5001  ! A web from=C1:4001 id=77
                        9000  ? A api from=C1:4002 id=78
                        """));
    }

    @Test
    void moveAtOnceAfterARefusalJoinsThemToo() {
        assertEquals(List.of("10.244.1.1", "10.244.1.1"), clients("""
                        0     ? A web from=C1:4000 id=77
                        0.4   ? A web from=fd00::1/4001 to=fd00::10 id=77
                        """));
    }

    @Test
    void answeredQuestionJoinsNothing() {
        assertEquals(List.of("fd00::1", "10.244.1.1"), clients("""
                        0     ? A web from=fd00::1/4000 to=fd00::10 id=77
                        1     ! A web from=fd00::1/4000 to=fd00::10 id=77
                        5000  ? A web from=C1:4001 id=77
                        """));
    }

    @Test
    void otherTimesOtherIdsAndTheSameFamilyJoinNothing() {
        assertEquals(List.of("fd00::1", "10.244.1.1", "10.244.1.2", "10.244.1.3", "fd00::1", "fd00::2"), clients("""
                        0     ? A web from=fd00::1/4000 to=fd00::10 id=77
                        2500  ? A web from=C1:4001 id=77
                        5000  ? A web from=C2:4001 id=78
                        5000  ? A api from=C3:4001 id=77
                        10000 ? A db  from=fd00::1/4000 to=fd00::10 id=79
                        15000 ? A db  from=fd00::2/4000 to=fd00::10 id=79
                        """));
    }
}
