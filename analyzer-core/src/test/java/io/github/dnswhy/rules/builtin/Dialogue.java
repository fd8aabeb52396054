package io.github.dnswhy.rules.builtin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Writes what a pod and its DNS servers say to each other: lookups as glibc makes them, each from a port of its own, in the words of
 * {@link io.github.dnswhy.match.WireScript}. Lines may be written in any order; the script is in order of time.
 */
final class Dialogue {
    private static final List<String> SUFFIXES =
            List.of("default.svc.cluster.local", "svc.cluster.local", "cluster.local");
    private static final double TIMEOUT = 5000;

    private record Line(double at, String words) {}

    private final List<Line> lines = new ArrayList<>();
    private String server = "S1";
    private int port = 20000;
    private double end;

    /** Asks this server from now on. */
    Dialogue asking(String address) {
        server = address;
        return this;
    }

    /** Any line; {@code port=next} stands for a port of its own. */
    Dialogue line(double at, String words) {
        lines.add(new Line(at, words.replace("port=next", "port=" + ++port)));
        end = Math.max(end, at);
        return this;
    }

    /** A and AAAA asked together, both answered after so many milliseconds with these words; no words: A exists, AAAA does not. */
    Dialogue pair(double at, String name, double after, String... answer) {
        port++;
        String to = name + " to=" + server + " port=" + port;
        line(at, "? A " + to);
        line(at + 0.05, "? AAAA " + to);
        line(at + after, "! A " + to + (answer.length == 0 ? "" : " " + answer[0]));
        line(at + after + 0.1, "! AAAA " + to + " " + (answer.length == 0 ? "NODATA" : answer[0]));
        return this;
    }

    /** A and AAAA asked, asked again after 5 s, and never answered. */
    Dialogue silent(double at, String name) {
        port++;
        for (double round : new double[] {at, at + TIMEOUT}) {
            line(round, "? A " + name + " to=" + server + " port=" + port);
            line(round + 0.05, "? AAAA " + name + " to=" + server + " port=" + port);
        }
        end = Math.max(end, at + 2 * TIMEOUT);
        return this;
    }

    /** A and AAAA asked and lost, asked again after 5 s and answered at once. */
    Dialogue lost(double at, String name) {
        port++;
        String to = name + " to=" + server + " port=" + port;
        line(at, "? A " + to).line(at + 0.05, "? AAAA " + to);
        line(at + TIMEOUT, "? A " + to).line(at + TIMEOUT + 1, "! A " + to);
        line(at + TIMEOUT + 1.1, "? AAAA " + to).line(at + TIMEOUT + 2, "! AAAA " + to + " NODATA");
        return this;
    }

    /** A name outside the cluster: every suffix does not exist, within a millisecond each; then the name as {@link #pair}. */
    Dialogue walk(double at, String name, double after, String... answer) {
        double now = at;
        for (String suffix : SUFFIXES) {
            pair(now, name + "." + suffix, 1, "NXDOMAIN");
            now += 2;
        }
        return pair(now, name, after, answer);
    }

    /** So many lookups of services of the cluster, one every so many milliseconds, each answered after the given time. */
    Dialogue services(int count, double from, double every, double after) {
        for (int i = 0; i < count; i++) {
            pair(from + i * every, "service-" + i % 4 + ".default.svc.cluster.local", after);
        }
        return this;
    }

    /** The script; the capture ends half a minute after the last line. */
    String script() {
        StringBuilder script = new StringBuilder();
        lines.stream()
                .sorted(Comparator.comparingDouble(Line::at))
                .forEach(line -> script.append(String.format(Locale.ROOT, "%.3f ", line.at()))
                        .append(line.words())
                        .append('\n'));
        return script.append(String.format(Locale.ROOT, "%.3f .", end + 30_000)).toString();
    }
}
