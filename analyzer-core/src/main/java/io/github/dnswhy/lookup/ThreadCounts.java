package io.github.dnswhy.lookup;

import io.github.dnswhy.match.DurationHistogram;
import io.github.dnswhy.match.IntMap;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.util.BitSet;

/**
 * What the shards of one thread count together: sums that are the same however they are split, so the report does not depend on how
 * many threads there are, and memory not on the number of shards.
 */
final class ThreadCounts {
    final NameCounts names = new NameCounts();
    final SliceCounts slices = new SliceCounts();
    final TypeCounts types = new TypeCounts();
    final IntMap<DurationHistogram> serverLatencies = new IntMap<>();
    final IntMap<DurationHistogram> endpointLatencies = new IntMap<>();
    final DurationHistogram felt = new DurationHistogram();
    final LookupSample sample;

    /** Addresses that were asked so far; kept only while lookups are told one by one, which one thread does. */
    final BitSet asked = new BitSet();

    /** Counts nothing yet. */
    ThreadCounts(Limits limits) {
        sample = new LookupSample(limits.size(Limit.WORST_LOOKUPS), Math.max(1, limits.size(Limit.SAMPLED_LOOKUPS)));
    }

    /** Adds what another thread counted. */
    void merge(ThreadCounts other) {
        names.merge(other.names);
        slices.merge(other.slices);
        other.types.toMap().forEach(types::add);
        merge(serverLatencies, other.serverLatencies);
        merge(endpointLatencies, other.endpointLatencies);
        felt.merge(other.felt);
        sample.merge(other.sample);
    }

    private static void merge(IntMap<DurationHistogram> into, IntMap<DurationHistogram> from) {
        for (int id : from.ids()) {
            latency(into, id).merge(from.get(id));
        }
    }

    /** The latencies of a server or endpoint. */
    static DurationHistogram latency(IntMap<DurationHistogram> latencies, int id) {
        return latencies.get(id, i -> new DurationHistogram());
    }
}
