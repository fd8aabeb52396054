package io.github.dnswhy.rules.builtin.answers;

import io.github.dnswhy.evidence.CoreDnsLog;
import io.github.dnswhy.facts.AnswerFacts;
import io.github.dnswhy.facts.FrameReference;
import io.github.dnswhy.facts.NameFacts;
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
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The resolver cannot build an answer for one zone: SERVFAIL from every server, while other names are well. */
final class ServfailUpstream implements Rule {
    private static final double ERRORS = 0.40;
    private static final double EVERY_SERVER = 0.15;
    private static final double ONE_SERVER = 0.05;
    private static final double OTHER_ZONES = 0.20;
    private static final double CLUSTER_ONLY = 0.05;
    private static final double NO_OTHER_ZONE = 0.15;
    private static final double CACHED = 0.10;
    private static final double LOG = 0.15;
    private static final double FORWARDER_TIMEOUT = 0.15;
    private static final int LEAST = 2;

    private static final Threshold FAILS = new Threshold(
            "errorShare", FailingZone.FAILS, "ratio", "judgement: a zone that fails lets nothing through");
    private static final Threshold CACHED_FAILURE =
            new Threshold("cachedFailureMs", 5, "ms", "CoreDNS keeps SERVFAIL for 5 s; RFC 9520 for 1 s to 5 min");
    private static final Threshold TIMEOUT =
            new Threshold("forwarderTimeoutMs", 1_900, "ms", "CoreDNS forward: SERVFAIL at 2, 4 or 6 s");

    private static final RuleInfo INFO = new RuleInfo(
            "servfail-upstream",
            "The resolver cannot resolve one zone: SERVFAIL",
            Blame.UPSTREAM,
            Set.of(Need.CAPTURE),
            Set.of(Need.DNS_LOG),
            List.of(FAILS, CACHED_FAILURE, TIMEOUT),
            List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        List<FailingZone> zones = FailingZone.all(facts).stream()
                .filter(zone -> zone.errors() >= LEAST)
                .toList();
        if (zones.isEmpty()) {
            return Assessment.CLEAR;
        }
        FailingZone zone = zones.get(0);
        Map<IpAddress, FailingZone.Answers> servers = zone.byServer(facts);
        long servfail = servers.values().stream()
                .mapToLong(FailingZone.Answers::servfail)
                .sum();
        long other =
                servers.values().stream().mapToLong(FailingZone.Answers::other).sum();
        if (servfail + other == 0) {
            return Assessment.ruledOut(
                    0.3, "Names of " + zone.zone() + " fail, but no lookup that is known step by step met SERVFAIL.");
        }
        if (servfail < FailingZone.FAILS * (servfail + other) || servfail == 0) {
            return Assessment.ruledOut(
                    0.3,
                    "Names of " + zone.zone() + " fail, but with SERVFAIL in only " + servfail + " of "
                            + (servfail + other) + " responses.");
        }
        if (zone.isLocal(facts)) {
            return Assessment.ruledOut(
                    0.3, "The failing zone " + zone.zone() + " is the cluster's own, not an upstream's.");
        }
        if (zone.healthy() + zone.healthyInside() == 0 || zones.size() > 1 && zone.healthy() == 0) {
            return Assessment.ruledOut(
                    0.4,
                    "Every name fails that is not the cluster's own: it is the resolver or its way out, not one zone.");
        }
        return Assessment.found(finding(facts, zone, servers));
    }

    private static Finding finding(Facts facts, FailingZone zone, Map<IpAddress, FailingZone.Answers> servers) {
        WireEvidence wire = new WireEvidence(facts);
        FindingDraft draft = new FindingDraft(INFO);
        List<FrameReference> frames =
                zone.names().stream().map(NameFacts::example).toList();
        draft.supports(wire.frames(
                Phrases.count(zone.errors(), "response") + " for names of " + zone.zone() + " were errors, of "
                        + Phrases.count(zone.answered(), "answered query") + ".",
                ERRORS,
                frames));
        List<IpAddress> addresses = List.copyOf(servers.keySet());
        draft.supports(WireEvidence.statistic(
                "SERVFAIL came from " + (addresses.size() > 1 ? "every server that was asked, " : "")
                        + Phrases.list(addresses) + ".",
                addresses.size() > 1 ? EVERY_SERVER : ONE_SERVER,
                "serversFailing",
                addresses.size(),
                "count"));
        draft.supports(WireEvidence.statistic(
                Phrases.count(zone.healthy(), "other name") + " outside the search list and " + zone.healthyInside()
                        + " under it brought no error.",
                zone.healthy() > 0 ? OTHER_ZONES : CLUSTER_ONLY,
                "healthyNames",
                zone.healthy() + zone.healthyInside(),
                "count"));
        if (zone.healthy() == 0) {
            draft.contradicts(WireEvidence.statistic(
                    "No other name outside the cluster was asked: the resolver's whole way out may be broken.",
                    NO_OTHER_ZONE,
                    "healthyOtherZones",
                    0,
                    "count"));
        }
        addTimes(draft, servers);
        logged(facts, zone).ifPresent(draft::supports);
        List<Lookup> lookups = zone.lookups(facts);
        Impact impact = impact(facts, zone, lookups);
        if (!lookups.isEmpty()) {
            draft.supports(wire.lookups("Lookups for names of " + zone.zone() + " failed.", 0, lookups));
        }
        draft.servers(addresses)
                .names(zone.names().stream().map(NameFacts::name).toList())
                .cost(impact)
                .is(Cost.severity(Severity.CRITICAL, impact, facts), FindingRole.ROOT)
                .remedy(Remedy.run(
                        "See where the delegation or its servers fail.",
                        "dig +trace " + zone.names().get(0).name()))
                .remedy(Remedy.of(
                        "Tell the owner of " + zone.zone() + "; an Extended DNS Error in the response says why"
                                + " (22 no reachable authority, 23 network error, 6 to 10 DNSSEC)."))
                .remedy(Remedy.of("Let CoreDNS serve what it knew while the zone is broken: cache { serve_stale }."))
                .verify("dig " + zone.names().get(0).name());
        return draft.finding(
                "No name of " + zone.zone() + " can be resolved: " + Phrases.list(addresses) + " answered SERVFAIL "
                        + zone.errors() + " times; " + Phrases.count(impact.failedLookups(), "lookup")
                        + " failed. Other names are well.",
                "The resolver that the cluster forwards to cannot get an answer from the zone's own servers: they do not answer,"
                        + " the delegation is broken, or validation fails. The client asks every nameserver, gets the same"
                        + " SERVFAIL from each and fails within milliseconds; caches keep the failure for some seconds.");
    }

    private static void addTimes(FindingDraft draft, Map<IpAddress, FailingZone.Answers> servers) {
        List<Duration> after = servers.values().stream()
                .flatMap(a -> a.after().stream())
                .sorted()
                .toList();
        if (after.isEmpty()) {
            return;
        }
        Duration median = after.get(after.size() / 2);
        Duration longest = after.get(after.size() - 1);
        if (median.toMillis() >= TIMEOUT.value() && AnswerFacts.isStep(median)) {
            draft.contradicts(WireEvidence.statistic(
                    "SERVFAIL came after " + Phrases.time(median)
                            + " (median), a forwarder's own timeout: its way out may be broken.",
                    FORWARDER_TIMEOUT,
                    "servfailAfterMs",
                    median.toMillis(),
                    "ms"));
        } else {
            boolean cached = after.get(0).toNanos() < CACHED_FAILURE.value() * 1e6;
            draft.supports(WireEvidence.statistic(
                    "SERVFAIL came after " + Phrases.time(median) + " (median) and at most " + Phrases.time(longest)
                            + (cached ? ": the failure is cached." : "."),
                    CACHED,
                    "servfailAfterMs",
                    median.toNanos() / 1e6,
                    "ms"));
        }
    }

    private static Impact impact(Facts facts, FailingZone zone, List<Lookup> lookups) {
        long slow = lookups.stream()
                .filter(l -> l.felt().compareTo(facts.lookups().slowThreshold()) >= 0)
                .count();
        Duration waited = lookups.stream().map(Lookup::felt).reduce(Duration.ZERO, Duration::plus);
        long failed = zone.failedLookups(facts);
        return new Impact(Math.max(failed, lookups.size()), slow, failed, waited, 0);
    }

    private static Optional<Evidence> logged(Facts facts, FailingZone zone) {
        for (CoreDnsLog log : facts.evidence().dnsLogs()) {
            List<Evidence.Line> lines = log.queries().stream()
                    .filter(query -> query.rcode().equals("SERVFAIL") && zone.contains(query.name()))
                    .limit(5)
                    .map(query -> new Evidence.Line(query.at().line(), query.text()))
                    .toList();
            if (!lines.isEmpty()) {
                return Optional.of(new Evidence.Lines(
                        "CoreDNS logged that it answered SERVFAIL for names of " + zone.zone() + ".",
                        LOG,
                        log.file(),
                        lines));
            }
        }
        return Optional.empty();
    }
}
