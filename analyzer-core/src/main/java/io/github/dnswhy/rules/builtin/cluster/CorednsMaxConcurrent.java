package io.github.dnswhy.rules.builtin.cluster;

import io.github.dnswhy.evidence.UpstreamError;
import io.github.dnswhy.facts.NameFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Lookup;
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
import io.github.dnswhy.rules.builtin.grounds.Cost;
import io.github.dnswhy.rules.builtin.grounds.ForwardErrors;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.SlowAnswers;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import io.github.dnswhy.rules.builtin.grounds.ZoneAnswers;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The cluster DNS refuses queries because too many wait for its upstream already. */
final class CorednsMaxConcurrent implements Rule {
    private static final Threshold LEAST = new Threshold("refused", 2, "count", "judgement: one may be chance");

    private static final RuleInfo INFO = new RuleInfo(
            "coredns-max-concurrent",
            "The cluster DNS refuses: too many queries wait for its upstream",
            Blame.CLUSTER_DNS,
            Set.of(Need.CAPTURE),
            Set.of(Need.DNS_LOG, Need.COREFILE),
            List.of(LEAST),
            List.of("zone-not-served-refused", "servfail-upstream", "slow-authority"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        List<ZoneAnswers> refused = ZoneAnswers.all(facts).stream()
                .filter(z -> !z.local() && z.errors("REFUSED") > 0)
                .toList();
        long count = refused.stream().mapToLong(z -> z.errors("REFUSED")).sum();
        if (count < LEAST.value()) {
            return Assessment.CLEAR;
        }
        ForwardErrors logged = ForwardErrors.of(facts, UpstreamError.Kind.MAX_CONCURRENT);
        List<String> both = answeredToo(facts, refused);
        if (logged.events().isEmpty() && both.isEmpty()) {
            return Assessment.ruledOut(
                    0.3,
                    "No server refused a name at one time and answered it at another: it is no matter of how much was asked.");
        }
        return Assessment.found(finding(facts, refused, both, count, logged));
    }

    /** Names that the same server refused in one lookup and answered in another. */
    private static List<String> answeredToo(Facts facts, List<ZoneAnswers> zones) {
        Map<String, Set<Boolean>> seen = new TreeMap<>();
        for (Lookup lookup : facts.lookups().kept()) {
            for (LookupStep step : lookup.steps()) {
                if (step.rcode().isPresent() && ZoneAnswers.isIn(step.name(), zones)) {
                    seen.computeIfAbsent(step.server() + " " + step.name(), key -> new HashSet<>())
                            .add(step.rcode().get().equals("REFUSED"));
                }
            }
        }
        return seen.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> entry.getKey().substring(entry.getKey().indexOf(' ') + 1))
                .distinct()
                .toList();
    }

    private static Finding finding(
            Facts facts, List<ZoneAnswers> refused, List<String> both, long count, ForwardErrors logged) {
        FindingDraft draft = new FindingDraft(INFO);
        draft.supports(new WireEvidence(facts)
                .frames(
                        Phrases.count(count, "response") + " for names outside the cluster were REFUSED.",
                        0.25,
                        refused.stream().flatMap(z -> z.errorFrames().stream()).toList()));
        if (!both.isEmpty()) {
            draft.supports(WireEvidence.statistic(
                    "The same server answered the same names at other times.",
                    0.1,
                    "namesAnsweredToo",
                    both.size(),
                    "count"));
        }
        if (!logged.events().isEmpty()) {
            draft.supports(TextEvidence.log(
                    "Its log says that the limit of concurrent queries was reached.", 0.5, logged.events()));
        }
        long slow = refused.stream().mapToLong(ZoneAnswers::slow).sum();
        if (slow > 0) {
            draft.supports(WireEvidence.statistic(
                    Phrases.count(slow, "answer")
                            + " for these zones were slow meanwhile: the queries that fill the limit.",
                    0.25,
                    "slowAnswers",
                    slow,
                    "count"));
        }
        Impact impact = Cost.ofSteps(
                facts,
                step -> ZoneAnswers.isIn(step.name(), refused)
                        && (step.fate() == StepFate.ERROR || SlowAnswers.step().test(step)));
        TreeSet<IpAddress> servers = new TreeSet<>();
        refused.forEach(z -> servers.addAll(z.servers()));
        draft.servers(List.copyOf(servers))
                .names(refused.stream()
                        .flatMap(z -> z.names().stream())
                        .filter(n -> n.errors() > 0)
                        .map(NameFacts::name)
                        .toList())
                .cost(impact)
                .is(Cost.severity(Severity.MAJOR, impact, facts), FindingRole.ROOT)
                .remedy(Remedy.of("Make the upstream quick again: the limit is reached by rate times latency."))
                .remedy(Remedy.of("Raise max_concurrent in the forward block; each waiting query takes about 2 kB."))
                .verify("kubectl -n kube-system logs -l k8s-app=kube-dns --tail=100 | grep 'concurrent queries'");
        return draft.finding(
                "The cluster DNS refused " + Phrases.count(count, "query")
                        + " for names outside the cluster that it answers at other times"
                        + (logged.events().isEmpty() ? "." : ": its limit of concurrent queries was reached."),
                "forward keeps at most max_concurrent queries waiting for the upstream and answers REFUSED beyond. With a slow upstream a"
                        + " small rate suffices. glibc asks again at once, and fails; musl waits out its timeout.");
    }
}
