package io.github.dnswhy.rules.builtin.cluster;

import io.github.dnswhy.evidence.DnsServerEvent;
import io.github.dnswhy.facts.ClientFacts;
import io.github.dnswhy.facts.LoopFacts;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.facts.WayFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.IpAddress;
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
import io.github.dnswhy.rules.builtin.grounds.PassedOn;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two servers forward to each other: a loop that formed after the start, when the loop plugin looks no more. */
final class ForwardingLoopUndetected implements Rule {
    private static final Threshold LEAST =
            new Threshold("queriesEachWay", 3, "count", "a health probe may go either way; judgement");
    private static final Threshold FAILING = new Threshold(
            "failingShare", 0.3, "ratio", "of what the two were asked; queries in a circle end in nothing; judgement");

    private static final RuleInfo INFO = new RuleInfo(
            "forwarding-loop-undetected",
            "Two DNS servers forward queries to each other",
            Blame.CLUSTER_DNS,
            Set.of(Need.CAPTURE),
            Set.of(Need.COREFILE, Need.DNS_LOG),
            List.of(LEAST, FAILING),
            List.of(
                    "servfail-upstream",
                    "coredns-upstream-timeout",
                    "slow-authority",
                    "late-response",
                    "coredns-overload"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        Map<IpAddress, ClientFacts> forwarders = new LinkedHashMap<>();
        facts.clients().stream().filter(ClientFacts::forwarder).forEach(c -> forwarders.put(c.address(), c));
        for (ClientFacts one : forwarders.values()) {
            for (IpAddress asked : one.servers()) {
                ClientFacts other = forwarders.get(asked);
                boolean both = other != null
                        && one.address().compareTo(other.address()) < 0
                        && other.servers().contains(one.address());
                if (both) {
                    return judged(facts, one, other);
                }
            }
        }
        return Assessment.CLEAR;
    }

    private static Assessment judged(Facts facts, ClientFacts one, ClientFacts other) {
        List<ServerFacts> servers = facts.servers().stream()
                .filter(s -> s.address().equals(one.address()) || s.address().equals(other.address()))
                .toList();
        if (servers.size() < 2
                || servers.stream().anyMatch(s -> s.transactions().attempts() < LEAST.value())) {
            return Assessment.ruledOut(0.2, "Two servers asked each other, but hardly ever.");
        }
        boolean crashes = facts.evidence().dnsLogs().stream()
                .anyMatch(log -> !log.events(DnsServerEvent.LoopDetected.class).isEmpty());
        if (crashes) {
            return Assessment.ruledOut(0.4, "The loop plugin found the loop and ended the process.");
        }
        List<LoopFacts> loops = PassedOn.loops(facts, one.address(), other.address());
        WayFacts way = facts.wire().way();
        if (loops.isEmpty() && !way.hops().isEmpty() && !way.sampled()) {
            return Assessment.ruledOut(
                    0.3, "Two servers asked each other, but no question came back to the one that had passed it on.");
        }
        long asked = servers.stream().mapToLong(s -> s.transactions().total()).sum();
        long bad = servers.stream()
                .mapToLong(s -> s.transactions().unanswered() + s.rcodes().getOrDefault("SERVFAIL", 0L))
                .sum();
        if (bad < FAILING.value() * asked) {
            return Assessment.ruledOut(
                    0.3,
                    "Two servers asked each other, but only " + Phrases.of(bad, asked, "query") + " came to nothing.");
        }
        Impact impact = Cost.erring(servers, facts);
        FindingDraft draft = new FindingDraft(INFO)
                .supports(new WireEvidence(facts)
                        .transactions(
                                one.address() + " asks " + other.address() + ", and that asks it in turn.",
                                0.5,
                                servers.stream()
                                        .flatMap(s -> s.unansweredFrames().stream())
                                        .toList()))
                .supports(WireEvidence.statistic(
                        Phrases.of(bad, asked, "query") + " to them came to nothing.",
                        0.25,
                        "cameToNothing",
                        bad,
                        "count"))
                .servers(servers.stream().map(ServerFacts::address).toList());
        if (!loops.isEmpty()) {
            draft.supports(new WireEvidence(facts)
                    .transactions(
                            "Questions came back "
                                    + loops.stream().mapToLong(LoopFacts::times).sum()
                                    + " times, with another ID each time, to the server that had passed them on.",
                            0.2,
                            loops.stream().flatMap(l -> l.frames().stream()).toList()));
        }
        draft.cost(impact)
                .is(Cost.severity(Severity.CRITICAL, impact, facts), FindingRole.ROOT)
                .remedy(Remedy.of(
                        "Take one of the two forwards away, or keep its zones out with except in the forward block."))
                .verify(Phrases.dig(one.address()));
        return Assessment.found(draft.finding(
                one.address() + " and " + other.address() + " forward queries to each other; "
                        + Phrases.of(bad, asked, "query") + " came to nothing.",
                "The loop plugin looks for a loop once, when CoreDNS starts. One that forms later, such as stub domains that point at each"
                        + " other, lets every query circle until it times out, and multiplies the traffic."));
    }
}
