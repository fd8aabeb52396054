package io.github.dnswhy.rules.builtin;

import io.github.dnswhy.facts.CaptureFacts;
import io.github.dnswhy.facts.DumpFacts;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The gates of the catalogue as a table: what captures do to the reading, and how to capture better. */
final class Artefacts {
    private static final String FILTER = "'port 53 or port 5353 or icmp or icmp6 or (ip[6:2] & 0x1fff != 0) or ip6[6]=44'";
    private static final double COPIES = 0.1;
    private static final int REFUSALS = 3;
    private static final double REFUSAL_SHARE = 0.05;
    private static final Duration BACKWARD = Duration.ofMillis(5);
    private static final Duration SKEW = Duration.ofSeconds(5);
    private static final Set<Need> WIRE = Set.of(Need.CAPTURE);

    private Artefacts() {}

    /** The rules in the order of the catalogue. */
    static List<Rule> list() {
        return List.of(
                Artefact.of(
                        "artefact-capture-loss",
                        "The capture itself lost frames",
                        WIRE,
                        List.of(new Threshold("orphans", CaptureHealth.ORPHANS_AT_LEAST, "count", "of each kind; judgement")),
                        Artefacts::loss),
                Artefact.of("artefact-snaplen", "Messages are cut by the snaplen", WIRE, List.of(), Artefacts::snaplen),
                Artefact.of("artefact-mid-query", "Lookups reach over the edges of the capture", WIRE, List.of(), Artefacts::edges),
                Artefact.of("artefact-truncated-file", "A capture is cut or damaged", Set.of(), List.of(), Artefacts::truncated),
                Artefact.of(
                        "artefact-duplicates-any",
                        "Each packet was captured several times",
                        WIRE,
                        List.of(new Threshold("copiesRatio", COPIES, "ratio", "of the queries; judgement")),
                        Artefacts::duplicates),
                Artefact.of(
                        "artefact-dnat-double-view",
                        "Queries were captured before and after address translation",
                        WIRE,
                        List.of(),
                        Artefacts::translated),
                Artefact.of(
                        "artefact-one-direction",
                        "The capture holds one direction only",
                        WIRE,
                        List.of(new Threshold("lookups", CaptureHealth.LOOKUPS_AT_LEAST, "count", "fewer show no behaviour; judgement")),
                        List.of(
                                "all-nameservers-dead",
                                "first-nameserver-dead",
                                "node-local-cache-down-silent",
                                "node-local-cache-down-refused",
                                "coredns-endpoint-dead",
                                "packet-loss"),
                        Artefacts::oneDirection),
                Artefact.of(
                        "artefact-filter-hides-icmp-fragments",
                        "The capture filter hides ICMP errors",
                        WIRE,
                        List.of(
                                new Threshold("refusedRounds", REFUSALS, "count", "fewer may be chance; judgement"),
                                new Threshold("refusedRatio", REFUSAL_SHARE, "ratio", "of all rounds; judgement")),
                        Artefacts::hidden),
                Artefact.of(
                        "artefact-clock-or-timezone",
                        "The clocks of captures and dumps differ",
                        Set.of(Need.CAPTURE, Need.THREAD_DUMP),
                        List.of(new Threshold("skew", SKEW.toSeconds(), "s", "clocks of nodes differ by so much; causes.md G9")),
                        Artefacts::clock),
                Artefact.of(
                        "artefact-timestamp-order",
                        "Times of frames run backwards",
                        Set.of(),
                        List.of(new Threshold("backward", BACKWARD.toMillis(), "ms", "merged interfaces stay below; causes.md")),
                        Artefacts::order));
    }

    private static Optional<Artefact.Sign> sign(
            boolean is, String summary, String explanation, double weight, String name, double value, String unit, Remedy remedy) {
        if (!is) {
            return Optional.empty();
        }
        Evidence evidence = WireEvidence.statistic(summary, weight, name, value, unit);
        return Optional.of(new Artefact.Sign(summary, explanation, evidence, remedy));
    }

    private static Optional<Artefact.Sign> loss(Facts facts) {
        CaptureHealth health = CaptureHealth.of(facts);
        long frames = facts.capture().frames();
        boolean counted = health.dropped() > 0;
        String summary = counted
                ? Phrases.of(health.dropped(), frames + health.dropped(), "frame") + " ("
                        + Phrases.percent(health.dropped() / (double) Math.max(1, frames + health.dropped()))
                        + ") were dropped while capturing."
                : facts.capture().unmatchedResponses() + " responses lack their query and " + facts.capture().unmatchedQueries()
                        + " queries their response: the capture lost frames in both directions.";
        return sign(
                counted || health.lossBothWays(),
                summary,
                "A response that the capturing host dropped looks like one that never came. What rests on silence is less sure by"
                        + " as much as the dropped frames could explain.",
                counted ? 0.95 : 0.5,
                counted ? "droppedFrames" : "unmatchedResponses",
                counted ? health.dropped() : facts.capture().unmatchedResponses(),
                "count",
                Remedy.run("Give tcpdump a larger buffer and a narrower filter, and write to a fast disk.", "tcpdump -B 16384 -i any -s0 -w app.cap port 53"));
    }

    private static Optional<Artefact.Sign> snaplen(Facts facts) {
        long cut = facts.capture().cutFrames();
        return sign(
                cut > 0,
                Phrases.of(cut, facts.capture().messages(), "DNS message") + " were cut by the snaplen.",
                "Headers and questions are read, records are not counted, and nothing cut is called malformed.",
                0.95,
                "cutMessages",
                cut,
                "count",
                Remedy.run("Capture whole packets.", "tcpdump -s0 -i any -w app.cap port 53"));
    }

    private static Optional<Artefact.Sign> edges(Facts facts) {
        long open = facts.lookups().count(LookupOutcome.UNDETERMINED) + facts.lookups().count(LookupOutcome.UNFINISHED);
        long early = facts.capture().earlyResponses();
        return sign(
                open + early > 0,
                Phrases.count(early, "response") + " in the first seconds had no query, " + Phrases.count(open, "lookup")
                        + " had no end: the capture begins and ends in the middle of lookups.",
                "Such lookups count as slow when they were slow already, else not at all; their queries do not count as unanswered.",
                0.95,
                "openLookups",
                open,
                "count",
                Remedy.of("Begin the capture before the incident and end it half a minute after the last request."));
    }

    private static Optional<Artefact.Sign> truncated(Facts facts) {
        List<String> damaged = facts.capture().damaged();
        return sign(
                !damaged.isEmpty(),
                Phrases.list(damaged) + (damaged.size() == 1 ? " is" : " are") + " cut or damaged; what can be read was used.",
                "A capture that was copied while it was written, or a rotated piece, ends in the middle of a frame. What came after is"
                        + " not seen.",
                0.95,
                "damagedCaptures",
                damaged.size(),
                "count",
                Remedy.of("Stop tcpdump before copying the file, or capture with -U."));
    }

    private static Optional<Artefact.Sign> duplicates(Facts facts) {
        long attempts = facts.servers().stream().mapToLong(s -> s.transactions().attempts()).sum();
        long copies = facts.capture().copies();
        return sign(
                attempts > 0 && copies >= COPIES * attempts,
                Phrases.count(attempts, "query") + " were seen " + (attempts + copies)
                        + " times, on several interfaces of the host; each counts once.",
                "With -i any a packet shows on every interface that it passes. Copies share IP identification and content and lie"
                        + " within 5 ms; no resolver repeats so fast. Where a packet stopped showing is where it was lost.",
                0.95,
                "copies",
                copies,
                "count",
                Remedy.of("Nothing to do; -i eth0 instead of -i any gives one view."));
    }

    private static Optional<Artefact.Sign> translated(Facts facts) {
        long queries = facts.capture().translatedCopies();
        return sign(
                queries > 0,
                Phrases.count(queries, "query") + " were seen with the address of an endpoint too ("
                        + Phrases.list(facts.endpoints().stream().map(ServerFacts::address).limit(4).toList()) + "); each counts once.",
                "On a node the same query shows with the Service address and, after translation, with an endpoint's; so do the"
                        + " responses. Both are one, and an answer \"from the wrong server\" is none.",
                0.95,
                "translatedQueries",
                queries,
                "count",
                Remedy.of("Nothing to do; a capture in the pod shows the Service address only."));
    }

    private static Optional<Artefact.Sign> oneDirection(Facts facts) {
        CaptureFacts capture = facts.capture();
        long orphans = capture.unmatchedResponses() + capture.earlyResponses();
        boolean responses = orphans > 0;
        return sign(
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
                Remedy.run("Capture both directions on the interface of the pod.", "tcpdump -i any -s0 -w app.cap " + FILTER));
    }

    private static Optional<Artefact.Sign> hidden(Facts facts) {
        long refused = facts.lookupServers().stream().mapToLong(s -> s.rounds().refused()).sum();
        long rounds = facts.lookupServers().stream().mapToLong(s -> s.rounds().total()).sum();
        boolean oneDirection = CaptureHealth.of(facts).oneDirection();
        return sign(
                refused >= REFUSALS && refused >= REFUSAL_SHARE * rounds && facts.capture().icmpErrors() == 0 && !oneDirection,
                "Clients left a server at once " + refused + " times as after an ICMP error, and none is in the capture.",
                "The filter \"port 53\" accepts UDP and TCP only: ICMP errors, and all fragments but the first, are not in such a"
                        + " capture. Their absence proves nothing.",
                0.80,
                "refusedRounds",
                refused,
                "count",
                Remedy.run("Let the filter pass them.", "tcpdump -i any -s0 -w app.cap " + FILTER));
    }

    private static Optional<Artefact.Sign> clock(Facts facts) {
        int outside = 0;
        String shifted = "";
        for (DumpFacts dump : facts.dumps()) {
            outside += dump.dump().time().map(time -> isOutside(facts.capture(), time)).orElse(true) ? 1 : 0;
            if (dump.dump().clockOffset().filter(offset -> !offset.isZero()).isPresent()) {
                shifted = dump.dump().clockBasis();
            }
        }
        int dumps = facts.dumps().size();
        String summary = outside > 0
                ? Phrases.of(outside, dumps, "thread dump") + " lie outside the capture, or their clock could not be told."
                : "The thread dumps keep another clock than the capture (" + shifted + ").";
        return sign(
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

    private static Optional<Artefact.Sign> order(Facts facts) {
        CaptureFacts capture = facts.capture();
        return sign(
                capture.farthestBack().compareTo(BACKWARD) > 0,
                Phrases.count(capture.backward(), "frame") + " carry a time before that of a frame before them, by up to "
                        + Phrases.time(capture.farthestBack()) + ".",
                "Interfaces merged without sorting, or a clock that was set back while capturing, put responses before their queries.",
                0.95,
                "backwardFrames",
                capture.backward(),
                "count",
                Remedy.run("Sort the frames by time.", "reordercap app.cap sorted.cap"));
    }
}
