package io.github.dnswhy.model;

/**
 * Hashes keys that packets choose, with a seed of the process, so that nobody can choose packets that collide. Results must not depend
 * on it: the order of a table's slots is another in each run.
 */
public final class KeyHash {
    private static final long SEED = mix(System.nanoTime() ^ System.identityHashCode(new Object()));

    private KeyHash() {}

    /**
     * The hash of one number.
     *
     * @param a any number
     * @return any int, all of whose bits may be used
     */
    public static int of(long a) {
        return fold(mix(SEED ^ a));
    }

    /**
     * The hash of two numbers.
     *
     * @param a any number
     * @param b any number
     * @return any int, all of whose bits may be used
     */
    public static int of(long a, long b) {
        return fold(mix(mix(SEED ^ a) ^ b));
    }

    /**
     * The hash of five numbers.
     *
     * @param a any number
     * @param b any number
     * @param c any number
     * @param d any number
     * @param e any number
     * @return any int, all of whose bits may be used
     */
    public static int of(long a, long b, long c, long d, long e) {
        long h = mix(SEED ^ a);
        h = mix(h ^ b) + c;
        h = mix(h ^ Long.rotateLeft(d, 32)) + e;
        return fold(mix(h));
    }

    private static int fold(long h) {
        return (int) (h ^ h >>> 32);
    }

    /** Stafford's variant 13 of the finaliser of MurmurHash3. */
    private static long mix(long z) {
        long h = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        h = (h ^ h >>> 27) * 0x94D049BB133111EBL;
        return h ^ h >>> 31;
    }
}
