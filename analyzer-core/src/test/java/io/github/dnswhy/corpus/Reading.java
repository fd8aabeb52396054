package io.github.dnswhy.corpus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What somebody reads in a capture: fields of the file, of each frame and of each message, by place ({@code file}, {@code frame 7},
 * {@code message 7.0}: the first one that frame 7 carries or completes).
 */
final class Reading {
    static final String FILE = "file";
    /** The field of a place that only one of two readings has. */
    static final String PRESENCE = "presence";
    /** Frame tables of the corpus end here. */
    static final int MAX_FRAMES = 2_000;

    private final Map<String, Map<String, String>> places = new LinkedHashMap<>();
    private final Map<Long, Integer> messagesOfFrame = new LinkedHashMap<>();

    Reading() {
        places.put(FILE, new TreeMap<>());
    }

    Map<String, String> file() {
        return places.get(FILE);
    }

    Map<String, String> addFrame(long number) {
        return add("frame " + number);
    }

    Map<String, String> addMessage(long frame) {
        return add("message " + frame + '.' + (messagesOfFrame.merge(frame, 1, Integer::sum) - 1));
    }

    private Map<String, String> add(String place) {
        Map<String, String> fields = new TreeMap<>();
        if (places.put(place, fields) != null) {
            throw new AssertionError(place + " twice");
        }
        return fields;
    }

    /** Counts the places of a kind that have a field with a value. */
    long count(String kind, String field, String value) {
        return places.entrySet().stream()
                .filter(place -> place.getKey().startsWith(kind))
                .filter(place -> value.equals(place.getValue().get(field)))
                .count();
    }

    int places() {
        return places.size();
    }

    /** Where another reading differs: {@code place, field} to {@code this, other}; a field that is absent reads as empty. */
    Map<String, String> differences(Reading other) {
        Map<String, String> differences = new LinkedHashMap<>();
        places.forEach((place, fields) -> {
            Map<String, String> others = other.places.get(place);
            if (others == null) {
                differences.put(key(place, PRESENCE), values("there", ""));
            } else {
                Map<String, String> all = new TreeMap<>(others);
                all.putAll(fields);
                all.keySet().forEach(field -> {
                    String mine = fields.getOrDefault(field, "");
                    String theirs = others.getOrDefault(field, "");
                    if (!mine.equals(theirs)) {
                        differences.put(key(place, field), values(mine, theirs));
                    }
                });
            }
        });
        other.places.keySet().forEach(place -> {
            if (!places.containsKey(place)) {
                differences.put(key(place, PRESENCE), values("", "there"));
            }
        });
        return differences;
    }

    static String key(String place, String field) {
        return place + '\t' + field;
    }

    static String values(String mine, String theirs) {
        return mine + '\t' + theirs;
    }
}
