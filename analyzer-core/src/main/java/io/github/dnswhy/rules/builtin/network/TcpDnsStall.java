package io.github.dnswhy.rules.builtin.network;

import io.github.dnswhy.facts.HandshakeFacts;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.model.Transport;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** TCP connections to the DNS port are accepted, and then no answer comes. */
final class TcpDnsStall implements Rule {
    private static final Threshold LEAST =
            new Threshold("stalledQueries", 2, "count", "one may be a chance; judgement");
    private static final Threshold WAIT =
            new Threshold("stallS", 5, "s", "longer than any server needs; the timeout of resolvers over UDP");

    private static final RuleInfo INFO = new RuleInfo(
            "tcp-dns-stall",
            "The server accepts TCP connections and does not answer on them",
            Blame.UPSTREAM,
            Set.of(Need.CAPTURE),
            Set.of(Need.THREAD_DUMP),
            List.of(LEAST, WAIT),
            List.of("late-response", "packet-loss", "slow-authority"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        for (ServerFacts server : facts.lookupServers()) {
            HandshakeFacts tcp = facts.wire().handshakes(server.address()).orElse(null);
            if (tcp == null || tcp.accepted() == 0) {
                continue;
            }
            List<Lookup> stalled = new ArrayList<>();
            long answered = 0;
            for (Lookup lookup : facts.lookups().kept()) {
                boolean here = false;
                for (LookupStep step : lookup.steps()) {
                    if (step.transport() == Transport.TCP && step.server().equals(server.address())) {
                        here |= isStalled(step);
                        answered += step.responseFrame() > 0 ? 1 : 0;
                    }
                }
                if (here) {
                    stalled.add(lookup);
                }
            }
            if (stalled.size() >= LEAST.value()) {
                return judged(facts, server, tcp, stalled, answered);
            }
        }
        return Assessment.CLEAR;
    }

    private static boolean isStalled(LookupStep step) {
        boolean waited = step.fate() == StepFate.TIMEOUT || step.fate() == StepFate.OPEN;
        return waited && step.duration().compareTo(Duration.ofSeconds((long) WAIT.value())) >= 0;
    }

    private static Assessment judged(
            Facts facts, ServerFacts server, HandshakeFacts tcp, List<Lookup> stalled, long answered) {
        if (answered > stalled.size()) {
            return Assessment.ruledOut(
                    0.3,
                    server.address() + " answered " + Phrases.count(answered, "query")
                            + " over TCP: it stalls now and then.");
        }
        Impact impact = Cost.ofSteps(
                facts,
                step -> step.transport() == Transport.TCP && step.server().equals(server.address()) && isStalled(step));
        FindingDraft draft = new FindingDraft(INFO)
                .supports(new WireEvidence(facts)
                        .lookups(
                                Phrases.count(stalled.size(), "lookup") + " asked " + server.address()
                                        + " over an open TCP connection and got nothing within "
                                        + Phrases.time(Duration.ofSeconds((long) WAIT.value())) + ".",
                                0.55,
                                stalled))
                .supports(WireEvidence.statistic(
                        "It accepted " + Phrases.of(tcp.accepted(), tcp.opened(), "connection") + ".",
                        0.15,
                        "accepted",
                        tcp.accepted(),
                        "count"))
                .servers(List.of(server.address()))
                .names(stalled.stream().map(Lookup::name).distinct().toList())
                .cost(impact)
                .is(Cost.severity(Severity.MAJOR, impact, facts), FindingRole.ROOT)
                .remedy(
                        Remedy.of(
                                "Raise the server's number of TCP clients and lower its idle time; take inspection of port 53 out of the way."))
                .verify("dig +tcp +time=3 @" + server.address() + " "
                        + stalled.get(0).name());
        return Assessment.found(
                draft.finding(
                        server.address() + " accepts TCP connections and does not answer on them: "
                                + Phrases.count(stalled.size(), "lookup") + " waited, " + Phrases.time(impact.waited())
                                + " in all.",
                        "A server that has used up its TCP slots, one that cannot serve two queries on a connection (glibc sends both at once), or a"
                                + " middlebox that holds the stream leaves the client waiting; glibc has no timer of its own there."));
    }
}
