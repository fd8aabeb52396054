package io.github.dnswhy.lookup;

import io.github.dnswhy.facts.FrameReference;
import io.github.dnswhy.facts.HopFacts;
import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.match.DurationHistogram;
import io.github.dnswhy.model.Hop;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.ServerRole;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;

/** What is counted of one stretch of the way. */
final class HopCounts {
    final Hop.Kind kind;
    final int from;
    final int to;
    int depth = Integer.MAX_VALUE;
    final BitSet clients = new BitSet();
    long transactions;
    long joined;
    long answered;
    long unanswered;
    long masqueraded;
    long failedBefore;
    long answersLost;
    long waitedNanos;
    private final DurationHistogram latency = new DurationHistogram();
    private final DurationHistogram added = new DurationHistogram();
    private final FrameSample unansweredFrames = new FrameSample();
    private Stretch example;
    private long exampleNanos = -1;

    HopCounts(Hop.Kind kind, int from, int to) {
        this.kind = kind;
        this.from = from;
        this.to = to;
    }

    /** Counts one transaction. */
    void add(Stretch s, int where) {
        transactions++;
        clients.set(s.client);
        joined += s.parent != null ? 1 : 0;
        masqueraded += s.masqueraded ? 1 : 0;
        if (kind != Hop.Kind.FORWARDED || s.parent != null) {
            depth = Math.min(depth, where);
        }
    }

    void answered(Stretch s, long nanos, long addedNanos) {
        answered++;
        latency.record(nanos);
        added.record(Math.max(0, addedNanos));
        offer(s, nanos);
    }

    void unanswered(Stretch s) {
        unanswered++;
        unansweredFrames.add(s.query.capture(), s.query.frame());
        // The first of them tells most.
        if (unanswered == 1) {
            offer(s, Long.MAX_VALUE);
        }
    }

    private void offer(Stretch s, long nanos) {
        if (nanos > exampleNanos || nanos == exampleNanos && s.query.compareTo(example.query) < 0) {
            example = s;
            exampleNanos = nanos;
        }
    }

    HopFacts facts(AddressTable addresses, Texts texts, int serves) {
        boolean application = kind == Hop.Kind.ASKED;
        return new HopFacts(
                kind,
                application ? Optional.empty() : Optional.of(addresses.address(from)),
                application ? Optional.empty() : Optional.of(addresses.address(serves)),
                ServerRole.OTHER,
                addresses.address(to),
                ServerRole.OTHER,
                clients.cardinality(),
                transactions,
                joined,
                answered,
                unanswered,
                masqueraded,
                failedBefore,
                answersLost,
                percentiles(latency),
                percentiles(added),
                Duration.ofNanos(waitedNanos),
                unansweredFrames.toList(),
                Optional.ofNullable(example).map(e -> example(e, texts)));
    }

    private static Optional<Percentiles> percentiles(DurationHistogram durations) {
        return durations.total() > 0 ? Optional.of(durations.percentiles()) : Optional.empty();
    }

    private static HopFacts.Example example(Stretch s, Texts texts) {
        Optional<FrameReference> response = s.end != 0 ? Optional.of(s.response) : Optional.empty();
        return new HopFacts.Example(
                texts.name(s.name, 0),
                texts.type(s.type),
                Optional.ofNullable(s.parent).map(parent -> parent.query),
                s.query,
                response);
    }
}
