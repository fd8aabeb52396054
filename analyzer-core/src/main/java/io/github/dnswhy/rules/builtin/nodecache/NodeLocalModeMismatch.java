package io.github.dnswhy.rules.builtin.nodecache;

import io.github.dnswhy.evidence.Corefile;
import io.github.dnswhy.facts.HopFacts;
import io.github.dnswhy.facts.PathFacts;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Hop;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.DeadServer;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The cache listens where the pods do not ask: nobody has the address that they ask, or they go past a cache that works. */
final class NodeLocalModeMismatch implements Rule {
    private static final Threshold PAST = new Threshold(
            "queriesPastTheCache", 5, "count", "judgement: a probe may ask the Service directly at any time");

    private static final double PAST_IT = 0.6;
    private static final double NOT_BOUND = 0.25;
    private static final double TRANSLATED = 0.3;

    /** The form of the fault that leaves pods without an answer, which texts tell. */
    private final CacheFault unanswered;

    private final RuleInfo info;

    NodeLocalModeMismatch(CacheFault unanswered) {
        this.unanswered = unanswered;
        List<Threshold> thresholds = new ArrayList<>(unanswered.info().thresholds());
        thresholds.add(PAST);
        RuleInfo i = unanswered.info();
        this.info = new RuleInfo(i.id(), i.title(), i.blame(), i.required(), i.useful(), thresholds, i.supersedes());
    }

    @Override
    public RuleInfo info() {
        return info;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        Assessment fault = unanswered.evaluate(facts);
        boolean allAnswer = facts.lookupServers().stream()
                .allMatch(s -> s.transactions().answeredRatio() >= DeadServer.HEALTHY.value());
        if (fault instanceof Assessment.Found || !allAnswer) {
            return fault;
        }
        for (ServerFacts cache : facts.servers(ServerRole.NODE_LOCAL_CACHE)) {
            for (ServerFacts service : facts.servers(ServerRole.CLUSTER_SERVICE)) {
                Optional<Assessment> past = past(facts, cache, service);
                if (past.isPresent()) {
                    return past.get();
                }
            }
        }
        return fault;
    }

    private Optional<Assessment> past(Facts facts, ServerFacts cache, ServerFacts service) {
        Set<IpAddress> served = clients(facts, cache);
        List<PathFacts> past = facts.wire().paths().stream()
                .filter(p -> p.server().equals(service.address()) && !served.contains(p.client()))
                .toList();
        long queries = past.stream().mapToLong(PathFacts::attempts).sum();
        if (queries < PAST.value() || cache.transactions().answered() < PAST.value()) {
            return Optional.empty();
        }
        // With iptables the cache may have the address of the Service too: then it is asked all the same.
        Set<IpAddress> bound = bound(facts, cache);
        boolean notBound = !bound.isEmpty() && !bound.contains(service.address());
        long reached = translated(facts, service) - forwardedTo(facts, service);
        if (!notBound && reached < PAST.value()) {
            return Optional.empty();
        }
        FindingDraft draft = new FindingDraft(info)
                .supports(WireEvidence.statistic(
                        Phrases.count(past.size(), "client") + " asked " + service.address() + " "
                                + Phrases.count(queries, "time") + " and " + cache.address()
                                + ", which answers others, never.",
                        PAST_IT,
                        "queriesPastTheCache",
                        queries,
                        "count"));
        if (reached >= PAST.value()) {
            draft.supports(WireEvidence.statistic(
                    "The node sent " + reached + " of the queries to " + service.address() + " on to its endpoints.",
                    TRANSLATED,
                    "translatedQueries",
                    reached,
                    "count"));
        }
        if (notBound) {
            draft.supports(WireEvidence.statistic(
                    "The cache's Corefile does not bind " + service.address() + ".",
                    NOT_BOUND,
                    "addressesBound",
                    bound.size(),
                    "count"));
        }
        draft.servers(List.of(cache.address(), service.address()))
                .cost(Impact.NONE)
                .is(Severity.INFO, FindingRole.OBSERVATION);
        unanswered.remedies().forEach(draft::remedy);
        draft.verify(Phrases.dig(cache.address()));
        return Optional.of(
                Assessment.found(
                        draft.finding(
                                Phrases.count(past.size(), "client") + " went past the node-local cache "
                                        + cache.address() + ": " + Phrases.count(queries, "query") + " to "
                                        + service.address() + " did not use it.",
                                "The cache answers on this node, but these pods were given the address of the Service. Each of their queries takes the way"
                                        + " through address translation to a cluster DNS pod, with its races and its load, that the cache is there to spare.")));
    }

    private static Set<IpAddress> clients(Facts facts, ServerFacts server) {
        return facts.wire().paths().stream()
                .filter(p -> p.server().equals(server.address()))
                .map(PathFacts::client)
                .collect(Collectors.toSet());
    }

    /** What the Corefile of the cache binds; empty without one. */
    private static Set<IpAddress> bound(Facts facts, ServerFacts cache) {
        for (Corefile file : facts.evidence().corefiles()) {
            Set<IpAddress> binds = file.blocks().stream()
                    .flatMap(block -> block.binds().stream())
                    .flatMap(bind -> IpAddress.parse(bind).stream())
                    .collect(Collectors.toSet());
            if (binds.contains(cache.address())) {
                return binds;
            }
        }
        return Set.of();
    }

    private static long translated(Facts facts, ServerFacts service) {
        return facts.wire().way().behind(service.address()).stream()
                .filter(h -> h.kind() == Hop.Kind.TRANSLATED)
                .mapToLong(HopFacts::transactions)
                .sum();
    }

    private static long forwardedTo(Facts facts, ServerFacts service) {
        return facts.wire().way().to(Hop.Kind.FORWARDED, service.address()).stream()
                .mapToLong(HopFacts::transactions)
                .sum();
    }
}
