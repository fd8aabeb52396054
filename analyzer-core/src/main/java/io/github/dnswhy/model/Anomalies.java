package io.github.dnswhy.model;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the anomalies of one input. Counting one whose name is known already allocates nothing.
 *
 * <p>Not thread-safe: one per input and decoding thread, merged afterwards.
 */
public final class Anomalies {
    private static final class Counter {
        private long count;
        private Place.Unit unit;
        private long first;
    }

    private final Map<String, Counter> counters = new HashMap<>();

    /** Starts with no anomalies. */
    public Anomalies() {}

    /**
     * Counts one anomaly.
     *
     * @param name its permanent name, a constant of the package that finds it
     * @param unit what {@code place} counts
     * @param place where it stands: offset from 0, frame or line from 1
     */
    public void add(String name, Place.Unit unit, long place) {
        add(name, unit, place, 1);
    }

    /**
     * Counts several anomalies of one name.
     *
     * @param name its permanent name
     * @param unit what {@code place} counts
     * @param place where the first of them stands
     * @param count how many there are; nothing happens when it is not positive
     */
    public void add(String name, Place.Unit unit, long place, long count) {
        if (count <= 0) {
            return;
        }
        Counter counter = counters.get(name);
        if (counter == null) {
            counter = new Counter();
            counter.unit = unit;
            counter.first = place;
            counters.put(name, counter);
        }
        counter.count += count;
    }

    /**
     * Adds the counts of a later part of the same input.
     *
     * @param later what was counted there
     */
    public void merge(Anomalies later) {
        later.counters.forEach((name, counter) -> add(name, counter.unit, counter.first, counter.count));
    }

    /**
     * How often a name was counted.
     *
     * @param name the anomaly's name
     * @return the count, 0 when it never happened
     */
    public long count(String name) {
        Counter counter = counters.get(name);
        return counter == null ? 0 : counter.count;
    }

    /**
     * The anomalies so far.
     *
     * @return an immutable list ordered by name
     */
    public List<Anomaly> toList() {
        return counters.entrySet().stream()
                .map(e -> new Anomaly(e.getKey(), e.getValue().count, new Place(e.getValue().unit, e.getValue().first)))
                .sorted(Comparator.comparing(Anomaly::name))
                .toList();
    }
}
