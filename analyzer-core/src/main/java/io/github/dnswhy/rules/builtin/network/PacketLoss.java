package io.github.dnswhy.rules.builtin.network;

import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.facts.ServerFacts.Losses;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.CaptureHealth;
import io.github.dnswhy.rules.builtin.grounds.Cost;
import io.github.dnswhy.rules.builtin.grounds.LogWitness;
import io.github.dnswhy.rules.builtin.grounds.PartialSilence;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.SilentType;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.util.List;
import java.util.Set;

/** Queries or responses are lost by chance on the way; the client's repetition is answered. */
final class PacketLoss implements Rule {
    private static final int LOST_AT_LEAST = 2;
    private static final double LOST_AT_MOST = 0.5;
    private static final double USUAL_RATE = 0.05;
    private static final double REPEATED_LOST = 0.5;

    private static final RuleInfo INFO = new RuleInfo(
            "packet-loss",
            "The network loses some of the DNS packets",
            Blame.NETWORK,
            Set.of(Need.CAPTURE),
            Set.of(Need.DNS_LOG),
            List.of(
                    new Threshold("lostQueries", LOST_AT_LEAST, "count", "fewer make no pattern; judgement"),
                    new Threshold(
                            "lostRatio", LOST_AT_MOST, "ratio", "beyond it a server or a path is down; judgement"),
                    new Threshold(
                            "repeatedRatio",
                            LossPattern.REPEATED_AT_LEAST,
                            "ratio",
                            "clients repeat what they miss: glibc res_send.c"),
                    new Threshold(
                            "repeatedLostRatio",
                            REPEATED_LOST,
                            "ratio",
                            "chance seldom loses the same query twice; judgement")),
            List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        List<ServerFacts> servers = facts.lookupServers().stream()
                .filter(server -> server.losses().lost() > 0 && server.rounds().answered() > 0)
                .filter(server -> !SilentType.aaaa(server))
                .filter(PacketLoss::missesAnswers)
                .toList();
        // One server that does not serve at times hides chance at the others.
        List<ServerFacts> byPacket = servers.stream()
                .filter(server -> !PartialSilence.isInPairs(server.losses()))
                .toList();
        servers = LossPattern.of(byPacket).losses().lost() == 0 ? servers : byPacket;
        LossPattern pattern = LossPattern.of(servers);
        if (pattern.losses().lost() == 0) {
            return Assessment.CLEAR;
        }
        // The way to the node's own cache has no translation of addresses, and no race.
        String why = whyNot(pattern, !areOnTheNode(servers));
        return why == null
                ? Assessment.found(finding(facts, servers, pattern))
                : Assessment.ruledOut(Math.min(0.4, 0.1 * pattern.losses().lost()), why);
    }

    /** Whether a query stayed without an answer or was repeated; two lookups of a name at once only look like a repetition. */
    private static boolean missesAnswers(ServerFacts server) {
        ServerFacts.Transactions t = server.transactions();
        return t.unanswered() > 0 || t.attempts() > t.total();
    }

    private static boolean areOnTheNode(List<ServerFacts> servers) {
        return servers.stream()
                .allMatch(s ->
                        s.role() == ServerRole.NODE_LOCAL_CACHE || s.address().isLoopback());
    }

    /** Why chance does not explain it; null when it does. */
    private static String whyNot(LossPattern pattern, boolean raceIsPossible) {
        Losses losses = pattern.losses();
        String lost = Phrases.of(losses.lost(), losses.queries(), "query") + " were lost";
        if (losses.lost() < LOST_AT_LEAST) {
            return "Only " + Phrases.of(losses.lost(), losses.queries(), "query") + " was lost: too few for a pattern.";
        }
        if (pattern.rate() > LOST_AT_MOST) {
            return lost + ": too many for chance, something is down.";
        }
        if (losses.wholeLost() > losses.halfLost() && losses.wholeLost() > 1) {
            return lost + ", but " + Phrases.count(losses.wholeLost(), "pair") + " as a whole and only "
                    + losses.halfLost() + " by half: chance loses halves, a dead server loses both.";
        }
        if (losses.repeatedLost() > 1 && losses.repeatedLost() > REPEATED_LOST * losses.repeated()) {
            return lost + ", and " + losses.repeatedLost() + " of " + losses.repeated()
                    + " repetitions as well: what is lost every time is not lost by chance.";
        }
        if (!pattern.isMissedByClients()) {
            return lost + ", but the clients asked again for " + losses.repeated()
                    + " only: the capture may have missed the" + " answers, they did not.";
        }
        return raceIsPossible && pattern.isRace()
                ? lost + ", but only from pairs that were sent at once, never one alone: a race, not chance."
                : null;
    }

    private static Finding finding(Facts facts, List<ServerFacts> servers, LossPattern pattern) {
        Losses losses = pattern.losses();
        FindingDraft draft = new FindingDraft(INFO);
        String lost = Phrases.of(losses.lost(), losses.queries(), "query") + " (" + Phrases.percent(pattern.rate())
                + ") stayed without an answer";
        addWhere(facts, servers, pattern, lost, draft);
        addHow(facts, pattern, draft);
        CaptureHealth.of(facts).doubt(0.35).ifPresent(draft::contradicts);
        if (areOnTheNode(servers)) {
            draft.title("Some of the queries to the node's own cache are lost");
            draft.contradicts(WireEvidence.statistic(
                    "Only queries to the node's own cache were lost, which cross no network: it may be overloaded.",
                    0.15,
                    "lostQueries",
                    losses.lost(),
                    "count"));
        }
        Impact impact = Cost.waitingFor(servers, facts);
        draft.servers(servers.stream().map(ServerFacts::address).toList())
                .cost(impact)
                .is(Cost.severity(Severity.MINOR, impact, facts), FindingRole.ROOT);
        addWhereToLook(servers, draft);
        draft.remedy(Remedy.of("Make a loss cost less meanwhile: dnsConfig.options"
                        + " [{name: timeout, value: \"1\"}, {name: attempts, value: \"3\"}] in the pod."))
                .verify("for i in $(seq 200); do " + Phrases.dig(servers.get(0).address())
                        + " +short || echo lost; done | grep -c lost");
        return draft.finding(
                lost + " and were answered when repeated: "
                        + Phrases.of(impact.slowLookups(), facts.lookups().total(), "lookup") + " "
                        + Phrases.were(impact.slowLookups()) + " slow, "
                        + Phrases.time(impact.waited()) + " were lost in all.",
                "DNS over UDP does not notice a lost packet: the resolver waits its whole timeout (5 s by default) and asks"
                        + " again. "
                        + (areOnTheNode(servers)
                                ? "Packets to the node's own cache cross no network: a cache that does not keep up, full"
                                        + " receive buffers or a rule on the node loses them."
                                : "What was lost here follows no server, no pair and no order, as drops in interfaces, virtual"
                                        + " switches, tunnels or overloaded softirqs do."));
    }

    private static void addWhereToLook(List<ServerFacts> servers, FindingDraft draft) {
        if (areOnTheNode(servers)) {
            draft.remedy(Remedy.run(
                            "See whether the cache keeps up: its CPU and memory limits, restarts, and full receive buffers.",
                            "kubectl -n kube-system top pods -l k8s-app=node-local-dns;"
                                    + " nstat -az UdpRcvbufErrors UdpInErrors"))
                    .remedy(Remedy.run(
                            "Look for rules and limits on the node that drop packets to it.",
                            "iptables-save -c | grep -F " + servers.get(0).address()));
            return;
        }
        draft.remedy(
                        Remedy.run(
                                "Look for drops of the interfaces on the way, on the client's node first.",
                                "ip -s link; ethtool -S eth0 | grep -i -E 'drop|err|miss'; nstat -az UdpRcvbufErrors UdpInErrors"))
                .remedy(Remedy.run(
                        "Measure the loss on the path without DNS.",
                        "mtr -rwc 200 -u -P 53 " + servers.get(0).address()));
    }

    private static void addWhere(
            Facts facts, List<ServerFacts> servers, LossPattern pattern, String lost, FindingDraft draft) {
        Losses losses = pattern.losses();
        ServerFacts most = servers.get(0);
        long lostA = 0;
        long lostAaaa = 0;
        for (ServerFacts server : servers) {
            most = server.losses().lost() > most.losses().lost() ? server : most;
            lostA += server.rounds().pairsLosingA() + server.rounds().pairsLost();
            lostAaaa += server.rounds().pairsLosingAaaa() + server.rounds().pairsLost();
        }
        draft.supports(new WireEvidence(facts)
                .transactions(
                        lost + ".",
                        losses.lost() > LOST_AT_LEAST ? 0.30 : 0.25,
                        most.lostHalfFrames().isEmpty() ? most.unansweredFrames() : most.lostHalfFrames()));
        if (lostA > 0 && lostAaaa > 0) {
            draft.supports(WireEvidence.statistic(
                    "Of A and AAAA asked from one port, again or not, both were lost: A " + lostA + " times, AAAA "
                            + lostAaaa + " times.",
                    0.10,
                    "lostA",
                    lostA,
                    "count"));
        }
        if (servers.size() > 1) {
            draft.supports(WireEvidence.statistic(
                    "It happened at " + servers.size() + " servers.", 0.10, "servers", servers.size(), "count"));
        }
    }

    private static void addHow(Facts facts, LossPattern pattern, FindingDraft draft) {
        Losses losses = pattern.losses();
        if (pattern.elsewhere() > 0) {
            double expected = pattern.expectedElsewhere();
            boolean likely =
                    expected > 0 && pattern.elsewhere() >= 0.25 * expected && pattern.elsewhere() <= 4 * expected + 1;
            draft.supports(WireEvidence.statistic(
                    Phrases.count(losses.halfLost(), "pair") + " lost one half, " + losses.wholeLost() + " both, and "
                            + losses.aloneLost() + " of " + Phrases.count(losses.alone(), "query")
                            + " sent alone were lost: as"
                            + " chance has it.",
                    likely ? 0.25 : 0.15,
                    "lostElsewhere",
                    pattern.elsewhere(),
                    "count"));
        }
        if (losses.repeated() > 0 && losses.repeatedLost() <= Math.max(1, REPEATED_LOST / 2 * losses.repeated())) {
            draft.supports(WireEvidence.statistic(
                    Phrases.of(losses.repeated() - losses.repeatedLost(), losses.repeated(), "repetition")
                            + " were answered.",
                    0.10,
                    "repetitions",
                    losses.repeated(),
                    "count"));
        }
        if (pattern.rate() <= USUAL_RATE) {
            draft.supports(WireEvidence.statistic(
                    "The rate is that of a lossy path.", 0.05, "lostRatio", pattern.rate(), "ratio"));
        }
        if (pattern.isSeenToPass()) {
            draft.supports(WireEvidence.statistic(
                    "The capture shows lost queries leave this host like the others: they were lost farther on.",
                    0.10,
                    "leftHost",
                    losses.passed(),
                    "count"));
        }
        LogWitness logs = LogWitness.of(facts);
        if (logs.arrived() > 0) {
            draft.supports(WireEvidence.statistic(
                    "Query logs of the cluster DNS have " + Phrases.count(logs.arrived(), "query")
                            + " that stayed without an answer: their responses were lost on the way back.",
                    0.10,
                    "inServerLog",
                    logs.arrived(),
                    "count"));
        }
    }
}
