package io.github.dnswhy.lookup;

import java.util.ArrayList;
import java.util.List;

/**
 * The longest lookups and a fair sample of the others. The sample is the bottom k by a fixed hash of the lookup's number, so it is the
 * same for any number of threads and for one capture or its pieces.
 */
final class LookupSample {
    /** A sampled lookup of more queries, which is not among the longest, is told by the first of them. */
    private static final int QUERIES_OF_SAMPLED = 64;

    private final KeptHeap worst;
    private final KeptHeap sample;

    LookupSample(int worstKept, int sampleKept) {
        worst = new KeptHeap(worstKept);
        sample = new KeptHeap(sampleKept);
    }

    /** Copies the lookup if it is worth keeping. */
    void add(OpenLookup l) {
        long felt = l.felt();
        long rank = rank(l.ordinal);
        boolean inWorst = worst.admits(felt, l.ordinal);
        boolean inSample = sample.admits(rank, l.ordinal);
        if (inWorst || inSample) {
            KeptLookup kept = new KeptLookup(l, inWorst ? OpenLookup.QUERIES_KEPT : QUERIES_OF_SAMPLED);
            if (inWorst) {
                worst.add(felt, kept);
            }
            if (inSample) {
                sample.add(rank, kept);
            }
        }
    }

    /** Adds what another thread kept. */
    void merge(LookupSample other) {
        worst.addAll(other.worst);
        sample.addAll(other.sample);
    }

    /** All kept lookups once, the longest first. */
    List<KeptLookup> toList() {
        List<KeptLookup> all = new ArrayList<>();
        worst.forEach(all::add);
        sample.forEach(k -> {
            if (!worst.holds(k.felt(), k.ordinal)) {
                all.add(k.first(QUERIES_OF_SAMPLED));
            }
        });
        all.sort(KeptLookup::compareLongestFirst);
        return all;
    }

    /** The larger, the sooner kept; not negative. */
    private static long rank(long ordinal) {
        long h = ordinal * 0x9E37_79B9_7F4A_7C15L;
        h ^= h >>> 29;
        h *= 0xBF58_476D_1CE4_E5B9L;
        return Long.MAX_VALUE - ((h ^ h >>> 32) & Long.MAX_VALUE);
    }
}
