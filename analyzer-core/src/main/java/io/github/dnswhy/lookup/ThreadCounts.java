package io.github.dnswhy.lookup;

/**
 * What the shards of one thread count together: sums that are the same however they are split, so the report does not depend on how
 * many threads there are, and memory not on the number of shards.
 */
final class ThreadCounts {
    final NameCounts names = new NameCounts();
    final SliceCounts slices = new SliceCounts();
    final TypeCounts types = new TypeCounts();

    /** Adds what another thread counted. */
    void merge(ThreadCounts other) {
        names.merge(other.names);
        slices.merge(other.slices);
        other.types.toMap().forEach(types::add);
    }
}
