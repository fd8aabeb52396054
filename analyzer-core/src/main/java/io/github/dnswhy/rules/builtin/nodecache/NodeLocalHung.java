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
 * queries stay without an answer while others are answered, or all answers of a long time come at its end.
 *
 * @param written the same fault where texts tell of it
 * @param info what it is about, with the thresholds of the wire
 */
record NodeLocalHung(CacheFault written, RuleInfo info) implements Rule {
    private static final Threshold PAUSE = new Threshold(
            "pauseMs",
            10_000,
            "ms",
            "judgement: two timeouts of a resolver; forwarders answer with an error after 6 s");

    private static final int QUICK_MILLIS = 100;
    private static final double PAUSED = 0.50;
    private static final double QUICK = 0.10;
    private static final double PAIRS = 0.35;
    private static final double FEW_PAIRS = 0.25;
    private static final int MANY_PAIRS = 10;
    private static final double ALIVE = 0.10;
    private static final double FEW_LOST_AGAIN = 0.25;
    private static final double OTHERS_WELL = 0.10;
    private static final double RUNNING = 0.03;
    private static final double UNHEALTHY_CAPTURE = 0.35;

    static NodeLocalHung of(CacheFault written) {
        RuleInfo info = written.info();
        List<Threshold> thresholds = new ArrayList<>(info.thresholds());
        thresholds.add(PartialSilence.LEAST_PAIRS);
        thresholds.add(PartialSilence.BEYOND_CHANCE);
        thresholds.add(PAUSE);
        List<String> supersedes = new ArrayList<>(info.supersedes());
        supersedes.add("late-response");
        return new NodeLocalHung(
                written,
                new RuleInfo(
                        info.id(), info.title(), info.blame(), info.required(), info.useful(), thresholds, supersedes));
    }

    @Override
    public Assessment evaluate(Facts facts) {
        Assessment told = written.evaluate(facts);
        if (told != Assessment.CLEAR) {
            return told;
        }
        for (ServerFacts server : facts.servers(ServerRole.NODE_LOCAL_CACHE)) {
            if (isPaused(server)) {
                return paused(facts, server);
            }
            PartialSilence silence = PartialSilence.of(facts, server).orElse(null);
            if (silence != null) {
                return found(facts, silence);
            }
        }
        return Assessment.CLEAR;
    }

    /** Whether it fell silent for long, and answered what it was asked in that time when it went on: it was held, not dead. */
    private static boolean isPaused(ServerFacts server) {
        ServerFacts.Transactions t = server.transactions();
        return server.longestSilence().toMillis() >= PAUSE.value()
                && server.rounds().timedOut() >= PartialSilence.LEAST_PAIRS.value()
                && t.answeredRatio() >= DeadServer.HEALTHY.value()
                && 2 * server.rounds().erred() <= server.rounds().answered()
                && server.latency()
                        .filter(l -> l.p50().toMillis() < QUICK_MILLIS)
                        .isPresent();
    }

    private Assessment paused(Facts facts, ServerFacts server) {
        FindingDraft draft = new FindingDraft(info)
                .supports(new WireEvidence(facts)
                        .transactions(
                                server.address() + " answered nothing for " + Phrases.time(server.longestSilence())
                                        + " while it was asked, and then what it had been asked: it was held, nothing was lost.",
                                PAUSED,
                                server.unansweredFrames()))
                .supports(WireEvidence.statistic(
                        "At other times half of its answers took "
                                + Phrases.time(server.latency().orElseThrow().p50()) + " or less.",
                        QUICK,
                        "medianMs",
                        server.latency().orElseThrow().p50().toMillis(),
                        "ms"));
        return finish(
                facts,
                server,
                draft,
                server.address() + " answered nothing for " + Phrases.time(server.longestSilence())
                        + ", and then all that it had been asked; ",
                "The process stood still: it was starved of CPU, stopped, or waited for something, and the kernel kept the queries for it."
                        + " The answers came after the clients' timeout. The captures show that it did not serve, not why; its log,"
                        + " its limits and its restarts do.");
    }

    private Assessment found(Facts facts, PartialSilence silence) {
        FindingDraft draft = new FindingDraft(info);
        ServerFacts server = silence.server();
        draft.supports(new WireEvidence(facts)
                .transactions(
                        "Both queries of a pair stayed without an answer " + silence.whole() + " times, one alone "
                                + silence.half() + " times: chance on the way loses single packets.",
                        silence.whole() >= MANY_PAIRS ? PAIRS : FEW_PAIRS,
                        server.unansweredFrames()));
        ServerFacts.Losses losses = server.losses();
        boolean alone = facts.lookupServers().size() == 1;
        if (alone && losses.repeated() > 0 && losses.repeatedLost() <= FEW_LOST_AGAIN * losses.repeated()) {
            draft.supports(WireEvidence.statistic(
                    Phrases.of(losses.repeated() - losses.repeatedLost(), losses.repeated(), "repetition")
                            + " were answered: it is alive.",
                    ALIVE,
                    "repetitions",
                    losses.repeated(),
                    "count"));
        }
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
        return finish(
                facts,
                server,
                draft,
                silence.text() + "; ",
                "The cache answers most of what it is asked and at times nothing: it lacks CPU or memory, a queue before it is full, or"
                        + " what it waits for holds it up. The captures show that it does not serve, not why; its log, its limits and"
                        + " its restarts do.");
    }

    private Assessment finish(Facts facts, ServerFacts server, FindingDraft draft, String seen, String explanation) {
        CacheState cache = new CacheState(facts);
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
        return Assessment.found(draft.finding(seen + new DownDraft(facts).cost(impact) + ".", explanation));
    }
}
