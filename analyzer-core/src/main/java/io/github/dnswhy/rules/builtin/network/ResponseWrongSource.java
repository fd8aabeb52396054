package io.github.dnswhy.rules.builtin.network;

import io.github.dnswhy.facts.MisdirectionFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Finding;
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
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The answers come from another address or port than the one that was asked: the client's socket does not take them. */
final class ResponseWrongSource implements Rule {
    private static final Threshold LEAST = new Threshold("strayAnswers", 3, "count", "judgement: fewer may be chance");
    private static final Threshold SHARE =
            new Threshold("strayShare", 0.3, "ratio", "judgement: of what the server left unanswered");

    private static final RuleInfo INFO = new RuleInfo(
            "response-wrong-source",
            "Answers come from another address than the one that was asked",
            Blame.NETWORK,
            Set.of(Need.CAPTURE),
            Set.of(Need.KUBE_PROXY_LOG),
            List.of(LEAST, SHARE),
            List.of(
                    "all-nameservers-dead",
                    "first-nameserver-dead",
                    "coredns-endpoint-dead",
                    "packet-loss",
                    "node-local-cache-down-silent",
                    "node-local-cache-down-refused"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        List<MisdirectionFacts> strays = facts.wire().misdirections();
        long count = strays.stream().mapToLong(MisdirectionFacts::count).sum();
        if (count < LEAST.value()) {
            return Assessment.CLEAR;
        }
        IpAddress asked = strays.get(0).asked();
        List<MisdirectionFacts> ofServer =
                strays.stream().filter(m -> m.asked().equals(asked)).toList();
        long here = ofServer.stream().mapToLong(MisdirectionFacts::count).sum();
        long unanswered =
                facts.server(asked).map(s -> s.transactions().unanswered()).orElse(0L);
        if (here < LEAST.value() || here < SHARE.value() * unanswered) {
            return Assessment.ruledOut(
                    0.3,
                    "Of " + Phrases.count(unanswered, "query") + " that " + asked + " left unanswered only " + here
                            + " were answered from elsewhere.");
        }
        boolean waitedFor =
                facts.server(asked).filter(s -> s.losses().repeated() > 0).isPresent();
        if (!waitedFor) {
            return Assessment.ruledOut(
                    0.3,
                    "Nobody asked " + asked
                            + " again: the clients took the answers, which the capture shows from another place.");
        }
        return Assessment.found(finding(facts, asked, ofServer, here, unanswered));
    }

    private static Finding finding(
            Facts facts, IpAddress asked, List<MisdirectionFacts> strays, long count, long unanswered) {
        FindingDraft draft = new FindingDraft(INFO);
        List<IpAddress> replied = strays.stream()
                .map(MisdirectionFacts::replied)
                .distinct()
                .sorted()
                .toList();
        boolean otherPort = replied.size() == 1 && replied.get(0).equals(asked);
        String from = otherPort ? "another port" : Phrases.list(replied);
        draft.supports(new WireEvidence(facts)
                .frames(
                        Phrases.count(count, "response") + " with the right ID, name and client port came from " + from
                                + ", while " + asked + " had been asked, and no copy from there followed.",
                        count >= 2 * LEAST.value() ? 0.7 : 0.6,
                        strays.stream().flatMap(m -> m.frames().stream()).toList()));
        long repeated = facts.server(asked).map(s -> s.losses().repeated()).orElse(0L);
        if (repeated > 0) {
            draft.supports(WireEvidence.statistic(
                    "The client repeated " + Phrases.count(repeated, "query")
                            + " although an answer had come: it did not take it.",
                    0.2,
                    "repeated",
                    repeated,
                    "count"));
        }
        draft.supports(WireEvidence.statistic(
                asked + " itself left " + Phrases.count(unanswered, "query") + " without an answer.",
                0.05,
                "unanswered",
                unanswered,
                "count"));
        TreeSet<IpAddress> servers = new TreeSet<>(replied);
        servers.add(asked);
        Impact impact =
                facts.server(asked).map(s -> Cost.waitingFor(List.of(s), facts)).orElse(Impact.NONE);
        draft.servers(List.copyOf(servers))
                .cost(impact)
                .is(Cost.severity(Severity.CRITICAL, impact, facts), FindingRole.ROOT)
                .remedy(Remedy.run(
                        "Let replies within a bridge pass netfilter, so that destination NAT is reversed.",
                        "sysctl net.bridge.bridge-nf-call-iptables=1"))
                .remedy(
                        Remedy.of(
                                "Masquerade hairpin traffic; let a server with several addresses answer from the one that was asked."))
                .verify(Phrases.dig(asked));
        return draft.finding(
                asked + " is asked and " + from + " answers: the client does not take "
                        + Phrases.count(count, "response") + " and waits" + Phrases.cost(impact)
                        + ".",
                "A resolver takes an answer only from the address and port that it asked (RFC 5452, section 3). When destination NAT is not"
                        + " reversed on the way back, or a server with several addresses answers from another one, the answer reaches the host and nobody"
                        + " takes it.");
    }
}
