package io.github.dnswhy.lookup;

import io.github.dnswhy.facts.HopFacts;
import io.github.dnswhy.facts.LoopFacts;
import io.github.dnswhy.facts.WayFacts;
import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.model.Hop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts joined transactions by the stretch of the way on which they were. */
final class HopTally {
    /** Pairs of addresses beyond so many are not told apart; a cluster has some ten. */
    private static final int HOPS_AT_MOST = 1_000;

    private record Key(Hop.Kind kind, int from, int to) {}

    private static final class Loop {
        private long times;
        private final Set<Long> questions = new HashSet<>();
        private final FrameSample frames = new FrameSample();
    }

    private final List<Stretch> stretches;
    private final HopJoin join;
    private final Map<Key, HopCounts> hops = new HashMap<>();
    private final Map<Key, Loop> loops = new HashMap<>();

    HopTally(List<Stretch> stretches, HopJoin join) {
        this.stretches = stretches;
        this.join = join;
        for (int i = 0; i < stretches.size(); i++) {
            Stretch s = stretches.get(i);
            if (s.parent != null) {
                s.depth = s.parent.depth + (s.masqueraded ? 1 : 2);
            }
            add(s, join.shared(i));
            if (join.comesBack(s)) {
                loop(s);
            }
        }
    }

    private HopCounts counts(Hop.Kind kind, int from, int to) {
        Key key = new Key(kind, from, to);
        HopCounts counts = hops.get(key);
        if (counts == null && hops.size() < HOPS_AT_MOST) {
            counts = new HopCounts(kind, from, to);
            hops.put(key, counts);
        }
        return counts;
    }

    private HopCounts counts(Stretch s) {
        if (s.masqueraded) {
            return counts(Hop.Kind.TRANSLATED, s.parent.server, s.server);
        }
        return join.isForwarder(s)
                ? counts(Hop.Kind.FORWARDED, s.client, s.server)
                : counts(Hop.Kind.ASKED, AddressTable.OVERFLOW, s.server);
    }

    private void add(Stretch s, Stretch shared) {
        HopCounts counts = counts(s.isCopy() ? s.parent : s);
        if (counts == null) {
            return;
        }
        if (s.isCopy()) {
            counts.masqueraded++;
            return;
        }
        counts.add(s, s.depth);
        boolean seenBehind = s.endpointStart != 0 && s.endpointEnd >= s.endpointStart;
        long behind = seenBehind ? s.endpointEnd - s.endpointStart : passedOn(s, shared);
        if (s.answered) {
            counts.answered(s, s.end - s.start, s.end - s.start - behind);
        } else if (!s.open) {
            counts.unanswered(s);
            before(s, counts);
        }
        if (s.masqueraded && s.answered && !s.parent.answered) {
            counts.answersLost++;
        }
        if (s.endpoint != AddressTable.OVERFLOW) {
            translated(s, shared);
        }
    }

    /** What became of the question before while this one had no answer. */
    private static void before(Stretch s, HopCounts counts) {
        Stretch before = s.parent;
        if (before == null) {
            return;
        }
        counts.waitedNanos += until(s) - s.start;
        boolean failed = before.failed || !before.answered && !before.open;
        if (failed && before.lastChild == s && !anyAnswered(before)) {
            counts.failedBefore++;
        }
    }

    private static boolean anyAnswered(Stretch before) {
        for (Stretch child = before.child; child != null; child = child.sibling) {
            if (child.answered) {
                return true;
            }
        }
        return false;
    }

    private void translated(Stretch s, Stretch shared) {
        HopCounts counts = counts(Hop.Kind.TRANSLATED, s.server, s.endpoint);
        if (counts == null) {
            return;
        }
        counts.add(s, s.depth + 1);
        if (s.endpointStart != 0 && s.endpointEnd >= s.endpointStart) {
            long nanos = s.endpointEnd - s.endpointStart;
            counts.answered(s, nanos, nanos - passedOn(s, shared));
            counts.answersLost += s.answered || s.open ? 0 : 1;
        } else if (s.answered) {
            counts.answered(s, s.end - s.start, s.end - s.start - passedOn(s, shared));
        } else if (!s.open) {
            counts.unanswered(s);
        }
    }

    /** When whoever passed a question on stopped waiting for the answer of a stretch. */
    private static long until(Stretch s) {
        long until = s.end;
        if (until == 0) {
            until = s.sibling != null ? s.sibling.start : s.parent.end != 0 ? s.parent.end : s.parent.lastAttempt;
        }
        return Math.max(until, s.start);
    }

    /** How much of a question's time others had it that it was passed on to, in nanoseconds. */
    private static long passedOn(Stretch s, Stretch shared) {
        if (shared != null) {
            return shared.end - s.start;
        }
        long sum = 0;
        long seen = s.start;
        for (Stretch child = s.child; child != null; child = child.sibling) {
            long from = Math.max(seen, child.start);
            long to = s.end != 0 ? Math.min(until(child), s.end) : until(child);
            if (to > from) {
                sum += to - from;
                seen = to;
            }
        }
        return sum;
    }

    private void loop(Stretch s) {
        if (loops.size() >= HOPS_AT_MOST) {
            return;
        }
        Loop loop =
                loops.computeIfAbsent(new Key(Hop.Kind.FORWARDED, join.serves(s.client), s.server), key -> new Loop());
        loop.times++;
        loop.questions.add((long) s.name << 16 | s.type);
        loop.frames.add(s.query.capture(), s.query.frame());
    }

    WayFacts facts(AddressTable addresses, Texts texts, boolean sampled) {
        boolean way = hops.values().stream()
                .anyMatch(h -> h.kind == Hop.Kind.TRANSLATED || h.kind == Hop.Kind.FORWARDED && h.joined > 0);
        if (!way) {
            return WayFacts.NONE;
        }
        List<HopFacts> list = hops.values().stream()
                .sorted(Comparator.comparingInt((HopCounts h) -> h.depth)
                        .thenComparing(h -> h.transactions, Comparator.reverseOrder())
                        .thenComparing(h -> addresses.address(h.to))
                        .thenComparing(h -> addresses.address(h.from))
                        .thenComparing(h -> h.kind))
                .map(h -> h.facts(addresses, texts, h.kind == Hop.Kind.FORWARDED ? join.serves(h.from) : h.from))
                .toList();
        List<LoopFacts> circles = new ArrayList<>();
        loops.forEach((key, loop) -> circles.add(new LoopFacts(
                addresses.address(key.from()),
                addresses.address(key.to()),
                loop.times,
                loop.questions.size(),
                loop.frames.toList())));
        circles.sort(Comparator.comparingLong(LoopFacts::times)
                .reversed()
                .thenComparing(LoopFacts::from)
                .thenComparing(LoopFacts::to));
        return new WayFacts(list, circles, sampled);
    }
}
