package io.github.dnswhy.rules.builtin.nodecache;

import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.CaptureHealth;
import io.github.dnswhy.rules.builtin.grounds.Cost;
import io.github.dnswhy.rules.builtin.grounds.DeadServer;
import io.github.dnswhy.rules.builtin.grounds.DownDraft;
import io.github.dnswhy.rules.builtin.grounds.PartialSilence;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.ThreadEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.util.ArrayList;
import java.util.List;

/**
 * A cache that does not serve at times. Where a text says so, that is the proof; without one the wire has to show it: whole pairs of
 * queries stay without an answer while others are answered.
 *
 * @param written the same fault where texts tell of it
 * @param info what it is about, with the thresholds of the wire
 */
record NodeLocalHung(CacheFault written, RuleInfo info) implements Rule {
    private static final double PAIRS = 0.35;
    private static final double FEW_PAIRS = 0.25;
    private static final int MANY_PAIRS = 10;
    private static final double OTHERS_WELL = 0.10;
    private static final double RUNNING = 0.03;
    private static final double UNHEALTHY_CAPTURE = 0.35;

    static NodeLocalHung of(CacheFault written) {
        RuleInfo info = written.info();
        List<Threshold> thresholds = new ArrayList<>(info.thresholds());
        thresholds.add(PartialSilence.LEAST_PAIRS);
        thresholds.add(PartialSilence.BEYOND_CHANCE);
        return new NodeLocalHung(
                written,
                new RuleInfo(
                        info.id(),
                        info.title(),
                        info.blame(),
                        info.required(),
                        info.useful(),
                        thresholds,
                        info.supersedes()));
    }

    @Override
    public Assessment evaluate(Facts facts) {
        Assessment told = written.evaluate(facts);
        if (told != Assessment.CLEAR) {
            return told;
        }
        for (ServerFacts server : DeadServer.suspects(facts, ServerRole.NODE_LOCAL_CACHE)) {
            PartialSilence silence = PartialSilence.of(facts, server).orElse(null);
            if (silence != null) {
                return found(facts, silence);
            }
        }
        return Assessment.CLEAR;
    }

    private Assessment found(Facts facts, PartialSilence silence) {
        FindingDraft draft = new FindingDraft(info);
        CacheState cache = new CacheState(facts);
        ServerFacts server = silence.server();
        draft.supports(new WireEvidence(facts)
                .transactions(
                        "Both queries of a pair stayed without an answer " + silence.whole() + " times, one alone "
                                + silence.half() + " times: chance on the way loses single packets.",
                        silence.whole() >= MANY_PAIRS ? PAIRS : FEW_PAIRS,
                        server.unansweredFrames()));
        List<ServerFacts> others = facts.lookupServers().stream()
                .filter(other -> other != server && other.transactions().answered() > 0)
                .toList();
        if (!others.isEmpty()
                && others.stream()
                        .allMatch(other -> other.transactions().answeredRatio() >= DeadServer.HEALTHY.value())) {
            draft.supports(WireEvidence.statistic(
                    "The other nameservers answered: "
                            + Phrases.list(
                                    others.stream().map(ServerFacts::address).toList()) + ".",
                    OTHERS_WELL,
                    "nameserversWell",
                    others.size(),
                    "count"));
        }
        cache.sickPods(DownDraft.PODS).ifPresent(draft::supports);
        cache.soundPods(RUNNING).ifPresent(draft::contradicts);
        ThreadEvidence.held(facts, DownDraft.THREADS).ifPresent(draft::supports);
        CaptureHealth.of(facts).doubt(UNHEALTHY_CAPTURE).ifPresent(draft::contradicts);
        Impact impact = Cost.waitingFor(List.of(server), facts);
        written.remedies().forEach(draft::remedy);
        draft.servers(List.of(server.address()))
                .cost(impact)
                .is(Cost.severity(Severity.MAJOR, impact, facts), FindingRole.ROOT)
                .verify(Phrases.dig(server.address()));
        return Assessment.found(draft.finding(
                silence.text() + "; " + new DownDraft(facts).cost(impact) + ".",
                "The cache answers most of what it is asked and at times nothing: it lacks CPU or memory, a queue before it is full, or"
                        + " what it waits for holds it up. The captures show that it does not serve, not why; its log, its limits and"
                        + " its restarts do."));
    }
}
