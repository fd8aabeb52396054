package io.github.dnswhy.packet;

import java.util.Arrays;

/**
 * Finds TCP connections by their two ends: open addressing over primitive arrays, linear probing, half full at most. Slots are
 * stable; connections of freed slots are reused. Grows as needed.
 */
final class ConnectionTable {
    private static final int FIRST_SLOTS = 64;
    private static final int KEY_LONGS = 5;

    private final TcpStreams streams;
    /** Slot + 1 by hash; 0 is free. Twice as long as there are slots. */
    private int[] index = new int[2 * FIRST_SLOTS];

    private int[] hashes = new int[FIRST_SLOTS];
    private long[] keys = new long[FIRST_SLOTS * KEY_LONGS];
    private TcpConnection[] connections = new TcpConnection[FIRST_SLOTS];
    private int[] freeSlots = new int[FIRST_SLOTS];
    private int free;
    private int used;
    private int size;

    ConnectionTable(TcpStreams streams) {
        this.streams = streams;
    }

    int size() {
        return size;
    }

    /** The connection of a segment, or null. */
    TcpConnection find(TcpSegment segment) {
        int hash = segment.keyHash();
        int mask = index.length - 1;
        for (int i = hash & mask; index[i] != 0; i = i + 1 & mask) {
            int slot = index[i] - 1;
            if (hashes[slot] == hash && isKey(slot * KEY_LONGS, segment)) {
                return connections[slot];
            }
        }
        return null;
    }

    private boolean isKey(int key, TcpSegment segment) {
        return keys[key] == segment.clientHigh
                && keys[key + 1] == segment.clientLow
                && keys[key + 2] == segment.serverHigh
                && keys[key + 3] == segment.serverLow
                && keys[key + 4] == segment.ports;
    }

    /** Adds the connection of a segment, which is not there yet. */
    TcpConnection add(TcpSegment segment) {
        if (free == 0 && used == connections.length) {
            grow();
        }
        int slot = free > 0 ? freeSlots[--free] : used++;
        int hash = segment.keyHash();
        hashes[slot] = hash;
        int key = slot * KEY_LONGS;
        keys[key] = segment.clientHigh;
        keys[key + 1] = segment.clientLow;
        keys[key + 2] = segment.serverHigh;
        keys[key + 3] = segment.serverLow;
        keys[key + 4] = segment.ports;
        insert(hash, slot);
        size++;
        TcpConnection connection = connections[slot];
        if (connection == null) {
            connection = new TcpConnection(streams);
            connection.slot = slot;
            connections[slot] = connection;
        }
        connection.wrap(segment);
        return connection;
    }

    void remove(TcpConnection connection) {
        int mask = index.length - 1;
        int hole = hashes[connection.slot] & mask;
        while (index[hole] != connection.slot + 1) {
            hole = hole + 1 & mask;
        }
        // Entries behind the hole move into it unless their own place lies between the hole and them.
        for (int i = hole + 1 & mask; index[i] != 0; i = i + 1 & mask) {
            int home = hashes[index[i] - 1] & mask;
            if ((i - home & mask) >= (i - hole & mask)) {
                index[hole] = index[i];
                hole = i;
            }
        }
        index[hole] = 0;
        freeSlots[free++] = connection.slot;
        size--;
    }

    private void insert(int hash, int slot) {
        int mask = index.length - 1;
        int i = hash & mask;
        while (index[i] != 0) {
            i = i + 1 & mask;
        }
        index[i] = slot + 1;
    }

    private void grow() {
        int slots = 2 * connections.length;
        hashes = Arrays.copyOf(hashes, slots);
        keys = Arrays.copyOf(keys, slots * KEY_LONGS);
        connections = Arrays.copyOf(connections, slots);
        freeSlots = new int[slots];
        index = new int[2 * slots];
        for (int slot = 0; slot < used; slot++) {
            insert(hashes[slot], slot);
        }
    }
}
