package io.github.dnswhy.lookup;

import io.github.dnswhy.facts.ClientFacts;
import io.github.dnswhy.facts.LogJoin;
import io.github.dnswhy.facts.LookupFacts;
import io.github.dnswhy.facts.NameFacts;
import io.github.dnswhy.facts.PathFacts;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.facts.WireFacts;
import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.match.IntMap;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.Timeline;
import io.github.dnswhy.model.WaitKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What all shards counted, put together in one deterministic step after the last frame.
 *
 * <p>Only here it is decided whose queries were lookups: an address that is asked itself, or whose queries echo those of others, is a
 * forwarder, and its queries are legs (a forwarder's waiting is felt by the clients that it makes wait).
 */
public final class TrafficResult {
    /** Texts of more names than this would fill the heap and tell nobody anything. */
    private static final int NAMES_AT_MOST = 20_000;

    private static final int PATHS_AT_MOST = 1_000;

    private final List<Shard> shards;
    private final AddressTable addresses;
    private final Texts texts;
    private final long slowNanos;
    private final Optional<QueryLog> queryLog;
    private final IntMap<ServerCounts> servers = new IntMap<>();
    private final IntMap<ServerCounts> endpoints = new IntMap<>();
    private final ThreadCounts shared;
    private final Oddities oddities;
    private final IntMap<LookupTally.ClientTally> clients = new IntMap<>();
    private final IntMap<Fingerprint> fingerprints = new IntMap<>();
    private final List<Exchange> exchanges = new ArrayList<>();
    private final Forwarders named;
    private final BitSet forwarders;
    private HopResult way;

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
        this.slowNanos = setup.slowNanos();
        this.queryLog = setup.queryLog();
        shared = shards.get(0).shared;
        shards.stream().map(shard -> shard.shared).distinct().skip(1).forEach(shared::merge);
        oddities = shards.get(0).oddities;
        shards.stream().skip(1).forEach(shard -> oddities.merge(shard.oddities));
        for (Shard shard : shards) {
            merge(shard);
        }
        named = new Forwarders(clients, addresses);
        named.find(this::isServer);
        forwarders = named.bits();
    }

    private void merge(Shard shard) {
        for (int id : shard.servers.ids()) {
            ServerCounts counts = shard.servers.get(id);
            if (counts != null) {
                counts.finish();
                servers.get(id, i -> new ServerCounts(ThreadCounts.latency(shared.serverLatencies, i)))
                        .merge(counts);
            }
        }
        for (int id : shard.endpoints.ids()) {
            ServerCounts counts = shard.endpoints.get(id);
            if (counts != null) {
                endpoints
                        .get(id, i -> new ServerCounts(ThreadCounts.latency(shared.endpointLatencies, i)))
                        .merge(counts);
            }
        }
        for (int id : shard.clients.ids()) {
            LookupTally.ClientTally tally = shard.clients.get(id);
            if (tally != null) {
                clients.get(id, i -> new LookupTally.ClientTally(slowNanos)).merge(tally);
            }
        }
        for (int id : shard.clients.ids()) {
            if (shard.clients.get(id) != null) {
                fingerprints.get(id, i -> shard.fingerprint(i));
            }
        }
        shard.exchanges.forEach(exchanges::add);
    }

    /**
     * Names clients that texts know as DNS servers: what they ask, they ask for others.
     *
     * @param known their addresses
     */
    public void nameForwarders(Set<IpAddress> known) {
        named.name(known, exchanges);
    }

    /** The way of questions; joined when it is asked for first, after all forwarders were named. */
    private HopResult way() {
        if (way == null) {
            way = new HopResult(shards, forwarders, this::isServer);
            way.masqueraded().filter(id -> servers.get(id) != null).forEach(id -> endpoints.get(id, servers::get));
        }
        return way;
    }

    private boolean isServer(int id) {
        ServerCounts asked = servers.get(id);
        return asked != null && asked.answered > 0 || endpoints.get(id) != null;
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
     * The felt time of all lookups of those who are no forwarders, by what it was spent on. It adds up to {@link LookupFacts#feltTotal}.
     *
     * @return by server and kind, without zeros
     */
    public Map<IpAddress, Map<WaitKind, Duration>> spent() {
        Map<IpAddress, Map<WaitKind, Duration>> spent = new TreeMap<>();
        for (Exchange x : exchanges) {
            if (forwarders.get(x.client)) {
                continue;
            }
            for (WaitKind kind : WaitKind.values()) {
                if (x.spent[kind.ordinal()] > 0) {
                    spent.computeIfAbsent(addresses.address(x.server), s -> new EnumMap<>(WaitKind.class))
                            .merge(kind, Duration.ofNanos(x.spent[kind.ordinal()]), Duration::plus);
                }
            }
        }
        return spent;
    }

    /**
     * The endpoints that were seen behind a service address, after destination NAT.
     *
     * @return by address
     */
    public List<ServerFacts> endpoints() {
        way();
        return facts(endpoints);
    }

    private List<ServerFacts> facts(IntMap<ServerCounts> counted) {
        Map<Integer, Exchange> felt = new HashMap<>();
        for (Exchange x : exchanges) {
            if (!forwarders.get(x.client)) {
                felt.computeIfAbsent(x.server, server -> new Exchange(0, server))
                        .add(x);
            }
        }
        List<ServerFacts> facts = new ArrayList<>();
        for (int id : counted.ids()) {
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
                c.rcodes(texts),
                c.latency().total() > 0 ? Optional.of(c.latency().percentiles()) : Optional.empty(),
                KeptLookup.instant(c.firstAttempt == Long.MAX_VALUE ? 0 : c.firstAttempt),
                KeptLookup.instant(c.lastAttempt == Long.MIN_VALUE ? 0 : c.lastAttempt),
                answered ? Optional.of(KeptLookup.instant(c.firstAnswer)) : Optional.empty(),
                answered ? Optional.of(KeptLookup.instant(c.lastAnswer)) : Optional.empty(),
                Duration.ofNanos(c.silence(addresses.charted(id), shared.slices)),
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
            boolean forwarder = forwarders.get(id);
            boolean shows = !forwarder && fingerprints.get(id) != null;
            facts.add(new ClientFacts(
                    addresses.address(id),
                    forwarder,
                    asked.stream().mapToLong(x -> x.attempts).sum(),
                    forwarder || tally == null ? 0 : tally.total,
                    forwarder || tally == null ? 0 : tally.slow,
                    forwarder || tally == null ? 0 : failures(tally),
                    Duration.ofNanos(tally == null ? 0 : tally.waitedNanos),
                    asked.stream().map(x -> addresses.address(x.server)).toList(),
                    shows ? Optional.of(fingerprints.get(id).best().text) : Optional.empty(),
                    shows ? fingerprints.get(id).confidence() : 0,
                    shows ? fingerprints.get(id).grounds() : List.of()));
        });
        facts.sort(Comparator.comparingLong(ClientFacts::attempts).reversed().thenComparing(ClientFacts::address));
        return facts;
    }

    private static long failures(LookupTally.ClientTally tally) {
        return tally.outcomes[LookupOutcome.FAILED.ordinal()] + tally.outcomes[LookupOutcome.GAVE_UP.ordinal()];
    }

    /**
     * The names asked on the wire: of more than {@value #NAMES_AT_MOST} those asked most, and first.
     *
     * @return by attempts descending, then text
     */
    public List<NameFacts> names() {
        NameCounts names = shared.names;
        long[] order = new long[names.bound()];
        int count = 0;
        for (int id = 0; id < order.length; id++) {
            if (names.attempts(id) > 0) {
                order[count++] = (long) -names.attempts(id) << 32 | id;
            }
        }
        Arrays.sort(order, 0, count);
        List<NameFacts> facts = new ArrayList<>(Math.min(count, NAMES_AT_MOST));
        for (int i = 0; i < count && i < NAMES_AT_MOST; i++) {
            int id = (int) order[i];
            facts.add(names.facts(id, texts.name(id, 0)));
        }
        facts.sort(TrafficResult::compareMostAskedFirst);
        return facts;
    }

    private static int compareMostAskedFirst(NameFacts a, NameFacts b) {
        int byAttempts = Long.compare(b.attempts(), a.attempts());
        return byAttempts != 0 ? byAttempts : a.name().compareTo(b.name());
    }

    /**
     * The lookups of those who are no forwarders.
     *
     * @return their sums, percentiles and kept details
     */
    public LookupFacts lookups() {
        LookupTally.ClientTally sum = new LookupTally.ClientTally(slowNanos);
        for (int id : clients.ids()) {
            LookupTally.ClientTally tally = clients.get(id);
            if (tally != null && !forwarders.get(id)) {
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
                felt().percentiles(),
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
        List<Lookup> kept = new ArrayList<>();
        for (KeptLookup k : shared.sample.toList()) {
            if (!forwarders.get(k.client)) {
                kept.add(k.toModel(addresses, texts));
            }
        }
        return kept;
    }

    private FeltTimes felt() {
        return new FeltTimes(shards.stream().map(shard -> shard.felt).toList(), shared.felt, forwarders);
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

    /**
     * Transactions joined with the query logs.
     *
     * @return by server; empty without query logs
     */
    public List<LogJoin> logJoins() {
        return queryLog.map(log -> LogCounts.joins(shards, log.files(), addresses))
                .orElse(List.of());
    }

    /**
     * Queries by type.
     *
     * @return by mnemonic, in the order of the type numbers
     */
    public Map<String, Long> types() {
        Map<String, Long> byName = new LinkedHashMap<>();
        shared.types.toMap().forEach((type, count) -> byName.put(texts.type(type), count));
        return byName;
    }

    /**
     * The wire seen closer.
     *
     * @return errors, slow answers, handshakes and paths
     */
    public WireFacts wire() {
        HopResult joined = way();
        return oddities.facts(addresses, texts, paths(), timeline(), joined.facts(addresses, texts));
    }

    /** The paths that were waited for longest, then those that were asked most. */
    private List<PathFacts> paths() {
        return exchanges.stream()
                .filter(x -> !forwarders.get(x.client))
                .map(x -> new PathFacts(
                        addresses.address(x.client),
                        addresses.address(x.server),
                        x.attempts,
                        x.rounds,
                        x.roundsAnswered,
                        x.roundsTimedOut,
                        x.roundsRefused,
                        Duration.ofNanos(x.waitedNanos)))
                .sorted(Comparator.comparing(PathFacts::waited)
                        .thenComparingLong(PathFacts::attempts)
                        .reversed()
                        .thenComparing(PathFacts::client)
                        .thenComparing(PathFacts::server))
                .limit(PATHS_AT_MOST)
                .toList();
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
        SliceCounts all = shared.slices;
        if (all.isEmpty()) {
            return Optional.empty();
        }
        long first = all.firstIndex();
        List<Optional<Duration>> p95 = felt().p95BySlice(first, all.size(), all.lengthNanos());
        List<Timeline.Slice> slices = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            SliceCounts.Slice slice = all.slice(i);
            Map<IpAddress, Long> asked = new TreeMap<>();
            slice.servers.forEach((server, queries) -> asked.put(addresses.address(server), queries));
            slices.add(new Timeline.Slice(slice.queries, slice.answered, slice.unanswered, p95.get(i), asked));
        }
        Instant from = KeptLookup.instant(first * all.lengthNanos());
        return Optional.of(new Timeline(Duration.ofNanos(all.lengthNanos()), from, slices, List.of()));
    }
}
