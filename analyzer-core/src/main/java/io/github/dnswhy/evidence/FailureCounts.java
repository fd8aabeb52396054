package io.github.dnswhy.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts failed resolutions by host and text. One log entry names the same failure several times (message, exception,
 * causes): it counts once.
 */
final class FailureCounts {
    private static final int MOST_HOSTS = 10_000;
    private static final int MOST_IN_ENTRY = 64;
    private static final AppLog.FailureText[] KINDS = AppLog.FailureText.values();

    private static final class Counter {
        private long count;
        private long first;
        private long last;
    }

    private final Map<String, Counter[]> hosts = new HashMap<>();
    private final List<String> entryHosts = new ArrayList<>();
    private final List<AppLog.FailureText> entryKinds = new ArrayList<>();

    /** Begins the next log entry. */
    void nextEntry() {
        entryHosts.clear();
        entryKinds.clear();
    }

    /** Takes note that this entry tells of a failure; false when it has told so before. */
    boolean firstOfEntry(String host, AppLog.FailureText kind) {
        for (int i = 0; i < entryHosts.size(); i++) {
            // A bare repetition says no more than the text before it.
            boolean repeated = kind == entryKinds.get(i) || kind == AppLog.FailureText.BARE;
            if (repeated && entryHosts.get(i).equals(host)) {
                return false;
            }
        }
        if (entryHosts.size() < MOST_IN_ENTRY) {
            entryHosts.add(host);
            entryKinds.add(kind);
        }
        return true;
    }

    /** Counts one failure; false when there are too many hosts to count this one too. */
    boolean count(String host, AppLog.FailureText kind, long line) {
        Counter[] counters = hosts.get(host);
        if (counters == null) {
            if (hosts.size() >= MOST_HOSTS) {
                return false;
            }
            counters = new Counter[KINDS.length];
            hosts.put(host, counters);
        }
        Counter counter = counters[kind.ordinal()];
        if (counter == null) {
            counter = new Counter();
            counter.first = line;
            counters[kind.ordinal()] = counter;
        }
        counter.count++;
        counter.last = line;
        return true;
    }

    /** The counts, the most frequent first, then by host and text. */
    List<AppLog.FailureCount> toList() {
        List<AppLog.FailureCount> counts = new ArrayList<>();
        for (Map.Entry<String, Counter[]> host : hosts.entrySet()) {
            for (AppLog.FailureText kind : KINDS) {
                Counter counter = host.getValue()[kind.ordinal()];
                if (counter != null) {
                    counts.add(
                            new AppLog.FailureCount(host.getKey(), kind, counter.count, counter.first, counter.last));
                }
            }
        }
        counts.sort(FailureCounts::compare);
        return counts;
    }

    private static int compare(AppLog.FailureCount one, AppLog.FailureCount other) {
        if (one.count() != other.count()) {
            return Long.compare(other.count(), one.count());
        }
        int byHost = one.host().compareTo(other.host());
        return byHost != 0 ? byHost : one.kind().compareTo(other.kind());
    }
}
