package io.github.dnswhy.lookup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The longest lookups and a fair sample of the others. The sample is the bottom k by a fixed hash of the lookup's number, so it is the
 * same for any number of threads and for one capture or its pieces.
 */
final class LookupSample {
    private static final Comparator<KeptLookup> SHORTEST_FIRST = Comparator.comparingLong(KeptLookup::felt)
            .thenComparing(Comparator.comparingLong((KeptLookup k) -> k.ordinal).reversed());
    private static final Comparator<KeptLookup> LARGEST_HASH_FIRST =
            Comparator.comparingLong((KeptLookup k) -> hash(k.ordinal)).reversed();

    private final int worstKept;
    private final int sampleKept;
    private final PriorityQueue<KeptLookup> worst = new PriorityQueue<>(SHORTEST_FIRST);
    private final PriorityQueue<KeptLookup> sample = new PriorityQueue<>(LARGEST_HASH_FIRST);
    private long seen;

    LookupSample(int worstKept, int sampleKept) {
        this.worstKept = worstKept;
        this.sampleKept = sampleKept;
    }

    void add(OpenLookup l) {
        seen++;
        boolean inWorst = worst.size() < worstKept || l.felt() > worst.peek().felt();
        boolean inSample = sample.size() < sampleKept || hash(l.ordinal) < hash(sample.peek().ordinal);
        if (!inWorst && !inSample) {
            return;
        }
        KeptLookup kept = new KeptLookup(l);
        if (inWorst) {
            keep(worst, kept, worstKept);
        }
        if (inSample) {
            keep(sample, kept, sampleKept);
        }
    }

    private static void keep(PriorityQueue<KeptLookup> queue, KeptLookup kept, int limit) {
        queue.add(kept);
        if (queue.size() > limit) {
            queue.poll();
        }
    }

    /** Adds what another shard kept. */
    void merge(LookupSample other) {
        seen += other.seen;
        other.worst.forEach(k -> keep(worst, k, worstKept));
        other.sample.forEach(k -> keep(sample, k, sampleKept));
    }

    /** All kept lookups once, the longest first. */
    List<KeptLookup> toList() {
        Set<KeptLookup> once = new HashSet<>(worst);
        once.addAll(sample);
        List<KeptLookup> all = new ArrayList<>(once);
        all.sort(SHORTEST_FIRST.reversed());
        return all;
    }

    private static long hash(long ordinal) {
        long h = ordinal * 0x9E37_79B9_7F4A_7C15L;
        h ^= h >>> 29;
        h *= 0xBF58_476D_1CE4_E5B9L;
        return (h ^ h >>> 32) & Long.MAX_VALUE;
    }
}
