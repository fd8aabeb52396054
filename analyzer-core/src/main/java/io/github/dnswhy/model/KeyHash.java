package io.github.dnswhy.model;

/**
 * Hashes keys that packets choose, with secret numbers of the process, so that nobody can choose packets that collide. Results must not
 * depend on it: the order of a table's slots is another in each run.
 *
 * <p>Multiply-shift hashing (Dietzfelbinger and others, 1997): the upper bits of a product with a secret odd number are universal, and
 * one multiplication for each part of the key is all it costs; several are hashed for every packet.
 */
public final class KeyHash {
    private static final long SEED = System.nanoTime() ^ System.identityHashCode(new Object());
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
     * @return any int, all of whose bits may be used, the lower ones first
     */
    public static int of(long a) {
        return upper((a ^ B) * A);
    }

    /**
     * The hash of two numbers.
     *
     * @param a any number
     * @param b any number
     * @return any int, all of whose bits may be used, the lower ones first
     */
    public static int of(long a, long b) {
        return upper((a ^ C) * A + (b ^ D) * B);
    }

    /**
     * The hash of five numbers.
     *
     * @param a any number
     * @param b any number
     * @param c any number
     * @param d any number
     * @param e any number
     * @return any int, all of whose bits may be used, the lower ones first
     */
    public static int of(long a, long b, long c, long d, long e) {
        return upper((a ^ B) * A + (b ^ C) * B + (c ^ D) * C + (d ^ E) * D + (e ^ A) * E);
    }

    /** The upper half of a product, its uppermost octet lowest: tables take the lower bits of a hash, and the best are the upper ones. */
    private static int upper(long product) {
        return (int) Long.reverseBytes(product);
    }

    /** Stafford's variant 13 of the finaliser of MurmurHash3; odd. */
    private static long secret(long number) {
        long h = SEED + number * 0x9E37_79B9_7F4A_7C15L;
        h = (h ^ h >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        h = (h ^ h >>> 27) * 0x94D0_49BB_1331_11EBL;
        return h ^ h >>> 31 | 1;
    }
}
