package io.github.dnswhy.timeline;

import io.github.dnswhy.facts.DumpFacts;
import io.github.dnswhy.model.DumpThread;
import io.github.dnswhy.model.Evidence.ThreadPlace;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.Resolution;
import io.github.dnswhy.model.ThreadSummary;
import io.github.dnswhy.threads.ParsedThread;
import io.github.dnswhy.threads.ThreadDump;
import io.github.dnswhy.threads.ThreadGroups;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Joins thread dumps with the clock and the lookups of the captures. */
public final class DumpJoin {
    private static final int SMALLEST_POOL = 5;
    private static final int EXAMPLES = 10;

    private final DumpClock clock;
    private final Optional<ZoneOffset> zone;
    private final Optional<Duration> clockOffset;

    /**
     * A join with one incident's captures.
     *
     * @param from time of the first frame
     * @param to time of the last frame
     * @param lookups kept lookups
     * @param complete whether those are all lookups of the capture
     * @param zone the dumps' zone, when given
     * @param clockOffset how much the dumps' clock is ahead of UTC, when given
     */
    public DumpJoin(
            Optional<Instant> from,
            Optional<Instant> to,
            List<Lookup> lookups,
            boolean complete,
            Optional<ZoneOffset> zone,
            Optional<Duration> clockOffset) {
        this.clock = new DumpClock(from, to, lookups, complete);
        this.zone = zone;
        this.clockOffset = clockOffset;
    }

    /**
     * Joins all dumps; those without a time of their own in UTC share one clock.
     *
     * @param files the dumps by file
     * @return the facts in order of time, then of the inputs
     */
    public List<DumpFacts> join(List<FileDumps> files) {
        List<ThreadDump> zoneless = new ArrayList<>();
        for (FileDumps file : files) {
            file.dumps().stream().filter(d -> d.time().isEmpty()).forEach(zoneless::add);
        }
        DumpClock.Alignment alignment = clock.align(zoneless, zone, clockOffset);
        List<DumpCourses.In> ordered = new ArrayList<>();
        for (FileDumps file : files) {
            file.dumps().forEach(dump -> ordered.add(new DumpCourses.In(file.file(), dump)));
        }
        ordered.sort(Comparator.comparing(
                        (DumpCourses.In in) -> time(in.dump(), alignment).orElse(Instant.MAX))
                .thenComparing(in -> DumpCourses.moment(in.dump()).orElse(LocalDateTime.MAX)));
        List<DumpFacts> facts = new ArrayList<>();
        for (int i = 0; i < ordered.size(); i++) {
            DumpCourses.In in = ordered.get(i);
            Optional<DumpFacts.Since> since = i == 0 ? Optional.empty() : DumpCourses.between(ordered.get(i - 1), in);
            facts.add(facts(in.file(), in.dump(), alignment, since));
        }
        return facts;
    }

    private static Optional<Instant> time(ThreadDump dump, DumpClock.Alignment alignment) {
        return dump.time().or(() -> dump.localTime().flatMap(alignment::utc));
    }

    private DumpFacts facts(
            String file, ThreadDump dump, DumpClock.Alignment alignment, Optional<DumpFacts.Since> since) {
        boolean own = dump.time().isPresent();
        Optional<Instant> time = time(dump, alignment);
        Optional<Duration> offset = own
                ? dump.localTime().map(local -> Duration.between(dump.time().get(), local.toInstant(ZoneOffset.UTC)))
                : alignment.offset();
        List<ThreadPlace> resolving = new ArrayList<>();
        List<ThreadPlace> waiting = new ArrayList<>();
        Map<Thread.State, Integer> states = new EnumMap<>(Thread.State.class);
        Map<String, List<DumpThread>> behind = new LinkedHashMap<>();
        Map<String, List<DumpThread>> pools = new LinkedHashMap<>();
        Set<String> carriers = new HashSet<>();
        for (ParsedThread parsed : dump.threads()) {
            DumpThread thread = parsed.thread();
            thread.state().ifPresent(state -> states.merge(state, 1, Integer::sum));
            if (!thread.virtual()) {
                pools.computeIfAbsent(poolName(thread.name()), name -> new ArrayList<>())
                        .add(thread);
            } else if (thread.resolution().isPresent()) {
                thread.carrier().ifPresent(carriers::add);
            }
            thread.resolution().ifPresent(r -> {
                (r.role() == Resolution.Role.RESOLVING ? resolving : waiting).add(place(thread));
                if (r.role() == Resolution.Role.WAITING) {
                    behind.computeIfAbsent(r.behind().orElse(""), leader -> new ArrayList<>())
                            .add(thread);
                }
            });
        }
        ThreadSummary.Dump summary = new ThreadSummary.Dump(
                file,
                dump.number(),
                dump.line(),
                time,
                offset,
                own ? dump.timeBasis() : time.isPresent() ? alignment.basis() : "",
                dump.vm(),
                dump.threads().size(),
                states,
                resolving.size(),
                waiting.size(),
                dump.deadlocks(),
                time.map(clock::countOpenAt).orElse(OptionalInt.empty()));
        return new DumpFacts(
                summary,
                resolving,
                waiting,
                convoys(behind),
                pools(pools, carriers),
                places(dump, carriers),
                holds(dump),
                groups(file, dump, time),
                HeldThreads.of(file, dump),
                since,
                DumpNotes.of(dump));
    }

    private static List<DumpFacts.Hold> holds(ThreadDump dump) {
        Map<String, List<ThreadPlace>> waiters = new LinkedHashMap<>();
        Map<String, String> doing = new HashMap<>();
        for (ParsedThread parsed : dump.threads()) {
            DumpThread thread = parsed.thread();
            doing.putIfAbsent(
                    thread.name(),
                    thread.stack().isEmpty() ? "" : thread.stack().get(0));
            if (thread.resolution().isEmpty()) {
                thread.owner()
                        .ifPresent(owner -> waiters.computeIfAbsent(owner, name -> new ArrayList<>())
                                .add(place(thread)));
            }
        }
        return waiters.entrySet().stream()
                .map(e -> new DumpFacts.Hold(e.getKey(), doing.getOrDefault(e.getKey(), ""), e.getValue()))
                .sorted(Comparator.comparingInt(
                                (DumpFacts.Hold h) -> h.waiters().size())
                        .reversed())
                .toList();
    }

    private List<ThreadSummary.Group> groups(String file, ThreadDump dump, Optional<Instant> time) {
        List<Long> open = time.map(clock::openAt).orElse(List.of()).stream()
                .map(Lookup::id)
                .sorted()
                .limit(EXAMPLES)
                .toList();
        List<ThreadSummary.Group> groups = new ArrayList<>();
        for (ThreadSummary.Group g : ThreadGroups.of(file, dump)) {
            boolean resolving = g.kind().equals(ThreadGroups.text(Resolution.Kind.NATIVE_FORWARD))
                    || g.kind().equals(ThreadGroups.text(Resolution.Kind.LIBC_LOOKUP));
            groups.add(
                    resolving
                            ? new ThreadSummary.Group(
                                    g.kind(), g.count(), g.library(), g.stack(), g.file(), g.threads(), open)
                            : g);
        }
        return groups;
    }

    private static List<ThreadPlace> places(ThreadDump dump, Set<String> names) {
        return dump.threads().stream()
                .map(ParsedThread::thread)
                .filter(thread -> names.contains(thread.name()))
                .map(DumpJoin::place)
                .toList();
    }

    private static List<DumpFacts.Convoy> convoys(Map<String, List<DumpThread>> behind) {
        return behind.entrySet().stream()
                .map(e -> new DumpFacts.Convoy(
                        e.getKey(),
                        e.getValue().stream().map(DumpJoin::place).toList(),
                        e.getValue().stream()
                                .filter(DumpJoin::wantsSameHost)
                                .map(DumpJoin::place)
                                .toList()))
                .sorted(Comparator.comparingInt(
                                (DumpFacts.Convoy c) -> c.waiters().size())
                        .reversed())
                .toList();
    }

    private static boolean wantsSameHost(DumpThread thread) {
        return thread.resolution()
                .filter(r -> r.kind() == Resolution.Kind.SAME_HOST_WAIT)
                .isPresent();
    }

    /** Pools; a carrier is held by what holds the virtual thread on it. */
    private static List<DumpFacts.Pool> pools(Map<String, List<DumpThread>> byName, Set<String> carriers) {
        List<DumpFacts.Pool> pools = new ArrayList<>();
        byName.forEach((name, threads) -> {
            List<ThreadPlace> held = threads.stream()
                    .filter(thread -> thread.resolution().isPresent() || carriers.contains(thread.name()))
                    .map(DumpJoin::place)
                    .toList();
            if (threads.size() >= SMALLEST_POOL && !held.isEmpty()) {
                pools.add(new DumpFacts.Pool(name, threads.size(), held));
            }
        });
        pools.sort(Comparator.comparingDouble(
                        (DumpFacts.Pool p) -> (double) p.held().size() / p.size())
                .reversed()
                .thenComparing(DumpFacts.Pool::name));
        return pools;
    }

    /** The name with its last number replaced: threads of a pool differ in that only. */
    static String poolName(String name) {
        int end = name.length();
        while (end > 0 && !isDigit(name.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && isDigit(name.charAt(start - 1))) {
            start--;
        }
        return start == end ? name : name.substring(0, start) + "*" + name.substring(end);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static ThreadPlace place(DumpThread thread) {
        return new ThreadPlace(thread.dump(), thread.name(), thread.line());
    }
}
