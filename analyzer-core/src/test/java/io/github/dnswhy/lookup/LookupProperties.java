package io.github.dnswhy.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.dns.NameTable;
import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.match.Dialogues;
import io.github.dnswhy.match.OpenTransaction;
import io.github.dnswhy.match.TransactionListener;
import io.github.dnswhy.match.TransactionMatcher;
import io.github.dnswhy.match.WireEvent;
import io.github.dnswhy.match.WireScript;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for lookups whatever comes. */
class LookupProperties {
    private static final String END = "\n120000 .";
    private static final String[] SEARCH = {"shop.svc.cluster.local", "svc.cluster.local", "cluster.local"};

    /** Lookups of a client as text, in order of their start. */
    private static List<String> lookupsOf(String client, String script, ResolverSettings settings) {
        WireScript wire = WireScript.of(script);
        List<String> lookups = new ArrayList<>();
        LookupBuilder builder = Played.builder(settings, wire, Played.PLENTY, l -> {
            if (wire.addresses().address(l.client()).equals(WireScript.address(client))) {
                lookups.add(l.start() + " " + Played.text(wire, l) + " " + l.queryCount);
            }
        });
        TransactionMatcher matcher = new TransactionMatcher(Played.PLENTY, builder);
        wire.play(matcher::accept);
        builder.finish(wire.end());
        matcher.finish();
        lookups.sort(null);
        return lookups;
    }

    @Property(tries = 100)
    void lookupsOfAClientDoNotDependOnOtherClients(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 25) int lookups, @ForAll boolean configured) {
        ResolverSettings settings = configured ? Played.configured(2, SEARCH) : Played.unknown();
        List<String> scripts = new ArrayList<>();
        for (int client = 1; client <= 3; client++) {
            scripts.add(Dialogues.of(random, "C" + client, lookups, 20_000));
        }
        String together = Dialogues.merged(scripts) + END;
        for (int client = 1; client <= 3; client++) {
            String alone = scripts.get(client - 1) + END;
            assertEquals(lookupsOf("C" + client, alone, settings), lookupsOf("C" + client, together, settings));
        }
    }

    @Property(tries = 300)
    void anySequenceOfEventsEndsWithEveryQueryInOneLookup(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 400) int events,
            @ForAll @IntRange(min = 1, max = 50) int limit) {
        AddressTable addresses = new AddressTable(Limits.defaults());
        NameTable names = new NameTable(Limits.defaults());
        for (int i = 1; i <= 4; i++) {
            addresses.intern(0, i);
            names.intern(new String[] {"a", "a.svc.cluster.local", "a.cluster.local", "b.svc.cluster.local"}[i - 1]);
        }
        Told told = new Told(names, addresses, limit);
        long time = WireScript.START;
        for (int i = 0; i < events; i++) {
            time += pause(random);
            told.accept(event(random, i + 1, time));
        }
        told.finish(time);
        assertEquals(
                told.attempts,
                told.queries + told.builder.strays(),
                "every attempt is a query of one lookup, or stray");
        assertEquals(told.opened, told.closed, "every transaction that was opened was closed");
        assertTrue(told.mostOpen <= limit, "open transactions " + told.mostOpen + " of " + limit);
    }

    private static long pause(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> 5_000_000_000L;
            case 1 -> 2_500_000_000L;
            case 2 -> 40_000_000_000L;
            case 3 -> -3_000_000_000L;
            case 4 -> random.nextInt(20) == 0 ? -3_600_000_000_000L : -1_000_000L;
            case 5 -> random.nextInt(1_000_000_000);
            default -> random.nextInt(2_000_000);
        };
    }

    private static WireEvent event(Random random, long ordinal, long time) {
        WireEvent e = new WireEvent();
        e.kind = WireEvent.Kind.values()[random.nextInt(8) < 5 ? random.nextInt(2) : random.nextInt(5)];
        e.time = time;
        e.ordinal = ordinal;
        e.frame = ordinal;
        e.client = random.nextInt(3);
        e.source = e.client;
        e.clientPort = 4000 + random.nextInt(3);
        e.server = random.nextInt(4);
        e.serverPort = 53;
        e.transport = random.nextInt(5) == 0 ? Transport.TCP : Transport.UDP;
        e.id = random.nextInt(4);
        e.flags = random.nextInt(6) == 0 ? 0x0200 : 0;
        e.name = random.nextInt(5);
        e.hasQuestion = e.name > 0;
        e.type = new int[] {1, 28, 12, -1}[random.nextInt(4)];
        e.recordClass = random.nextInt(8) == 0 ? -1 : 1;
        e.firstLabelHash = random.nextInt(3);
        e.rcode = e.kind == WireEvent.Kind.RESPONSE ? random.nextInt(6) : WireEvent.NONE;
        e.answers = random.nextInt(2);
        e.extendedError = WireEvent.NONE;
        e.payloadSize = new int[] {WireEvent.NONE, 1232, 1280, 4096}[e.client * (1 + random.nextInt(8) / 7) % 4];
        e.identification = random.nextInt(4) - 1;
        e.timeToLive = 63 + random.nextInt(2);
        e.interfaceIndex = random.nextInt(2);
        e.direction = random.nextInt(3) * 2;
        e.echo = random.nextBoolean();
        return e;
    }

    /** Counts what goes in and what comes out. */
    private static final class Told implements TransactionListener {
        private final LookupBuilder builder;
        private final TransactionMatcher matcher;
        long attempts;
        long queries;
        long opened;
        long closed;
        long mostOpen;

        Told(NameTable names, AddressTable addresses, int limit) {
            builder = new LookupBuilder(
                    address -> Played.unknown(),
                    addresses,
                    (name, target) -> names.copyWire(name, target, 0),
                    limit,
                    Played.SECOND,
                    this::lookup);
            matcher = new TransactionMatcher(limit, this);
        }

        void accept(WireEvent e) {
            matcher.accept(e);
            mostOpen = Math.max(mostOpen, opened - closed);
        }

        void finish(long end) {
            builder.finish(end);
            matcher.finish();
        }

        private void lookup(OpenLookup l) {
            queries += l.queryCount;
            assertTrue(l.felt() >= 0);
            assertTrue(l.outcome() != null);
            assertTrue(l.steps() >= 1);
            long[] spent = new long[1];
            Attribution.split(l, (kind, server, nanos) -> {
                assertTrue(nanos > 0, "a part of no time");
                spent[0] += nanos;
            });
            assertEquals(l.felt(), spent[0], "the parts of the felt time add up to it");
            assertTrue(l.felt() < Played.SECOND || l.outcome() != LookupOutcome.UNDETERMINED, "slow and undetermined");
        }

        @Override
        public void onAttempt(OpenTransaction t, WireEvent e) {
            attempts++;
            opened += t.attempts() == 1 ? 1 : 0;
            builder.onAttempt(t, e);
        }

        @Override
        public void onSighting(OpenTransaction t) {
            builder.onSighting(t);
        }

        @Override
        public void onResponse(OpenTransaction t, WireEvent e) {
            builder.onResponse(t, e);
        }

        @Override
        public void onRepeatedResponse(OpenTransaction t, WireEvent e) {
            builder.onRepeatedResponse(t, e);
        }

        @Override
        public void onRejected(OpenTransaction t, WireEvent e) {
            builder.onRejected(t, e);
        }

        @Override
        public void onConnecting(WireEvent e) {
            builder.onConnecting(e);
        }

        @Override
        public void onUnmatchedResponse(WireEvent e) {
            builder.onUnmatchedResponse(e);
        }

        @Override
        public void onClosed(OpenTransaction t, boolean atEnd) {
            closed++;
            builder.onClosed(t, atEnd);
        }
    }
}
