package io.github.dnswhy.rules.builtin.elsewhere;

import io.github.dnswhy.evidence.AppLog;
import io.github.dnswhy.facts.DumpFacts;
import io.github.dnswhy.facts.LookupFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.ShortBurst;
import io.github.dnswhy.rules.SlowRequests;
import io.github.dnswhy.rules.builtin.grounds.CaptureHealth;
import io.github.dnswhy.rules.builtin.grounds.HiddenAddress;
import io.github.dnswhy.rules.builtin.grounds.MissingNames;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.ThreadEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Enough lookups, none slow, none failed: DNS is not what the application waited for. */
final class NotDnsExonerated implements Rule {
    /** Fewer lookups than this cannot exonerate. */
    static final int FEW = 5;

    /** From here on they can without reserve. */
    static final int ENOUGH = 20;

    private static final Duration FELT_P99 = ShortBurst.QUICK;

    private static final double FEW_MOST = 0.6;
    private static final int RESOLVING_AT_LEAST = 3;
    private static final double ONE_BURST = 0.05;
    private static final double SLOW_BURST = 0.15;

    private static final RuleInfo INFO = new RuleInfo(
            "not-dns-exonerated",
            "DNS is not to blame",
            Blame.NONE,
            Set.of(Need.CAPTURE),
            Set.of(Need.THREAD_DUMP, Need.APP_LOG),
            List.of(
                    new Threshold(
                            "lookups",
                            ENOUGH,
                            "count",
                            "from " + FEW + " on with a confidence of 0.6 at most; judgement"),
                    new Threshold("feltP99", FELT_P99.toMillis(), "ms", "healthy captures measured: p95 up to 140 ms"),
                    ShortBurst.LONGEST),
            List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        LookupFacts lookups = facts.lookups();
        long judged = lookups.total() - lookups.count(LookupOutcome.UNDETERMINED);
        if (judged < FEW) {
            return Assessment.CLEAR;
        }
        Duration p99 = lookups.felt().map(Percentiles::p99).orElse(Duration.ZERO);
        SlowRequests requests = facts.slowRequests();
        boolean elsewhere = requests.waitElsewhere()
                && lookups.failed() == 0
                && !CaptureHealth.of(facts).oneDirection();
        Optional<ShortBurst> burst = facts.shortBurst();
        boolean quick = lookups.slow() == 0 && p99.compareTo(FELT_P99) < 0 || burst.isPresent();
        if (elsewhere && !quick) {
            return Assessment.found(requestsElsewhere(facts, requests));
        }
        if (lookups.failed() > 0 || !quick) {
            return Assessment.ruledOut(
                    0,
                    Phrases.of(lookups.slow(), judged, "lookup") + " " + Phrases.were(lookups.slow()) + " slow, "
                            + lookups.failed()
                            + " failed, and 99 % of them" + " were done in " + Phrases.time(p99)
                            + ": DNS cannot be exonerated.");
        }
        if (facts.endsAmidLookups()) {
            return Assessment.ruledOut(
                    0,
                    "The capture ends while lookups wait, more than are under way where all is well: it cannot exonerate.");
        }
        if (lookups.kept().stream().anyMatch(HiddenAddress::isIn)) {
            return Assessment.ruledOut(0, "Lookups ended with \"no such name\" although an address had come.");
        }
        if (CaptureHealth.of(facts).oneDirection()) {
            return Assessment.ruledOut(0, "The capture holds one direction only: it cannot exonerate.");
        }
        return Assessment.found(finding(facts, judged, p99, burst));
    }

    private static Finding finding(Facts facts, long judged, Duration p99, Optional<ShortBurst> burst) {
        boolean enough = judged >= ENOUGH;
        FindingDraft draft = new FindingDraft(INFO);
        long slow = facts.lookups().slow();
        String fact = "Of " + Phrases.count(judged, "lookup") + " "
                + (slow == 0 ? "none was slow" : slow + " were slow, all at one moment,")
                + " and none failed" + missing(facts) + ", 99 % were done in " + Phrases.time(p99);
        // 20 lookups 0.60, 50 0.66, 200 0.75, 2000 and more 0.90.
        double weight = enough
                ? Math.min(0.90, FEW_MOST + 0.15 * Math.log10(judged / (double) ENOUGH))
                : 0.4 + (FEW_MOST - 0.4) * (judged - FEW) / (ENOUGH - FEW);
        draft.supports(new WireEvidence(facts)
                .lookups(fact + "; these took longest.", weight, facts.lookups().kept()));
        Optional<WaitingElsewhere> elsewhere = WaitingElsewhere.of(facts, enough ? 0.07 : 0);
        addDumps(facts, enough, draft);
        elsewhere.map(WaitingElsewhere::evidence).ifPresent(draft::supports);
        addLogs(facts, enough, draft);
        burst.ifPresent(b -> draft.contradicts(WireEvidence.statistic(
                Phrases.count(b.count(), "lookup") + " took " + Phrases.time(FELT_P99) + " or more, all in one span of "
                        + Phrases.time(b.length()) + "; the other " + b.others() + " did not.",
                slow == 0 ? ONE_BURST : SLOW_BURST,
                "burstMs",
                b.length().toMillis(),
                "ms")));
        CaptureHealth.of(facts).doubt(0.15).ifPresent(draft::contradicts);
        String instead = lookElsewhere(draft, elsewhere);
        return draft.finding(
                fact + "." + instead,
                "What requests waited for was not the resolution of names, as far as these captures and dumps show it: lookups"
                        + " were answered, and quickly. Caches of the JVM may hide lookups, never lengthen them.");
    }

    /** Quick answers that help nobody: how many lookups were told that there is no such name. */
    private static String missing(Facts facts) {
        long missing = MissingNames.of(facts).lookups();
        return missing == 0 ? "" : ", " + missing + " found no such name";
    }

    /** Some lookups were slow, but not those that the slow requests waited for. */
    private static Finding requestsElsewhere(Facts facts, SlowRequests requests) {
        LookupFacts lookups = facts.lookups();
        FindingDraft draft = new FindingDraft(INFO);
        draft.supports(WireEvidence.statistic(
                Phrases.of(requests.coinciding(), requests.slow(), "slow request")
                        + " of the application's log coincided with a slow lookup.",
                0.6,
                "coincidingRequests",
                requests.coinciding(),
                "count"));
        Optional<WaitingElsewhere> elsewhere = WaitingElsewhere.of(facts, 0.1);
        addDumps(facts, true, draft);
        elsewhere.map(WaitingElsewhere::evidence).ifPresent(draft::supports);
        draft.contradicts(new WireEvidence(facts)
                .lookups(
                        Phrases.of(lookups.slow(), lookups.total(), "lookup") + " " + Phrases.were(lookups.slow())
                                + " slow; these took longest.",
                        0.05,
                        lookups.kept()));
        CaptureHealth.of(facts).doubt(0.15).ifPresent(draft::contradicts);
        String instead = lookElsewhere(draft, elsewhere);
        return draft.finding(
                Phrases.of(requests.coinciding(), requests.slow(), "slow request")
                        + " coincided with a slow lookup: they waited for something else." + instead,
                "A request that waits for a name is slow while the lookup is. The application's log tells when its slow requests ran, the capture when"
                        + " lookups were slow, and the two do not meet.");
    }

    /** Says where to look, and in words what the threads do instead. */
    private static String lookElsewhere(FindingDraft draft, Optional<WaitingElsewhere> elsewhere) {
        draft.is(Severity.INFO, FindingRole.OBSERVATION)
                .cost(Impact.NONE)
                .remedy(
                        Remedy.of(
                                "Look where the threads wait: locks, pools, connects, reads of peers, pauses of the collector."))
                .verify("for i in 1 2 3; do jstack -l PID > jstack-$i.txt; sleep 5; done");
        return elsewhere
                .map(e -> " Instead " + e.count() + " " + e.text() + ".")
                .orElse("");
    }

    private static void addDumps(Facts facts, boolean enough, FindingDraft draft) {
        if (facts.dumps().isEmpty()) {
            return;
        }
        int most = ThreadEvidence.most(facts);
        int dumps = facts.dumps().size();
        if (most == 0) {
            draft.supports(WireEvidence.statistic(
                    "No thread was inside a lookup in " + Phrases.count(dumps, "dump") + ".",
                    !enough ? 0 : dumps > 1 ? 0.10 : 0.03,
                    "threadsInLookups",
                    0,
                    "count"));
        } else if (most >= RESOLVING_AT_LEAST) {
            boolean outside = facts.dumps().stream().anyMatch(dump -> isOutside(facts, dump));
            ThreadEvidence.held(facts, outside ? 0.15 : 0.30).ifPresent(draft::contradicts);
            ThreadEvidence.lasting(facts, outside ? 0.10 : 0.20).ifPresent(draft::contradicts);
        }
    }

    /** A dump of another time, or of a clock that could not be aligned. */
    private static boolean isOutside(Facts facts, DumpFacts dump) {
        return dump.dump()
                .time()
                .map(time -> facts.capture().from().filter(time::isBefore).isPresent()
                        || facts.capture().to().filter(time::isAfter).isPresent())
                .orElse(true);
    }

    private static void addLogs(Facts facts, boolean enough, FindingDraft draft) {
        for (AppLog log : facts.evidence().appLogs()) {
            List<Evidence.Line> failures = log.failures().stream()
                    .filter(f -> f.kind() == AppLog.FailureText.TEMPORARY)
                    .limit(5)
                    .map(f -> new Evidence.Line(f.at().line(), f.text()))
                    .toList();
            if (!failures.isEmpty()) {
                draft.contradicts(new Evidence.Lines(
                        "The application's log has lookups that failed, which the capture does not show.",
                        0.35,
                        log.file(),
                        failures));
            }
            AppLog.RequestTotals requests = log.requestTotals();
            if (requests.slow() > 0) {
                draft.supports(WireEvidence.statistic(
                        Phrases.of(requests.slow(), requests.count(), "request") + " in " + log.file()
                                + " took a second or more while lookups were quick.",
                        enough ? 0.05 : 0,
                        "slowRequests",
                        requests.slow(),
                        "count"));
            }
        }
    }
}
