package io.github.dnswhy.rules.builtin.network;

import io.github.dnswhy.facts.PathFacts;
import io.github.dnswhy.facts.ServerFacts;
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
import io.github.dnswhy.rules.builtin.grounds.CaptureHealth;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.ThreadEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All servers are silent for some clients, while the same servers answer others: something on the clients' side drops queries. */
final class NetworkPolicyDropsDns implements Rule {
    private static final Threshold LEAST =
            new Threshold("clientAttempts", 6, "count", "of a client that never gets an answer; causes.md 1.1: silent");
    private static final Threshold OTHERS = new Threshold(
            "othersAnswered", 0.9, "ratio", "of the turns that the same servers had with other clients; judgement");

    private static final RuleInfo INFO = new RuleInfo(
            "networkpolicy-drops-dns",
            "Queries of some pods are dropped, those of others are answered",
            Blame.NETWORK,
            Set.of(Need.CAPTURE),
            Set.of(),
            List.of(LEAST, OTHERS),
            List.of(
                    "packet-loss",
                    "coredns-endpoint-dead",
                    "coredns-overload",
                    "first-nameserver-dead",
                    "late-response"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        TreeMap<IpAddress, List<PathFacts>> byClient = new TreeMap<>();
        for (PathFacts path : facts.wire().paths()) {
            byClient.computeIfAbsent(path.client(), c -> new ArrayList<>()).add(path);
        }
        List<IpAddress> silent = new ArrayList<>();
        TreeSet<IpAddress> servers = new TreeSet<>();
        long attempts = 0;
        byClient.forEach((client, paths) -> {
            long sent = paths.stream().mapToLong(PathFacts::attempts).sum();
            if (sent >= LEAST.value() && paths.stream().allMatch(p -> p.answered() == 0 && p.timedOut() >= 2)) {
                silent.add(client);
                paths.forEach(p -> servers.add(p.server()));
            }
        });
        if (silent.isEmpty() || silent.size() == byClient.size()) {
            return Assessment.CLEAR;
        }
        long rounds = 0;
        long answered = 0;
        for (PathFacts path : facts.wire().paths()) {
            if (silent.contains(path.client())) {
                attempts += path.attempts();
            } else if (servers.contains(path.server())) {
                rounds += path.rounds();
                answered += path.answered();
            }
        }
        if (rounds < LEAST.value() || answered < OTHERS.value() * rounds) {
            return Assessment.ruledOut(
                    0.4,
                    "The servers that are silent for " + Phrases.list(silent)
                            + " do not answer the other clients well either.");
        }
        List<Lookup> lost = facts.lookups().kept().stream()
                .filter(l -> silent.contains(l.client()))
                .toList();
        return Assessment.found(finding(facts, silent, servers, attempts, answered, rounds, lost));
    }

    private static Finding finding(
            Facts facts,
            List<IpAddress> silent,
            Set<IpAddress> servers,
            long attempts,
            long answered,
            long rounds,
            List<Lookup> lost) {
        Duration waited = lost.stream().map(Lookup::felt).reduce(Duration.ZERO, Duration::plus);
        long slow = lost.stream()
                .filter(l -> l.felt().compareTo(facts.lookups().slowThreshold()) >= 0)
                .count();
        long failed = lost.stream().filter(l -> l.outcome().isFailure()).count();
        Impact impact = new Impact(lost.size(), slow, failed, waited, ThreadEvidence.most(facts));
        Evidence silence = new WireEvidence(facts)
                .lookups(
                        "None of " + Phrases.count(attempts, "query") + " of "
                                + Phrases.list(silent.stream().limit(5).toList()) + " was answered, by "
                                + Phrases.list(List.copyOf(servers)) + ".",
                        0.5,
                        lost);
        FindingDraft draft = new FindingDraft(INFO)
                .supports(silence)
                .supports(WireEvidence.statistic(
                        "The same servers answered other clients in " + Phrases.of(answered, rounds, "turn") + ".",
                        0.25,
                        "othersAnswered",
                        (double) answered / rounds,
                        "ratio"))
                .servers(List.copyOf(servers))
                .cost(impact)
                .is(failed + slow > 0 ? Severity.CRITICAL : Severity.INFO, FindingRole.ROOT)
                .remedy(Remedy.run("See which policies select these pods.", "kubectl get networkpolicy -A -o wide"))
                .remedy(
                        Remedy.of(
                                "Allow egress to 53/udp and 53/tcp of k8s-app: kube-dns, and to the address of the node-local cache (ipBlock 169.254.20.10/32)."))
                .verify("kubectl exec POD -- nslookup kubernetes.default");
        long forbidden = facts.wire().icmp().values().stream()
                .flatMap(codes -> codes.entrySet().stream())
                .filter(e -> IcmpUnreachable.Says.of(e.getKey()) == IcmpUnreachable.Says.FORBIDDEN)
                .mapToLong(e -> e.getValue())
                .sum();
        if (forbidden > 0) {
            draft.supports(WireEvidence.statistic(
                    Phrases.count(forbidden, "ICMP error") + " said that a rule forbids it.",
                    0.2,
                    "forbidden",
                    forbidden,
                    "count"));
        }
        facts.servers().stream()
                .filter(s -> servers.contains(s.address()))
                .filter(s -> s.transactions().answered() == 0)
                .map(ServerFacts::address)
                .forEach(a -> draft.contradicts(
                        WireEvidence.statistic(a + " answered nobody.", 0.1, "answered", 0, "count")));
        CaptureHealth.of(facts).doubt(0.2).ifPresent(draft::contradicts);
        return draft.finding(
                "No query of " + Phrases.list(silent.stream().limit(5).toList())
                        + " is answered, while the same servers answer other clients: "
                        + "something drops them, such as a NetworkPolicy that forgets DNS.",
                "A policy that denies egress by default drops DNS too unless it is allowed, for UDP and for TCP, and a rule by labels does not cover a"
                        + " cache in the node's own network. Other pods of the node, which it does not select, are well.");
    }
}
