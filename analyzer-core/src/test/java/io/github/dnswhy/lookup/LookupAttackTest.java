package io.github.dnswhy.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.match.TransactionMatcher;
import io.github.dnswhy.match.WireEvent;
import io.github.dnswhy.match.WireScript;
import io.github.dnswhy.model.Transport;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Clients that ask so that the search for the lookup of a query would have to look at all that is open. */
class LookupAttackTest {
    private static final int QUERIES = 150_000;
    private static final int OPEN = 16_384;
    /** Looking at all open lookups with each query would take minutes. */
    private static final Duration LINEAR = Duration.ofSeconds(60);

    private final WireScript tables = WireScript.of("0 ? A www.test");
    private int lookups;
    private int queriesKept;
    private long queriesCounted;
    private final LookupBuilder builder = Played.builder(Played.unknown(), tables, OPEN, l -> {
        lookups++;
        queriesKept += l.queriesKept();
        queriesCounted += l.queryCount;
    });
    private final TransactionMatcher matcher = new TransactionMatcher(OPEN, builder);

    private void ask(int queries, BiConsumer<WireEvent, Integer> vary) {
        assertTimeoutPreemptively(LINEAR, () -> {
            WireEvent e = new WireEvent();
            for (int i = 0; i < queries; i++) {
                e.copy(tables.events().get(0));
                e.time += i * 1_000L;
                e.ordinal = i + 1;
                e.frame = i + 1;
                e.id = i & 0xFFFF;
                e.clientPort = 1024 + i % 60_000;
                vary.accept(e, i);
                matcher.accept(e);
            }
            builder.finish(WireScript.START + queries * 1_000L);
            matcher.finish();
        });
        assertEquals(queries, queriesCounted, "every query belongs to a lookup");
    }

    @Test
    void namesWithOneFirstLabelAreNotSearchedThrough() {
        ask(QUERIES, (e, i) -> e.name = tables.names().intern("www.n" + i));
        assertEquals(QUERIES, lookups);
        assertEquals(QUERIES - OPEN, builder.evicted());
        assertTrue(builder.cutSearches() > 0, "what was not looked at is counted");
    }

    @Test
    void oneQuestionUnderManyIdsIsNotSearchedThrough() {
        ask(QUERIES, (e, i) -> {});
        assertTrue(builder.cutSearches() > 0, "what was not looked at is counted");
    }

    @Test
    void aRepetitionAmongThoseThatAreLookedAtIsStillFound() {
        ask(200, (e, i) -> {
            e.name = tables.names().intern("www.n" + i % 100);
            e.id = 7 + i % 100;
            e.clientPort = 4000 + i % 100;
            e.time = WireScript.START + (i / 100) * 5_000_000_000L + i;
            e.identification = i;
            e.transport = Transport.UDP;
        });
        assertEquals(100, lookups);
        assertEquals(0, builder.cutSearches());
    }

    @Test
    void queriesOfEndlessLookupsAreCountedBeyondTheirRoom() {
        int repetitions = 40;
        int clients = 8_000;
        ask(repetitions * clients, (e, i) -> {
            e.client = tables.addresses().intern(0xFE80L << 48, i % clients);
            e.source = e.client;
            e.clientPort = 4000;
            e.id = 1;
            e.time = WireScript.START + (i / clients) * 100_000_000L;
            e.identification = i;
        });
        assertEquals(clients, lookups);
        assertTrue(queriesKept <= clients * OpenLookup.USUAL + OPEN, () -> queriesKept + " queries were kept");
        assertEquals(queriesCounted - queriesKept, builder.queriesDropped());
    }
}
