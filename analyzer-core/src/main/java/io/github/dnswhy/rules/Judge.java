package io.github.dnswhy.rules;

import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns findings into a verdict: which of them is the root, and whether DNS is to blame at all.
 *
 * <p>Felt time and failed lookups decide. A cause that another one explains steps back behind it; of the others the one that cost most
 * is the root. A fault that cost nobody anything stays a finding.
 */
public final class Judge {
    /** A DNS fault is material from this share of lookups on that it made slow or failed. */
    static final double MATERIAL_RATIO = 0.01;

    /** ... or when lookups felt at least this long at the 95th percentile. */
    static final Duration MATERIAL_FELT_P95 = Duration.ofMillis(300);

    /** What a failed lookup counts as, beside its felt time: the application went without its answer. */
    private static final Duration FAILURE_COST = Duration.ofSeconds(5);

    /** Below this a finding is a possibility, not a verdict. */
    private static final double ASSERTED = 0.4;

    /** Findings that show what was waited for in place of DNS, and how sure they have to be. */
    private static final Set<String> ELSEWHERE = Set.of("connect-slow-not-dns", "gc-or-cpu-pause-not-dns");

    private static final double SURELY_ELSEWHERE = 0.6;

    /** Fewer lookups than this can neither blame nor exonerate. */
    private static final int ENOUGH_LOOKUPS = 5;

    /** When so much of all felt time went to queries that nobody answered, DNS is to blame even where no cause is known. */
    private static final double MOSTLY_UNANSWERED = 0.5;

    /** Responses without their query: from here on the capture itself may have lost what seems to be unanswered. */
    private static final int ORPHANS = 5;

    private final Facts facts;
    private final SlowRequests requests;
    private final boolean hiccup;
    private final Map<String, RuleInfo> infos = new HashMap<>();

    /**
     * A judge of one incident.
     *
     * @param facts the facts
     * @param rules the rules that made the findings
     */
    public Judge(Facts facts, Rules rules) {
        this.facts = facts;
        this.requests = facts.slowRequests();
        this.hiccup = facts.shortBurst().isPresent();
        rules.list().forEach(rule -> infos.put(rule.info().id(), rule.info()));
    }

    /**
     * The verdict with the findings as it sees them.
     *
     * @param verdict what the report says first
     * @param findings the findings with their roles decided, in the order of the report
     */
    public record Judgement(Verdict verdict, List<Finding> findings) {
        /** Copies the list. */
        public Judgement {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Judges.
     *
     * @param found the findings of the rules
     * @return the verdict, and the findings in the order of the report
     */
    public Judgement judge(List<Finding> found) {
        Set<String> explained = new HashSet<>();
        for (Finding f : found) {
            if (f.confidence() >= ASSERTED) {
                explained.addAll(
                        infos.containsKey(f.cause()) ? infos.get(f.cause()).supersedes() : List.of());
            }
        }
        Optional<Finding> root = found.stream()
                .filter(f -> f.role() == FindingRole.ROOT && !explained.contains(f.cause()))
                .filter(f -> f.confidence() >= ASSERTED && isMaterial(f))
                .max(Comparator.comparingDouble(Judge::weight)
                        .thenComparing(Finding::cause, Comparator.reverseOrder()));
        List<Finding> findings = new ArrayList<>();
        for (Finding f : found) {
            findings.add(withRole(f, decideRole(f, root, explained)));
        }
        findings.sort(Comparator.comparing(Finding::role)
                .thenComparing(Finding::severity, Comparator.reverseOrder())
                .thenComparing(f -> f.impact().waited(), Comparator.reverseOrder())
                .thenComparing(Finding::cause));
        return new Judgement(new VerdictText(facts).verdict(answer(root, found), root, findings), findings);
    }

    private static double weight(Finding f) {
        double seconds = f.impact().waited().toMillis() / 1000.0
                + f.impact().failedLookups() * (double) FAILURE_COST.toSeconds();
        return (seconds + 0.001) * f.confidence();
    }

    /** Whether a fault cost lookups enough to blame it; without a capture that could tell, its own evidence has to do. */
    private boolean isMaterial(Finding f) {
        if (facts.lookups().total() == 0) {
            return facts.capture().messages() == 0;
        }
        if (hiccup) {
            return false;
        }
        Impact impact = f.impact();
        if (requests.waitElsewhere() && !requests.waitForNamesToo() && impact.failedLookups() == 0) {
            return false;
        }
        long touched = Math.max(impact.slowLookups(), impact.failedLookups());
        boolean many =
                touched >= 1 && touched > MATERIAL_RATIO * facts.lookups().total();
        return many || impact.lookups() > 0 && feltP95().compareTo(MATERIAL_FELT_P95) >= 0 && isGreaterPart(impact);
    }

    /** Whether most of what was waited for in all lookups is this finding's. */
    private boolean isGreaterPart(Impact impact) {
        return impact.waited().multipliedBy(2).compareTo(facts.lookups().feltTotal()) >= 0;
    }

    private Duration feltP95() {
        return facts.lookups().felt().map(Percentiles::p95).orElse(Duration.ZERO);
    }

    private FindingRole decideRole(Finding f, Optional<Finding> root, Set<String> explained) {
        if (f.role() != FindingRole.ROOT) {
            return f.role();
        }
        if (root.isPresent() && root.get() == f) {
            return FindingRole.ROOT;
        }
        boolean behind = explained.contains(f.cause());
        boolean cost = f.impact().slowLookups() + f.impact().failedLookups() > 0;
        return !behind && cost && f.confidence() >= ASSERTED ? FindingRole.CONTRIBUTING : FindingRole.OBSERVATION;
    }

    private Verdict.Answer answer(Optional<Finding> root, List<Finding> found) {
        if (root.isPresent()) {
            return Verdict.Answer.YES;
        }
        long judged = facts.lookups().total() - facts.lookups().count(LookupOutcome.UNDETERMINED);
        long touched = facts.lookups().slow() + facts.lookups().failed();
        boolean slow =
                touched > 0 && touched > MATERIAL_RATIO * judged || feltP95().compareTo(MATERIAL_FELT_P95) >= 0;
        boolean exonerated = found.stream()
                .anyMatch(f -> f.cause().equals("not-dns-exonerated")
                        || ELSEWHERE.contains(f.cause()) && f.confidence() >= SURELY_ELSEWHERE);
        if (!exonerated && slow && touched > 1 && isMostlyUnanswered()) {
            return Verdict.Answer.YES;
        }
        if (exonerated || judged >= ENOUGH_LOOKUPS && !slow && !facts.endsAmidLookups()) {
            return Verdict.Answer.NO;
        }
        return Verdict.Answer.UNDETERMINED;
    }

    /** Whether lookups were slow because queries stayed without an answer, as the clients' repetitions show and not the capture alone. */
    private boolean isMostlyUnanswered() {
        return !hiccup
                && !requests.waitElsewhere()
                && facts.capture().dropped().orElse(0L) == 0
                && facts.capture().unmatchedResponses() < ORPHANS
                && !facts.lookups().waited().isZero()
                && facts.lookups().waited().toNanos()
                        >= MOSTLY_UNANSWERED * facts.lookups().feltTotal().toNanos();
    }

    private static Finding withRole(Finding f, FindingRole role) {
        if (f.role() == role) {
            return f;
        }
        return new Finding(
                f.cause(),
                f.title(),
                f.severity(),
                role,
                f.blame(),
                f.confidence(),
                f.summary(),
                f.explanation(),
                f.impact(),
                f.affectedServers(),
                f.affectedNames(),
                f.evidence(),
                f.contradicts(),
                f.remedies(),
                f.verify(),
                f.thresholds(),
                f.doc());
    }
}
