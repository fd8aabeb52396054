package io.github.dnswhy.rules.builtin.cluster;

import io.github.dnswhy.evidence.CoreDnsLog;
import io.github.dnswhy.evidence.PodList;
import io.github.dnswhy.facts.LogJoin;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.builtin.grounds.Outages;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.SlowAnswers;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How queries to a service address are lost, seen from the client: whole flows (one endpoint behind it is dead), or single packets.
 *
 * @param service the service address
 * @param lost pairs of which both queries were lost
 * @param half pairs of which one was
 * @param retries queries that were repeated after a timeout
 * @param stuck those of them that were lost again
 */
record LostFlows(Facts facts, ServerFacts service, long lost, long half, long retries, long stuck) {
    static final Threshold HALF_PAIRS = new Threshold(
            "mostHalfLostPairs", 0.1, "ratio", "both queries of a pair share the flow; loss by packet splits them");

    static final Threshold STUCK =
            new Threshold("leastLostRetries", 0.9, "ratio", "a retry from the same port meets the same endpoint");

    static final Threshold QUICK =
            new Threshold("othersMedianMs", 1_000, "ms", "judgement: flows to a sound endpoint are answered quickly");

    private static final double PAIRS = 0.35;
    private static final double RETRIES = 0.25;
    private static final double ONE_OF_N = 0.10;
    private static final double SILENT_LOG = 0.15;
    private static final double SICK_POD = 0.10;
    private static final double NEVER_ARRIVED = 0.10;
    private static final double SERVED = 0.40;
    private static final double MOST_ARRIVED = 0.1;
    private static final int LEAST = 5;
    private static final int LEAST_RETRIES = 3;

    /** The share of lost flows may be this far from one in N. */
    private static final double NEAR_SHARE = 0.15;

    static LostFlows of(Facts facts, ServerFacts service) {
        long retries = 0;
        long stuck = 0;
        for (Lookup lookup : facts.lookups().kept()) {
            Map<String, LookupStep> last = new HashMap<>();
            for (LookupStep step : lookup.steps()) {
                if (!step.server().equals(service.address())) {
                    continue;
                }
                LookupStep before = last.put(step.id() + " " + step.type() + " " + step.name(), step);
                if (before != null && before.fate() == StepFate.TIMEOUT && step.fate() != StepFate.OPEN) {
                    retries++;
                    stuck += step.fate() == StepFate.TIMEOUT ? 1 : 0;
                }
            }
        }
        ServerFacts.Rounds rounds = service.rounds();
        long half = rounds.pairsLosingA() + rounds.pairsLosingAaaa();
        long lost = rounds.pairs() == 0 ? rounds.timedOut() : rounds.pairsLost();
        return new LostFlows(facts, service, lost, half, retries, stuck);
    }

    /** Whether flows are lost as a whole, and some are not lost at all. */
    boolean isPattern() {
        return othersAreQuick()
                && lost >= LEAST
                && half <= HALF_PAIRS.value() * lost
                && retries >= LEAST_RETRIES
                && stuck >= STUCK.value() * retries
                && service.transactions().answered() >= LEAST
                && service.rounds().refused() == 0
                && Outages.of(facts, service).isEmpty();
    }

    /** A dead endpoint does not make the others late; where all answers are, what seems lost may be later still. */
    private boolean othersAreQuick() {
        return SlowAnswers.median(service).toMillis() < QUICK.value();
    }

    double score() {
        double whole = lost + half == 0 ? 0 : (double) lost / (lost + half);
        return whole / 2 * (retries == 0 ? 0.5 : (double) stuck / retries);
    }

    /** What speaks against a dead endpoint, when so many queries are lost that it is worth a word. */
    Optional<String> why() {
        if (service.transactions().unanswered() < LEAST && half < LEAST) {
            return Optional.empty();
        }
        if (!othersAreQuick()) {
            return Optional.of("Half of the answers of " + service.address() + " took "
                    + Phrases.time(SlowAnswers.median(service))
                    + " or more: the flows that are not lost are not well either.");
        }
        if (half > HALF_PAIRS.value() * lost) {
            return Optional.of("Of " + Phrases.count(half + lost, "pair") + " with a loss " + half
                    + " lost one query alone; a dead endpoint would lose both.");
        }
        if (stuck < STUCK.value() * retries) {
            return Optional.of("Only " + stuck + " of " + Phrases.count(retries, "retry")
                    + " from the same port were lost again; a dead endpoint would lose nearly all.");
        }
        return Optional.of(
                "Queries to " + service.address()
                        + " were lost, but nothing shows that they were lost by flow: no retry from the same port, or one long outage.");
    }

    /** How many endpoints the Service has, by the pods; 0 when not known. */
    int endpoints() {
        return facts.evidence().podLists().stream()
                .mapToInt(list -> list.clusterDns().size())
                .max()
                .orElse(0);
    }

    /** The endpoint that is dead, when the table of pods gives one away. */
    Optional<IpAddress> suspect() {
        return sickPods()
                .filter(pods -> pods.size() == 1)
                .flatMap(pods -> pods.get(0).address());
    }

    private Optional<List<PodList.Pod>> sickPods() {
        return facts.evidence().podLists().stream()
                .map(list -> list.clusterDns().stream()
                        .filter(pod -> !pod.isHealthy())
                        .toList())
                .filter(pods -> !pods.isEmpty())
                .findFirst();
    }

    void addTo(FindingDraft draft) {
        WireEvidence wire = new WireEvidence(facts);
        draft.supports(wire.transactions(
                "Pairs of A and AAAA to " + service.address() + " were lost as a whole: both in " + lost + ", one in "
                        + half + ".",
                PAIRS,
                service.unansweredFrames()));
        draft.supports(WireEvidence.statistic(
                "Retries from the same port were lost again: " + stuck + " of " + retries + ".",
                RETRIES,
                "lostRetries",
                (double) stuck / retries,
                "ratio"));
        ServerFacts.Transactions t = service.transactions();
        double share = 1 - t.answeredRatio();
        int endpoints = endpoints();
        if (endpoints > 1 && Math.abs(share - 1.0 / endpoints) <= NEAR_SHARE) {
            draft.supports(WireEvidence.statistic(
                    Phrases.percent(share) + " of the queries were lost, about one in " + endpoints
                            + ": as many endpoints there are.",
                    ONE_OF_N,
                    "lostShare",
                    share,
                    "ratio"));
        }
        facts.logJoin(service.address()).filter(LogJoin::covers).ifPresent(join -> addJoin(join, draft));
        List<CoreDnsLog> logs = facts.evidence().clusterDnsLogs();
        List<CoreDnsLog> silent =
                logs.stream().filter(log -> log.rcodes().isEmpty()).toList();
        if (!silent.isEmpty() && silent.size() < logs.size()) {
            draft.supports(TextEvidence.line(
                    "The log of one endpoint has no query, the others have.",
                    SILENT_LOG,
                    silent.get(0).file(),
                    1,
                    ""));
        }
        for (PodList list : facts.evidence().podLists()) {
            List<PodList.Pod> sick =
                    list.clusterDns().stream().filter(pod -> !pod.isHealthy()).toList();
            if (!sick.isEmpty()) {
                draft.supports(TextEvidence.pods("A pod of the cluster DNS is not well.", SICK_POD, list, sick));
                return;
            }
        }
    }

    /** A lost query that a log shows was served: its response was lost, so no endpoint is dead. */
    private static void addJoin(LogJoin join, FindingDraft draft) {
        long lost = join.unansweredLogged() + join.unansweredUnlogged();
        if (lost == 0) {
            return;
        }
        double arrived = (double) join.unansweredLogged() / lost;
        String text =
                "The logs of the cluster DNS show " + Phrases.of(join.unansweredLogged(), lost, "lost query") + ".";
        if (arrived <= MOST_ARRIVED) {
            draft.supports(WireEvidence.statistic(text, NEVER_ARRIVED, "lostQueriesLogged", arrived, "ratio"));
        } else {
            draft.contradicts(WireEvidence.statistic(text, SERVED, "lostQueriesLogged", arrived, "ratio"));
        }
    }
}
