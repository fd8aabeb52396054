package org.example.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes the truth of a recording as JSON: what was injected and what was measured.
 * Arguments: lookups file, requests file, output, then pairs of key and value to copy (a value beginning with @ is copied bare).
 */
public final class Truth {
    private static final double SLOW_MS = 1000;

    private Truth() {
    }

    public static void main(String[] args) throws Exception {
        List<String[]> lookups = rows(Path.of(args[0]));
        List<String[]> requests = rows(Path.of(args[1]));
        List<Double> times = new ArrayList<>();
        int failed = 0;
        for (String[] row : lookups) {
            times.add(Double.valueOf(row[2]));
            failed += row[3].equals("ok") ? 0 : 1;
        }
        List<Double> requestTimes = new ArrayList<>();
        int requestsFailed = 0;
        for (String[] row : requests) {
            requestTimes.add(Double.valueOf(row[0]));
            requestsFailed += row[1].equals("200") ? 0 : 1;
        }
        StringBuilder json = new StringBuilder("{\n");
        for (int i = 3; i + 1 < args.length; i += 2) {
            String value = args[i + 1];
            json.append("  ").append(quote(args[i])).append(": ").append(value.startsWith("@") ? value.substring(1) : quote(value)).append(",\n");
        }
        json.append(String.format(Locale.ROOT, "  \"lookups\": {\"total\": %d, \"failed\": %d, \"slow\": %d, \"slowThresholdMs\": %d, %s},%n",
                times.size(), failed, times.stream().filter(t -> t >= SLOW_MS).count(), (int) SLOW_MS, percentiles(times)));
        json.append(String.format(Locale.ROOT, "  \"requests\": {\"total\": %d, \"failed\": %d, %s},%n",
                requestTimes.size(), requestsFailed, percentiles(requestTimes)));
        json.append("  \"percentiles\": \"nearest rank\",\n  \"eachLookup\": [\n");
        for (int i = 0; i < lookups.size(); i++) {
            String[] row = lookups.get(i);
            json.append(String.format("    {\"start\": \"%s\", \"name\": \"%s\", \"ms\": %s, \"outcome\": \"%s\", \"callers\": %s}%s%n",
                    row[0], row[1], row[2], row[3], row[4], i + 1 < lookups.size() ? "," : ""));
        }
        Files.writeString(Path.of(args[2]), json.append("  ]\n}\n"));
    }

    private static List<String[]> rows(Path file) throws Exception {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            rows.add(line.split("\t"));
        }
        return rows;
    }

    private static String percentiles(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return String.format(Locale.ROOT, "\"p50Ms\": %.1f, \"p95Ms\": %.1f, \"maxMs\": %.1f",
                rank(sorted, 0.50), rank(sorted, 0.95), rank(sorted, 1.0));
    }

    private static double rank(List<Double> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
