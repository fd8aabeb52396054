package io.github.dnswhy.rules.builtin.elsewhere;

import io.github.dnswhy.evidence.LogNote;
import io.github.dnswhy.evidence.LogPhrase;
import io.github.dnswhy.model.Blame;
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
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The JVM stood still for so long that whatever it waited for seems slow. */
final class Paused implements Rule {
    private static final Threshold LONG =
            new Threshold("pauseMs", 500, "ms", "a pause that a request would feel; judgement");
    private static final Threshold SEVERAL = new Threshold("pauses", 2, "count", "one may be the start; judgement");

    private static final RuleInfo INFO = new RuleInfo(
            "gc-or-cpu-pause-not-dns",
            "The JVM stood still",
            Blame.NONE,
            Set.of(Need.HOST_LOG),
            Set.of(Need.CAPTURE, Need.THREAD_DUMP),
            List.of(LONG, SEVERAL),
            List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        List<LogNote> all = new ArrayList<>(facts.evidence().notes(LogPhrase.JVM_STOPPED));
        all.addAll(facts.evidence().notes(LogPhrase.GC_PAUSE));
        List<LogNote> pauses = all.stream()
                .filter(n -> n.pause().filter(p -> p.toMillis() >= LONG.value()).isPresent())
                .toList();
        if (pauses.size() < SEVERAL.value()) {
            return all.isEmpty()
                    ? Assessment.CLEAR
                    : Assessment.ruledOut(
                            0.1,
                            "The log of the JVM has no pauses of " + (long) LONG.value()
                                    + " ms and more, or one alone.");
        }
        Duration sum = pauses.stream().map(n -> n.pause().orElseThrow()).reduce(Duration.ZERO, Duration::plus);
        Duration longest = pauses.stream()
                .map(n -> n.pause().orElseThrow())
                .max(Duration::compareTo)
                .orElseThrow();
        FindingDraft draft = new FindingDraft(INFO)
                .supports(TextEvidence.notes(
                        "The log of the JVM has " + Phrases.count(pauses.size(), "pause")
                                + " of half a second and more, the longest " + Phrases.time(longest) + ".",
                        facts.lookups().failed() == 0 ? 0.65 : 0.45,
                        pauses))
                .cost(Impact.NONE)
                .is(Severity.INFO, FindingRole.OBSERVATION)
                .remedy(
                        Remedy.of(
                                "Give the collector more memory or another algorithm, and the container more CPU (cgroup: nr_throttled); then measure again."))
                .verify("jcmd PID GC.heap_info; cat /sys/fs/cgroup/cpu.stat");
        return Assessment.found(draft.finding(
                "The JVM stood still " + pauses.size() + " times for half a second and more, " + Phrases.time(sum)
                        + " in all: it felt lookups longer than they" + " were on the wire.",
                "While a collector stops all threads, or the container has used up its CPU, answers wait in the socket. Everything that the program measures"
                        + " then seems slow, DNS too; the capture shows when answers really came."));
    }
}
