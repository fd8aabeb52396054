package io.github.dnswhy.rules;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What rules derived from one set of facts, so that several of them need not do it again each. Thread-safe. */
public final class Derived {
    private final Map<Class<?>, Object> values = new ConcurrentHashMap<>();

    /** Nothing yet. */
    public Derived() {}

    /** The value of a type, derived when it is asked for first; two threads that ask at one moment may both derive it. */
    <T> T get(Class<T> type, Facts facts, Function<Facts, T> derive) {
        Object known = values.get(type);
        if (known == null) {
            T value = derive.apply(facts);
            known = values.putIfAbsent(type, value);
            known = known == null ? value : known;
        }
        return type.cast(known);
    }
}
