package io.github.dnswhy.rules.builtin.nodecache;

import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.Cost;
import io.github.dnswhy.rules.builtin.grounds.DownDraft;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.ThreadEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.util.List;
import java.util.function.Function;

/**
 * A fault of the node-local cache that its log, its Corefile or its pod names, and that the wire shows as a cache that is gone or fails.
 *
 * <p>What is written is the proof; the wire tells whether it matters. A cache that answers what it is asked has no such fault now.
 *
 * @param info what it is about
 * @param written what the texts say, the first with most weight; empty when they say nothing of it
 * @param headline what happened, without its symptom and cost
 * @param explanation why
 * @param remedies what to do
 */
record CacheFault(
        RuleInfo info,
        Function<Facts, List<Evidence>> written,
        String headline,
        String explanation,
        List<Remedy> remedies)
        implements Rule {
    private static final double NOT_SEEN = 0.25;

    /** Causes that only say that the cache does not answer: what is written says why. */
    static final List<String> EXPLAINED = List.of(
            "node-local-cache-down-silent",
            "node-local-cache-down-refused",
            "first-nameserver-dead",
            "all-nameservers-dead");

    @Override
    public Assessment evaluate(Facts facts) {
        List<Evidence> told = written.apply(facts);
        if (told.isEmpty()) {
            return Assessment.CLEAR;
        }
        List<ServerFacts> caches = facts.lookupServers().stream()
                .filter(server -> server.role() == ServerRole.NODE_LOCAL_CACHE)
                .toList();
        LoopSymptom symptom = LoopSymptom.of(facts, caches);
        if (symptom.isWell()) {
            return Assessment.ruledOut(0.3, "It is written down, but " + symptom.text() + ".");
        }
        FindingDraft draft = new FindingDraft(info);
        told.forEach(draft::supports);
        symptom.addTo(draft);
        new CacheState(facts).sickPods(DownDraft.PODS).ifPresent(draft::supports);
        ThreadEvidence.held(facts, DownDraft.THREADS).ifPresent(draft::supports);
        if (!symptom.isShown()) {
            draft.contradicts(WireEvidence.statistic(
                    facts.lookups().total() == 0
                            ? "No capture shows lookups that suffered from it."
                            : "No lookup in the capture asked a cache that suffers from it.",
                    NOT_SEEN,
                    "lookupsTouched",
                    0,
                    "count"));
        }
        Impact impact = Cost.erring(caches, facts);
        boolean only = caches.size() == facts.lookupServers().size();
        remedies.forEach(draft::remedy);
        draft.servers(caches.stream().map(ServerFacts::address).toList())
                .cost(impact)
                .is(Cost.severity(only ? Severity.CRITICAL : Severity.MAJOR, impact, facts), FindingRole.ROOT)
                .verify("kubectl -n kube-system rollout status daemonset/node-local-dns");
        caches.forEach(server -> draft.verify(Phrases.dig(server.address())));
        String seen = symptom.isShown() ? ": " + symptom.text() : "";
        String cost = facts.lookups().total() == 0 ? "" : "; " + new DownDraft(facts).cost(impact);
        return Assessment.found(draft.finding(headline + seen + cost + ".", explanation));
    }
}
