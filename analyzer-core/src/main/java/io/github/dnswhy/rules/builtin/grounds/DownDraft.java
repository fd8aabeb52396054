package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.evidence.ResolvConf;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The evidence that findings about a dead server share, with the weights that make it count. */
public final class DownDraft {
    public static final double SILENCE = 0.40;
    public static final double ROLE = 0.15;
    public static final double OTHERS = 0.15;
    public static final double STEP = 0.10;
    public static final double LOG = 0.15;
    public static final double PODS = 0.15;
    public static final double THREADS = 0.05;

    /** A window within the capture proves less than the whole. */
    private static final double OUTAGE = 0.30;

    /** Frames that the capturing host lost may be the missing answers. */
    private static final double DROPS = 0.30;

    /** A delay counts as a timeout when it is this near to it. */
    private static final double STEP_RATIO = 0.03;

    private static final Duration STEP_SLACK = Duration.ofMillis(100);

    private final Facts facts;
    private final WireEvidence wire;

    public DownDraft(Facts facts) {
        this.facts = facts;
        this.wire = new WireEvidence(facts);
    }

    /** Adds what captures show of the dead server and of the others, and what dumps show. */
    public void add(DeadServer dead, FindingDraft draft) {
        ServerFacts server = dead.server();
        draft.supports(wire.transactions(
                dead.silence() + ".",
                dead.whole() ? SILENCE : OUTAGE,
                server.unansweredFrames().isEmpty() ? server.rejectedFrames() : server.unansweredFrames()));
        List<ServerFacts> healthy = dead.healthyOthers(facts);
        if (!healthy.isEmpty()) {
            ServerFacts other = healthy.get(0);
            ServerFacts.Transactions t = other.transactions();
            String within = other.latency()
                    .map(l -> ", half of them within " + Phrases.time(l.p50()))
                    .orElse("");
            draft.supports(WireEvidence.statistic(
                    other.address() + " answered " + Phrases.of(t.answered(), t.total() - t.undetermined(), "query")
                            + within + ".",
                    OTHERS,
                    "answeredRatio",
                    t.answeredRatio(),
                    "ratio"));
        }
        facts.capture()
                .dropped()
                .filter(drops -> drops > 0)
                .ifPresent(drops -> draft.contradicts(WireEvidence.statistic(
                        "The capturing host dropped " + Phrases.count(drops, "frame")
                                + ": the answers may be among them.",
                        DROPS,
                        "droppedFrames",
                        drops,
                        "count")));
        ThreadEvidence.held(facts, THREADS).ifPresent(draft::supports);
    }

    /** Adds how long clients waited before they asked the next server. */
    public void addTimeouts(DeadServer dead, FindingDraft draft) {
        wire.moveAfter(dead.server())
                .ifPresent(wait -> draft.supports(wire.transactions(
                        "Clients waited " + Phrases.time(wait) + " for it before they went on (median)"
                                + (isStep(wait) ? ": the resolver's timeout." : "."),
                        isStep(wait) ? STEP : STEP / 2,
                        dead.server().unansweredFrames())));
    }

    private boolean isStep(Duration wait) {
        double step = facts.resolvConf().map(ResolvConf::timeoutSeconds).orElse(5);
        double seconds = wait.toNanos() / 1e9;
        long steps = Math.max(1, Math.round(seconds / step));
        double slack = Math.max(STEP_SLACK.toNanos() / 1e9, STEP_RATIO * steps * step);
        return Math.abs(seconds - steps * step) <= slack;
    }

    /** Adds that clients ask the server first, by their resolv.conf where it is given. */
    public void addFirst(DeadServer dead, String text, double weight, FindingDraft draft) {
        Optional<Evidence> line = facts.resolvConf()
                .flatMap(conf -> TextEvidence.nameserver(
                        text, weight, conf, dead.server().address()));
        draft.supports(line.orElseGet(() -> WireEvidence.statistic(
                text, weight, "lookupsFirst", dead.server().rounds().lookupsFirst(), "count")));
    }

    /** Adds the signs that the host of the address refuses. */
    public void addRefusals(DeadServer dead, double icmpWeight, double moveWeight, FindingDraft draft) {
        if (dead.icmp() > 0) {
            draft.supports(wire.transactions(
                    "ICMP port unreachable came back for " + Phrases.of(dead.icmp(), dead.queries(), "query") + ".",
                    icmpWeight,
                    dead.server().rejectedFrames()));
        } else if (dead.fastMoves() > 0) {
            draft.supports(wire.transactions(
                    "In " + Phrases.of(dead.fastMoves(), dead.server().rounds().total(), "turn")
                            + " the client asked the next server within 50 ms, without an answer: it was told no.",
                    moveWeight,
                    wire.steps(dead.server().address()).stream()
                            .filter(step -> step.fate() == StepFate.REJECTED)
                            .sorted(Comparator.comparingLong(LookupStep::frame))
                            .map(WireEvidence::query)
                            .toList()));
        }
    }

    /** What it cost, in words: {@code 22 of 23 lookups were slow, 145 s were lost}. */
    public String cost(Impact impact) {
        StringBuilder text = new StringBuilder();
        text.append(Phrases.of(impact.slowLookups(), facts.lookups().total(), "lookup"))
                .append(' ')
                .append(Phrases.were(impact.slowLookups()))
                .append(" slow");
        if (impact.failedLookups() > 0) {
            text.append(", ").append(impact.failedLookups()).append(" failed");
        }
        return text.append(", ")
                .append(Phrases.time(impact.waited()))
                .append(" were lost in all")
                .toString();
    }
}
