package io.github.dnswhy.rules.builtin.client;

import io.github.dnswhy.evidence.AppLog;
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
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.Cost;
import io.github.dnswhy.rules.builtin.grounds.DeadServer;
import io.github.dnswhy.rules.builtin.grounds.DownDraft;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** None of the nameservers that lookups asked answers: what they share is broken, the network or the cluster DNS as a whole. */
final class AllNameserversDead implements Rule {
    private static final double EVERY_SERVER = 0.15;
    private static final double FAILURES = 0.15;
    private static final double CONFIGURED = 0.10;
    private static final double APP_LOG = 0.10;

    private static final RuleInfo INFO = new RuleInfo(
            "all-nameservers-dead",
            "No nameserver answers",
            Blame.NETWORK,
            Set.of(Need.CAPTURE),
            Set.of(Need.RESOLV_CONF, Need.THREAD_DUMP, Need.APP_LOG),
            DeadServer.THRESHOLDS,
            List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        List<ServerFacts> asked = facts.lookupServers().stream()
                .filter(server ->
                        server.transactions().total() > server.transactions().undetermined())
                .toList();
        List<DeadServer> dead = DeadServer.all(facts);
        if (asked.isEmpty() || dead.isEmpty()) {
            return DeadServer.hearsNothing(facts) && !asked.isEmpty()
                    ? Assessment.ruledOut(0.4, DeadServer.whyNot(facts, asked.get(0)))
                    : Assessment.CLEAR;
        }
        for (ServerFacts server : asked) {
            if (server.transactions().answeredRatio() > DeadServer.MOST_ANSWERED.value()
                    && dead.stream().noneMatch(d -> d.server() == server)) {
                return Assessment.ruledOut(
                        (double) dead.size() / asked.size() / 2,
                        server.address() + " answered "
                                + Phrases.of(
                                        server.transactions().answered(),
                                        server.transactions().total(),
                                        "query") + ".");
            }
        }
        if (dead.size() > 1 && dead.stream().noneMatch(DeadServer::whole)) {
            return Assessment.ruledOut(
                    0.4, "The nameservers were dead at times of their own, not all of them all the time.");
        }
        return Assessment.found(finding(facts, asked, dead));
    }

    private static Finding finding(Facts facts, List<ServerFacts> asked, List<DeadServer> dead) {
        FindingDraft draft = new FindingDraft(INFO);
        DownDraft down = new DownDraft(facts);
        WireEvidence wire = new WireEvidence(facts);
        List<IpAddress> addresses = asked.stream().map(ServerFacts::address).toList();
        down.add(dead.get(0), draft);
        dead.stream()
                .skip(1)
                .forEach(more -> draft.supports(
                        wire.transactions(more.silence() + ".", 0, more.server().unansweredFrames())));
        draft.supports(WireEvidence.statistic(
                "No server that lookups asked answered: " + Phrases.list(addresses) + ".",
                EVERY_SERVER,
                "serversAnswering",
                0,
                "count"));
        List<Lookup> failed = facts.lookups().kept().stream()
                .filter(lookup -> lookup.outcome().isFailure())
                .toList();
        if (!failed.isEmpty()) {
            draft.supports(wire.lookups(
                    Phrases.of(facts.lookups().failed(), facts.lookups().total(), "lookup")
                            + " failed, the longest after "
                            + Phrases.time(failed.get(0).felt()) + ".",
                    FAILURES,
                    failed));
        }
        facts.resolvConf()
                .filter(conf -> addresses.containsAll(conf.usedNameservers()))
                .flatMap(conf -> TextEvidence.nameserver(
                        "resolv.conf names no other nameserver.",
                        CONFIGURED,
                        conf,
                        conf.usedNameservers().get(0)))
                .ifPresent(draft::supports);
        applicationFailures(facts).ifPresent(draft::supports);
        Impact impact = Cost.waitingFor(asked, facts);
        boolean refused = dead.stream().allMatch(DeadServer::refused);
        draft.servers(addresses)
                .cost(impact)
                .is(Cost.severity(Severity.CRITICAL, impact, facts), FindingRole.ROOT)
                .remedy(Remedy.run(
                        "See where packets to the nameserver go, and whether a rule or a policy drops them.",
                        "ip route get " + addresses.get(0) + "; kubectl get networkpolicy -A"))
                .remedy(Remedy.run(
                        "See whether the cluster DNS has endpoints that are ready.",
                        "kubectl -n kube-system get endpointslices -l k8s-app=kube-dns -o wide"))
                .verify(Phrases.dig(addresses.get(0)));
        dead.stream()
                .filter(one -> one.server() == asked.get(0))
                .filter(DeadServer::refused)
                .findFirst()
                .ifPresent(one -> down.addRefusals(one, 0, 0, draft));
        return draft.finding(
                "No nameserver answers: " + dead.get(0).silence()
                        + (dead.size() > 1 ? ", and " + dead.get(1).silence() : "") + "; " + down.cost(impact) + ".",
                refused
                        ? "Every nameserver's host refuses at once: nobody listens, or the Service has no endpoint that is ready,"
                                + " and kube-proxy rejects what is sent to it."
                        : "When all nameservers are silent at the same time, what they share is broken: the network of the node, a"
                                + " firewall or NetworkPolicy that forgets port 53, wrong addresses, or the cluster DNS as a"
                                + " whole. The resolver goes through all of them twice and then fails.");
    }

    private static Optional<Evidence> applicationFailures(Facts facts) {
        for (AppLog log : facts.evidence().appLogs()) {
            List<Evidence.Line> lines = log.failures().stream()
                    .filter(failure -> failure.kind() == AppLog.FailureText.TEMPORARY)
                    .limit(5)
                    .map(failure -> new Evidence.Line(failure.at().line(), failure.text()))
                    .toList();
            if (!lines.isEmpty()) {
                return Optional.of(new Evidence.Lines(
                        "The application failed with temporary errors of name resolution.",
                        APP_LOG,
                        log.file(),
                        lines));
            }
        }
        return Optional.empty();
    }
}
