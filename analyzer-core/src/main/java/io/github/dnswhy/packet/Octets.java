package io.github.dnswhy.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Big-endian numbers in a {@code byte[]}, as packets carry them. The caller has checked that they are within its region. */
final class Octets {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();

    private Octets() {}

    static int u8(byte[] buffer, int index) {
        return buffer[index] & 0xFF;
    }

    static int u16(byte[] buffer, int index) {
        return (short) SHORT.get(buffer, index) & 0xFFFF;
    }

    static int i32(byte[] buffer, int index) {
        return (int) INT.get(buffer, index);
    }

    static long u32(byte[] buffer, int index) {
        return i32(buffer, index) & 0xFFFF_FFFFL;
    }

    static long i64(byte[] buffer, int index) {
        return (long) LONG.get(buffer, index);
    }
}
