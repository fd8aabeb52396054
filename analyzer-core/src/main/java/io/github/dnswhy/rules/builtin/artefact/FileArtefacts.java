package io.github.dnswhy.rules.builtin.artefact;

import io.github.dnswhy.facts.CaptureFacts;
import io.github.dnswhy.facts.GapFacts;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.builtin.grounds.CaptureHealth;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Signs that a capture does not hold all that passed: lost, cut, out of order, or begun in the middle. */
final class FileArtefacts {
    static final Duration BACKWARD = Duration.ofMillis(5);

    private FileArtefacts() {}

    static Optional<Artefact.Sign> loss(Facts facts) {
        CaptureHealth health = CaptureHealth.of(facts);
        long frames = facts.capture().frames();
        boolean counted = health.dropped() > 0;
        String summary = counted
                ? Phrases.of(health.dropped(), frames + health.dropped(), "frame") + " ("
                        + Phrases.percent(health.dropped() / (double) Math.max(1, frames + health.dropped()))
                        + ") were dropped while capturing."
                : facts.capture().unmatchedResponses() + " responses lack their query and "
                        + facts.capture().unmatchedQueries()
                        + " queries their response: the capture lost frames in both directions.";
        List<GapFacts> gaps = facts.capture().gaps();
        if (!gaps.isEmpty()) {
            summary = missing(gaps) + (counted ? " " + summary : "");
        }
        return Artefact.sign(
                counted || health.lossBothWays() || !gaps.isEmpty(),
                summary,
                "A response that the capturing host dropped looks like one that never came. What rests on silence is less sure by"
                        + " as much as the dropped frames could explain.",
                counted || !gaps.isEmpty() ? 0.95 : 0.5,
                counted ? "droppedFrames" : gaps.isEmpty() ? "unmatchedResponses" : "gaps",
                counted ? health.dropped() : gaps.isEmpty() ? facts.capture().unmatchedResponses() : gaps.size(),
                "count",
                Remedy.run(
                        "Give tcpdump a larger buffer and a narrower filter, and write to a fast disk.",
                        "tcpdump -B 16384 -i any -s0 -w app.cap port 53"));
    }

    /** The longest of the gaps, and how many there are. */
    private static String missing(List<GapFacts> gaps) {
        GapFacts longest =
                gaps.stream().max(Comparator.comparing(GapFacts::length)).orElseThrow();
        String more = gaps.size() == 1 ? "" : ", the longest of " + Phrases.count(gaps.size(), "gap");
        return "Nothing was captured for " + Phrases.time(longest.length()) + " after " + longest.from() + more
                + (longest.betweenCaptures() ? ", between two captures" : "")
                + ": queries shortly before are undetermined, not unanswered.";
    }

    static Optional<Artefact.Sign> snaplen(Facts facts) {
        long cut = facts.capture().cutFrames();
        return Artefact.sign(
                cut > 0,
                Phrases.of(cut, facts.capture().messages(), "DNS message") + " were cut by the snaplen.",
                "Headers and questions are read, records are not counted, and nothing cut is called malformed.",
                0.95,
                "cutMessages",
                cut,
                "count",
                Remedy.run("Capture whole packets.", "tcpdump -s0 -i any -w app.cap port 53"));
    }

    static Optional<Artefact.Sign> edges(Facts facts) {
        long open = facts.lookups().count(LookupOutcome.UNDETERMINED)
                + facts.lookups().count(LookupOutcome.UNFINISHED);
        long early = facts.capture().earlyResponses();
        return Artefact.sign(
                open + early > 0,
                Phrases.count(early, "response") + " in the first seconds had no query, "
                        + Phrases.count(open, "lookup")
                        + " had no end: the capture begins and ends in the middle of lookups.",
                "Such lookups count as slow when they were slow already, else not at all; their queries do not count as unanswered.",
                0.95,
                "openLookups",
                open,
                "count",
                Remedy.of("Begin the capture before the incident and end it half a minute after the last request."));
    }

    static Optional<Artefact.Sign> truncated(Facts facts) {
        List<String> damaged = facts.capture().damaged();
        return Artefact.sign(
                !damaged.isEmpty(),
                Phrases.list(damaged) + (damaged.size() == 1 ? " is" : " are")
                        + " cut or damaged; what can be read was used.",
                "A capture that was copied while it was written, or a rotated piece, ends in the middle of a frame. What came after is"
                        + " not seen.",
                0.95,
                "damagedCaptures",
                damaged.size(),
                "count",
                Remedy.of("Stop tcpdump before copying the file, or capture with -U."));
    }

    static Optional<Artefact.Sign> order(Facts facts) {
        CaptureFacts capture = facts.capture();
        return Artefact.sign(
                capture.farthestBack().compareTo(BACKWARD) > 0,
                Phrases.count(capture.backward(), "frame")
                        + " carry a time before that of a frame before them, by up to "
                        + Phrases.time(capture.farthestBack()) + ".",
                "Interfaces merged without sorting, or a clock that was set back while capturing, put responses before their queries.",
                0.95,
                "backwardFrames",
                capture.backward(),
                "count",
                Remedy.run("Sort the frames by time.", "reordercap app.cap sorted.cap"));
    }
}
