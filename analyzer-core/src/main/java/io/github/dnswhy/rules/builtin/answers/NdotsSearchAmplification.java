package io.github.dnswhy.rules.builtin.answers;

import io.github.dnswhy.evidence.ResolvConf;
import io.github.dnswhy.facts.LookupFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.Percentiles;
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
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Names with few dots are tried under every suffix of the search list before they are asked as they are. */
final class NdotsSearchAmplification implements Rule {
    private static final double NXDOMAIN = 0.6;
    private static final double CANDIDATES = 0.8;
    private static final Duration FELT_P95 = Duration.ofMillis(300);
    private static final double WALK_SHARE = 0.3;
    private static final int WALKS_AT_LEAST = 3;

    private static final RuleInfo INFO = new RuleInfo(
            "ndots-search-amplification",
            "The search list multiplies every lookup",
            Blame.CLIENT,
            Set.of(Need.CAPTURE),
            Set.of(Need.RESOLV_CONF),
            List.of(
                    new Threshold("nxdomainRatio", NXDOMAIN, "ratio", "of all answers; judgement"),
                    new Threshold("searchCandidateRatio", CANDIDATES, "ratio", "of the NXDOMAIN answers; judgement"),
                    new Threshold(
                            "walkShare",
                            WALK_SHARE,
                            "ratio",
                            "of all felt time, timeouts of the walk included; judgement"),
                    new Threshold("feltP95", FELT_P95.toMillis(), "ms", "from here on the walk itself is material")),
            List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        LookupFacts lookups = facts.lookups();
        if (lookups.walks() == 0) {
            return Assessment.CLEAR;
        }
        boolean costly = isGreaterPart(lookups);
        SearchWalks walks = SearchWalks.of(facts);
        boolean dear = walks.timeouts()
                && walks.before().toNanos() >= WALK_SHARE * lookups.feltTotal().toNanos();
        boolean typical = walks.nxdomain() >= NXDOMAIN && walks.candidates() >= CANDIDATES;
        if (lookups.walks() < WALKS_AT_LEAST || !costly && !dear && !typical) {
            return Assessment.ruledOut(Math.min(0.4, walks.nxdomain() * walks.candidates()), whyNot(lookups, walks));
        }
        return Assessment.found(finding(facts, walks, costly));
    }

    /** Names the measures that are not reached, and no others. */
    private static String whyNot(LookupFacts lookups, SearchWalks walks) {
        if (walks.nxdomain() >= NXDOMAIN && walks.candidates() >= CANDIDATES) {
            return "Only " + Phrases.count(lookups.walks(), "lookup") + " went through the search list.";
        }
        List<String> below = new ArrayList<>();
        if (walks.nxdomain() < NXDOMAIN) {
            below.add(Phrases.percent(walks.nxdomain()) + " of the answers are NXDOMAIN, below "
                    + Phrases.percent(NXDOMAIN));
        }
        if (walks.candidates() < CANDIDATES) {
            below.add(Phrases.percent(walks.candidates()) + " of the NXDOMAIN answers are for names of the search list,"
                    + " below " + Phrases.percent(CANDIDATES));
        }
        return String.join("; ", below) + " (" + Phrases.count(lookups.walks(), "walk") + ").";
    }

    /** Whether going through the list is most of what lookups felt, and enough to be felt. */
    private static boolean isGreaterPart(LookupFacts lookups) {
        Duration p95 = lookups.felt().map(Percentiles::p95).orElse(Duration.ZERO);
        return p95.compareTo(FELT_P95) >= 0
                && lookups.walkTime().multipliedBy(2).compareTo(lookups.feltTotal()) >= 0;
    }

    private static Finding finding(Facts facts, SearchWalks walks, boolean costly) {
        LookupFacts lookups = facts.lookups();
        FindingDraft draft = new FindingDraft(INFO);
        addShares(facts, walks, draft);
        facts.resolvConf()
                .filter(conf -> conf.ndots() > 1 && !conf.search().isEmpty())
                .ifPresent(conf -> addConf(conf, draft));
        FindingRole role =
                costly ? FindingRole.ROOT : walks.timeouts() ? FindingRole.AMPLIFIER : FindingRole.OBSERVATION;
        Duration cost = costly ? lookups.walkTime() : walks.before();
        long slow = costly ? lookups.slow() : 0;
        draft.is(role == FindingRole.OBSERVATION ? Severity.INFO : Severity.MINOR, role)
                .names(walks.names())
                .cost(new Impact(lookups.walks(), slow, 0, cost, 0))
                .remedy(
                        Remedy.of(
                                "End configured host names of other zones with a dot (example.org.): they are asked as they are."))
                .remedy(Remedy.of(
                        "Set dnsConfig.options [{name: ndots, value: \"2\"}] in the pod: names of services still work,"
                                + " names with two dots or more are asked as they are first."))
                .remedy(Remedy.of(
                        "autopath @kubernetes in CoreDNS (needs pods verified) answers the walk in one exchange."));
        walks.names().stream()
                .findFirst()
                .ifPresent(name -> draft.verify("time getent ahosts " + name + ".; time getent ahosts " + name));
        double queries = lookups.total() == 0 ? 0 : (double) lookups.queries() / lookups.total();
        String lead = Phrases.of(lookups.walks(), lookups.total(), "lookup") + " went through the search list first: "
                + (lookups.walkQueries() == 0
                        ? "no server said that its names do not exist"
                        : Phrases.of(lookups.walkQueries(), lookups.queries(), "query")
                                + " asked for names that do not exist");
        String end = costly
                ? ", "
                        + Phrases.percent(lookups.walkTime().toNanos()
                                / (double) lookups.feltTotal().toNanos()) + " of all the time that lookups felt."
                : (lookups.walkQueries() == 0 ? "; that took " : ", which took ") + Phrases.time(walks.before())
                        + " in all.";
        return draft.finding(
                lead + end,
                "resolv.conf tells the resolver to try a name with fewer dots than ndots (5 in Kubernetes) under each suffix of"
                        + " the search list before it asks for the name as it is, each time for A and AAAA. A lookup took "
                        + Math.round(queries * 10) / 10.0
                        + " queries on average here. Each step also pays again what one query"
                        + " costs: a timeout at a dead server, a slow answer of an upstream.");
    }

    private static void addShares(Facts facts, SearchWalks walks, FindingDraft draft) {
        LookupFacts lookups = facts.lookups();
        draft.supports(WireEvidence.statistic(
                Phrases.percent(walks.nxdomain()) + " of the answers are NXDOMAIN.",
                walks.nxdomain() >= NXDOMAIN ? 0.30 : 0.10,
                "nxdomainRatio",
                walks.nxdomain(),
                "ratio"));
        draft.supports(WireEvidence.statistic(
                Phrases.percent(walks.candidates())
                        + " of those were for names that a walk through the search list left behind.",
                walks.candidates() >= CANDIDATES ? 0.30 : 0.10,
                "searchCandidateRatio",
                walks.candidates(),
                "ratio"));
        List<Lookup> examples = lookups.kept().stream()
                .filter(l -> l.steps().size() > 2 && l.steps().get(0).fate() == StepFate.NXDOMAIN)
                .filter(l -> !l.steps().get(0).name().equals(l.name()))
                .toList();
        if (!examples.isEmpty()) {
            draft.supports(new WireEvidence(facts)
                    .lookups(Phrases.count(lookups.walks(), "lookup") + " tried more than one name.", 0.15, examples));
        }
        boolean multiplied = isGreaterPart(lookups);
        if (multiplied) {
            draft.supports(WireEvidence.statistic(
                    "The walk is the greater part of the time that lookups felt.",
                    0.15,
                    "walkTime",
                    lookups.walkTime().toNanos() / 1e6,
                    "ms"));
        }
        long genuine = lookups.nxdomainNames().stream()
                .mapToLong(LookupFacts.NameCount::count)
                .sum();
        if (genuine > lookups.walks() / 2) {
            draft.contradicts(WireEvidence.statistic(
                    Phrases.count(genuine, "lookup") + " ended with NXDOMAIN: many of the names do not exist at all.",
                    0.15,
                    "nxdomainLookups",
                    genuine,
                    "count"));
        }
    }

    private static void addConf(ResolvConf conf, FindingDraft draft) {
        Evidence line = TextEvidence.line(
                "resolv.conf: ndots is " + conf.ndots() + " and the search list has "
                        + conf.search().size() + " names.",
                0.15,
                conf.file(),
                conf.optionsLine() > 0 ? conf.optionsLine() : conf.searchLine(),
                "options ndots:" + conf.ndots());
        draft.supports(line);
    }
}
