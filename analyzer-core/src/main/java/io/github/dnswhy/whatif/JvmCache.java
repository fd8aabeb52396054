package io.github.dnswhy.whatif;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.LookupOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The positive cache of {@code java.net.InetAddress} with another time to live: a lookup of the same name by the same client as long after
 * one that resolved would have been no lookup.
 */
final class JvmCache {
    private record Key(IpAddress client, String name) {}

    private JvmCache() {}

    /**
     * The shortest time from a resolved lookup to the next of its name by its client, as one JVM makes them.
     *
     * @param recordings all lookups by start
     * @return nanoseconds; 0 when lookups of one name overlap, which those of one JVM never do, or when none recurs
     */
    static long shortestGap(List<Recording> recordings) {
        Map<Key, Long> ends = new HashMap<>();
        long shortest = Long.MAX_VALUE;
        for (Recording recording : recordings) {
            Long end = ends.put(key(recording), recording.startNanos() + recording.felt());
            if (end != null) {
                long gap = recording.startNanos() - end;
                if (gap < 0) {
                    return 0;
                }
                shortest = Math.min(shortest, gap);
            }
        }
        return shortest == Long.MAX_VALUE ? 0 : shortest;
    }

    /** Tells for each lookup, by start, whether the cache would have answered it. */
    static boolean[] served(List<Recording> recordings, long ttlNanos) {
        Map<Key, Long> until = new HashMap<>();
        boolean[] served = new boolean[recordings.size()];
        for (int i = 0; i < served.length; i++) {
            Recording recording = recordings.get(i);
            Key key = key(recording);
            served[i] = recording.startNanos() < until.getOrDefault(key, Long.MIN_VALUE);
            if (!served[i] && recording.lookup().outcome() == LookupOutcome.RESOLVED) {
                until.put(key, recording.startNanos() + recording.felt() + ttlNanos);
            }
        }
        return served;
    }

    private static Key key(Recording recording) {
        return new Key(recording.lookup().client(), recording.lookup().name());
    }
}
