package io.github.dnswhy.rules.builtin.nodecache;

import io.github.dnswhy.facts.FrameReference;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.builtin.grounds.DeadServer;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.time.Duration;
import java.util.List;

/**
 * What the captures show of servers that may forward to themselves: slow failure while they live, silence while they are dead.
 *
 * @param server the one that shows most; null when none was asked
 * @param failing how much of it fails slowly: turns that brought errors alone, after a forwarder's timeout
 * @param gone turns without an answer
 * @param dead whether it answers nothing at all
 */
record LoopSymptom(Facts facts, ServerFacts server, long failing, long gone, boolean dead) {
    private static final double DEAD = 0.30;
    private static final double FAILS_SLOWLY = 0.40;
    private static final double COMES_AND_GOES = 0.20;

    /** A forwarder's read timeout is 2 s; a loop ends in SERVFAIL after it. */
    static final Threshold SLOW_FAILURE = new Threshold(
            "slowFailureMs", 1_500, "ms", "CoreDNS forward: read timeout 2 s, less the time in other hops");

    /** Failures that are not a chance. */
    private static final Threshold MOST_FAIL =
            new Threshold("failingTurns", 0.9, "ratio", "a loop lets no name through");

    private static final Threshold GONE = new Threshold("goneTurns", 0.1, "ratio", "judgement: restarts leave gaps");

    static final List<Threshold> THRESHOLDS = List.of(SLOW_FAILURE, MOST_FAIL, GONE);

    /** What the suspects show together; they are normally one. */
    static LoopSymptom of(Facts facts, List<ServerFacts> suspects) {
        LoopSymptom most = new LoopSymptom(facts, null, 0, 0, false);
        for (ServerFacts server : suspects) {
            ServerFacts.Rounds rounds = server.rounds();
            boolean slow = server.latency()
                    .filter(l -> l.p50().compareTo(Duration.ofMillis((long) SLOW_FAILURE.value())) >= 0)
                    .isPresent();
            boolean fails = slow && rounds.erred() >= MOST_FAIL.value() * rounds.answered();
            boolean dead = DeadServer.of(facts, server).isPresent();
            // A turn may end before its answer comes: an error after 6 s finds the client at its second attempt.
            long gone = Math.min(
                    rounds.timedOut() + rounds.refused(),
                    server.transactions().unanswered() + server.transactions().rejected());
            LoopSymptom one = new LoopSymptom(facts, server, fails ? rounds.erred() : 0, gone, dead);
            if (most.server == null || one.failing + one.gone > most.failing + most.gone) {
                most = one;
            }
        }
        return most;
    }

    /** Whether the server was asked and does what it should. */
    boolean isWell() {
        return server != null && !isShown() && server.transactions().answeredRatio() >= DeadServer.HEALTHY.value();
    }

    /** Whether there is a symptom that a loop explains. */
    boolean isShown() {
        return dead || failsSlowly() || isGoneAtTimes();
    }

    boolean failsSlowly() {
        return server != null && failing > 0;
    }

    /** Whether it both fails slowly and is gone at times, which hardly anything but a loop with restarts does. */
    boolean isTypical() {
        return failsSlowly() && isGoneAtTimes();
    }

    private boolean isGoneAtTimes() {
        return gone > 0 && gone >= GONE.value() * server.rounds().total();
    }

    /** Adds what speaks for a loop. */
    void addTo(FindingDraft draft) {
        if (server == null) {
            return;
        }
        WireEvidence wire = new WireEvidence(facts);
        if (failsSlowly()) {
            draft.supports(wire.frames(failure() + ".", FAILS_SLOWLY, server.errorFrames()));
            if (isTypical()) {
                draft.supports(wire.transactions(gaps("In between it was gone: "), COMES_AND_GOES, lost()));
            }
        } else if (dead) {
            DeadServer.of(facts, server)
                    .ifPresent(d -> draft.supports(wire.transactions(d.silence() + ".", DEAD, lost())));
        } else if (isGoneAtTimes()) {
            draft.supports(wire.transactions(gaps(server.address() + " was gone at times: "), COMES_AND_GOES, lost()));
        }
    }

    private String gaps(String what) {
        return what + Phrases.of(gone, server.rounds().total(), "turn") + " brought no answer.";
    }

    private List<FrameReference> lost() {
        return server.unansweredFrames().isEmpty() ? server.rejectedFrames() : server.unansweredFrames();
    }

    private String failure() {
        String after =
                server.latency().map(l -> " after " + Phrases.time(l.p50())).orElse("");
        return server.address() + " answered with errors alone, " + Phrases.count(failing, "turn") + after;
    }

    /** The symptom in words; empty when no suspect was asked. */
    String text() {
        if (server == null) {
            return "";
        }
        if (failsSlowly()) {
            return failure() + (gone > 0 ? ", and with nothing in " + Phrases.count(gone, "turn") : "");
        }
        return DeadServer.of(facts, server)
                .map(DeadServer::silence)
                .orElseGet(() -> server.address() + " answered "
                        + Phrases.of(
                                server.transactions().answered(),
                                server.transactions().attempts(),
                                "query"));
    }
}
