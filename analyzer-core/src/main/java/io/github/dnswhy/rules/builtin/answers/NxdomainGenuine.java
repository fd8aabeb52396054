package io.github.dnswhy.rules.builtin.answers;

import io.github.dnswhy.evidence.AppLog;
import io.github.dnswhy.facts.LookupFacts.NameCount;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.MissingNames;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The application asks for a name that does not exist; DNS says so, and is healthy. */
final class NxdomainGenuine implements Rule {
    private static final double MANY = 0.1;
    private static final int NAMES = 20;

    private static final RuleInfo INFO = new RuleInfo(
            "nxdomain-genuine",
            "The application asks for names that do not exist",
            Blame.APPLICATION,
            Set.of(Need.CAPTURE),
            Set.of(Need.APP_LOG),
            List.of(new Threshold(
                    "nxdomainLookupRatio", MANY, "ratio", "from here on more than worth knowing; judgement")),
            List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        if (facts.lookups().nxdomainNames().isEmpty()) {
            return Assessment.CLEAR;
        }
        List<NameCount> genuine = MissingNames.of(facts).names();
        if (genuine.isEmpty()) {
            return Assessment.ruledOut(
                    0.3,
                    Phrases.count(facts.lookups().nxdomainNames().size(), "name")
                            + " ended with NXDOMAIN, but existed at another time of the capture.");
        }
        return Assessment.found(finding(facts, genuine));
    }

    private static Finding finding(Facts facts, List<NameCount> genuine) {
        List<String> names = genuine.stream().map(NameCount::name).toList();
        List<Lookup> lookups = facts.lookups().kept().stream()
                .filter(l -> l.outcome() == LookupOutcome.NXDOMAIN && names.contains(l.name()))
                .toList();
        TreeSet<IpAddress> servers = new TreeSet<>();
        Duration felt = Duration.ZERO;
        boolean timeouts = false;
        for (Lookup lookup : lookups) {
            felt = felt.plus(lookup.felt());
            for (LookupStep step : lookup.steps()) {
                servers.add(step.server());
                timeouts |= step.fate() == StepFate.TIMEOUT;
            }
        }
        long count = MissingNames.of(facts).lookups();
        FindingDraft draft = new FindingDraft(INFO);
        draft.supports(new WireEvidence(facts)
                .lookups(
                        Phrases.count(count, "lookup") + " of "
                                + Phrases.list(names.stream().limit(3).toList())
                                + (names.size() > 3 ? " and others" : "") + " ended with NXDOMAIN.",
                        0.55,
                        lookups));
        draft.supports(WireEvidence.statistic(
                "None of these names was ever found in the capture.", 0.15, "nxdomainNames", names.size(), "count"));
        if (servers.size() > 1) {
            draft.supports(WireEvidence.statistic(
                    servers.size() + " servers say the same.", 0.10, "servers", servers.size(), "count"));
        }
        if (timeouts) {
            draft.contradicts(WireEvidence.statistic(
                    "Some of these lookups met timeouts on their way: a suffix that exists may have been skipped.",
                    0.20,
                    "nxdomainLookups",
                    count,
                    "count"));
        }
        inLog(facts, names).ifPresent(draft::supports);
        boolean many = count > MANY * facts.lookups().total();
        draft.names(names.stream().limit(NAMES).toList())
                .is(many ? Severity.MINOR : Severity.INFO, FindingRole.OBSERVATION)
                .cost(new Impact(count, 0, 0, felt, 0))
                .remedy(Remedy.run(
                        "Check the name, its namespace and whether the Service exists.",
                        "kubectl get svc -A | grep -F " + firstLabel(names.get(0))))
                .remedy(
                        Remedy.of(
                                "Correct the name in the application's configuration, or the ExternalName target of the Service."))
                .verify("dig +search " + names.get(0));
        return draft.finding(
                Phrases.count(count, "lookup") + " asked for " + Phrases.count(names.size(), "name") + " that do"
                        + (names.size() == 1 ? "es" : "") + " not exist: "
                        + Phrases.list(names.stream().limit(3).toList())
                        + (names.size() > 3 ? " and others" : "") + ".",
                "NXDOMAIN is an answer, not a fault of DNS: the server is sure that there is no such name (RFC 8020). A typing"
                        + " error, a wrong namespace, a Service that was removed or an expired registration is behind it. The"
                        + " application sees an UnknownHostException at once.");
    }

    private static String firstLabel(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static Optional<Evidence> inLog(Facts facts, List<String> names) {
        for (AppLog log : facts.evidence().appLogs()) {
            List<Evidence.Line> lines = log.failures().stream()
                    .filter(f -> f.kind() == AppLog.FailureText.UNKNOWN_NAME && names.contains(f.host()))
                    .limit(5)
                    .map(f -> new Evidence.Line(f.at().line(), f.text()))
                    .toList();
            if (!lines.isEmpty()) {
                return Optional.of(new Evidence.Lines(
                        "The application was told that the name is not known.", 0.15, log.file(), lines));
            }
        }
        return Optional.empty();
    }
}
