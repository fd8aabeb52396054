package io.github.dnswhy.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.KeyHash;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Transport;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keys that packets choose so that a multiplication would fold them into one: they are spread all the same. */
class CollisionAttackTest {
    private static final int KEYS = 250_000;
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;
    /** One long chain would take minutes. */
    private static final Duration LINEAR = Duration.ofSeconds(60);

    @Test
    void addressesThatAMultiplicationFoldsTogetherAreFoundAtOnce() {
        AddressTable table = new AddressTable(Limits.defaults());
        assertTimeoutPreemptively(LINEAR, () -> {
            for (long high = 1; high <= KEYS; high++) {
                assertEquals(high, table.intern(high, high * GOLDEN));
            }
        });
        assertEquals(0, table.dropped());
    }

    @Test
    void hashesOfRelatedKeysFillTheSlotsEvenly() {
        Set<Integer> folded = new HashSet<>();
        Set<Integer> upper = new HashSet<>();
        Set<Integer> lower = new HashSet<>();
        for (long i = 0; i < 1 << 16; i++) {
            folded.add(KeyHash.of(i, i * GOLDEN) & 0xFFFF);
            upper.add(KeyHash.of(i << 48) & 0xFFFF);
            lower.add(KeyHash.of(1, 2, 3, 4, i) & 0xFFFF);
        }
        // Of 65536 slots, 63 % are hit when 65536 keys fall at random.
        for (Set<Integer> hit : List.of(folded, upper, lower)) {
            assertTrue(hit.size() > 40_000, () -> "only " + hit.size() + " slots are hit");
        }
    }

    @Test
    void partsThatDifferInTheirHighestBitsOnlyDoNotCollide() {
        Set<Integer> pairs = new HashSet<>();
        Set<Integer> fives = new HashSet<>();
        for (long i = 0; i < 1 << 8; i++) {
            for (long j = 0; j < 1 << 8; j++) {
                pairs.add(KeyHash.of(i << 56, j << 56));
                fives.add(KeyHash.of(i << 56, 1, j << 56, 1, 1));
            }
        }
        assertTrue(pairs.size() > 60_000, () -> pairs.size() + " hashes of 65536 pairs");
        assertTrue(fives.size() > 60_000, () -> fives.size() + " hashes of 65536 fives");
    }

    /** The port's highest bit must not wipe out the client. */
    @Test
    void clientsThatShareAHighPortAndAnIdAreToldApartAtOnce() {
        AddressTable addresses = new AddressTable(Limits.defaults());
        Counts counts = new Counts();
        TransactionMatcher matcher = new TransactionMatcher(KEYS, counts);
        int server = addresses.intern(0, 1);
        assertTimeoutPreemptively(LINEAR, () -> {
            for (int round = 0; round < 2; round++) {
                for (int client = 0; client < KEYS; client++) {
                    matcher.accept(event(round == 0, 10 + client, server));
                }
            }
        });
        assertEquals(KEYS, counts.answered);
        assertEquals(0, matcher.evicted());
    }

    private static WireEvent event(boolean query, int client, int server) {
        WireEvent e = new WireEvent();
        e.kind = query ? WireEvent.Kind.QUERY : WireEvent.Kind.RESPONSE;
        e.time = WireScript.START;
        e.client = client;
        e.source = client;
        e.clientPort = 0xF000;
        e.server = server;
        e.serverPort = 53;
        e.transport = Transport.UDP;
        e.id = 1;
        e.name = 1;
        e.hasQuestion = true;
        e.type = 1;
        e.recordClass = 1;
        return e;
    }

    @Test
    void serversBeyondTheBoundAreCountedTogether() {
        AddressTable addresses = new AddressTable(Limits.defaults().with(Limit.SERVERS, 2));
        int[] ids = new int[4];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = addresses.intern(0, 100 + i);
        }
        addresses.asked(ids[3]);
        addresses.asked(ids[0]);
        addresses.asked(ids[1]);
        addresses.asked(ids[3]);
        assertEquals(ids[3], addresses.counted(ids[3]));
        assertEquals(ids[0], addresses.counted(ids[0]));
        assertEquals(AddressTable.OVERFLOW, addresses.counted(ids[1]));
        assertEquals(AddressTable.OVERFLOW, addresses.counted(ids[2]));
        assertEquals(1, addresses.droppedServers());
    }

    @Test
    void detailsOfRepetitionsTakeNoMoreThanTheirRoom() {
        Counts counts = new Counts();
        TransactionMatcher matcher = new TransactionMatcher(10, counts);
        for (int i = 0; i < 100; i++) {
            WireEvent e = event(true, 10 + i % 5, 1);
            e.time += i * 1_000_000_000L / 50;
            e.identification = i;
            matcher.accept(e);
        }
        matcher.finish();
        assertEquals(100, counts.attempts, "all are counted");
        assertEquals(5 + 10, counts.kept, "one of each transaction, and ten more, are kept");
        assertEquals(100 - 15, matcher.repetitionsDropped());
    }

    private static final class Counts implements TransactionListener {
        private int answered;
        private int attempts;
        private int kept;

        @Override
        public void onAttempt(OpenTransaction t, WireEvent e) {}

        @Override
        public void onSighting(OpenTransaction t) {}

        @Override
        public void onResponse(OpenTransaction t, WireEvent e) {
            answered++;
        }

        @Override
        public void onRepeatedResponse(OpenTransaction t, WireEvent e) {}

        @Override
        public void onRejected(OpenTransaction t, WireEvent e) {}

        @Override
        public void onUnmatchedResponse(WireEvent e) {}

        @Override
        public void onClosed(OpenTransaction t, boolean atEnd) {
            attempts += t.attempts();
            kept += t.attemptsKept();
        }
    }
}
