package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.facts.DumpFacts;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.ThreadSummary;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes evidence of thread dumps: {@link #held} of the dump in which most threads resolve a name or wait for another's resolution,
 * {@link #most} how many those are; {@link #lasting} of those that one call held from dump to dump.
 */
public final class ThreadEvidence {
    private static final int EXAMPLES = 6;

    /** Dumps that follow each other faster may show one quick lookup twice. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private ThreadEvidence() {}

    /** How many threads name resolution held in the dump with most; 0 without dumps. */
    public static int most(Facts facts) {
        return worst(facts).map(ThreadEvidence::count).orElse(0);
    }

    /** The threads that name resolution held in the dump with most; empty when it held none. */
    public static Optional<Evidence> held(Facts facts, double weight) {
        return worst(facts).filter(dump -> count(dump) > 0).map(dump -> {
            List<Evidence.ThreadPlace> threads = new ArrayList<>(dump.resolving());
            threads.addAll(dump.waiting());
            String text = Phrases.count(dump.resolving().size(), "thread") + " resolved a name and "
                    + dump.waiting().size() + " waited for such a thread in "
                    + dump.dump().file() + ".";
            return new Evidence.Threads(
                    text,
                    weight,
                    dump.dump().file(),
                    threads.stream().limit(EXAMPLES).toList());
        });
    }

    /**
     * Threads that two dumps find in the same lookup: it lasted at least as long as lies between them.
     *
     * @param facts the facts
     * @param weight its weight where that is as long as a slow lookup, or not known
     * @return the two dumps in which most threads are; empty when none is
     */
    public static Optional<Evidence> lasting(Facts facts, double weight) {
        DumpFacts most = null;
        for (DumpFacts dump : facts.dumps()) {
            int same = same(dump);
            most = same > 0 && (most == null || same > same(most)) ? dump : most;
        }
        return Optional.ofNullable(most)
                .map(dump -> new Evidence.Threads(
                        lasting(dump.since().orElseThrow()),
                        weight,
                        dump.dump().file(),
                        dump.since().orElseThrow().sameCalls().stream()
                                .limit(EXAMPLES)
                                .toList()));
    }

    private static int same(DumpFacts dump) {
        return dump.since()
                .filter(since -> since.course()
                        .apart()
                        .filter(apart -> apart.compareTo(SLOW) < 0)
                        .isEmpty())
                .map(since -> since.sameCalls().size())
                .orElse(0);
    }

    private static String lasting(DumpFacts.Since since) {
        ThreadSummary.Course course = since.course();
        boolean oneFile = course.fromFile().equals(course.toFile());
        int count = since.sameCalls().size();
        return "In " + (oneFile ? "dump " + course.toDump() + " of " : "") + course.toFile() + " "
                + Phrases.count(count, "thread") + (count == 1 ? " is" : " are") + " still in the call of "
                + (oneFile ? "dump " + course.fromDump() : course.fromFile())
                + course.apart()
                        .map(apart -> ", " + Phrases.time(apart) + " before")
                        .orElse("")
                + ".";
    }

    private static Optional<DumpFacts> worst(Facts facts) {
        DumpFacts worst = null;
        for (DumpFacts dump : facts.dumps()) {
            worst = worst == null || count(dump) > count(worst) ? dump : worst;
        }
        return Optional.ofNullable(worst);
    }

    private static int count(DumpFacts dump) {
        return dump.dump().resolving() + dump.dump().waiting();
    }

    /** Weighs what threads show with what the capture shows: slow lookups explain held threads, quick ones do not. */
    public static void weighLookups(Facts facts, FindingDraft draft, String slowExplain, String noneSlow) {
        long slow = facts.lookups().slow() + facts.lookups().failed();
        if (slow > 0) {
            draft.supports(WireEvidence.statistic(
                    slowExplain + " (" + slow + " slow or failed).", 0.10, "slowLookups", slow, "count"));
        } else if (facts.lookups().total() > 0) {
            draft.contradicts(WireEvidence.statistic(
                    "No lookup in the capture was slow: " + noneSlow + ".", 0.20, "slowLookups", 0, "count"));
        }
    }
}
