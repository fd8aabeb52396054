package io.github.dnswhy.rules.builtin.network;

import io.github.dnswhy.evidence.ResolvConf;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
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
import io.github.dnswhy.rules.builtin.grounds.Cost;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** resolv.conf says use-vc, and a lost TCP connection is waited for as long as the kernel does. */
final class GlibcTcpNoTimer implements Rule {
    private static final Threshold WAIT = new Threshold(
            "waitS", 30, "s", "longer than glibc waits over UDP with one or two nameservers and one name");

    private static final RuleInfo INFO = new RuleInfo(
            "glibc-tcp-no-timer",
            "use-vc lets glibc wait for a lost TCP connection without end",
            Blame.CLIENT,
            Set.of(Need.RESOLV_CONF, Need.CAPTURE),
            Set.of(Need.THREAD_DUMP),
            List.of(WAIT),
            List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        ResolvConf conf = facts.resolvConf().filter(c -> c.has("use-vc")).orElse(null);
        if (conf == null) {
            return Assessment.CLEAR;
        }
        Duration wait = Duration.ofSeconds((long) WAIT.value());
        List<Lookup> hanging = facts.lookups().kept().stream()
                .filter(l -> l.felt().compareTo(wait) >= 0)
                .toList();
        boolean lost = facts.wire().handshakes().stream().anyMatch(h -> h.unanswered() > 0);
        if (hanging.isEmpty() && !lost) {
            return Assessment.ruledOut(0.2, "resolv.conf sets use-vc, and no TCP connection was lost.");
        }
        List<ServerFacts> servers = facts.lookupServers();
        Impact impact = Cost.waitingFor(servers, facts);
        FindingDraft draft = new FindingDraft(INFO)
                .supports(TextEvidence.line(
                        "resolv.conf sets use-vc.", 0.4, conf.file(), conf.optionsLine(), "options use-vc"))
                .cost(impact)
                .is(Severity.MINOR, FindingRole.AMPLIFIER)
                .remedy(
                        Remedy.of(
                                "Remove use-vc; against the race of A and AAAA use single-request-reopen or a cache on the node."))
                .verify("grep use-vc /etc/resolv.conf");
        if (!hanging.isEmpty()) {
            draft.supports(new WireEvidence(facts)
                    .lookups(
                            Phrases.count(hanging.size(), "lookup") + " waited for " + Phrases.time(wait)
                                    + " and more.",
                            0.4,
                            hanging));
        }
        return Assessment.found(draft.finding(
                "glibc asks over TCP (use-vc) and waits for lost connections as long as the kernel does; "
                        + Phrases.count(hanging.size(), "lookup") + " waited half a minute and more.",
                "Over TCP glibc sets no timer: a SYN that is lost is repeated by the kernel for about two minutes, and a connection that falls silent is"
                        + " waited for without end."));
    }
}
