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

/** One thread looks a host up, all others that need the same host wait for it without a deadline. */
final class JvmPerHostConvoy implements Rule {
    private static final int WAITERS_AT_LEAST = 3;
    private static final int EXAMPLES = 6;

    private static final RuleInfo INFO = new RuleInfo(
            "jvm-per-host-convoy",
            "Threads of the JVM queue behind one lookup of the same host",
            Blame.JVM,
            Set.of(Need.THREAD_DUMP),
            Set.of(Need.CAPTURE),
            List.of(new Threshold("waiters", WAITERS_AT_LEAST, "count", "fewer meet by chance; judgement")),
            List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        DumpFacts worst = null;
        DumpFacts.Convoy longest = null;
        int dumps = 0;
        for (DumpFacts dump : facts.dumps()) {
            DumpFacts.Convoy first =
                    dump.convoys().isEmpty() ? null : dump.convoys().get(0);
            if (first == null) {
                continue;
            }
            dumps += first.waiters().size() >= WAITERS_AT_LEAST ? 1 : 0;
            if (longest == null || first.waiters().size() > longest.waiters().size()) {
                worst = dump;
                longest = first;
            }
        }
        if (longest == null) {
            return Assessment.CLEAR;
        }
        int waiters = longest.waiters().size();
        if (waiters < WAITERS_AT_LEAST) {
            return Assessment.ruledOut(
                    0.2,
                    "At most " + Phrases.count(waiters, "thread")
                            + " waited for another's lookup of the same host: that is" + " ordinary.");
        }
        String who = longest.leader().isEmpty() ? "one lookup" : "the lookup by " + longest.leader();
        String file = worst.dump().file();
        FindingDraft draft = new FindingDraft(INFO);
        draft.supports(new Evidence.Threads(
                Phrases.count(waiters, "thread") + " waited behind " + who + " in " + file + ".",
                waiters >= 2 * WAITERS_AT_LEAST ? 0.60 : 0.50,
                file,
                longest.waiters().stream().limit(EXAMPLES).toList()));
        if (dumps > 1) {
            draft.supports(WireEvidence.statistic(
                    dumps + " dumps show such a queue.", 0.20, "dumpsWithConvoy", dumps, "count"));
        }
        ThreadEvidence.weighLookups(
                facts,
                draft,
                "The capture has lookups that took long enough for a queue",
                "the queue was short-lived, or the capture does not show this process");
        int held = ThreadEvidence.most(facts);
        draft.is(Severity.MINOR, FindingRole.AMPLIFIER)
                .cost(new Impact(0, 0, 0, Duration.ZERO, held))
                .remedy(Remedy.of("Cure the slow lookups beneath: the queue is as long as they are slow."))
                .remedy(Remedy.of(
                        "From JDK 21 on, -Dnetworkaddress.cache.stale.ttl as a security property lets threads use the"
                                + " last address while one of them refreshes it."))
                .verify("jstack -l PID | grep -c 'InetAddress.NameServiceAddresses.get'");
        return Assessment.found(draft.finding(
                "In " + file + " " + Phrases.count(waiters, "thread") + " waited behind " + who + ", "
                        + Phrases.count(worst.resolving().size(), "thread") + " resolved names in all and "
                        + worst.waiting().size() + " waited.",
                "The JVM resolves a host once at a time: one thread calls the operating system, every other thread that needs"
                        + " the same host waits for it, without a deadline. A slow lookup of one host so holds all of them;"
                        + " different hosts are resolved side by side. The number of threads says nothing about the number of"
                        + " queries."));
    }
}
