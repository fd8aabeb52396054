package io.github.dnswhy.rules;

import io.github.dnswhy.evidence.EvidenceSet;
import io.github.dnswhy.facts.CaptureFacts;
import io.github.dnswhy.facts.LookupFacts;
import io.github.dnswhy.facts.WireFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The numbers that a judge reads, and findings that rules could have made. */
final class Incident {
    private long messages = 1_000;
    private long total = 1_000;
    private long slow;
    private long failed;
    private long undetermined;
    private Duration p95 = Duration.ofMillis(5);
    private Duration feltTotal = Duration.ofSeconds(100);
    private final List<Rule> rules = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    Incident messages(long count) {
        messages = count;
        return this;
    }

    Incident lookups(long count) {
        total = count;
        return this;
    }

    Incident slow(long count) {
        slow = count;
        return this;
    }

    Incident failed(long count) {
        failed = count;
        return this;
    }

    Incident undetermined(long count) {
        undetermined = count;
        return this;
    }

    Incident feltP95(long milliseconds) {
        p95 = Duration.ofMillis(milliseconds);
        return this;
    }

    Incident feltTotal(long seconds) {
        feltTotal = Duration.ofSeconds(seconds);
        return this;
    }

    /** A finding that may be the root: the slow and failed lookups, and the seconds, that it accounts for. */
    Incident found(
            String cause, double confidence, long slowLookups, long failedLookups, long seconds, String... supersedes) {
        Impact cost = new Impact(
                Math.max(1, slowLookups + failedLookups), slowLookups, failedLookups, Duration.ofSeconds(seconds), 0);
        return found(cause, FindingRole.ROOT, Severity.MAJOR, confidence, cost, supersedes);
    }

    Incident found(
            String cause, FindingRole role, Severity severity, double confidence, Impact cost, String... supersedes) {
        RuleInfo info = info(cause, Set.of(), supersedes);
        rules.add(rule(info, Assessment.CLEAR));
        findings.add(finding(cause, role, severity, confidence, cost));
        return this;
    }

    static Finding finding(String cause, FindingRole role, Severity severity, double confidence, Impact cost) {
        return new Finding(
                cause,
                "Title of " + cause,
                severity,
                role,
                Blame.CLUSTER_DNS,
                confidence,
                "summary of " + cause,
                "why",
                cost,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "docs/causes/" + cause + ".md");
    }

    static RuleInfo info(String cause, Set<Need> required, String... supersedes) {
        return new RuleInfo(
                cause, "Title of " + cause, Blame.CLUSTER_DNS, required, Set.of(), List.of(), List.of(supersedes));
    }

    static Rule rule(RuleInfo info, Assessment assessment) {
        return new Rule() {
            @Override
            public RuleInfo info() {
                return info;
            }

            @Override
            public Assessment evaluate(Facts facts) {
                return assessment;
            }
        };
    }

    Facts facts() {
        return new Facts(
                new CaptureFacts(
                        messages == 0 ? List.of() : List.of("app.cap"),
                        Optional.empty(),
                        Optional.empty(),
                        messages,
                        messages,
                        Optional.of(0L),
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        Duration.ZERO,
                        List.of(),
                        List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new LookupFacts(
                        total,
                        slow,
                        failed,
                        Map.of(LookupOutcome.UNDETERMINED, undetermined),
                        Duration.ofSeconds(1),
                        Optional.of(new Percentiles(p95, p95, p95, p95, p95)),
                        feltTotal,
                        Duration.ZERO,
                        Duration.ZERO,
                        0,
                        0,
                        Duration.ZERO,
                        0,
                        List.of(),
                        false,
                        List.of(),
                        List.of()),
                List.of(),
                EvidenceSet.EMPTY,
                List.of(),
                WireFacts.NONE);
    }

    Judge.Judgement judged() {
        return new Judge(facts(), new Rules(rules)).judge(findings);
    }

    /** {@code yes CAUSE}, {@code no} or {@code undetermined}. */
    String verdict() {
        Judge.Judgement judgement = judged();
        String answer = judgement.verdict().dnsToBlame().name().toLowerCase(Locale.ROOT);
        return judgement
                .verdict()
                .rootCause()
                .map(cause -> answer + " " + cause)
                .orElse(answer);
    }

    /** {@code CAUSE role} of every finding in the order of the report. */
    List<String> roles() {
        return judged().findings().stream().map(f -> f.cause() + " " + f.role()).toList();
    }
}
