package io.github.dnswhy.rules.builtin.artefact;

import io.github.dnswhy.facts.CaptureFacts;
import io.github.dnswhy.facts.DumpFacts;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.CaptureFilter;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.builtin.grounds.CaptureHealth;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Signs of the place and the way in which a capture was taken: seen twice, half, filtered, by another clock. */
final class ViewArtefacts {
    static final double COPIES = 0.1;
    static final int REFUSALS = 3;
    static final double REFUSAL_SHARE = 0.05;
    static final Duration SKEW = Duration.ofSeconds(5);

    private ViewArtefacts() {}

    static Optional<Artefact.Sign> duplicates(Facts facts) {
        long attempts = facts.servers().stream()
                .mapToLong(s -> s.transactions().attempts())
                .sum();
        long copies = facts.capture().copies();
        return Artefact.sign(
                attempts > 0 && copies >= COPIES * attempts,
                Phrases.count(attempts, "query") + " were seen " + (attempts + copies)
                        + " times, on several interfaces of the host; each counts once.",
                "With -i any a packet shows on every interface that it passes. Copies share IP identification and content and lie"
                        + " within 5 ms; no resolver repeats so fast. Where a packet stopped showing is where it was lost.",
                0.95,
                "copies",
                copies,
                "count",
                Remedy.of("Capture with -i eth0 instead of -i any for one view."));
    }

    static Optional<Artefact.Sign> translated(Facts facts) {
        long queries = facts.capture().translatedCopies();
        return Artefact.sign(
                queries > 0,
                Phrases.count(queries, "query") + " were seen with the address of an endpoint too ("
                        + Phrases.list(facts.endpoints().stream()
                                .map(ServerFacts::address)
                                .limit(4)
                                .toList()) + "); each counts once.",
                "On a node the same query shows with the Service address and, after translation, with an endpoint's; so do the"
                        + " responses. Both are one, and an answer \"from the wrong server\" is none.",
                0.95,
                "translatedQueries",
                queries,
                "count",
                Remedy.of("Capture in the pod to see the Service address only."));
    }

    static Optional<Artefact.Sign> oneDirection(Facts facts) {
        CaptureFacts capture = facts.capture();
        long orphans = capture.unmatchedResponses() + capture.earlyResponses();
        boolean responses = orphans > 0;
        return Artefact.sign(
                CaptureHealth.of(facts).oneDirection(),
                responses
                        ? "The capture holds " + orphans + " responses and no query."
                        : "The capture holds queries only, yet no client asked twice: they were answered out of its sight.",
                "A resolver without an answer asks again, after its timeout or at the next server. These did not. Silence in such a"
                        + " capture proves nothing.",
                0.70,
                responses ? "responses" : "lookups",
                responses ? orphans : facts.lookups().total(),
                "count",
                Remedy.run(
                        "Capture both directions on the interface of the pod.",
                        "tcpdump -i any -s0 -w app.cap " + CaptureFilter.QUOTED));
    }

    static Optional<Artefact.Sign> hidden(Facts facts) {
        long refused = facts.lookupServers().stream()
                .mapToLong(s -> s.rounds().refused())
                .sum();
        long rounds = facts.lookupServers().stream()
                .mapToLong(s -> s.rounds().total())
                .sum();
        boolean oneDirection = CaptureHealth.of(facts).oneDirection();
        return Artefact.sign(
                refused >= REFUSALS
                        && refused >= REFUSAL_SHARE * rounds
                        && facts.capture().icmpErrors() == 0
                        && !oneDirection,
                "Clients left a server at once " + refused
                        + " times as after an ICMP error, and none is in the capture.",
                "The filter \"port 53\" accepts UDP and TCP only: ICMP errors, and all fragments but the first, are not in such a"
                        + " capture. Their absence proves nothing.",
                0.80,
                "refusedRounds",
                refused,
                "count",
                Remedy.run("Let the filter pass them.", "tcpdump -i any -s0 -w app.cap " + CaptureFilter.QUOTED));
    }

    static Optional<Artefact.Sign> clock(Facts facts) {
        int outside = 0;
        String shifted = "";
        for (DumpFacts dump : facts.dumps()) {
            outside += dump.dump()
                            .time()
                            .map(time -> isOutside(facts.capture(), time))
                            .orElse(true)
                    ? 1
                    : 0;
            if (dump.dump().clockOffset().filter(offset -> !offset.isZero()).isPresent()) {
                shifted = dump.dump().clockBasis();
            }
        }
        int dumps = facts.dumps().size();
        String summary = outside > 0
                ? Phrases.of(outside, dumps, "thread dump")
                        + " lie outside the capture, or their clock could not be told."
                : "The thread dumps keep another clock than the capture (" + shifted + ").";
        return Artefact.sign(
                outside > 0 || !shifted.isEmpty(),
                summary,
                "Captures are in UTC, a dump of HotSpot prints local time without a zone. Offsets in steps of 15 minutes were tried;"
                        + " dumps that fit none cannot be set beside lookups.",
                0.90,
                "dumpsOutside",
                outside,
                "count",
                Remedy.of("Tell the zone with --tz, or how much the dumps' clock is ahead with --clock-offset."));
    }

    private static boolean isOutside(CaptureFacts capture, Instant time) {
        return capture.from().filter(from -> time.isBefore(from.minus(SKEW))).isPresent()
                || capture.to().filter(to -> time.isAfter(to.plus(SKEW))).isPresent();
    }
}
