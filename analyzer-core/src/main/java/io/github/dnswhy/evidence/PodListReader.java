package io.github.dnswhy.evidence;

import io.github.dnswhy.model.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the rows of {@code kubectl get pods}, with or without {@code -A}, {@code -o wide} and header. Words are counted
 * rather than characters, so that tables survive being pasted.
 */
final class PodListReader {
    private static final int MOST_PODS = 10_000;

    /** Pods of the DNS are kept even in tables of large clusters. */
    private static final int MOST_DNS_PODS = 20_000;

    private final List<PodList.Pod> pods = new ArrayList<>();
    private List<String> columns = List.of();
    private boolean otherTable;
    private long dropped;

    /** Takes one line; false when it is neither header nor row of such a table. */
    boolean line(String text, long number) {
        List<String> words = words(text);
        if (words.contains("NAME")) {
            columns = words;
            otherTable = !isHeader(words);
            return !otherTable;
        }
        PodList.Pod pod = otherTable ? null : row(text, words, number);
        if (pod != null) {
            boolean dns = pod.isNodeLocalDns() || pod.isClusterDns();
            boolean room = pods.size() < (dns ? MOST_DNS_PODS : MOST_PODS);
            dropped += room ? 0 : 1;
            if (room) {
                pods.add(pod);
            }
        }
        return pod != null;
    }

    List<PodList.Pod> pods() {
        return pods;
    }

    /** How many pods there was no room for. */
    long dropped() {
        return dropped;
    }

    static boolean isHeader(List<String> words) {
        int name = words.indexOf("NAME");
        return name >= 0
                && name <= 1
                && words.size() > name + 4
                && words.get(name + 1).equals("READY")
                && words.get(name + 2).equals("STATUS")
                && words.get(name + 3).equals("RESTARTS");
    }

    /** A row: without header the place of {@code n/m} tells whether the namespace comes first. */
    private PodList.Pod row(String text, List<String> words, long number) {
        int ready = columns.isEmpty() ? -1 : columns.indexOf("READY");
        if (ready < 0) {
            ready = words.size() > 1 && isFraction(words.get(1)) ? 1 : 2;
        }
        if (words.size() < ready + 4 || !isFraction(words.get(ready))) {
            return null;
        }
        int restarts = TextCursor.numberOf(words.get(ready + 2));
        if (restarts < 0) {
            return null;
        }
        int next = ready + 3;
        Optional<Duration> lastRestart = Optional.empty();
        if (words.get(next).startsWith("(")) {
            lastRestart = DurationText.parse(words.get(next).substring(1));
            while (next < words.size() && !words.get(next).endsWith(")")) {
                next++;
            }
            next++;
        }
        Optional<Duration> age = word(words, next).flatMap(DurationText::parse);
        if (age.isEmpty() && columns.isEmpty()) {
            return null;
        }
        boolean wide = columns.isEmpty() || columns.contains("IP");
        String fraction = words.get(ready);
        int slash = fraction.indexOf('/');
        String name = words.get(ready - 1);
        return new PodList.Pod(
                number,
                DnsServerLines.cut(text),
                ready > 1 ? Optional.of(words.get(ready - 2)) : Optional.empty(),
                name.startsWith("pod/") ? name.substring(4) : name,
                TextCursor.numberOf(fraction.substring(0, slash)),
                TextCursor.numberOf(fraction.substring(slash + 1)),
                words.get(ready + 1),
                restarts,
                lastRestart,
                age,
                wide ? word(words, next + 1).flatMap(IpAddress::parse) : Optional.empty(),
                wide ? word(words, next + 2).filter(node -> !node.equals("<none>")) : Optional.empty());
    }

    private static Optional<String> word(List<String> words, int at) {
        return at < words.size() ? Optional.of(words.get(at)) : Optional.empty();
    }

    private static boolean isFraction(String word) {
        int slash = word.indexOf('/');
        return slash > 0
                && TextCursor.numberOf(word.substring(0, slash)) >= 0
                && TextCursor.numberOf(word.substring(slash + 1)) >= 0;
    }

    /** The words of a line, as many as a table of pods can have and a few more. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        TextCursor cursor = new TextCursor(text);
        for (String word = cursor.word(); !word.isEmpty() && words.size() < 20; word = cursor.word()) {
            words.add(word);
        }
        return words;
    }
}
