package io.github.dnswhy.rules.builtin.nodecache;

import io.github.dnswhy.evidence.Corefile;
import io.github.dnswhy.evidence.DnsServerEvent;
import io.github.dnswhy.evidence.Forward;
import io.github.dnswhy.evidence.UpstreamError;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.model.Transport;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.ForwardErrors;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import java.util.List;
import java.util.Set;

/** A root zone that is forwarded over TCP: each external lookup costs a connection, which resolvers outside throttle. */
final class ForceTcpUpstream implements Rule {
    private static final Threshold LEAST =
            new Threshold("tcpFailures", 2, "count", "fewer failures over TCP may be chance; judgement");

    private static final RuleInfo INFO = new RuleInfo(
            "force-tcp-upstream-throttled",
            "External names are forwarded over TCP, which the upstream dislikes",
            Blame.NODE_LOCAL_CACHE,
            Set.of(Need.COREFILE),
            Set.of(Need.DNS_LOG),
            List.of(LEAST),
            List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        for (Corefile corefile : facts.evidence().corefiles()) {
            for (Corefile.ServerBlock block : corefile.blocks()) {
                for (Forward forward : block.forwards()) {
                    if (forward.from().equals(".") && forward.forceTcp() && isRoot(block)) {
                        return judged(facts, corefile, forward);
                    }
                }
            }
        }
        return Assessment.CLEAR;
    }

    private static boolean isRoot(Corefile.ServerBlock block) {
        return block.keys().stream().anyMatch(key -> key.zone().equals("."));
    }

    private static Assessment judged(Facts facts, Corefile corefile, Forward forward) {
        List<DnsServerEvent> failures = ForwardErrors.of(facts, UpstreamError.Kind.TIMEOUT).events().stream()
                .filter(ForceTcpUpstream::isTcp)
                .toList();
        if (failures.size() < LEAST.value()) {
            return Assessment.ruledOut(
                    0.2, "The root zone is forwarded with force_tcp, but no log tells of timeouts over TCP.");
        }
        FindingDraft draft = new FindingDraft(INFO)
                .supports(TextEvidence.line(
                        "The root zone is forwarded with force_tcp.",
                        0.3,
                        corefile.file(),
                        forward.line(),
                        "forward . " + String.join(" ", forward.targets())))
                .supports(TextEvidence.log("Connections over TCP to the upstream timed out.", 0.3, failures))
                .is(Severity.MINOR, FindingRole.AMPLIFIER)
                .remedy(Remedy.of("Remove force_tcp from the forward of the root zone, or set prefer_udp."))
                .verify("dig +tcp +time=2 @"
                        + (forward.targets().isEmpty()
                                ? "UPSTREAM"
                                : forward.targets().get(0)) + " example.org");
        return Assessment.found(
                draft.finding(
                        "External names are forwarded over TCP, and " + Phrases.count(failures.size(), "connection")
                                + " timed out.",
                        "With force_tcp one exchange of two datagrams becomes about ten packets. Resolvers of clouds count packets per interface (AWS:"
                                + " 1,024 a second) or answer TCP slowly; the manifest of NodeLocal DNSCache sets it for the cluster's zones only."));
    }

    private static boolean isTcp(DnsServerEvent event) {
        UpstreamError error = event instanceof DnsServerEvent.QueryFailed one
                ? one.error()
                : event instanceof DnsServerEvent.QueriesFailed many ? many.error() : null;
        return error != null
                && error.transport().filter(t -> t == Transport.TCP).isPresent();
    }
}
