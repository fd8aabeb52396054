package io.github.dnswhy.timeline;

import io.github.dnswhy.facts.DumpFacts;
import io.github.dnswhy.model.DumpThread;
import io.github.dnswhy.model.Evidence.ThreadPlace;
import io.github.dnswhy.model.ThreadSummary.Course;
import io.github.dnswhy.threads.ParsedThread;
import io.github.dnswhy.threads.StuckThreads;
import io.github.dnswhy.threads.ThreadDump;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells what became of the threads that name resolution held, from one dump to the next of the same process. */
final class DumpCourses {
    /** A dump with its file. */
    record In(String file, ThreadDump dump) {}

    private DumpCourses() {}

    /** Compares two dumps; empty when they are of two processes or no thread of the earlier one was held. */
    static Optional<DumpFacts.Since> between(In earlier, In later) {
        int held = held(earlier.dump());
        Optional<Duration> apart = apart(earlier.dump(), later.dump());
        boolean backward = apart.filter(Duration::isNegative).isPresent();
        if (held == 0 || backward || !isSameProcess(earlier.dump(), later.dump())) {
            return Optional.empty();
        }
        List<StuckThreads.Stuck> stuck = StuckThreads.between(earlier.dump(), later.dump());
        int[] counts = new int[StuckThreads.Course.values().length];
        List<ThreadPlace> sameCalls = new ArrayList<>();
        List<ThreadPlace> sameStacks = new ArrayList<>();
        for (StuckThreads.Stuck thread : stuck) {
            counts[thread.course().ordinal()]++;
            if (thread.course() == StuckThreads.Course.SAME_CALL) {
                sameCalls.add(place(thread.later().thread()));
            } else if (thread.course() == StuckThreads.Course.SAME_STACK) {
                sameStacks.add(place(thread.later().thread()));
            }
        }
        Course course = new Course(
                earlier.file(),
                earlier.dump().number(),
                later.file(),
                later.dump().number(),
                apart,
                counts[StuckThreads.Course.SAME_CALL.ordinal()],
                counts[StuckThreads.Course.NEW_CALL.ordinal()],
                counts[StuckThreads.Course.SAME_STACK.ordinal()],
                held - stuck.size());
        return Optional.of(new DumpFacts.Since(course, sameCalls, sameStacks));
    }

    private static ThreadPlace place(DumpThread thread) {
        return new ThreadPlace(thread.dump(), thread.name(), thread.line());
    }

    /** When a dump says it was taken, in a time that the dumps of one process share. */
    static Optional<LocalDateTime> moment(ThreadDump dump) {
        Optional<Instant> time = dump.time();
        return dump.localTime().or(() -> time.map(t -> LocalDateTime.ofInstant(t, ZoneOffset.UTC)));
    }

    private static Optional<Duration> apart(ThreadDump earlier, ThreadDump later) {
        Optional<LocalDateTime> to = moment(later);
        return moment(earlier).flatMap(from -> to.map(end -> Duration.between(from, end)));
    }

    private static int held(ThreadDump dump) {
        int held = 0;
        for (ParsedThread thread : dump.threads()) {
            held += thread.thread().resolution().isPresent() ? 1 : 0;
        }
        return held;
    }

    /** The same machine, and most of the fewer threads in both: a pool of one name may be in many processes. */
    private static boolean isSameProcess(ThreadDump earlier, ThreadDump later) {
        if (!earlier.vm().equals(later.vm())) {
            return false;
        }
        Set<String> before = identities(earlier);
        Set<String> after = identities(later);
        int fewer = Math.min(before.size(), after.size());
        before.retainAll(after);
        return fewer > 0 && 2 * before.size() > fewer;
    }

    private static Set<String> identities(ThreadDump dump) {
        Set<String> identities = new HashSet<>();
        for (ParsedThread thread : dump.threads()) {
            identities.add(thread.thread().name() + ' ' + thread.thread().nid().orElse(""));
        }
        return identities;
    }
}
