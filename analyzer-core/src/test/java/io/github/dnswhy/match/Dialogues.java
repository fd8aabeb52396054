package io.github.dnswhy.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Makes up what clients say, line by line: scripts that look like resolvers' work, with loss, errors, retries and search walks. */
public final class Dialogues {
    private static final String[] SUFFIXES = {".shop.svc.cluster.local", ".svc.cluster.local", ".cluster.local", ""};
    private static final String[] ERRORS = {"SERVFAIL", "REFUSED", "NXDOMAIN", "NODATA", "tc"};

    private record Line(double time, String text) {}

    private final Random random;
    private final List<Line> lines = new ArrayList<>();
    private int port = 20_000;

    private Dialogues(Random random) {
        this.random = random;
    }

    /**
     * What one client says.
     *
     * @param random decides everything
     * @param client for example {@code C1}
     * @param lookups how many lookups it makes
     * @param milliseconds within what time they start
     */
    public static String of(Random random, String client, int lookups, int milliseconds) {
        Dialogues made = new Dialogues(random);
        for (int i = 0; i < lookups; i++) {
            made.lookup(client, random.nextInt(milliseconds * 10) / 10.0);
        }
        return made.text();
    }

    /** Scripts played at the same time, in order of time. */
    public static String merged(List<String> scripts) {
        Dialogues all = new Dialogues(new Random(0));
        for (String script : scripts) {
            script.lines()
                    .forEach(line ->
                            all.lines.add(new Line(Double.parseDouble(line.substring(0, line.indexOf(' '))), line)));
        }
        all.lines.sort(Comparator.comparingDouble(Line::time));
        return String.join("\n", all.lines.stream().map(Line::text).toList());
    }

    private String text() {
        lines.sort(Comparator.comparingDouble(Line::time));
        return String.join("\n", lines.stream().map(Line::text).toList());
    }

    private void lookup(String client, double start) {
        String host = "host" + random.nextInt(4);
        double time = start;
        int first = random.nextInt(SUFFIXES.length);
        for (int i = first; i < SUFFIXES.length; i++) {
            boolean last = i == SUFFIXES.length - 1 || random.nextInt(3) == 0;
            time = step(client, host + SUFFIXES[i], time, last ? "OK" : "NXDOMAIN");
            if (last || time < 0) {
                return;
            }
        }
    }

    /** Asks for one name; returns when it was answered, or a negative time when it was not. */
    private double step(String client, String name, double start, String answer) {
        int id = random.nextInt(60_000);
        int from = port++;
        double time = start;
        for (int round = 0; round < 4; round++) {
            String server = "S" + (1 + round % 2);
            String ends = " from=%s:%d to=%s".formatted(client, from, server);
            boolean lostA = random.nextInt(6) == 0;
            boolean lostAaaa = random.nextInt(6) == 0;
            String said = random.nextInt(8) == 0 ? ERRORS[random.nextInt(ERRORS.length)] : answer;
            add(time, "? A " + name + ends + " id=" + id);
            add(time + 0.1, "? AAAA " + name + ends + " id=" + (id + 1));
            if (!lostA) {
                add(time + 1 + random.nextInt(20), "! A " + name + ends + " id=" + id + " " + said);
            }
            if (!lostAaaa) {
                add(time + 1 + random.nextInt(20), "! AAAA " + name + ends + " id=" + (id + 1) + " " + said);
            }
            if (!lostA && !lostAaaa) {
                return time + 22;
            }
            from = port++;
            time += 5_000;
        }
        return -1;
    }

    private void add(double time, String words) {
        lines.add(new Line(time, String.format(Locale.ROOT, "%.1f %s", time, words)));
    }
}
