package io.github.dnswhy.rules.builtin.cluster;

import io.github.dnswhy.evidence.UpstreamError;
import io.github.dnswhy.facts.NameFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.CaptureHealth;
import io.github.dnswhy.rules.builtin.grounds.Cost;
import io.github.dnswhy.rules.builtin.grounds.ForwardErrors;
import io.github.dnswhy.rules.builtin.grounds.PassedOn;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import io.github.dnswhy.rules.builtin.grounds.ThreadEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import io.github.dnswhy.rules.builtin.grounds.ZoneAnswers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The cluster DNS gets no answers from its upstream: names outside the cluster end in SERVFAIL after 2, 4 or 6 s. */
final class CorednsUpstreamTimeout implements Rule {
    private static final Threshold STEPPED = new Threshold(
            "steppedErrors", 2, "count", "CoreDNS plugin/forward: 2 s for each attempt, SERVFAIL after 2, 4 or 6 s");
    private static final Threshold SHARE = new Threshold(
            "steppedShare",
            0.5,
            "ratio",
            "such times are a fifth of all times, so chance gives a fifth; several forwarders in a row and busy hosts are late");

    private static final RuleInfo INFO = new RuleInfo(
            "coredns-upstream-timeout",
            "The cluster DNS gets no answers from its upstream",
            Blame.UPSTREAM,
            Set.of(Need.CAPTURE),
            Set.of(Need.DNS_LOG, Need.COREFILE),
            List.of(STEPPED, SHARE),
            List.of("servfail-upstream", "slow-authority", "late-response"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        List<ZoneAnswers> outside =
                ZoneAnswers.all(facts).stream().filter(z -> !z.local()).toList();
        List<ZoneAnswers> failing =
                outside.stream().filter(z -> z.stepped() > 0).toList();
        long stepped = failing.stream().mapToLong(ZoneAnswers::stepped).sum();
        if (stepped < STEPPED.value()) {
            return Assessment.CLEAR;
        }
        long errors = failing.stream().mapToLong(ZoneAnswers::allErrors).sum();
        long quick = failing.stream().mapToLong(ZoneAnswers::quickErrors).sum();
        if (stepped < SHARE.value() * (errors - quick)) {
            return Assessment.ruledOut(
                    0.3,
                    "Only " + Phrases.of(stepped, errors, "error")
                            + " came after 2, 4 or 6 s, as a forwarder gives up.");
        }
        List<ZoneAnswers> local =
                ZoneAnswers.all(facts).stream().filter(ZoneAnswers::local).toList();
        long localStepped = local.stream().mapToLong(ZoneAnswers::stepped).sum();
        if (localStepped > 0) {
            return Assessment.ruledOut(
                    0.4,
                    "Names of the cluster end in errors after 2, 4 or 6 s too (" + localStepped
                            + " times): it is not only the way out of the cluster.");
        }
        return Assessment.found(finding(facts, failing, outside, local, stepped, errors));
    }

    private static Finding finding(
            Facts facts,
            List<ZoneAnswers> failing,
            List<ZoneAnswers> outside,
            List<ZoneAnswers> local,
            long stepped,
            long errors) {
        FindingDraft draft = new FindingDraft(INFO);
        WireEvidence wire = new WireEvidence(facts);
        draft.supports(wire.frames(
                Phrases.of(stepped, errors, "error response")
                        + " for names outside the cluster came after 2, 4 or 6 s: the times at"
                        + " which CoreDNS's forward gives up on its upstreams.",
                stepped >= 2 * STEPPED.value() ? 0.5 : 0.4,
                failing.stream().flatMap(z -> z.errorFrames().stream()).toList()));
        long localAnswered = local.stream().mapToLong(ZoneAnswers::answered).sum();
        if (localAnswered > 0) {
            draft.supports(WireEvidence.statistic(
                    Phrases.count(localAnswered, "query")
                            + " for names of the cluster were answered meanwhile, none with such an error.",
                    0.2,
                    "clusterAnswered",
                    localAnswered,
                    "count"));
        }
        List<ZoneAnswers> well = outside.stream()
                .filter(z -> !failing.contains(z))
                .filter(z -> z.names().stream().anyMatch(name -> name.dataA() + name.dataAaaa() > 0))
                .toList();
        if (!well.isEmpty()) {
            draft.contradicts(WireEvidence.statistic(
                    Phrases.count(well.size(), "other zone") + " outside the cluster resolved, "
                            + well.get(0).zone() + " for one: the upstream answers something.",
                    0.1,
                    "zonesResolved",
                    well.size(),
                    "count"));
        }
        TreeSet<IpAddress> upstreams = new TreeSet<>();
        ForwardErrors logged = ForwardErrors.of(
                facts.evidence().dnsLogs().stream()
                        .filter(log -> !log.nodeLocal())
                        .toList(),
                UpstreamError.Kind.TIMEOUT);
        String who = "The cluster DNS";
        if (logged.events().isEmpty()) {
            // A node-local cache may ask the same upstream; that it waits for the cluster DNS says nothing of whom that
            // asks.
            logged = ForwardErrors.of(facts.evidence().nodeLocalLogs(), UpstreamError.Kind.TIMEOUT);
            who = "The node-local cache";
        } else {
            upstreams.addAll(logged.upstreams());
        }
        if (!logged.events().isEmpty()) {
            draft.supports(TextEvidence.log(
                    who + " logged timeouts towards "
                            + (logged.upstreams().isEmpty() ? "its upstream" : Phrases.list(logged.upstreams())) + ".",
                    0.25,
                    logged.events()));
        }
        facts.servers(ServerRole.UPSTREAM).stream()
                .filter(s -> s.transactions().unanswered() > s.transactions().answered())
                .forEach(s -> {
                    upstreams.add(s.address());
                    draft.supports(wire.transactions(
                            "On the node the upstream " + s.address() + " answered "
                                    + Phrases.of(
                                            s.transactions().answered(),
                                            s.transactions().total(),
                                            "query") + ".",
                            0.25,
                            s.unansweredFrames()));
                });
        PassedOn.failing(facts, ServerRole.CLUSTER_ENDPOINT, ServerRole.UPSTREAM, ServerRole.OTHER).stream()
                .findFirst()
                .ifPresent(hop -> {
                    upstreams.add(hop.to());
                    draft.supports(PassedOn.failure(facts, hop, 0.2));
                });
        CaptureHealth.of(facts).doubt(0.1).ifPresent(draft::contradicts);
        ThreadEvidence.held(facts, 0.03).ifPresent(draft::supports);
        Impact impact = Cost.ofSteps(
                facts,
                step -> (step.fate() == StepFate.ERROR || step.fate() == StepFate.TIMEOUT)
                        && ZoneAnswers.isIn(step.name(), failing));
        TreeSet<IpAddress> servers = new TreeSet<>(upstreams);
        failing.forEach(z -> servers.addAll(z.servers()));
        List<String> names = failing.stream()
                .flatMap(z -> z.names().stream())
                .filter(n -> n.errors() > 0)
                .map(NameFacts::name)
                .toList();
        String asked = names.isEmpty() ? "example.org" : names.get(0);
        String upstream = upstreams.isEmpty() ? "UPSTREAM" : upstreams.first().toString();
        draft.servers(List.copyOf(servers))
                .names(names)
                .cost(impact)
                .is(Cost.severity(Severity.CRITICAL, impact, facts), FindingRole.ROOT)
                .remedy(Remedy.run(
                        "Ask the upstream from the node on which the cluster DNS runs.",
                        "dig +time=2 +tries=1 @" + upstream + " " + asked))
                .remedy(
                        Remedy.of(
                                "Open egress to it for 53/udp and 53/tcp; give CoreDNS at least two upstreams in different failure domains."))
                .remedy(
                        Remedy.of(
                                "Bridge such times: cache { serve_stale }, and failfast_all_unhealthy_upstreams in the forward block."))
                .verify("dig +time=2 +tries=1 @" + upstream + " " + asked);
        return draft.finding(
                "Names outside the cluster could not be resolved: " + errors + " errors, " + stepped
                        + " of them after 2, 4 or 6 s, while names of the cluster were answered. The upstream of the cluster DNS does not answer.",
                "CoreDNS's forward waits two seconds for each attempt and gives up after the second or third. So the client waits 2, 4 or 6 s for its"
                        + " SERVFAIL, every search suffix costs nothing but the last name all of it, and a cached failure follows for five seconds.");
    }
}
