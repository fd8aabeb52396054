package io.github.dnswhy.lookup;

import io.github.dnswhy.facts.ClientFacts;
import io.github.dnswhy.facts.FrameReference;
import io.github.dnswhy.facts.LookupFacts;
import io.github.dnswhy.facts.LogJoin;
import io.github.dnswhy.facts.NameFacts;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.match.DurationHistogram;
import io.github.dnswhy.match.IntMap;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What all shards counted, put together in one deterministic step after the last frame.
 *
 * <p>Only here it is decided whose queries were lookups: an address that is asked itself, or whose queries echo those of others, is a
 * forwarder, and its queries are legs (a forwarder's waiting is felt by the clients that it makes wait).
 */
public final class TrafficResult {
    /** A client most of whose queries repeat what another client asked a moment before only passes them on. */
    private static final double ECHO_RATIO = 0.6;

    private static final int ECHOES_AT_LEAST = 5;

    private final List<Shard> shards;
    private final AddressTable addresses;
    private final Texts texts;
    private final Limits limits;
    private final long slowNanos;
    private final Optional<QueryLog> queryLog;
    private final IntMap<ServerCounts> servers = new IntMap<>();
    private final IntMap<ServerCounts> endpoints = new IntMap<>();
    private final IntMap<NameCounts> names = new IntMap<>();
    private final IntMap<LookupTally.ClientTally> clients = new IntMap<>();
    private final List<Exchange> exchanges = new ArrayList<>();
    private final Set<Integer> forwarders = new HashSet<>();

    /**
     * Puts the shards together.
     *
     * @param shards all of them, in order, finished
     * @param setup what they shared
     */
    public TrafficResult(List<Shard> shards, Shard.Setup setup) {
        this.shards = shards;
        this.addresses = setup.addresses();
        this.texts = setup.texts();
        this.limits = setup.limits();
        this.slowNanos = setup.slowNanos();
        this.queryLog = setup.queryLog();
        for (Shard shard : shards) {
            merge(shard);
        }
        findForwarders();
    }

    private void merge(Shard shard) {
        for (int id = 0; id < shard.servers.bound(); id++) {
            ServerCounts counts = shard.servers.get(id);
            if (counts != null) {
                counts.finish();
                servers.get(id, i -> new ServerCounts()).merge(counts);
            }
        }
        for (int id = 0; id < shard.endpoints.bound(); id++) {
            ServerCounts counts = shard.endpoints.get(id);
            if (counts != null) {
                endpoints.get(id, i -> new ServerCounts()).merge(counts);
            }
        }
        for (int id = 0; id < shard.names.bound(); id++) {
            NameCounts counts = shard.names.get(id);
            if (counts != null) {
                names.get(id, i -> new NameCounts()).merge(counts);
            }
        }
        for (int id = 0; id < shard.clients.bound(); id++) {
            LookupTally.ClientTally tally = shard.clients.get(id);
            if (tally != null) {
                clients.get(id, i -> new LookupTally.ClientTally(slowNanos)).merge(tally);
            }
        }
        shard.exchanges.forEach(exchanges::add);
    }

    private void findForwarders() {
        for (int id = 0; id < clients.bound(); id++) {
            LookupTally.ClientTally tally = clients.get(id);
            if (tally == null) {
                continue;
            }
            ServerCounts asked = servers.get(id);
            boolean isServer = asked != null && asked.answered > 0 || endpoints.get(id) != null;
            boolean echoes = tally.echoes >= ECHOES_AT_LEAST && tally.echoes >= ECHO_RATIO * tally.total;
            if (isServer || echoes) {
                forwarders.add(id);
            }
        }
        // When everybody seems to forward, nobody can be told from an application: count them all.
        if (forwarders.size() == clients.size()) {
            forwarders.clear();
        }
    }

    /**
     * The servers that clients asked.
     *
     * @return by address; their roles are still {@link ServerRole#OTHER}
     */
    public List<ServerFacts> servers() {
        return facts(servers);
    }

    /**
     * The endpoints that were seen behind a service address, after destination NAT.
     *
     * @return by address
     */
    public List<ServerFacts> endpoints() {
        return facts(endpoints);
    }

    private List<ServerFacts> facts(IntMap<ServerCounts> counted) {
        Map<Integer, Exchange> felt = new HashMap<>();
        for (Exchange x : exchanges) {
            if (!forwarders.contains(x.client)) {
                felt.computeIfAbsent(x.server, server -> new Exchange(0, server)).add(x);
            }
        }
        List<ServerFacts> facts = new ArrayList<>();
        for (int id = 0; id < counted.bound(); id++) {
            ServerCounts c = counted.get(id);
            if (c != null && c.total > 0) {
                facts.add(facts(id, c, felt.getOrDefault(id, new Exchange(0, id))));
            }
        }
        facts.sort(Comparator.comparing(ServerFacts::address));
        return facts;
    }

    private ServerFacts facts(int id, ServerCounts c, Exchange x) {
        boolean answered = c.firstAnswer != Long.MAX_VALUE;
        return new ServerFacts(
                addresses.address(id),
                ServerRole.OTHER,
                clients.get(id) != null,
                new ServerFacts.Transactions(
                        c.attempts,
                        c.sightings,
                        c.total,
                        c.answered,
                        c.unanswered,
                        c.rejected,
                        c.reset,
                        c.undetermined,
                        c.late,
                        c.truncated,
                        c.askedA,
                        c.answeredA,
                        c.askedAaaa,
                        c.answeredAaaa),
                rcodes(c),
                c.latency.total() > 0 ? Optional.of(c.latency.percentiles()) : Optional.empty(),
                KeptLookup.instant(c.firstAttempt == Long.MAX_VALUE ? 0 : c.firstAttempt),
                KeptLookup.instant(c.lastAttempt == Long.MIN_VALUE ? 0 : c.lastAttempt),
                answered ? Optional.of(KeptLookup.instant(c.firstAnswer)) : Optional.empty(),
                answered ? Optional.of(KeptLookup.instant(c.lastAnswer)) : Optional.empty(),
                Duration.ofNanos(c.longestSilence),
                new ServerFacts.Rounds(
                        x.lookupsFirst,
                        x.rounds,
                        x.roundsAnswered,
                        x.roundsTimedOut,
                        x.roundsRefused,
                        x.pairs,
                        x.pairsLosingA,
                        x.pairsLosingAaaa,
                        x.pairsLost,
                        x.pairsRepaired,
                        Duration.ofNanos(x.waitedNanos),
                        Duration.ofNanos(x.answeringNanos),
                        x.roundsErred,
                        Duration.ofNanos(x.erringNanos),
                        x.lookupsWaiting,
                        x.slowLookups,
                        x.failedLookups),
                x.losses.toFacts(),
                c.unansweredFrames.toList(),
                c.rejectedFrames.toList(),
                c.errorFrames.toList(),
                c.lostHalfFrames.toList());
    }

    private Map<String, Long> rcodes(ServerCounts c) {
        Map<String, Long> rcodes = new LinkedHashMap<>();
        for (int rcode = 0; rcode < c.rcodes.length; rcode++) {
            if (c.rcodes[rcode] > 0) {
                rcodes.put(texts.rcode(rcode), c.rcodes[rcode]);
            }
        }
        if (c.rareRcodes != null) {
            c.rareRcodes.forEach((rcode, count) -> rcodes.put(texts.rcode(rcode), count));
        }
        return rcodes;
    }

    /**
     * The clients, forwarders included.
     *
     * @return by attempts descending, then address
     */
    public List<ClientFacts> clients() {
        Map<Integer, List<Exchange>> byClient = new TreeMap<>();
        for (Exchange x : exchanges) {
            byClient.computeIfAbsent(x.client, client -> new ArrayList<>()).add(x);
        }
        List<ClientFacts> facts = new ArrayList<>();
        byClient.forEach((id, asked) -> {
            asked.sort(Comparator.comparingLong((Exchange x) -> x.attempts)
                    .reversed()
                    .thenComparing(x -> addresses.address(x.server)));
            LookupTally.ClientTally tally = clients.get(id);
            boolean forwarder = forwarders.contains(id);
            facts.add(new ClientFacts(
                    addresses.address(id),
                    forwarder,
                    asked.stream().mapToLong(x -> x.attempts).sum(),
                    forwarder || tally == null ? 0 : tally.total,
                    forwarder || tally == null ? 0 : tally.slow,
                    forwarder || tally == null ? 0 : failures(tally),
                    Duration.ofNanos(tally == null ? 0 : tally.waitedNanos),
                    asked.stream().map(x -> addresses.address(x.server)).toList()));
        });
        facts.sort(Comparator.comparingLong(ClientFacts::attempts).reversed().thenComparing(ClientFacts::address));
        return facts;
    }

    private static long failures(LookupTally.ClientTally tally) {
        return tally.outcomes[LookupOutcome.FAILED.ordinal()] + tally.outcomes[LookupOutcome.GAVE_UP.ordinal()];
    }

    /**
     * The names asked on the wire.
     *
     * @return by attempts descending, then text
     */
    public List<NameFacts> names() {
        List<NameFacts> facts = new ArrayList<>();
        for (int id = 0; id < names.bound(); id++) {
            NameCounts c = names.get(id);
            if (c != null && c.attempts > 0) {
                facts.add(new NameFacts(
                        texts.name(id, 0),
                        c.attempts,
                        c.answered,
                        c.unanswered,
                        c.nxdomain,
                        c.nodata,
                        c.errors,
                        c.unansweredAaaa,
                        c.answeredA,
                        c.answeredAaaa,
                        new FrameReference(c.exampleCapture, c.exampleFrame)));
            }
        }
        facts.sort(Comparator.comparingLong(NameFacts::attempts).reversed().thenComparing(NameFacts::name));
        return facts;
    }

    /**
     * The lookups of those who are no forwarders.
     *
     * @return their sums, percentiles and kept details
     */
    public LookupFacts lookups() {
        LookupTally.ClientTally sum = new LookupTally.ClientTally(slowNanos);
        for (int id = 0; id < clients.bound(); id++) {
            LookupTally.ClientTally tally = clients.get(id);
            if (tally != null && !forwarders.contains(id)) {
                sum.merge(tally);
            }
        }
        Map<LookupOutcome, Long> outcomes = new EnumMap<>(LookupOutcome.class);
        for (LookupOutcome outcome : LookupOutcome.values()) {
            if (sum.outcomes[outcome.ordinal()] > 0) {
                outcomes.put(outcome, sum.outcomes[outcome.ordinal()]);
            }
        }
        List<Lookup> kept = kept();
        return new LookupFacts(
                sum.total,
                sum.slow,
                failures(sum),
                outcomes,
                Duration.ofNanos(slowNanos),
                felt(),
                Duration.ofNanos(sum.feltNanos),
                Duration.ofNanos(sum.waitedNanos),
                Duration.ofNanos(sum.answeringNanos),
                sum.walks,
                sum.walkQueries,
                Duration.ofNanos(sum.walkNanos),
                sum.queries,
                kept,
                kept.size() < sum.total,
                countNames(kept, Set.of(LookupOutcome.NXDOMAIN)),
                countNames(kept, Set.of(LookupOutcome.FAILED, LookupOutcome.GAVE_UP)));
    }

    private List<Lookup> kept() {
        LookupSample all = new LookupSample(
                limits.size(Limit.WORST_LOOKUPS), Math.max(1, limits.size(Limit.SAMPLED_LOOKUPS)));
        for (Shard shard : shards) {
            all.merge(shard.sample);
        }
        List<Lookup> kept = new ArrayList<>();
        for (KeptLookup k : all.toList()) {
            if (!forwarders.contains(k.client)) {
                kept.add(k.toModel(addresses, texts));
            }
        }
        kept.sort(Comparator.comparing(Lookup::felt).reversed().thenComparing(Lookup::start).thenComparing(Lookup::id));
        return kept;
    }

    private static List<LookupFacts.NameCount> countNames(List<Lookup> lookups, Set<LookupOutcome> outcomes) {
        Map<String, Long> counts = new HashMap<>();
        for (Lookup l : lookups) {
            if (outcomes.contains(l.outcome())) {
                counts.merge(l.name(), 1L, Long::sum);
            }
        }
        return counts.entrySet().stream()
                .map(e -> new LookupFacts.NameCount(e.getKey(), e.getValue()))
                .sorted(Comparator.comparingLong(LookupFacts.NameCount::count)
                        .reversed()
                        .thenComparing(LookupFacts.NameCount::name))
                .toList();
    }

    private Optional<Percentiles> felt() {
        long total = 0;
        boolean exact = true;
        for (Shard shard : shards) {
            total += shard.felt.count();
            exact &= !shard.felt.overflow();
        }
        return exact && total <= FeltLog.EXACT ? exactFelt() : histogramFelt();
    }

    private Optional<Percentiles> exactFelt() {
        long[] felt = shards.stream()
                .flatMapToLong(shard -> IntStream.range(0, shard.felt.count())
                        .filter(i -> !forwarders.contains(shard.felt.client(i)))
                        .mapToLong(shard.felt::felt))
                .sorted()
                .toArray();
        return percentiles(felt);
    }

    /** Percentiles of sorted nanoseconds by nearest rank. */
    private static Optional<Percentiles> percentiles(long[] sorted) {
        if (sorted.length == 0) {
            return Optional.empty();
        }
        return Optional.of(new Percentiles(
                rank(sorted, 0.5), rank(sorted, 0.9), rank(sorted, 0.95), rank(sorted, 0.99), rank(sorted, 1)));
    }

    private static Duration rank(long[] sorted, double quantile) {
        return Duration.ofNanos(sorted[(int) Math.max(1, Math.ceil(quantile * sorted.length)) - 1]);
    }

    private Optional<Percentiles> histogramFelt() {
        DurationHistogram all = new DurationHistogram();
        for (Shard shard : shards) {
            all.merge(shard.felt.histogram());
        }
        return Optional.of(all.percentiles());
    }

    /**
     * Transactions joined with the query logs.
     *
     * @return by server; empty without query logs
     */
    public List<LogJoin> logJoins() {
        return queryLog.map(log -> LogCounts.joins(shards, log.files(), addresses)).orElse(List.of());
    }

    /**
     * Queries by type.
     *
     * @return by mnemonic, in the order of the type numbers
     */
    public Map<String, Long> types() {
        TypeCounts all = new TypeCounts();
        for (Shard shard : shards) {
            shard.types.toMap().forEach(all::add);
        }
        Map<String, Long> byName = new LinkedHashMap<>();
        all.toMap().forEach((type, count) -> byName.put(texts.type(type), count));
        return byName;
    }

    /**
     * Responses that had no query.
     *
     * @return those after the first ten seconds of the capture
     */
    public long unmatchedResponses() {
        return shards.stream().mapToLong(shard -> shard.unmatchedResponses).sum();
    }

    /**
     * Responses in the first ten seconds that had no query.
     *
     * @return the count
     */
    public long earlyResponses() {
        return shards.stream().mapToLong(shard -> shard.earlyResponses).sum();
    }

    /**
     * Queries over time.
     *
     * @return the slices without gaps; events are added elsewhere
     */
    public Optional<Timeline> timeline() {
        SliceCounts all = new SliceCounts();
        for (Shard shard : shards) {
            all.merge(shard.slices);
        }
        TreeMap<Long, SliceCounts.Slice> counted = all.slices();
        if (counted.isEmpty()) {
            return Optional.empty();
        }
        Map<Long, long[]> felt = feltBySlice(all.lengthNanos());
        List<Timeline.Slice> slices = new ArrayList<>();
        for (long index = counted.firstKey(); index <= counted.lastKey(); index++) {
            SliceCounts.Slice slice = counted.getOrDefault(index, new SliceCounts.Slice());
            Map<IpAddress, Long> asked = new TreeMap<>();
            slice.servers.forEach((server, count) -> asked.put(addresses.address(server), count));
            Optional<Duration> p95 =
                    Optional.ofNullable(felt.get(index)).flatMap(TrafficResult::percentiles).map(Percentiles::p95);
            slices.add(new Timeline.Slice(slice.queries, slice.answered, slice.unanswered, p95, asked));
        }
        Instant from = KeptLookup.instant(counted.firstKey() * all.lengthNanos());
        return Optional.of(new Timeline(Duration.ofNanos(all.lengthNanos()), from, slices, List.of()));
    }

    /** Felt durations by the slice in which the lookup started, sorted; none when there are too many to be exact. */
    private Map<Long, long[]> feltBySlice(long lengthNanos) {
        Map<Long, LongStream.Builder> bySlice = new HashMap<>();
        for (Shard shard : shards) {
            if (shard.felt.overflow()) {
                return Map.of();
            }
            for (int i = 0; i < shard.felt.count(); i++) {
                if (!forwarders.contains(shard.felt.client(i))) {
                    long slice = Math.floorDiv(shard.felt.start(i), lengthNanos);
                    bySlice.computeIfAbsent(slice, index -> LongStream.builder()).add(shard.felt.felt(i));
                }
            }
        }
        Map<Long, long[]> sorted = new HashMap<>();
        bySlice.forEach((slice, felt) -> sorted.put(slice, felt.build().sorted().toArray()));
        return sorted;
    }
}
