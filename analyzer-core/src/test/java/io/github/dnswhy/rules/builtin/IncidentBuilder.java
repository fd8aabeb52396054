package io.github.dnswhy.rules.builtin;

import io.github.dnswhy.evidence.EvidenceReader;
import io.github.dnswhy.evidence.EvidenceSet;
import io.github.dnswhy.facts.CaptureFacts;
import io.github.dnswhy.facts.DumpFacts;
import io.github.dnswhy.facts.LookupFacts;
import io.github.dnswhy.facts.NameFacts;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.facts.WireFacts;
import io.github.dnswhy.model.Evidence.ThreadPlace;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.ThreadSummary;
import io.github.dnswhy.rules.Facts;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Facts of an incident that never was: healthy until told otherwise. */
final class IncidentBuilder {
    static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    private final List<ServerFacts> servers = new ArrayList<>();
    private final List<NameFacts> names = new ArrayList<>();
    private final List<DumpFacts> dumps = new ArrayList<>();
    private final List<Lookup> kept = new ArrayList<>();
    private final EvidenceReader evidence = new EvidenceReader(Limits.defaults());
    private final Map<LookupOutcome, Long> outcomes = new EnumMap<>(LookupOutcome.class);
    private boolean captured = true;
    private long total = 100;
    private long slow;
    private long failed;
    private Duration p95 = Duration.ofMillis(10);
    private Duration p99 = Duration.ofMillis(20);
    private Duration feltTotal = Duration.ofSeconds(1);
    private Duration walkTime = Duration.ZERO;
    private long walks;
    private long walkQueries;
    private Optional<Long> dropped = Optional.empty();
    private long cut;
    private long unmatchedResponses;
    private long earlyResponses;
    private long unmatchedQueries;
    private long icmpErrors;
    private long copies;
    private long translated;
    private long backward;
    private Duration farthestBack = Duration.ZERO;
    private List<String> damaged = List.of();
    private List<LookupFacts.NameCount> nxdomain = List.of();
    private WireFacts wire = WireFacts.NONE;

    /** No capture at all. */
    IncidentBuilder withoutCapture() {
        captured = false;
        return lookups(0, 0, 0);
    }

    IncidentBuilder server(ServerBuilder server) {
        servers.add(server.build());
        return this;
    }

    IncidentBuilder wire(WireFacts seen) {
        wire = seen;
        return this;
    }

    IncidentBuilder lookups(long all, long slowOnes, long failedOnes) {
        total = all;
        slow = slowOnes;
        failed = failedOnes;
        return this;
    }

    IncidentBuilder outcome(LookupOutcome outcome, long count) {
        outcomes.put(outcome, count);
        return this;
    }

    IncidentBuilder felt(long p95Millis, long p99Millis, long totalMillis) {
        p95 = Duration.ofMillis(p95Millis);
        p99 = Duration.ofMillis(p99Millis);
        feltTotal = Duration.ofMillis(totalMillis);
        return this;
    }

    IncidentBuilder walks(long count, long queries, long millis) {
        walks = count;
        walkQueries = queries;
        walkTime = Duration.ofMillis(millis);
        return this;
    }

    IncidentBuilder kept(Lookup... lookups) {
        kept.addAll(List.of(lookups));
        return this;
    }

    IncidentBuilder name(NameFacts name) {
        names.add(name);
        return this;
    }

    IncidentBuilder nxdomainNames(LookupFacts.NameCount... counts) {
        nxdomain = List.of(counts);
        return this;
    }

    IncidentBuilder dropped(long frames) {
        dropped = Optional.of(frames);
        return this;
    }

    IncidentBuilder cut(long messages) {
        cut = messages;
        return this;
    }

    IncidentBuilder orphans(long responses, long early, long queries) {
        unmatchedResponses = responses;
        earlyResponses = early;
        unmatchedQueries = queries;
        return this;
    }

    IncidentBuilder icmpErrors(long errors) {
        icmpErrors = errors;
        return this;
    }

    IncidentBuilder copies(long frames, long translatedQueries) {
        copies = frames;
        translated = translatedQueries;
        return this;
    }

    IncidentBuilder backward(long frames, Duration farthest) {
        backward = frames;
        farthestBack = farthest;
        return this;
    }

    IncidentBuilder damaged(String... files) {
        damaged = List.of(files);
        return this;
    }

    /** Gives a text as a file of this kind. */
    IncidentBuilder text(InputKind kind, String file, String text) {
        evidence.read(kind, file, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    IncidentBuilder resolvConf(String text) {
        return text(InputKind.RESOLV_CONF, "resolv.conf", text);
    }

    /** A dump ten seconds after the start: so many threads of a pool, of them so many resolving and so many waiting behind the first. */
    IncidentBuilder dump(int pool, int resolving, int waiting) {
        return dump(pool, resolving, waiting, Optional.of(START.plusSeconds(10)), List.of(), List.of());
    }

    IncidentBuilder dump(
            int pool,
            int resolving,
            int waiting,
            Optional<Instant> time,
            List<DumpFacts.Hold> holds,
            List<ThreadSummary.Group> groups) {
        List<ThreadPlace> inLookup = places("exec-", 1, resolving);
        List<ThreadPlace> behind = places("exec-", resolving + 1, waiting);
        List<ThreadPlace> held = new ArrayList<>(inLookup);
        held.addAll(behind);
        String file = "jstack-" + (dumps.size() + 1) + ".txt";
        ThreadSummary.Dump summary = new ThreadSummary.Dump(
                file,
                1,
                1,
                time,
                time.map(t -> Duration.ZERO),
                "",
                "VM",
                pool + 10,
                Map.of(),
                resolving,
                waiting,
                0,
                OptionalInt.empty());
        dumps.add(new DumpFacts(
                summary,
                inLookup,
                behind,
                waiting == 0 ? List.of() : List.of(new DumpFacts.Convoy("exec-1", behind, behind)),
                held.isEmpty() ? List.of() : List.of(new DumpFacts.Pool("exec-*", pool, held)),
                List.of(),
                holds,
                groups,
                List.of(),
                Optional.empty(),
                List.of()));
        return this;
    }

    /** In the last dump, so many resolving threads are still in the same call as in the one before. */
    IncidentBuilder sameCalls(int count, Duration apart) {
        DumpFacts last = dumps.get(dumps.size() - 1);
        ThreadSummary.Course course = new ThreadSummary.Course(
                dumps.get(dumps.size() - 2).dump().file(),
                1,
                last.dump().file(),
                1,
                Optional.of(apart),
                count,
                0,
                0,
                0);
        DumpFacts.Since since = new DumpFacts.Since(course, last.resolving().subList(0, count), List.of());
        return replaceLast(last.convoys(), last.carriers(), Optional.of(since));
    }

    /** In the last dump, the waiting threads wait for a lock of the resolving one, so many of them for its host. */
    IncidentBuilder sameHost(int count) {
        DumpFacts last = dumps.get(dumps.size() - 1);
        List<ThreadPlace> waiters = last.waiting();
        DumpFacts.Convoy convoy = new DumpFacts.Convoy("exec-1", waiters, waiters.subList(0, count));
        return replaceLast(List.of(convoy), last.carriers(), last.since());
    }

    /** In the last dump, lookups hold so many carriers of virtual threads. */
    IncidentBuilder carriers(int count) {
        DumpFacts last = dumps.get(dumps.size() - 1);
        return replaceLast(last.convoys(), places("ForkJoinPool-1-worker-", 1, count), last.since());
    }

    private IncidentBuilder replaceLast(
            List<DumpFacts.Convoy> convoys, List<ThreadPlace> carriers, Optional<DumpFacts.Since> since) {
        DumpFacts last = dumps.get(dumps.size() - 1);
        dumps.set(
                dumps.size() - 1,
                new DumpFacts(
                        last.dump(),
                        last.resolving(),
                        last.waiting(),
                        convoys,
                        last.pools(),
                        carriers,
                        last.holds(),
                        last.groups(),
                        last.held(),
                        since,
                        last.notes()));
        return this;
    }

    /** Places of threads with consecutive numbers. */
    static List<ThreadPlace> places(String name, int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> new ThreadPlace(1, name + i, 100 + i))
                .toList();
    }

    Facts build() {
        CaptureFacts capture = new CaptureFacts(
                captured ? List.of("app.cap") : List.of(),
                captured ? Optional.of(START) : Optional.empty(),
                captured ? Optional.of(START.plusSeconds(60)) : Optional.empty(),
                captured ? 1000 : 0,
                captured ? 1000 : 0,
                dropped,
                cut,
                unmatchedResponses,
                earlyResponses,
                unmatchedQueries,
                icmpErrors,
                copies,
                translated,
                backward,
                farthestBack,
                damaged);
        LookupFacts lookups = new LookupFacts(
                total,
                slow,
                failed,
                outcomes,
                Duration.ofSeconds(1),
                total == 0
                        ? Optional.empty()
                        : Optional.of(new Percentiles(Duration.ofMillis(1), Duration.ofMillis(5), p95, p99, p99)),
                feltTotal,
                Duration.ZERO,
                Duration.ZERO,
                walks,
                walkQueries,
                walkTime,
                4 * total,
                kept,
                false,
                nxdomain,
                List.of());
        EvidenceSet texts = evidence.toSet();
        return new Facts(capture, servers, List.of(), List.of(), names, lookups, dumps, texts, List.of(), wire);
    }
}
