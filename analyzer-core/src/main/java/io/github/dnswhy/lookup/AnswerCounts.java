package io.github.dnswhy.lookup;

import io.github.dnswhy.facts.AnswerFacts;
import io.github.dnswhy.match.OpenTransaction;
import io.github.dnswhy.match.WireEvent;
import io.github.dnswhy.model.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;

/**
 * Responses that were errors, slow or odd, by server and zone. Quick and good ones never come here, so a healthy capture pays nothing;
 * rows are bounded for each shard, and what finds no room is counted in one row for all zones of its server, or of all servers.
 */
final class AnswerCounts {
    private static final int ROWS = 512;
    private static final int NAMES = 5;
    private static final int LONG_CHAIN = 8;
    private static final long MILLI = 1_000_000;
    private static final long SLOW = AnswerFacts.SLOW_MILLIS * MILLI;
    private static final long FAST = AnswerFacts.FAST_MILLIS * MILLI;
    private static final int ALL_ZONES = 0;

    private record Key(int server, long zone, AnswerFacts.Kind kind, int rcode) {
        // Spelled out: what the JVM makes of a record at run time takes longer than many an analysis.
        @Override
        public boolean equals(Object other) {
            return other instanceof Key k && k.server == server && k.zone == zone && k.kind == kind && k.rcode == rcode;
        }

        @Override
        public int hashCode() {
            return ((Long.hashCode(zone) * 31 + server) * 31 + kind.ordinal()) * 31 + rcode;
        }
    }

    private static final class Row {
        private long count;
        private long fast;
        private long stepped;
        private long shortest = Long.MAX_VALUE;
        private long sum;
        private long longest;
        private final TreeMap<Integer, Long> extendedErrors = new TreeMap<>();
        /** The smallest name ids: the same whatever the order. */
        private final TreeSet<Integer> names = new TreeSet<>();

        private final FrameSample frames = new FrameSample();

        private void add(int name, long latency, WireEvent e) {
            count++;
            fast += latency < FAST ? 1 : 0;
            stepped += AnswerFacts.isStep(latency) ? 1 : 0;
            shortest = Math.min(shortest, latency);
            sum += latency;
            longest = Math.max(longest, latency);
            if (e.extendedError != WireEvent.NONE) {
                extendedErrors.merge(e.extendedError, 1L, Long::sum);
            }
            name(name);
            frames.add(e.capture, e.frame);
        }

        private void name(int name) {
            if (names.size() < NAMES || name < names.last()) {
                names.add(name);
                if (names.size() > NAMES) {
                    names.pollLast();
                }
            }
        }

        private void merge(Row o) {
            count += o.count;
            fast += o.fast;
            stepped += o.stepped;
            shortest = Math.min(shortest, o.shortest);
            sum += o.sum;
            longest = Math.max(longest, o.longest);
            o.extendedErrors.forEach((code, n) -> extendedErrors.merge(code, n, Long::sum));
            o.names.forEach(this::name);
            frames.merge(o.frames);
        }
    }

    private final Map<Key, Row> rows = new HashMap<>();
    private final ZoneOf zones;

    AnswerCounts(Names names) {
        zones = new ZoneOf(names);
    }

    /** Counts the first response of a transaction, if there is anything to say of it. */
    void add(OpenTransaction t, WireEvent e) {
        long latency = Math.max(0, e.time - t.time(0));
        boolean error = e.rcode != 0 && e.rcode != 3;
        boolean ttlZero = e.minimumTtl == 0;
        boolean aliases = e.aliases > LONG_CHAIN
                || e.aliases > 0 && e.answers == 0 && e.rcode == 0 && isAddress(e.type) && !e.truncated();
        boolean slow = latency >= SLOW && !answersRepetition(t, e);
        if (!error && !ttlZero && !aliases && !slow) {
            return;
        }
        long zone = zones.hash(t.name());
        if (error) {
            row(t.server(), zone, AnswerFacts.Kind.ERROR, e.rcode).add(t.name(), latency, e);
        }
        if (slow) {
            row(t.server(), zone, AnswerFacts.Kind.SLOW, 0).add(t.name(), latency, e);
        }
        if (ttlZero) {
            row(t.server(), zone, AnswerFacts.Kind.TTL_ZERO, 0).add(t.name(), latency, e);
        }
        if (aliases) {
            row(t.server(), zone, AnswerFacts.Kind.ALIASES, 0).add(t.name(), latency, e);
        }
    }

    /** Whether the response came quickly once the query was repeated: then the first one was lost, and no server was slow. */
    private static boolean answersRepetition(OpenTransaction t, WireEvent e) {
        int last = t.attemptsKept() - 1;
        return last > 0 && e.time - t.time(last) < SLOW;
    }

    private static boolean isAddress(int type) {
        return type == 1 || type == 28;
    }

    private Row row(int server, long zone, AnswerFacts.Kind kind, int rcode) {
        Key key = new Key(server, zone, kind, rcode);
        Row row = rows.get(key);
        if (row == null) {
            if (rows.size() >= ROWS) {
                key = new Key(
                        rows.size() >= 2 * ROWS ? 0 : server, ALL_ZONES, kind, rows.size() >= 2 * ROWS ? 0 : rcode);
            }
            row = rows.computeIfAbsent(key, k -> new Row());
        }
        return row;
    }

    /** Adds what another shard counted. */
    void merge(AnswerCounts o) {
        o.rows.forEach((key, row) -> rows.computeIfAbsent(key, k -> new Row()).merge(row));
    }

    /** The most frequent ones. */
    List<AnswerFacts> facts(int most, IntFunction<IpAddress> addresses, Texts texts) {
        List<AnswerFacts> facts = new ArrayList<>(rows.size());
        rows.forEach((key, row) -> facts.add(facts(key, row, addresses, texts)));
        facts.sort(Comparator.comparingLong(AnswerFacts::count)
                .reversed()
                .thenComparing(AnswerFacts::server)
                .thenComparing(AnswerFacts::zone)
                .thenComparing(AnswerFacts::kind)
                .thenComparing(AnswerFacts::rcode));
        return facts.size() > most ? facts.subList(0, most) : facts;
    }

    private static AnswerFacts facts(Key key, Row row, IntFunction<IpAddress> addresses, Texts texts) {
        List<String> names = new ArrayList<>();
        for (int name : row.names) {
            names.add(texts.name(name, 0));
        }
        boolean known = key.zone != ALL_ZONES && !names.isEmpty();
        Map<Integer, Long> extendedErrors = new LinkedHashMap<>(row.extendedErrors);
        return new AnswerFacts(
                addresses.apply(key.server),
                known ? AnswerFacts.zoneOf(names.get(0)) : "",
                key.kind,
                key.kind == AnswerFacts.Kind.ERROR ? texts.rcode(key.rcode) : "",
                row.count,
                row.fast,
                row.stepped,
                Duration.ofNanos(row.shortest),
                Duration.ofNanos(row.sum / row.count),
                Duration.ofNanos(row.longest),
                extendedErrors,
                names,
                row.frames.toList());
    }
}
