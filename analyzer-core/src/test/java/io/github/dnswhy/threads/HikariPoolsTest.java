package io.github.dnswhy.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dnswhy.model.Resolution;
import io.github.dnswhy.model.Resolution.Kind;
import io.github.dnswhy.model.Resolution.Role;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HikariPoolsTest {
    private static final String BORROWER = """
            "request" #11 prio=5 tid=0x1 nid=0x1 waiting on condition
               java.lang.Thread.State: TIMED_WAITING (parking)
            	at jdk.internal.misc.Unsafe.park(Native Method)
            	- parking to wait for  <0xe1> (a java.util.concurrent.SynchronousQueue$TransferStack)
            	at java.util.concurrent.SynchronousQueue.poll(SynchronousQueue.java:903)
            	at com.zaxxer.hikari.util.ConcurrentBag.borrow(ConcurrentBag.java:151)

            """;

    private static final String HEAD = "Full thread dump OpenJDK 64-Bit Server VM (17 mixed mode):\n\n";

    private static String adder(String pool, String frame) {
        return "\"" + pool + " connection adder\" #12 prio=5 tid=0x2 nid=0x2 runnable\n"
                + "   java.lang.Thread.State: RUNNABLE\n\tat " + frame
                + "\n\tat org.postgresql.Driver.connect(Driver.java:1)\n\n";
    }

    @Test
    void borrowersWaitForTheLookupOfTheirPoolsAdder() {
        String lookup = adder("Pool-1", "java.net.Inet6AddressImpl.lookupAllHostAddr(Native Method)");
        assertEquals(
                new Resolution(Kind.BEHIND, "PostgreSQL", Role.WAITING, Optional.of("Pool-1 connection adder")),
                Samples.resolution(Samples.one(HEAD + BORROWER + lookup), "request"));
    }

    @Test
    void borrowersOfAPoolThatConnectsDoNotWaitForDns() {
        String connect = adder("Pool-1", "sun.nio.ch.Net.connect0(Native Method)");
        ParsedThread request = Samples.thread(Samples.one(HEAD + BORROWER + connect), "request");
        assertEquals(Activity.POOL, request.activity());
        assertEquals(Optional.of("Pool-1 connection adder"), request.thread().owner());
    }

    @Test
    void withTwoPoolsNothingTellsWhoseBorrowerItIs() {
        String lookup = adder("Pool-1", "java.net.Inet6AddressImpl.lookupAllHostAddr(Native Method)");
        String other = "\"Pool-2 housekeeper\" #13 daemon prio=5 tid=0x3 nid=0x3 waiting on condition\n\n";
        ParsedThread request = Samples.thread(Samples.one(HEAD + BORROWER + lookup + other), "request");
        assertEquals(Activity.POOL, request.activity());
    }

    @Test
    void withTwoPoolsThatBothLookUpTheirHostItWaitsForOneOfThem() {
        String lookup = "java.net.Inet6AddressImpl.lookupAllHostAddr(Native Method)";
        String both = HEAD + BORROWER + adder("Pool-1", lookup) + adder("Pool-2", lookup);
        assertEquals(
                new Resolution(Kind.BEHIND, "", Role.WAITING, Optional.empty()),
                Samples.resolution(Samples.one(both), "request"));
        assertEquals(
                Optional.empty(),
                Samples.thread(Samples.one(both), "request").thread().owner());
        String one = HEAD + BORROWER + adder("Pool-1", lookup) + adder("Pool-2", "sun.nio.ch.Net.connect0(Native)");
        assertEquals(Activity.POOL, Samples.thread(Samples.one(one), "request").activity());
    }
}
