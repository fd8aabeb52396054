package io.github.dnswhy.model;

/**
 * Hashes keys that packets choose, with secret numbers of the process, so that nobody can choose packets that collide. Results must not
 * depend on it: the order of a table's slots is another in each run.
 *
 * <p>The parts of a key are multiplied with secret odd numbers and summed up (Dietzfelbinger and others, 1997), and the sum is mixed, for
 * keys are related: ports and IDs count up.
 */
public final class KeyHash {
    private static final long SEED = mix(System.nanoTime() ^ System.identityHashCode(new Object()));
    private static final long A = secret(1);
    private static final long B = secret(2);
    private static final long C = secret(3);
    private static final long D = secret(4);
    private static final long E = secret(5);

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
        return fold(mix((a ^ C) * A + (b ^ D) * B));
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
        return fold(mix((a ^ B) * A + (b ^ C) * B + (c ^ D) * C + (d ^ E) * D + (e ^ A) * E));
    }

    private static int fold(long h) {
        return (int) (h ^ h >>> 32);
    }

    /** Stafford's variant 13 of the finaliser of MurmurHash3. */
    private static long mix(long z) {
        long h = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        h = (h ^ h >>> 27) * 0x94D0_49BB_1331_11EBL;
        return h ^ h >>> 31;
    }

    private static long secret(long number) {
        return mix(SEED + number * 0x9E37_79B9_7F4A_7C15L) | 1;
    }
}
