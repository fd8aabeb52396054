package org.example.orders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds out which calls of InetAddress.getAllByName were real lookups, without touching the JDK.
 *
 * <p>The JDK serialises lookups per host: one thread (the leader) asks the network, the others wait for it, later calls get
 * the cached answer. All of them receive the same InetAddress objects, and a new lookup makes new objects. So calls whose
 * first address is the same object belong to one lookup, and the call that began first is its leader. A failed call has no
 * address: overlapping failed calls for one host are one lookup; failures answered by the JVM's negative cache take no time.
 */
final class LookupTruth {
    private static final long CACHED_FAILURE_NANOS = 300_000;

    private record Call(String host, long wallMillis, long start, long end, InetAddress first) {
    }

    private record Lookup(Call leader, int callers) {
    }

    private final Path file;
    private final List<Call> calls = new ArrayList<>();

    LookupTruth(Path file) {
        this.file = file;
    }

    synchronized void add(String host, long wallMillis, long start, long end, InetAddress[] found) {
        calls.add(new Call(host, wallMillis, start, end, found == null ? null : found[0]));
    }

    private List<Lookup> lookups() {
        calls.sort(Comparator.comparingLong(Call::start));
        List<Lookup> lookups = new ArrayList<>();
        Map<InetAddress, Integer> byAddress = new IdentityHashMap<>();
        Map<String, Integer> lastFailure = new HashMap<>();
        for (Call call : calls) {
            Integer known;
            if (call.first() != null) {
                known = byAddress.get(call.first());
            } else {
                if (call.end() - call.start() < CACHED_FAILURE_NANOS) {
                    continue;
                }
                known = lastFailure.get(call.host());
                if (known != null && lookups.get(known).leader().end() < call.start()) {
                    known = null;
                }
            }
            if (known == null) {
                lookups.add(new Lookup(call, 1));
                if (call.first() != null) {
                    byAddress.put(call.first(), lookups.size() - 1);
                } else {
                    lastFailure.put(call.host(), lookups.size() - 1);
                }
            } else {
                Lookup lookup = lookups.get(known);
                // a call that began after the leader's end was served from the cache, it did not wait
                boolean waited = call.start() < lookup.leader().end();
                lookups.set(known, new Lookup(lookup.leader(), lookup.callers() + (waited ? 1 : 0)));
            }
        }
        return lookups;
    }

    /** One line a lookup: start, host, milliseconds, outcome, threads that waited for it (leader included). */
    synchronized void write() {
        List<String> lines = new ArrayList<>();
        for (Lookup lookup : lookups()) {
            Call call = lookup.leader();
            lines.add(String.format(Locale.ROOT, "%s\t%s\t%.1f\t%s\t%d", Instant.ofEpochMilli(call.wallMillis()), call.host(),
                    (call.end() - call.start()) / 1e6, call.first() == null ? "failed" : "ok", lookup.callers()));
        }
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
