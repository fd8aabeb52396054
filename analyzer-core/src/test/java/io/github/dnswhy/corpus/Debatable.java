package io.github.dnswhy.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The places where we read otherwise than tshark, one row each in {@code debatable.tsv}: file, place, field, what tshark reads, what
 * we read, why.
 */
final class Debatable {
    private static final int COLUMNS = 6;
    private static final int LONGEST = 60;

    private Debatable() {}

    /** Per file the differences that are to be expected, in the form of {@link Reading#differences}. */
    static Map<String, Map<String, String>> cases() throws IOException {
        Map<String, Map<String, String>> cases = new TreeMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Debatable.class.getResourceAsStream("debatable.tsv")),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    add(line.split("\t", -1), cases);
                }
            }
        }
        return cases;
    }

    private static void add(String[] row, Map<String, Map<String, String>> cases) {
        if (row.length != COLUMNS || row[COLUMNS - 1].isBlank()) {
            throw new AssertionError("not a case with a reason: " + String.join(" | ", row));
        }
        String key = Reading.key(row[1], row[2]);
        String values = Reading.values(row[3], row[4]);
        if (cases.computeIfAbsent(row[0], file -> new LinkedHashMap<>()).put(key, values) != null) {
            throw new AssertionError("listed twice: " + key);
        }
    }

    /** Differences with long values cut, as the table has them. */
    static Map<String, String> shortened(Map<String, String> differences) {
        Map<String, String> shortened = new LinkedHashMap<>();
        differences.forEach((key, values) -> {
            String[] both = values.split("\t", -1);
            shortened.put(key, Reading.values(cut(both[0]), cut(both[1])));
        });
        return shortened;
    }

    private static String cut(String value) {
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "… " + value.length();
    }
}
