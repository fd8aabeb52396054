package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.facts.DumpFacts;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes evidence of thread dumps: {@link #held} of the dump in which most threads resolve a name or wait for another's resolution,
 * {@link #most} how many those are.
 */
public final class ThreadEvidence {
    private static final int EXAMPLES = 6;

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
