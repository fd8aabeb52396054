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
        int behind = 0;
        for (DumpFacts dump : facts.dumps()) {
            int most = 0;
            for (DumpFacts.Convoy convoy : dump.convoys()) {
                int waiters = convoy.sameHost().size();
                most = Math.max(most, waiters);
                behind = Math.max(behind, convoy.waiters().size());
                if (longest == null || waiters > longest.sameHost().size()) {
                    worst = dump;
                    longest = convoy;
                }
            }
            dumps += most >= WAITERS_AT_LEAST ? 1 : 0;
        }
        if (longest == null) {
            return Assessment.CLEAR;
        }
        int waiters = longest.sameHost().size();
        if (waiters < WAITERS_AT_LEAST) {
            return Assessment.ruledOut(0.2, few(waiters, behind));
        }
        int others = longest.waiters().size() - waiters;
        String who = longest.leader().isEmpty() ? "another" : longest.leader();
        String file = worst.dump().file();
        FindingDraft draft = new FindingDraft(INFO);
        draft.supports(new Evidence.Threads(
                Phrases.count(waiters, "thread") + " waited for " + who + " to look up the same host in " + file + ".",
                waiters >= 2 * WAITERS_AT_LEAST ? 0.60 : 0.50,
                file,
                longest.sameHost().stream().limit(EXAMPLES).toList()));
        if (dumps > 1) {
            draft.supports(WireEvidence.statistic(
                    dumps + " dumps show such a queue.", 0.20, "dumpsWithConvoy", dumps, "count"));
        }
        ThreadEvidence.lasting(facts, 0.15).ifPresent(draft::supports);
        ThreadEvidence.weighLookups(
                facts,
                draft,
                "The capture has lookups that took long enough for a queue",
                "the queue was short-lived, or the capture does not show this process");
        int held = ThreadEvidence.most(facts);
        draft.is(Severity.MINOR, FindingRole.AMPLIFIER)
                .cost(new Impact(0, 0, 0, Duration.ZERO, held))
                .remedy(Remedy.of("Cure the slow lookups beneath."))
                .remedy(Remedy.of(
                        "From JDK 21 on, -Dnetworkaddress.cache.stale.ttl as a security property lets threads use the"
                                + " last address while one of them refreshes it."))
                .verify("jstack -l PID | grep -c 'InetAddress.NameServiceAddresses.get'");
        return Assessment.found(draft.finding(
                "In " + file + " " + Phrases.count(waiters, "thread") + " waited for " + who
                        + " to look up the same host"
                        + (others == 0 ? "" : " and " + others + " more for what these threads hold") + ", "
                        + Phrases.count(worst.resolving().size(), "thread") + " resolved names in all and "
                        + worst.waiting().size() + " waited.",
                "The JVM resolves a host once at a time: one thread calls the operating system, every other thread that needs"
                        + " the same host waits for it, without a deadline. A slow lookup of one host so holds all of them;"
                        + " different hosts are resolved side by side. The number of threads says nothing about the number of"
                        + " queries."));
    }

    private static String few(int waiters, int behind) {
        String same = waiters == 0
                ? "No thread waited for another's lookup of the same host"
                : "At most " + Phrases.count(waiters, "thread")
                        + " waited for another's lookup of the same host: that is" + " ordinary";
        return behind > waiters
                ? same + "; " + Phrases.count(behind - waiters, "thread")
                        + " waited for a lock, a pool or a task of a thread that resolves."
                : same + ".";
    }
}
