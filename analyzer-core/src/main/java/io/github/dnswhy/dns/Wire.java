package io.github.dnswhy.dns;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in network order out of a {@code byte[]}. The caller has checked that their octets lie in its region. */
final class Wire {
    private static final VarHandle U16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle U32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Wire() {}

    static int u8(byte[] buffer, int offset) {
        return buffer[offset] & 0xFF;
    }

    static int u16(byte[] buffer, int offset) {
        return (short) U16.get(buffer, offset) & 0xFFFF;
    }

    static int i32(byte[] buffer, int offset) {
        return (int) U32.get(buffer, offset);
    }

    static long u32(byte[] buffer, int offset) {
        return (int) U32.get(buffer, offset) & 0xFFFF_FFFFL;
    }

    static long i64(byte[] buffer, int offset) {
        return (long) U64.get(buffer, offset);
    }

    /** Eight octets with the first in the lowest bits: the order in which names are hashed and compared. */
    static long word(byte[] buffer, int offset) {
        return (long) WORD.get(buffer, offset);
    }

    static void putI32(byte[] buffer, int offset, int value) {
        U32.set(buffer, offset, value);
    }

    static void putWord(byte[] buffer, int offset, long word) {
        WORD.set(buffer, offset, word);
    }
}
