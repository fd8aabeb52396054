package io.github.dnswhy.packet;

import io.github.dnswhy.model.KeyHash;
import java.util.Arrays;

/** Numbers pairs of longs from 0 in the order in which they come: open addressing, bounded, nothing is ever removed. */
final class DenseKeys {
    private static final int FIRST_CAPACITY = 32;

    private final int most;
    private long[] highs = new long[FIRST_CAPACITY];
    private long[] lows = new long[FIRST_CAPACITY];
    /** Index of a key plus one; twice as many slots as keys at least. */
    private int[] slots = new int[2 * FIRST_CAPACITY];

    private int size;

    /**
     * An empty table.
     *
     * @param most how many keys it takes
     */
    DenseKeys(int most) {
        this.most = most;
    }

    /** The number of a key, which gets one when it is new; -1 when it is new and there is no room. */
    int number(long high, long low) {
        int mask = slots.length - 1;
        int slot = KeyHash.of(high, low) & mask;
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (highs[number] == high && lows[number] == low) {
                return number;
            }
            slot = slot + 1 & mask;
        }
        if (size == most) {
            return -1;
        }
        if (size == highs.length) {
            grow();
            return number(high, low);
        }
        highs[size] = high;
        lows[size] = low;
        slots[slot] = size + 1;
        return size++;
    }

    private void grow() {
        highs = Arrays.copyOf(highs, 2 * size);
        lows = Arrays.copyOf(lows, 2 * size);
        slots = new int[4 * size];
        int mask = slots.length - 1;
        for (int i = 0; i < size; i++) {
            int slot = KeyHash.of(highs[i], lows[i]) & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = i + 1;
        }
    }

    int size() {
        return size;
    }

    long high(int number) {
        return highs[number];
    }

    long low(int number) {
        return lows[number];
    }
}
