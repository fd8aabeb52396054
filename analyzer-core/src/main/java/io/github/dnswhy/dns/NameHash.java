package io.github.dnswhy.dns;

/**
 * The hash of names in wire form, eight octets at a time, with the case of ASCII letters folded exactly: a folding that
 * merged other octets too would let one sender make any number of colliding names.
 *
 * <p>Each step is a bijection of the state, so no octets can wipe out what came before them. The seed is fixed for the sake of
 * equal reports, so a sender can still search for collisions; {@link NameTable} bounds what they cost.
 */
final class NameHash {
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x80 * ONES;
    private static final long LOW_BITS = 0x7F * ONES;
    private static final long FROM_A = (0x80 - 'A') * ONES;
    private static final long BEYOND_Z = (0x7F - 'Z') * ONES;
    private static final long STEP = 0x9E37_79B9_7F4A_7C15L;
    private static final long FINISH = 0xD6E8_FEB8_6659_FD93L;

    private NameHash() {}

    /** The hash of {@code length} octets of wire form in any case; never 0. */
    static long of(byte[] buffer, int offset, int length, long seed) {
        long state = start(length, seed);
        int end = offset + length;
        int position = offset;
        for (; position + 8 <= end; position += 8) {
            state = step(state, lowerCase(Wire.word(buffer, position)));
        }
        if (position < end) {
            state = step(state, tail(buffer, offset, position, end));
        }
        return finish(state);
    }

    /** The last one to seven octets, lower-cased, zeros above. Reads no octet that is not part of the name. */
    private static long tail(byte[] buffer, int offset, int position, int end) {
        if (end - offset >= 8) {
            return lowerCase(Wire.word(buffer, end - 8)) >>> (64 - (end - position << 3));
        }
        long word = 0;
        for (int i = end - 1; i >= position; i--) {
            word = word << 8 | buffer[i] & 0xFF;
        }
        return lowerCase(word);
    }

    static long start(int length, long seed) {
        return seed ^ length * FINISH;
    }

    static long step(long state, long word) {
        long product = (state ^ word) * STEP;
        return product ^ product >>> 32;
    }

    static long finish(long state) {
        long mixed = state * FINISH;
        mixed = (mixed ^ mixed >>> 32) * FINISH;
        mixed ^= mixed >>> 29;
        return mixed == 0 ? 1 : mixed;
    }

    /** Eight octets with A to Z lower-cased and nothing else changed. */
    static long lowerCase(long octets) {
        long low = octets & LOW_BITS;
        long upper = ((low + FROM_A) ^ (low + BEYOND_Z)) & ~octets & HIGH_BITS;
        return octets | upper >>> 2;
    }
}
