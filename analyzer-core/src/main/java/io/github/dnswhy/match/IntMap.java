package io.github.dnswhy.match;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Objects by small number, without boxing. Ids are dense, so this is an array that grows.
 *
 * @param <V> the values
 */
public final class IntMap<V> {
    private Object[] values = new Object[64];
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
        return id < values.length ? (V) values[id] : null;
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
        if (id >= values.length) {
            values = Arrays.copyOf(values, Math.max(id + 1, values.length * 2));
        }
        values[id] = value;
        size++;
    }

    /**
     * One more than the largest id that may have a value.
     *
     * @return the bound
     */
    public int bound() {
        return values.length;
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
