package io.github.dnswhy.rules.builtin.client;

import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
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
import java.util.List;
import java.util.Set;

/** The first nameserver of the list is dead, another one is well: every lookup pays for the first before it gets to the other. */
final class FirstNameserverDead implements Rule {
    private static final double REFUSAL = 0.10;

    private static final RuleInfo INFO = new RuleInfo(
            "first-nameserver-dead",
            "The first nameserver does not answer, the next one does",
            Blame.CLIENT,
            Set.of(Need.CAPTURE),
            Set.of(Need.RESOLV_CONF, Need.THREAD_DUMP),
            DeadServer.THRESHOLDS,
            List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        for (ServerFacts server : facts.lookupServers()) {
            if (!facts.isFirst(server)
                    || server.transactions().answered() == server.transactions().total()) {
                continue;
            }
            DeadServer dead = DeadServer.of(facts, server).orElse(null);
            if (dead == null) {
                double unanswered = 1 - server.transactions().answeredRatio();
                return unanswered == 0
                        ? Assessment.CLEAR
                        : Assessment.ruledOut(unanswered / 2, DeadServer.whyNot(facts, server));
            }
            return dead.healthyOthers(facts).isEmpty()
                    ? Assessment.ruledOut(0.4, dead.silence() + ", and no other nameserver is well.")
                    : Assessment.found(finding(facts, dead));
        }
        return Assessment.CLEAR;
    }

    private static Finding finding(Facts facts, DeadServer dead) {
        FindingDraft draft = new FindingDraft(INFO);
        DownDraft down = new DownDraft(facts);
        String address = dead.server().address().toString();
        String next = dead.healthyOthers(facts).get(0).address().toString();
        down.add(dead, draft);
        down.addTimeouts(dead, draft);
        if (dead.refused()) {
            down.addRefusals(dead, REFUSAL, REFUSAL, draft);
        }
        down.addFirst(dead, "Lookups ask " + address + " first.", DownDraft.ROLE, draft);
        Impact impact = Cost.waitingFor(List.of(dead.server()), facts);
        draft.servers(List.of(dead.server().address()))
                .cost(impact)
                .is(Cost.severity(Severity.MAJOR, impact, facts), FindingRole.ROOT)
                .remedy(Remedy.run(
                        "Ask it directly; repair it, or take it off the list.",
                        Phrases.dig(dead.server().address())))
                .remedy(Remedy.of("Until then shorten the wait in resolv.conf or the pod's dnsConfig:"
                        + " options timeout:1 attempts:2 rotate."))
                .verify(Phrases.dig(dead.server().address()));
        return draft.finding(
                "The first nameserver is dead: " + dead.silence() + ", while " + next + " is well; " + down.cost(impact)
                        + ".",
                "The resolver asks the nameservers in the order of resolv.conf and keeps no memory of dead ones: every name of"
                        + " every lookup begins with " + address + " again"
                        + (dead.refused()
                                ? ", which is quick when the host refuses and costs the timeout when its refusal is lost."
                                : " and waits the whole timeout before " + next + " is asked."));
    }
}
