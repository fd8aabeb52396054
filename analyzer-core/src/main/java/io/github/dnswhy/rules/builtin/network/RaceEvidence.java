package io.github.dnswhy.rules.builtin.network;

import io.github.dnswhy.evidence.ResolvConf;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.facts.ServerFacts.Losses;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.builtin.grounds.LogWitness;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.time.Duration;

/**
 * What tells a race of the two packets of a pair from chance: what else was lost ({@link #addPattern}), how the server is
 * ({@link #addServer}), and who saw the lost packets ({@link #addWitnesses}). With the lost pairs themselves the weights make it sure.
 */
final class RaceEvidence {
    private static final double NOTHING_ELSE = 0.15;
    private static final double SECOND = 0.10;
    private static final double REPEATED = 0.08;
    private static final double HEALTHY_SERVICE = 0.08;
    private static final double VANISHED = 0.15;
    private static final double NOT_ARRIVED = 0.10;

    private static final Duration HEALTHY = Duration.ofMillis(50);

    private RaceEvidence() {}

    static void addPattern(LossPattern pattern, FindingDraft draft) {
        Losses losses = pattern.losses();
        double expected = pattern.expectedElsewhere();
        if (expected >= 1) {
            draft.supports(WireEvidence.statistic(
                    "Chance would have lost " + Phrases.count(Math.round(expected), "query")
                            + " sent alone or pairs as a" + " whole; "
                            + (pattern.elsewhere() == 0 ? "none" : "only " + pattern.elsewhere()) + " were.",
                    Math.min(NOTHING_ELSE, NOTHING_ELSE / 3 * expected),
                    "lostElsewhere",
                    pattern.elsewhere(),
                    "count"));
        }
        double byChance = pattern.secondByChance();
        if (pattern.secondShare() >= 0.75) {
            draft.supports(WireEvidence.statistic(
                    "The one sent second was lost in " + Phrases.of(losses.halfLostSecond(), losses.halfLost(), "case")
                            + ".",
                    byChance < 0.001 ? 1.5 * SECOND : byChance < 0.05 ? SECOND : SECOND / 2,
                    "lostSecond",
                    losses.halfLostSecond(),
                    "count"));
        } else if (losses.halfLost() >= 6 && pattern.secondShare() < 0.6) {
            draft.contradicts(WireEvidence.statistic(
                    "The one sent first was lost about as often as the second, as by chance.",
                    0.10,
                    "lostSecond",
                    losses.halfLostSecond(),
                    "count"));
        }
        if (losses.repeated() > 0 && losses.repeatedLost() == 0) {
            draft.supports(WireEvidence.statistic(
                    "Every repetition, with its connection entered by then, was answered (" + losses.repeated() + ").",
                    REPEATED,
                    "repetitions",
                    losses.repeated(),
                    "count"));
        }
        if (pattern.elsewhere() > 0) {
            draft.contradicts(WireEvidence.statistic(
                    Phrases.count(pattern.elsewhere(), "query") + " sent alone or pairs as a whole were lost too.",
                    0.05,
                    "lostElsewhere",
                    pattern.elsewhere(),
                    "count"));
        }
    }

    static void addServer(ServerFacts server, FindingDraft draft) {
        boolean service = server.role() == ServerRole.CLUSTER_SERVICE;
        server.latency()
                .filter(l -> l.p50().compareTo(HEALTHY) < 0)
                .ifPresent(l -> draft.supports(WireEvidence.statistic(
                        server.address() + (service ? ", a Service address behind translation," : "")
                                + " answers the other half at once: half of its answers come within "
                                + Phrases.time(l.p50()) + ".",
                        service ? HEALTHY_SERVICE : HEALTHY_SERVICE / 2,
                        "latencyP50",
                        l.p50().toNanos() / 1e6,
                        "ms")));
    }

    static void addWitnesses(Facts facts, LossPattern pattern, FindingDraft draft) {
        Losses losses = pattern.losses();
        if (pattern.isSeenToVanish()) {
            draft.supports(WireEvidence.statistic(
                    "The capture shows " + Phrases.of(losses.vanished(), losses.halfLost(), "lost query")
                            + " at fewer interfaces of this host than its answered half: the host itself dropped it.",
                    VANISHED,
                    "vanishedInHost",
                    losses.vanished(),
                    "count"));
        }
        LogWitness logs = LogWitness.of(facts);
        if (logs.notArrived() > 0 && logs.arrived() == 0) {
            draft.supports(WireEvidence.statistic(
                    "No query log of the cluster DNS has the lost queries; all have the repetitions ("
                            + logs.notArrived() + ").",
                    NOT_ARRIVED,
                    "notInServerLog",
                    logs.notArrived(),
                    "count"));
        } else if (logs.arrived() > 0) {
            draft.contradicts(WireEvidence.statistic(
                    "The query logs of the cluster DNS have "
                            + Phrases.of(logs.arrived(), logs.arrived() + logs.notArrived(), "query")
                            + " that stayed without an answer: the response was lost, not the query.",
                    logs.arrived() > logs.notArrived() ? 0.4 : 0.1,
                    "inServerLog",
                    logs.arrived(),
                    "count"));
        }
        facts.resolvConf()
                .filter(RaceEvidence::isSerial)
                .ifPresent(conf -> draft.contradicts(TextEvidence.line(
                        "resolv.conf makes the resolver send the two one after the other.",
                        0.15,
                        conf.file(),
                        conf.optionsLine(),
                        "options")));
    }

    private static boolean isSerial(ResolvConf conf) {
        return conf.has("single-request") || conf.has("single-request-reopen") || conf.has("use-vc");
    }
}
