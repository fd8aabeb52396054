package io.github.dnswhy.rules.builtin.network;

import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Blame;
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
import io.github.dnswhy.rules.builtin.grounds.Cost;
import io.github.dnswhy.rules.builtin.grounds.DeadServer;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A router or the host says that a nameserver cannot be reached, or that a rule forbids it. */
final class IcmpUnreachable implements Rule {
    private static final Threshold LEAST =
            new Threshold("icmpErrors", 2, "count", "one may be a change of route; judgement");

    private static final RuleInfo INFO = new RuleInfo(
            "icmp-unreachable",
            "A router says that the nameserver cannot be reached",
            Blame.NETWORK,
            Set.of(Need.CAPTURE),
            Set.of(),
            List.of(LEAST, DeadServer.MOST_ANSWERED),
            List.of(
                    "first-nameserver-dead",
                    "all-nameservers-dead",
                    "coredns-endpoint-dead",
                    "coredns-no-endpoints",
                    "packet-loss"));

    /** What ICMP says (RFC 792, RFC 1812 section 5.2.7.1, RFC 4443 section 3.1). */
    enum Says {
        NO_ROUTE("there is no route to it"),
        NO_HOST("its host does not answer (ARP or neighbour discovery)"),
        FORBIDDEN("a rule forbids it");

        private final String text;

        Says(String text) {
            this.text = text;
        }

        /** What a type and code say of the way; null for a closed port and for what is no refusal. */
        static Says of(int typeAndCode) {
            return switch (typeAndCode) {
                case 0x300, 0x306, 0x101_00 -> NO_ROUTE;
                case 0x301, 0x307, 0x101_03 -> NO_HOST;
                case 0x309, 0x30A, 0x30D, 0x101_01, 0x101_05, 0x101_06 -> FORBIDDEN;
                default -> null;
            };
        }

        String text() {
            return text;
        }
    }

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        ServerFacts worst = null;
        Says says = null;
        long most = 0;
        for (ServerFacts server : facts.lookupServers()) {
            // The address of a node-local cache is on the host itself: its absence is the cache's fault.
            if (server.role() == ServerRole.NODE_LOCAL_CACHE) {
                continue;
            }
            for (Map.Entry<Integer, Long> code :
                    facts.wire().icmp().getOrDefault(server.address(), Map.of()).entrySet()) {
                Says meaning = Says.of(code.getKey());
                if (meaning != null && code.getValue() > most) {
                    worst = server;
                    says = meaning;
                    most = code.getValue();
                }
            }
        }
        if (most < LEAST.value()) {
            return Assessment.CLEAR;
        }
        if (worst.transactions().answeredRatio() > 0.5) {
            return Assessment.ruledOut(
                    0.3,
                    worst.address() + " was unreachable for " + Phrases.count(most, "query")
                            + ", and answered most others.");
        }
        Impact impact = Cost.waitingFor(List.of(worst), facts);
        boolean dead = worst.transactions().answeredRatio() <= DeadServer.MOST_ANSWERED.value();
        FindingDraft draft = new FindingDraft(INFO)
                .supports(new WireEvidence(facts)
                        .transactions(
                                "ICMP errors for " + Phrases.count(most, "query") + " to " + worst.address()
                                        + " say that " + says.text() + ".",
                                0.65,
                                worst.rejectedFrames()))
                .supports(WireEvidence.statistic(
                        worst.address() + " answered "
                                + Phrases.of(
                                        worst.transactions().answered(),
                                        worst.transactions().total(),
                                        "query") + ".",
                        dead ? 0.2 : 0.05,
                        "answeredRatio",
                        worst.transactions().answeredRatio(),
                        "ratio"))
                .servers(List.of(worst.address()))
                .cost(impact)
                .is(Cost.severity(Severity.CRITICAL, impact, facts), FindingRole.ROOT)
                .remedy(Remedy.run(
                        "See which way packets to it take, and who rejects them.",
                        "ip route get " + worst.address() + "; ip neigh"))
                .remedy(
                        says == Says.FORBIDDEN
                                ? Remedy.run(
                                        "Let 53/udp and 53/tcp pass.",
                                        "kubectl get networkpolicy -A; nft list ruleset | grep -i reject")
                                : Remedy.of("Repair the route, or take the server out of resolv.conf."))
                .verify(Phrases.dig(worst.address()));
        return Assessment.found(draft.finding(
                worst.address() + " cannot be reached: ICMP errors for " + Phrases.count(most, "query") + " say that "
                        + says.text() + Phrases.cost(impact) + ".",
                "A router without a route, a next hop that does not answer, or a rule that rejects sends an ICMP error back. glibc goes on to the"
                        + " next nameserver at once; musl and Netty do not hear it and wait out their timeouts."));
    }
}
