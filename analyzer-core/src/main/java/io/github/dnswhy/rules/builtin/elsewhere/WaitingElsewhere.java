package io.github.dnswhy.rules.builtin.elsewhere;

import io.github.dnswhy.facts.DumpFacts;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.ThreadSummary.Group;
import io.github.dnswhy.rules.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Where most threads waited that did not wait for a name: a lock, a pool, a connection, a peer.
 *
 * @param count how many, in the dump with most
 * @param text what they did, to go behind their number: {@code threads waited for a lock …}
 * @param evidence some of the threads
 */
record WaitingElsewhere(int count, String text, Evidence evidence) {
    /** Fewer threads than this are ordinary work. */
    static final int THREADS_AT_LEAST = 3;

    private static final List<String> KINDS = List.of("lock", "pool", "connect", "socket-read");

    private static final String[] MACHINERY = {"java.", "javax.", "jdk.", "sun.", "com.sun."};

    /** The largest such group of all dumps, with this weight; empty when the threads were idle or at work. */
    static Optional<WaitingElsewhere> of(Facts facts, double weight) {
        DumpFacts in = null;
        Group largest = null;
        for (DumpFacts dump : facts.dumps()) {
            for (Group group : dump.groups()) {
                if (KINDS.contains(group.kind()) && (largest == null || group.count() > largest.count())) {
                    in = dump;
                    largest = group;
                }
            }
        }
        if (largest == null || largest.count() < THREADS_AT_LEAST) {
            return Optional.empty();
        }
        String text = text(in, largest);
        Evidence evidence = new Evidence.Threads(
                largest.count() + " " + text + " in " + largest.file() + ".",
                weight,
                largest.file(),
                largest.threads());
        return Optional.of(new WaitingElsewhere(largest.count(), text, evidence));
    }

    private static String text(DumpFacts dump, Group group) {
        String at = application(group.stack());
        String where = at.isEmpty() ? "" : " in " + at;
        return switch (group.kind()) {
            case "lock" -> "threads waited for a lock" + owner(dump, group) + where;
            case "pool" -> "threads waited for something pooled" + owner(dump, group) + where;
            case "connect" -> "threads were opening connections" + where + ", their names resolved";
            default -> "threads waited for data of a peer" + where;
        };
    }

    /** Who holds what they wait for, and what that thread does. */
    private static String owner(DumpFacts dump, Group group) {
        for (DumpFacts.Hold hold : dump.holds()) {
            if (hold.waiters().containsAll(group.threads())) {
                String doing = hold.doing().isEmpty() ? "" : " (which was in " + method(hold.doing()) + ")";
                return " held by " + hold.owner() + doing;
            }
        }
        return "";
    }

    /** The first frame that is not the JDK's. */
    private static String application(List<String> stack) {
        for (String frame : stack) {
            boolean machinery = false;
            for (String prefix : MACHINERY) {
                machinery |= frame.startsWith(prefix);
            }
            if (!machinery) {
                return method(frame);
            }
        }
        return "";
    }

    private static String method(String frame) {
        int open = frame.indexOf('(');
        return open < 0 ? frame : frame.substring(0, open);
    }
}
