package io.github.dnswhy.rules.builtin.network;

import io.github.dnswhy.evidence.LogNote;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.CaptureHealth;
import io.github.dnswhy.rules.builtin.grounds.Cost;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.util.List;
import java.util.function.Function;

/**
 * Lost queries whose place a counter or a line of the host names: the wire shows that packets are lost, the line where.
 *
 * @param info what it is about
 * @param lines the lines that name it; none, and there is nothing of it
 * @param sufferers the servers whose queries may be lost that way, of those that lookups asked
 * @param named the lines in words
 * @param weight what they weigh; the loss itself weighs {@value #LOSS}
 * @param ceiling how bad it may be
 * @param headline what happened, to go before the loss in numbers
 * @param explanation why
 * @param remedies what to do
 * @param verify a command that shows that the cure worked
 */
record LossCounter(
        RuleInfo info,
        Function<Facts, List<LogNote>> lines,
        Function<Facts, List<ServerFacts>> sufferers,
        String named,
        double weight,
        Severity ceiling,
        String headline,
        String explanation,
        List<Remedy> remedies,
        String verify)
        implements Rule {
    private static final double LOSS = 0.25;
    private static final double NOT_SEEN = 0.2;

    /** Causes that only say that queries are lost: the counter says where. */
    static final List<String> EXPLAINED = List.of("packet-loss", "conntrack-race-a-aaaa", "coredns-endpoint-dead");

    @Override
    public Assessment evaluate(Facts facts) {
        List<LogNote> found = lines.apply(facts);
        if (found.isEmpty()) {
            return Assessment.CLEAR;
        }
        List<ServerFacts> losing =
                sufferers.apply(facts).stream().filter(s -> lost(s) > 0).toList();
        if (losing.isEmpty() && facts.lookups().total() > 0) {
            return Assessment.ruledOut(0.3, "The host tells of it, but no query in the capture was lost that way.");
        }
        Impact impact = Cost.waitingFor(losing, facts);
        long lost = losing.stream().mapToLong(LossCounter::lost).sum();
        FindingDraft draft = new FindingDraft(info)
                .supports(TextEvidence.notes(named, weight, found))
                .servers(losing.stream().map(ServerFacts::address).toList())
                .cost(impact)
                .is(Cost.severity(ceiling, impact, facts), FindingRole.ROOT)
                .verify(verify);
        if (losing.isEmpty()) {
            draft.contradicts(WireEvidence.statistic(
                    "No capture shows lookups that suffered from it.", NOT_SEEN, "lost", 0, "count"));
        } else {
            draft.supports(new WireEvidence(facts)
                    .transactions(
                            Phrases.count(lost, "query") + " stayed without an answer.",
                            LOSS,
                            losing.stream()
                                    .flatMap(s -> s.unansweredFrames().stream())
                                    .toList()));
            CaptureHealth.of(facts).doubt(0.15).ifPresent(draft::contradicts);
        }
        remedies.forEach(draft::remedy);
        String loss = lost == 0 ? "" : "; " + Phrases.count(lost, "query") + " stayed without an answer";
        return Assessment.found(draft.finding(headline + loss + ".", explanation));
    }

    /** Queries without an answer, those included whose repetition was answered. */
    private static long lost(ServerFacts server) {
        return Math.max(server.transactions().unanswered(), server.losses().lost());
    }
}
