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
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.SilentType;
import io.github.dnswhy.rules.builtin.grounds.ThreadEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** A and AAAA leave one socket at once, and the kernel drops one of the two when it enters their connection. */
final class ConntrackRace implements Rule {
    /** More of the repetitions lost than this, and it is not the race: the connection is entered by then. */
    private static final double REPEATED_LOST = 0.1;

    private static final double HALVES = 0.30;
    private static final double THREADS = 0.02;

    private static final RuleInfo INFO = new RuleInfo(
            "conntrack-race-a-aaaa",
            "The kernel drops one of the two parallel queries for A and AAAA",
            Blame.NETWORK,
            Set.of(Need.CAPTURE),
            Set.of(Need.RESOLV_CONF, Need.DNS_LOG, Need.KUBE_PROXY_LOG),
            List.of(
                    new Threshold(
                            "halfLostPairs", LossPattern.PAIRS_AT_LEAST, "count", "fewer make no pattern; judgement"),
                    new Threshold(
                            "repeatedRatio",
                            LossPattern.REPEATED_AT_LEAST,
                            "ratio",
                            "clients repeat what they miss: glibc res_send.c"),
                    new Threshold(
                            "repeatedLostRatio",
                            REPEATED_LOST,
                            "ratio",
                            "the repetition finds the connection entered: nf_conntrack_confirm"),
                    new Threshold("lossElsewhereRatio", 0.25, "ratio", "of what chance would lose there; judgement")),
            List.of("packet-loss"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        List<ServerFacts> hit = new ArrayList<>();
        ServerFacts most = null;
        for (ServerFacts server : facts.lookupServers()) {
            Losses losses = server.losses();
            if (losses.halfLost() > 0
                    && (most == null || losses.halfLost() > most.losses().halfLost())) {
                most = server;
            }
            if (whyNot(server) == null) {
                hit.add(server);
            }
        }
        if (hit.isEmpty()) {
            return most == null ? Assessment.CLEAR : Assessment.ruledOut(score(most), whyNot(most));
        }
        hit.sort(Comparator.comparingLong((ServerFacts s) -> s.losses().halfLost())
                .reversed());
        return Assessment.found(finding(facts, hit));
    }

    /** How near it came, for those who look at what was ruled out. */
    private static double score(ServerFacts server) {
        LossPattern pattern = new LossPattern(server.losses());
        double pairs = Math.min(1, server.losses().halfLost() / (double) LossPattern.PAIRS_AT_LEAST);
        return pairs * (pattern.onlyHalves() ? 0.4 : 0.2);
    }

    /** Why it is not the race at this server; null when it may be. */
    private static String whyNot(ServerFacts server) {
        Losses losses = server.losses();
        LossPattern pattern = new LossPattern(losses);
        String halves = "In " + Phrases.of(losses.halfLost(), losses.parallel(), "pair") + " sent to "
                + server.address() + " one half was lost";
        if (server.role() == ServerRole.NODE_LOCAL_CACHE || server.address().isLoopback()) {
            return halves
                    + ", but the way to the node's own cache has no address translation and no connection tracking.";
        }
        if (losses.halfLost() < LossPattern.PAIRS_AT_LEAST) {
            return halves + ": too few for a pattern.";
        }
        if (SilentType.aaaa(server)) {
            return halves + ", but no AAAA query was ever answered: that is no race.";
        }
        if (!pattern.isMissedByClients()) {
            return halves + ", but the clients asked again for " + losses.repeated()
                    + " only: the capture may have missed the" + " answers, they did not.";
        }
        if (losses.repeatedLost() > 1 && losses.repeatedLost() > REPEATED_LOST * losses.repeated()) {
            return halves + ", but " + losses.repeatedLost() + " of " + losses.repeated()
                    + " repetitions were lost too, where no race is possible.";
        }
        if (!pattern.onlyHalves()) {
            return halves + ", but " + Phrases.count(losses.aloneLost(), "query") + " sent alone and "
                    + Phrases.count(losses.wholeLost(), "whole pair") + " were lost too: chance, not a race.";
        }
        if (pattern.isSeenToPass()) {
            return halves + ", but the lost queries left this host like the others: they were lost farther on.";
        }
        return pattern.isRace()
                ? null
                : halves + ", " + losses.halfLostSecond() + " times the one sent second: chance explains that as well.";
    }

    private static Finding finding(Facts facts, List<ServerFacts> hit) {
        ServerFacts server = hit.get(0);
        Losses losses = LossPattern.of(hit).losses();
        LossPattern pattern = new LossPattern(losses);
        WireEvidence wire = new WireEvidence(facts);
        FindingDraft draft = new FindingDraft(INFO);
        String halves = "In " + Phrases.of(losses.halfLost(), losses.parallel(), "pair")
                + " of A and AAAA sent at once from one port, exactly one stayed without an answer";
        draft.supports(wire.transactions(halves + ".", HALVES, server.lostHalfFrames()));
        RaceEvidence.addPattern(pattern, draft);
        RaceEvidence.addServer(server, draft);
        RaceEvidence.addWitnesses(facts, pattern, draft);
        ThreadEvidence.held(facts, THREADS).ifPresent(draft::supports);
        CaptureHealth.of(facts).doubt(0.3).ifPresent(draft::contradicts);
        Impact impact = Cost.waitingFor(hit, facts);
        draft.servers(hit.stream().map(ServerFacts::address).toList())
                .cost(impact)
                .is(Cost.severity(Severity.MAJOR, impact, facts), FindingRole.ROOT);
        addRemedies(draft);
        String cost = Phrases.of(impact.slowLookups(), facts.lookups().total(), "lookup") + " "
                + Phrases.were(impact.slowLookups()) + " slow, " + Phrases.time(impact.waited()) + " were lost in all";
        return draft.finding(
                halves + " until it was repeated: " + cost + ".",
                "The resolver sends A and AAAA from one socket within microseconds. Both pass connection tracking before"
                        + " either is confirmed; with address translation on the way (a Service address, or source NAT) the"
                        + " second cannot be entered, and the kernel drops that packet without a word. The resolver waits its"
                        + " whole timeout, then asks both once more, one after the other, and succeeds.");
    }

    private static void addRemedies(FindingDraft draft) {
        draft.remedy(Remedy.run(
                        "Confirm on the node: insert_failed grows while lookups hang.",
                        "conntrack -S | grep -o 'insert_failed=[0-9]*'"))
                .remedy(Remedy.of(
                        "Run NodeLocal DNSCache: the way to it has no address translation and is not tracked."))
                .remedy(Remedy.of("Until then send the two queries from two sockets: dnsConfig.options"
                        + " [{name: single-request-reopen}] in the pod (glibc only; musl has no such option)."))
                .remedy(Remedy.of("A kernel from 5.0 on and --random-fully in masquerading rules make the race rarer."))
                .verify(
                        "conntrack -S | grep -o 'insert_failed=[0-9]*'; sleep 60; conntrack -S | grep -o 'insert_failed=[0-9]*'");
    }
}
