package io.github.dnswhy.threads;

import io.github.dnswhy.model.DumpThread;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.Resolution;
import io.github.dnswhy.model.ThreadSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts the threads of a dump that do the same together: the same {@link Activity}, library and top frames. */
public final class ThreadGroups {
    /** Frames that members of a group share, and that it shows. */
    public static final int STACK = 12;

    /** Threads that a group names. */
    public static final int EXAMPLES = 10;

    private record Key(String kind, String library, String owner, List<String> stack) {}

    private ThreadGroups() {}

    /**
     * Groups the threads of a dump; those without a stack (VM and GC threads) are left out.
     *
     * @param file the dump's file, as given
     * @param dump the dump
     * @return the groups, the largest first, then in the dump's order; no lookups joined
     */
    public static List<ThreadSummary.Group> of(String file, ThreadDump dump) {
        Map<Key, List<DumpThread>> members = new LinkedHashMap<>();
        for (ParsedThread parsed : dump.threads()) {
            DumpThread thread = parsed.thread();
            if (!thread.stack().isEmpty()) {
                members.computeIfAbsent(key(parsed), key -> new ArrayList<>()).add(thread);
            }
        }
        List<ThreadSummary.Group> groups = new ArrayList<>(members.size());
        members.forEach((key, threads) -> groups.add(group(file, key, threads)));
        groups.sort(Comparator.comparingInt(ThreadSummary.Group::count).reversed());
        return groups;
    }

    /**
     * The name of a kind in reports.
     *
     * @param kind the kind
     * @return its name in kebab-case
     */
    public static String text(Resolution.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * How soon a kind of group is told.
     *
     * @param kind a resolution kind or an activity, in kebab-case
     * @return 0 for name resolution, 1 for threads that wait elsewhere, 2 for idle and working ones
     */
    public static int rank(String kind) {
        return switch (kind) {
            case "lock", "pool", "connect", "socket-read" -> 1;
            case "idle", "other" -> 2;
            default -> 0;
        };
    }

    private static Key key(ParsedThread parsed) {
        DumpThread thread = parsed.thread();
        List<String> stack = thread.stack();
        List<String> top = new ArrayList<>(STACK);
        for (int i = 0; i < Math.min(STACK, stack.size()); i++) {
            top.add(withoutHiddenClass(stack.get(i)));
        }
        String owner = parsed.activity() == Activity.LOCK ? thread.owner().orElse("") : "";
        return thread.resolution()
                .map(r -> new Key(text(r.kind()), r.library(), r.behind().orElse(""), top))
                .orElseGet(() -> new Key(parsed.activity().text(), "", owner, top));
    }

    private static ThreadSummary.Group group(String file, Key key, List<DumpThread> threads) {
        List<Evidence.ThreadPlace> examples = new ArrayList<>(EXAMPLES);
        for (int i = 0; i < Math.min(EXAMPLES, threads.size()); i++) {
            DumpThread thread = threads.get(i);
            examples.add(new Evidence.ThreadPlace(thread.dump(), thread.name(), thread.line()));
        }
        return new ThreadSummary.Group(
                key.kind(), threads.size(), key.library(), key.stack(), file, examples, List.of());
    }

    /** The address in {@code Lab$$Lambda/0x0123.run} and its like differs from run to run and tells nothing. */
    private static String withoutHiddenClass(String frame) {
        int slash = frame.indexOf('/');
        int dot = slash < 0 ? -1 : frame.indexOf('.', slash);
        return dot < 0 ? frame : frame.substring(0, slash) + frame.substring(dot);
    }
}
