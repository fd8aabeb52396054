package io.github.dnswhy.report;

import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.Quantities;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.ThreadSummary;
import io.github.dnswhy.model.ThreadSummary.Course;
import io.github.dnswhy.model.ThreadSummary.Held;
import io.github.dnswhy.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who is held by what in the dumps: the threads that resolve, those behind them, the names, and where others wait. */
final class ThreadText {
    private static final int MAX_TEXT = 200;
    private static final int MAX_ROWS = 8;
    private static final int MAX_ROWS_BESIDE_A_CAPTURE = 4;
    private static final int MAX_NAMES = 6;
    private static final int MAX_LEADERS = 3;
    private static final int COUNT = 5;
    private static final int POOL = 30;
    /** Fewer threads that wait elsewhere are ordinary work, unless all is asked for. */
    private static final long ELSEWHERE_AT_LEAST = 3;

    private final Story story;
    private final ThreadSummary threads;
    private final TextPage page;
    private final int most;

    private ThreadText(Report report, Story story, TextPage page) {
        this.story = story;
        this.threads = report.threads();
        this.page = page;
        this.most = report.traffic().messages() > 0 ? MAX_ROWS_BESIDE_A_CAPTURE : MAX_ROWS;
    }

    /** Where a capture gives the reason, the counts of threads among the impact are enough for the first screen. */
    static void write(Report report, Story story, TextPage page) {
        boolean reasonKnown = report.verdict().dnsToBlame() == Verdict.Answer.YES;
        if (reasonKnown && !page.all()) {
            return;
        }
        ThreadText text = new ThreadText(report, story, page);
        List<ThreadSummary.Dump> dumps = text.dumps();
        boolean told = false;
        for (ThreadSummary.Dump dump : dumps) {
            List<Held> held = text.held(dump);
            if (held.isEmpty() && !page.all()) {
                continue;
            }
            if (!told) {
                page.gap();
            }
            told = true;
            text.write(dump, held, text.leaders(dump));
        }
        if (told) {
            text.writeCourses();
            text.writeNotes();
        }
    }

    /** All, or the one that the verdict speaks of: where threads wait instead, or else where name resolution holds most. */
    private List<ThreadSummary.Dump> dumps() {
        if (page.all() || threads.dumps().size() < 2) {
            return threads.dumps();
        }
        Optional<String> told = story.main().flatMap(ThreadText::fileOfThreads);
        if (told.isPresent()) {
            for (ThreadSummary.Dump dump : threads.dumps()) {
                if (dump.file().equals(told.get())) {
                    return List.of(dump);
                }
            }
        }
        ThreadSummary.Dump worst = threads.dumps().get(0);
        for (ThreadSummary.Dump dump : threads.dumps()) {
            worst = dump.resolving() + dump.waiting() > worst.resolving() + worst.waiting() ? dump : worst;
        }
        return List.of(worst);
    }

    private static Optional<String> fileOfThreads(Finding finding) {
        for (Evidence evidence : finding.evidence()) {
            if (evidence instanceof Evidence.Threads threads) {
                return Optional.of(threads.file());
            }
        }
        return Optional.empty();
    }

    private List<Held> held(ThreadSummary.Dump dump) {
        List<Held> of = new ArrayList<>();
        for (Held held : threads.held()) {
            boolean told = !isElsewhere(held) || page.all() || held.count() >= ELSEWHERE_AT_LEAST;
            if (told && held.dump() == dump.number() && held.file().equals(dump.file())) {
                of.add(held);
            }
        }
        return page.all() ? of : joined(of);
    }

    /** Threads of one pool that wait for several lookups stand on one line: the leaders are named above. */
    private static List<Held> joined(List<Held> rows) {
        List<Held> joined = new ArrayList<>();
        for (Held row : rows) {
            int same = 0;
            while (same < joined.size() && !isAlike(joined.get(same), row)) {
                same++;
            }
            if (same == joined.size()) {
                joined.add(row);
            } else {
                Held first = joined.get(same);
                joined.set(
                        same,
                        new Held(
                                row.file(),
                                row.dump(),
                                row.kind(),
                                first.count() + row.count(),
                                row.pool(),
                                row.library(),
                                "",
                                row.at(),
                                first.hosts()));
            }
        }
        joined.sort(
                Comparator.comparing(ThreadText::isElsewhere).thenComparing(Held::count, Comparator.reverseOrder()));
        return joined;
    }

    private static boolean isAlike(Held one, Held other) {
        return !isElsewhere(one)
                && one.kind().equals(other.kind())
                && one.pool().equals(other.pool())
                && one.library().equals(other.library())
                && one.at().equals(other.at());
    }

    private void write(ThreadSummary.Dump dump, List<Held> held, Map<String, Integer> leaders) {
        page.start(0, 2).style(Style.STRONG).add("THREADS").style(Style.DIM).add(" in ");
        InputText.file(dump.file(), page);
        if (dump.number() > 1 || page.all()) {
            page.add(" line ").add(dump.line());
        }
        if (dump.time().isPresent()) {
            page.add(", ")
                    .add(InputText.second(Rfc3339.text(dump.time().get())))
                    .add(" UTC");
        }
        page.end();
        if (page.all()) {
            writeCounts(dump);
        }
        writeLeaders(leaders);
        writeOpenLookups(dump);
        int shown = page.all() ? held.size() : Math.min(most, held.size());
        for (int i = 0; i < shown; i++) {
            write(held.get(i));
        }
        if (shown < held.size()) {
            page.start(2 + COUNT + 2)
                    .style(Style.DIM)
                    .add(Quantities.count(held.size() - shown, "more group"))
                    .add(": see with -v")
                    .end();
        }
        writeNames(held);
    }

    private void writeCounts(ThreadSummary.Dump dump) {
        page.start(2, 4).add(Quantities.count(dump.threads(), "thread")).add(", ");
        page.add(Words.noneOr(dump.resolving())).add(" resolving a name, ");
        page.add(Words.noneOr(dump.waiting())).add(" waiting for them");
        if (dump.deadlocks() > 0) {
            page.add(", ").add(Quantities.count(dump.deadlocks(), "deadlock"));
        }
        page.end();
    }

    /** What the capture shows of the same moment, also where it contradicts the dump. */
    private void writeOpenLookups(ThreadSummary.Dump dump) {
        if (dump.resolving() == 0 || dump.openLookups().isEmpty()) {
            return;
        }
        int open = dump.openLookups().getAsInt();
        page.start(2, 4).add("In the capture ").add(Words.noneOr(open));
        boolean wholeSecond = dump.time().isPresent() && dump.time().get().getNano() == 0;
        page.add(open == 1 ? " lookup" : " lookups");
        page.add(wholeSecond ? " ran within that second" : open == 1 ? " was open then" : " were open then");
        if (open == 0) {
            page.add(
                    ": it shows another process, the C library asks elsewhere first (hosts file, nscd), or the clocks differ");
        } else if (open < dump.resolving()) {
            page.add(", fewer than the threads that resolve: it does not show all of this process");
        }
        page.add(".").end();
    }

    /** How many threads wait for each thread that resolves. */
    private Map<String, Integer> leaders(ThreadSummary.Dump dump) {
        Map<String, Integer> behind = new LinkedHashMap<>();
        for (Held h : threads.held()) {
            boolean here = h.dump() == dump.number() && h.file().equals(dump.file());
            if (here && !isElsewhere(h) && !h.by().isEmpty()) {
                behind.merge(h.by(), h.count(), Integer::sum);
            }
        }
        return behind;
    }

    private static List<Map.Entry<String, Integer>> longestFirst(Map<String, Integer> behind) {
        List<Map.Entry<String, Integer>> sorted = new ArrayList<>(behind.entrySet());
        sorted.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
        return sorted;
    }

    /** One lookup holds 20 threads. */
    private void writeLeaders(Map<String, Integer> behind) {
        int waiting = 0;
        for (int count : behind.values()) {
            waiting += count;
        }
        if (waiting < 2) {
            return;
        }
        page.start(2, 4).style(Style.BAD).add(Quantities.count(behind.size(), "lookup"));
        page.add(behind.size() == 1 ? " holds " : " hold ").add(Quantities.count(waiting, "thread"));
        page.style(Style.PLAIN).add(behind.size() == 1 ? ": that of " : ": ");
        int told = 0;
        for (Map.Entry<String, Integer> leader : longestFirst(behind)) {
            if (told == MAX_LEADERS && !page.all()) {
                page.add(" and ").add(behind.size() - told).add(" more");
                break;
            }
            page.add(told++ == 0 ? "\"" : ", \"").add(leader.getKey(), MAX_TEXT).add("\"");
            if (behind.size() > 1) {
                page.add(" ").add(Quantities.count(leader.getValue()));
            }
        }
        page.end();
    }

    private void write(Held held) {
        int indent = 2 + COUNT + 2;
        page.start(2, indent + 2).right(Quantities.count(held.count()), COUNT).add("  ");
        String pool = held.pool().isEmpty() ? "without a name" : held.pool();
        if (pool.length() <= POOL) {
            page.left(pool, POOL);
        } else {
            page.add(pool, MAX_TEXT);
        }
        page.add("  ").add(doing(held), MAX_TEXT);
        if (!held.library().isEmpty() && !held.library().equals("java.net")) {
            page.add(", asked by ").add(held.library(), MAX_TEXT);
        }
        if (!held.by().isEmpty()) {
            page.add(held.kind().equals("behind") ? " \"" : " of \"")
                    .add(held.by(), MAX_TEXT)
                    .add("\"");
        } else if (held.kind().equals("lock")) {
            page.add(" whose holder is not listed");
        }
        if (!held.at().isEmpty()) {
            page.style(Style.DIM).add(" at ").add(held.at(), MAX_TEXT);
        }
        page.end();
    }

    private static String doing(Held held) {
        return switch (held.kind()) {
            case "native-forward" -> "in getaddrinfo";
            case "native-reverse" -> "in getnameinfo, from address to name";
            case "libc-lookup" -> "inside the C library's resolver";
            case "jndi", "dnsjava" -> held.by().isEmpty() ? "in a lookup" : "wait for the lookup";
            case "same-host-wait" -> held.by().isEmpty() ? "wait for a lookup of the same host" : "wait for the lookup";
            case "resolver-init-wait" -> "wait for the resolver's own set-up";
            case "behind" -> held.by().isEmpty() ? "wait behind lookups" : "wait behind";
            case "lock" -> "wait for a lock";
            case "pool" -> "wait for something pooled";
            case "connect" -> "open a TCP connection";
            case "socket-read" -> "wait for a peer's answer";
            default -> held.kind();
        };
    }

    private static boolean isElsewhere(Held held) {
        return switch (held.kind()) {
            case "lock", "pool", "connect", "socket-read" -> true;
            default -> false;
        };
    }

    private void writeNames(List<Held> held) {
        Set<String> names = new LinkedHashSet<>();
        for (Held h : held) {
            names.addAll(h.hosts());
        }
        if (names.isEmpty()) {
            return;
        }
        page.start(2, 4).add("names they look up: ");
        int told = 0;
        for (String name : names) {
            if (told == MAX_NAMES && !page.all()) {
                page.add(" and ").add(names.size() - told).add(" more");
                break;
            }
            page.add(told++ == 0 ? "" : ", ").add(name, MAX_TEXT);
        }
        page.end();
    }

    private void writeCourses() {
        for (Course course : threads.courses()) {
            page.start(2, 4).add("From ");
            place(course.fromFile(), course.fromDump());
            page.add(" to ");
            if (course.toFile().equals(course.fromFile())) {
                page.add("dump ").add(course.toDump());
            } else {
                place(course.toFile(), course.toDump());
            }
            if (course.apart().isPresent()) {
                page.add(", ").add(Quantities.duration(course.apart().get())).add(" later");
            }
            page.add(": ");
            String separator = "";
            separator = part(course.sameCalls(), "still in the same call", separator);
            separator = part(
                    course.sameStacks(), "at the same place (jstack -e tells whether in the same call)", separator);
            separator = part(course.newCalls(), "in another call", separator);
            part(course.recovered(), "back or gone", separator);
            page.end();
        }
    }

    private String part(int count, String text, String separator) {
        if (count == 0) {
            return separator;
        }
        page.add(separator).add(Quantities.count(count, "thread")).add(" ").add(text);
        return ", ";
    }

    /** The end of a path tells dumps of a series apart. */
    private void place(String file, int dump) {
        page.add(file.substring(file.lastIndexOf('/') + 1), MAX_TEXT);
        if (dump > 1) {
            page.add(" dump ").add(dump);
        }
    }

    private void writeNotes() {
        for (String note : threads.notes()) {
            page.start(2, 4).style(Style.DIM).add(note, 2 * MAX_TEXT).end();
        }
    }
}
