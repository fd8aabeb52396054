package io.github.dnswhy.rules.builtin.client;

import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.Cost;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.ThreadEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The application asks for names of addresses, and these queries are not answered, or late. */
final class ReverseLookupStall implements Rule {
    private static final String[] REVERSE = {".in-addr.arpa", ".ip6.arpa"};
    private static final Threshold LEAST =
            new Threshold("reverseQueries", 3, "count", "judgement: fewer may be chance");
    private static final Threshold SHARE =
            new Threshold("badShare", 0.5, "ratio", "judgement: of the reverse lookups, slow or failed");
    private static final Threshold CONTRAST = new Threshold(
            "badContrast",
            4,
            "ratio",
            "judgement: bad reverse lookups over bad lookups of addresses, as shares of each");

    private static final RuleInfo INFO = new RuleInfo(
            "reverse-lookup-stall",
            "Reverse lookups in the path of requests are not answered",
            Blame.APPLICATION,
            Set.of(Need.CAPTURE),
            Set.of(Need.THREAD_DUMP),
            List.of(LEAST, SHARE, CONTRAST),
            List.of("slow-authority", "late-response", "coredns-upstream-timeout", "servfail-upstream", "packet-loss"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        List<Lookup> reverse =
                facts.lookups().kept().stream().filter(l -> isReverse(l.name())).toList();
        if (reverse.size() < LEAST.value()) {
            return Assessment.CLEAR;
        }
        List<Lookup> bad = reverse.stream()
                .filter(l -> l.felt().compareTo(facts.lookups().slowThreshold()) >= 0
                        || l.outcome().isFailure())
                .toList();
        if (bad.size() < SHARE.value() * reverse.size()) {
            return Assessment.ruledOut(
                    0.2,
                    Phrases.of(bad.size(), reverse.size(), "reverse lookup") + " " + Phrases.were(bad.size())
                            + " slow or failed.");
        }
        List<Lookup> forward = facts.lookups().kept().stream()
                .filter(l -> !isReverse(l.name()))
                .toList();
        long badForward = forward.stream()
                .filter(l -> l.felt().compareTo(facts.lookups().slowThreshold()) >= 0
                        || l.outcome().isFailure())
                .count();
        if (forward.size() >= LEAST.value()
                && CONTRAST.value() * badForward / forward.size() > (double) bad.size() / reverse.size()) {
            return Assessment.ruledOut(
                    0.3,
                    Phrases.of(badForward, forward.size(), "lookup")
                            + " of addresses were slow or failed too: it is no matter of reverse names.");
        }
        return Assessment.found(finding(facts, reverse, bad, forward.size(), badForward));
    }

    private static boolean isReverse(String name) {
        return name.endsWith(REVERSE[0]) || name.endsWith(REVERSE[1]);
    }

    private static Finding finding(Facts facts, List<Lookup> reverse, List<Lookup> bad, int forward, long badForward) {
        FindingDraft draft = new FindingDraft(INFO);
        draft.supports(new WireEvidence(facts)
                .lookups(
                        Phrases.of(bad.size(), reverse.size(), "lookup")
                                + " of a name for an address (PTR) were slow or failed.",
                        0.5,
                        bad));
        if (forward > 0) {
            draft.supports(WireEvidence.statistic(
                    Phrases.of(badForward, forward, "lookup") + " of addresses were, in the same time.",
                    0.2,
                    "forwardBad",
                    badForward,
                    "count"));
        }
        facts.dumps().stream()
                .filter(d -> d.groups().stream().anyMatch(group -> group.kind().contains("reverse")))
                .findFirst()
                .ifPresent(d -> draft.supports(new Evidence.Threads(
                        "Threads are inside a reverse lookup in " + d.dump().file() + ".",
                        0.15,
                        d.dump().file(),
                        d.resolving())));
        Impact impact = new Impact(
                reverse.size(),
                bad.stream()
                        .filter(l -> l.felt().compareTo(facts.lookups().slowThreshold()) >= 0)
                        .count(),
                bad.stream().filter(l -> l.outcome().isFailure()).count(),
                reverse.stream().map(Lookup::felt).reduce(Duration.ZERO, Duration::plus),
                ThreadEvidence.most(facts));
        TreeSet<IpAddress> servers = new TreeSet<>();
        bad.forEach(l -> l.steps().forEach(s -> servers.add(s.server())));
        draft.servers(List.copyOf(servers))
                .names(bad.stream().map(Lookup::name).distinct().limit(20).toList())
                .cost(impact)
                .is(Cost.severity(Severity.MAJOR, impact, facts), FindingRole.ROOT)
                .remedy(Remedy.of(
                        "Do not ask for names of addresses in the path of requests: getRemoteHost, getCanonicalHostName, access logs with"
                                + " host names, enableLookups of connectors."))
                .remedy(
                        Remedy.of(
                                "Let the DNS server answer for these zones at once: a server block for in-addr.arpa that answers NXDOMAIN."))
                .verify("jstack -l PID | grep -c getHostByAddr");
        return draft.finding(
                Phrases.of(bad.size(), reverse.size(), "reverse lookup") + " were slow or failed (longest "
                        + Phrases.time(bad.stream()
                                .map(Lookup::felt)
                                .max(Duration::compareTo)
                                .orElse(Duration.ZERO))
                        + "), while lookups of addresses were not.",
                "The application asks for the name of an address, often without meaning to: for a log, for an access rule, for a TLS or Kerberos name."
                        + " Nobody answers for the reverse zone, so each call waits until the resolver gives up, within the request.");
    }
}
