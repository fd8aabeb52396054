package io.github.dnswhy.capture;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The one buffer through which a capture is seen. It is filled by plain reads; what straddles its end is moved to its front. It
 * grows only while octets really arrive, so a length that lies costs nothing.
 *
 * <p>{@link #bytes}, {@link #position} and {@link #limit} are read directly by the decoders. {@link #has} may move the octets:
 * reload all three after it.
 */
final class ByteWindow {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Octets that may be asked for at once, whatever the limits say. */
    static final int MAX_REQUEST = 1 << 28;

    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    byte[] bytes;
    int position;
    int limit;

    private final UnpackedInput in;
    private long base;
    private boolean ended;

    /**
     * An empty window.
     *
     * @param in where octets come from
     * @param size octets that it holds at first
     */
    ByteWindow(UnpackedInput in, int size) {
        this.in = in;
        this.bytes = new byte[size];
    }

    /**
     * Makes octets available from the position on.
     *
     * @param octets how many are wanted, bounded by the caller
     * @return false when the input ends before; then all that is left is in the window
     */
    boolean has(int octets) throws IOException {
        return limit - position >= octets || fill(octets);
    }

    /** Octets in the window from the position on. */
    int available() {
        return limit - position;
    }

    /** Octets from the start of the input to the position. */
    long offset() {
        return base + position;
    }

    /** Whether the input ended because its compressed data is damaged, which has been counted already. */
    boolean sourceDamaged() {
        return in.damaged();
    }

    private boolean fill(int octets) throws IOException {
        while (!ended && limit - position < octets) {
            if (limit == bytes.length) {
                makeRoom();
            }
            int read = in.read(bytes, limit, bytes.length - limit);
            if (read < 0) {
                ended = true;
            } else {
                limit += read;
            }
        }
        return limit - position >= octets;
    }

    /** Moves what is held to the front; into a larger buffer when it is more than half, so that moving stays cheap on average. */
    private void makeRoom() {
        int held = limit - position;
        byte[] target = held > bytes.length / 2 ? new byte[(int) Math.min(bytes.length * 2L, MAX_ARRAY)] : bytes;
        System.arraycopy(bytes, position, target, 0, held);
        base += position;
        bytes = target;
        position = 0;
        limit = held;
    }

    static int unsignedShort(byte[] bytes, int index, boolean bigEndian) {
        short value = (short) SHORT.get(bytes, index);
        return (bigEndian ? Short.reverseBytes(value) : value) & 0xFFFF;
    }

    static int int32(byte[] bytes, int index, boolean bigEndian) {
        int value = (int) INT.get(bytes, index);
        return bigEndian ? Integer.reverseBytes(value) : value;
    }

    static long unsignedInt(byte[] bytes, int index, boolean bigEndian) {
        return int32(bytes, index, bigEndian) & 0xFFFF_FFFFL;
    }

    static long int64(byte[] bytes, int index, boolean bigEndian) {
        long value = (long) LONG.get(bytes, index);
        return bigEndian ? Long.reverseBytes(value) : value;
    }
}
