package io.github.dnswhy.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the latest facts up to a bound: evidence is gathered after the fault, so the end of a log is worth more than
 * its start.
 */
final class FactList<T> {
    private final int bound;
    private final List<T> facts = new ArrayList<>();
    private int oldest;
    private long added;

    FactList(int bound) {
        this.bound = bound;
    }

    void add(T fact) {
        added++;
        if (facts.size() < bound) {
            facts.add(fact);
        } else if (bound > 0) {
            facts.set(oldest, fact);
            oldest = (oldest + 1) % bound;
        }
    }

    /** How many were added, kept or not. */
    long added() {
        return added;
    }

    /** How many of them are gone. */
    long dropped() {
        return added - facts.size();
    }

    /** Those that were kept, in the order they were added. */
    List<T> toList() {
        List<T> ordered = new ArrayList<>(facts.size());
        ordered.addAll(facts.subList(oldest, facts.size()));
        ordered.addAll(facts.subList(0, oldest));
        return List.copyOf(ordered);
    }
}
