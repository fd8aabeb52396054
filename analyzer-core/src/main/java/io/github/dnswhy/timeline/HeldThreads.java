package io.github.dnswhy.timeline;

import io.github.dnswhy.model.DumpThread;
import io.github.dnswhy.model.Resolution;
import io.github.dnswhy.model.ThreadSummary.Held;
import io.github.dnswhy.threads.Activity;
import io.github.dnswhy.threads.ParsedThread;
import io.github.dnswhy.threads.ThreadDump;
import io.github.dnswhy.threads.ThreadGroups;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts the threads of a dump by what holds them: a name, another thread, a peer. Idle and working threads are left out. */
final class HeldThreads {
    private static final int HOSTS = 50;
    private static final String[] MACHINERY = {"java.", "javax.", "jdk.", "sun.", "com.sun."};

    private record Key(String kind, String pool, String library, String by, String at) {}

    private static final class Members {
        private final String first;
        private int count;
        private final Set<String> hosts = new LinkedHashSet<>();

        Members(String first) {
            this.first = first;
        }
    }

    private HeldThreads() {}

    static List<Held> of(String file, ThreadDump dump) {
        Map<Key, Members> byKey = new LinkedHashMap<>();
        for (ParsedThread parsed : dump.threads()) {
            Optional<Key> key = key(parsed);
            if (key.isPresent()) {
                Members members = byKey.computeIfAbsent(
                        key.get(), k -> new Members(parsed.thread().name()));
                members.count++;
                if (members.hosts.size() < HOSTS) {
                    parsed.thread().host().ifPresent(members.hosts::add);
                }
            }
        }
        List<Held> held = new ArrayList<>();
        byKey.forEach((key, members) -> held.add(new Held(
                file,
                dump.number(),
                key.kind,
                members.count,
                members.count == 1 ? members.first : key.pool,
                key.library,
                key.by,
                key.at,
                new ArrayList<>(members.hosts))));
        held.sort(Comparator.comparingInt((Held h) -> ThreadGroups.rank(h.kind()))
                .thenComparing(Held::count, Comparator.reverseOrder()));
        return held;
    }

    private static Optional<Key> key(ParsedThread parsed) {
        DumpThread thread = parsed.thread();
        String pool = thread.virtual() && thread.name().isEmpty() ? "" : DumpJoin.poolName(thread.name());
        Optional<Resolution> resolution = thread.resolution();
        if (resolution.isPresent()) {
            Resolution r = resolution.get();
            boolean behind = r.kind() == Resolution.Kind.BEHIND;
            return Optional.of(new Key(
                    ThreadGroups.text(r.kind()),
                    pool,
                    behind ? "" : r.library(),
                    r.behind().orElse(""),
                    behind ? topmost(thread.stack()) : ""));
        }
        if (parsed.activity() == Activity.IDLE || parsed.activity() == Activity.OTHER) {
            return Optional.empty();
        }
        return Optional.of(
                new Key(parsed.activity().text(), pool, "", thread.owner().orElse(""), topmost(thread.stack())));
    }

    private static String topmost(List<String> stack) {
        for (String frame : stack) {
            boolean machinery = false;
            for (String start : MACHINERY) {
                machinery |= frame.startsWith(start);
            }
            if (!machinery) {
                int place = frame.indexOf('(');
                return place < 0 ? frame : frame.substring(0, place);
            }
        }
        return "";
    }
}
