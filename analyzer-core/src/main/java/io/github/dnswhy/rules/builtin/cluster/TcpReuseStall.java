package io.github.dnswhy.rules.builtin.cluster;

import io.github.dnswhy.evidence.DnsServerEvent;
import io.github.dnswhy.evidence.UpstreamError;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.ForwardErrors;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Connections that a forwarder kept for the next query were dead when it came. */
final class TcpReuseStall implements Rule {
    private static final Threshold LEAST =
            new Threshold("deadConnections", 2, "count", "one may be a restart of the peer; judgement");

    private static final RuleInfo INFO = new RuleInfo(
            "tcp-reuse-stall",
            "Kept connections to the upstream are dead when they are used again",
            Blame.CLUSTER_DNS,
            Set.of(Need.DNS_LOG),
            Set.of(Need.CAPTURE),
            List.of(LEAST),
            List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        List<DnsServerEvent> events = new ArrayList<>(
                ForwardErrors.of(facts, UpstreamError.Kind.CLOSED).events());
        events.addAll(ForwardErrors.of(facts, UpstreamError.Kind.RESET).events());
        if (events.size() < LEAST.value()) {
            return Assessment.CLEAR;
        }
        FindingDraft draft = new FindingDraft(INFO)
                .supports(TextEvidence.log(
                        "Its log tells of connections that the upstream had closed ("
                                + Phrases.count(events.size(), "line") + ").",
                        0.6,
                        events))
                .is(Severity.MINOR, FindingRole.OBSERVATION)
                .remedy(
                        Remedy.of(
                                "Forget connections before the peer does: expire 5s in the forward block, or max_idle_conns; newer versions: max_age."))
                .verify(
                        "kubectl -n kube-system logs -l k8s-app=kube-dns --tail=200 | grep -c -e EOF -e 'closed by peer' -e 'reset by peer'");
        return Assessment.found(draft.finding(
                "Connections to the upstream were dead when they were used again ("
                        + Phrases.count(events.size(), "line") + ").",
                "forward keeps a connection for 10 s after its last use. A server, firewall or NAT that forgets it sooner answers the next query with a"
                        + " reset, which costs nothing, or with silence, which costs the 2 s of a read."));
    }
}
