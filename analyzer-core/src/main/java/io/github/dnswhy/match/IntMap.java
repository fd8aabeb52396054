package io.github.dnswhy.match;

import io.github.dnswhy.model.KeyHash;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Objects by small number, without boxing. Open addressing over two arrays, half full at most: a shard holds a part of the ids only,
 * and pays for that part.
 *
 * @param <V> the values
 */
public final class IntMap<V> {
    private int[] keys = new int[16];
    private Object[] values = new Object[16];
    private int size;

    /** An empty map. */
    public IntMap() {}

    /**
     * The value of an id.
     *
     * @param id from 0
     * @return the value, or null
     */
    @SuppressWarnings("unchecked") // only V goes in
    public V get(int id) {
        return (V) values[slot(id)];
    }

    /** Where an id is, or the free place where it would go. */
    private int slot(int id) {
        int mask = keys.length - 1;
        int slot = KeyHash.of(id) & mask;
        while (values[slot] != null && keys[slot] != id) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /**
     * The value of an id, made when there is none.
     *
     * @param id from 0
     * @param make makes a value
     * @return the value
     */
    public V get(int id, IntFunction<V> make) {
        V value = get(id);
        if (value == null) {
            value = make.apply(id);
            put(id, value);
        }
        return value;
    }

    private void put(int id, V value) {
        if (++size * 2 > keys.length) {
            grow();
        }
        int slot = slot(id);
        keys[slot] = id;
        values[slot] = value;
    }

    private void grow() {
        int[] oldKeys = keys;
        Object[] oldValues = values;
        keys = new int[oldKeys.length * 2];
        values = new Object[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }

    /**
     * The ids that have a value.
     *
     * @return ascending
     */
    public int[] ids() {
        int[] ids = new int[size];
        int count = 0;
        for (int i = 0; i < keys.length; i++) {
            if (values[i] != null) {
                ids[count++] = keys[i];
            }
        }
        Arrays.sort(ids);
        return ids;
    }

    /**
     * How many ids have a value.
     *
     * @return the count
     */
    public int size() {
        return size;
    }
}
