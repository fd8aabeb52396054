package io.github.dnswhy.rules.builtin.elsewhere;

import io.github.dnswhy.facts.DumpFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.ThreadSummary.Group;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Names are resolved, and then threads wait for peers: connections, answers, pooled resources. */
final class ConnectSlow implements Rule {
    private static final Set<String> KINDS = Set.of("connect", "socket-read", "pool");

    private static final Threshold LEAST =
            new Threshold("threadsWaiting", 5, "count", "of one dump; fewer are ordinary work; judgement");
    private static final Threshold TIMES =
            new Threshold("timesThoseOfDns", 10, "ratio", "as many threads as wait for names, at least; judgement");
    private static final Threshold FEW_SLOW = new Threshold(
            "slowLookups", 0.02, "ratio", "a few slow lookups are no reason for so many threads; judgement");

    private static final RuleInfo INFO = new RuleInfo(
            "connect-slow-not-dns",
            "Threads wait for peers, their names are resolved",
            Blame.NONE,
            Set.of(Need.THREAD_DUMP, Need.CAPTURE),
            Set.of(),
            List.of(LEAST, TIMES, FEW_SLOW),
            List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        List<Evidence> seen = new ArrayList<>();
        int most = 0;
        for (DumpFacts dump : facts.dumps()) {
            int waiting = 0;
            Group largest = null;
            for (Group group : dump.groups()) {
                if (KINDS.contains(group.kind())) {
                    waiting += group.count();
                    largest = largest == null || group.count() > largest.count() ? group : largest;
                }
            }
            if (largest != null && waiting >= LEAST.value()) {
                seen.add(new Evidence.Threads(
                        waiting + " threads waited for peers or pooled connections in " + largest.file() + ".",
                        seen.isEmpty() ? 0.4 : 0.1,
                        largest.file(),
                        largest.threads()));
                most = Math.max(most, waiting);
            }
        }
        if (seen.isEmpty()) {
            return Assessment.CLEAR;
        }
        int names = ThreadEvidence.most(facts);
        long total = facts.lookups().total();
        long slow = facts.lookups().slow();
        Duration p95 = facts.lookups().felt().map(Percentiles::p95).orElse(Duration.ZERO);
        boolean quick = total > 0
                && facts.lookups().failed() == 0
                && slow <= FEW_SLOW.value() * total
                && p95.compareTo(facts.lookups().slowThreshold()) < 0;
        if (!quick || most < TIMES.value() * names) {
            return Assessment.ruledOut(
                    0.3,
                    most + " threads waited for peers, " + names + " for names; " + Phrases.of(slow, total, "lookup")
                            + " " + Phrases.were(slow) + " slow.");
        }
        FindingDraft draft = new FindingDraft(INFO);
        seen.stream().limit(3).forEach(draft::supports);
        draft.supports(WireEvidence.statistic(
                        Phrases.of(slow, total, "lookup") + " " + Phrases.were(slow)
                                + " slow, none failed, 95 % were done in " + Phrases.time(p95) + ".",
                        0.25,
                        "slowLookups",
                        slow,
                        "count"))
                .cost(Impact.NONE)
                .is(Severity.INFO, FindingRole.OBSERVATION)
                .remedy(
                        Remedy.of(
                                "Look at the peer: its own threads and pauses, lost SYN segments, a proxy between, the size of the pool, the connect timeout."))
                .verify("ss -tno state syn-sent; ss -tno state established");
        return Assessment.found(draft.finding(
                most + " threads waited for peers or pooled connections and " + names
                        + " for names: the lookups were done.",
                "Resolving a name, opening a connection and waiting for the answer are one call to many libraries. The stacks tell them apart: what stands"
                        + " above connect or read has its address already."));
    }
}
