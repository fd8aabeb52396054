package io.github.dnswhy.packet;

/** Hashes addresses and ports with a seed of the process, so that nobody can choose packets that collide. */
final class Hashing {
    private static final long SEED = mix(System.nanoTime() ^ System.identityHashCode(new Object()));

    private Hashing() {}

    static int hash(long a, long b, long c, long d, long e) {
        long h = SEED;
        h = mix(h ^ a);
        h = mix(h ^ b) + c;
        h = mix(h ^ Long.rotateLeft(d, 32)) + e;
        h = mix(h);
        return (int) (h ^ h >>> 32);
    }

    /** Stafford's variant 13 of the finaliser of MurmurHash3. */
    private static long mix(long z) {
        long h = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        h = (h ^ h >>> 27) * 0x94D049BB133111EBL;
        return h ^ h >>> 31;
    }
}
