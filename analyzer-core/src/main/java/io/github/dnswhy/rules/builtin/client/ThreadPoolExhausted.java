package io.github.dnswhy.rules.builtin.client;

import io.github.dnswhy.facts.DumpFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.ThreadEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Most threads of a pool are inside lookups or wait for one, so that requests without any need of DNS queue too. */
final class ThreadPoolExhausted implements Rule {
    private static final double HELD = 0.5;
    private static final int POOL_AT_LEAST = 5;
    private static final int EXAMPLES = 6;

    private static final RuleInfo INFO = new RuleInfo(
            "thread-pool-exhausted-by-dns",
            "Lookups hold most threads of a pool",
            Blame.APPLICATION,
            Set.of(Need.THREAD_DUMP),
            Set.of(Need.CAPTURE),
            List.of(
                    new Threshold("heldRatio", HELD, "ratio", "of the threads of one pool; judgement"),
                    new Threshold("poolSize", POOL_AT_LEAST, "count", "smaller ones are held by chance; judgement")),
            List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        DumpFacts worst = null;
        DumpFacts.Pool fullest = null;
        int dumps = 0;
        for (DumpFacts dump : facts.dumps()) {
            for (DumpFacts.Pool pool : dump.pools()) {
                if (pool.size() < POOL_AT_LEAST) {
                    continue;
                }
                if (fullest == null
                        || share(pool) > share(fullest)
                        || share(pool) == share(fullest) && pool.size() > fullest.size()) {
                    worst = dump;
                    fullest = pool;
                }
            }
        }
        if (fullest == null) {
            return Assessment.CLEAR;
        }
        String held = Phrases.of(fullest.held().size(), fullest.size(), "thread") + " of " + fullest.name();
        if (share(fullest) < HELD) {
            return Assessment.ruledOut(
                    share(fullest) / 2,
                    "At most " + held + " were inside lookups or waited for one: the others were free.");
        }
        String name = fullest.name();
        for (DumpFacts dump : facts.dumps()) {
            dumps += dump.pools().stream().anyMatch(p -> p.name().equals(name) && share(p) >= HELD) ? 1 : 0;
        }
        FindingDraft draft = new FindingDraft(INFO);
        draft.supports(new Evidence.Threads(
                held + " resolved a name or waited for one in " + worst.dump().file() + ".",
                0.60,
                worst.dump().file(),
                fullest.held().stream().limit(EXAMPLES).toList()));
        if (dumps > 1) {
            draft.supports(
                    WireEvidence.statistic(dumps + " dumps show the pool so.", 0.20, "dumpsExhausted", dumps, "count"));
        }
        ThreadEvidence.lasting(facts, 0.15).ifPresent(draft::supports);
        ThreadEvidence.weighLookups(
                facts,
                draft,
                "The capture has lookups that hold threads that long",
                "it does not show what these threads waited for");
        draft.is(Severity.MINOR, FindingRole.AMPLIFIER)
                .cost(new Impact(0, 0, 0, Duration.ZERO, fullest.held().size()))
                .remedy(Remedy.of("Cure the slow lookups beneath."))
                .remedy(Remedy.of(
                        "Keep lookups off the pool of requests: resolve ahead, pool connections, give calls to other"
                                + " hosts a pool of their own. Connect timeouts do not cover getaddrinfo."))
                .verify("jstack -l PID | grep -c 'lookupAllHostAddr'");
        return Assessment.found(draft.finding(
                held + " were inside lookups or waited for one in "
                        + worst.dump().file() + ".",
                "A blocking lookup has no deadline of its own. While DNS stalls, every worker that needs a name ends up in one;"
                        + " when the pool is full of them, requests that need no name wait as well."));
    }

    private static double share(DumpFacts.Pool pool) {
        return (double) pool.held().size() / pool.size();
    }
}
