package io.github.dnswhy;

import io.github.dnswhy.capture.Frame;
import io.github.dnswhy.facts.GapFacts;
import io.github.dnswhy.lookup.Shard;
import io.github.dnswhy.match.CaptureGaps;
import io.github.dnswhy.match.EventSink;
import io.github.dnswhy.match.WireEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds stretches without any frame in captures that are dense otherwise, and decides which of them are holes in the captures: a ring buffer that
 * was full, a piece of a rotated capture that is missing. An application that is quiet for a while leaves none of its questions cut in two;
 * a hole does, at both of its ends.
 */
final class CaptureSilences {
    /** Shorter stretches are not looked at: a busy machine is late by as much. */
    static final long SHORTEST_NANOS = 1_000_000_000L;

    /** How many times the mean distance of frames a stretch has to last. */
    private static final int TIMES_THE_MEAN = 50;

    /** So many frames tell how dense a capture is. */
    private static final int FRAMES_AT_LEAST = 100;

    /** Within one capture so many questions have to be cut at each end. */
    private static final int CUT_AT_LEAST = 3;

    /** And so many times as many as elsewhere in the same time. */
    private static final int TIMES_ELSEWHERE = 10;

    private record Silence(long start, long end, int capture, long frame, boolean betweenCaptures) {}

    private final List<Silence> silences = new ArrayList<>();
    private final BitSet holes = new BitSet();

    /**
     * Takes a frame that comes long after the one before.
     *
     * @param from time of the frame before, in nanoseconds since the epoch
     * @param to time of the frame
     * @param elapsed how long the captures lasted until the frame before, in nanoseconds
     * @param frames how many frames there were until then
     * @param frame the frame
     * @param betweenCaptures whether one capture ended there and another begins, with none beside them
     * @param sink tells all shards
     */
    void pause(long from, long to, long elapsed, long frames, Frame frame, boolean betweenCaptures, EventSink sink) {
        if (frames < FRAMES_AT_LEAST || (to - from) / TIMES_THE_MEAN < elapsed / frames) {
            return;
        }
        if (silences.size() == CaptureGaps.AT_MOST) {
            return;
        }
        silences.add(new Silence(from, to, frame.capture(), frame.number(), betweenCaptures));
        WireEvent event = new WireEvent();
        event.kind = WireEvent.Kind.GAP;
        event.time = from;
        event.length = (int) Math.min(Integer.MAX_VALUE, (to - from) / 1_000_000);
        for (int shard = 0; shard < Shard.COUNT; shard++) {
            sink.onEvent(event, shard);
        }
    }

    /**
     * Decides, and has the shards close what they had put aside.
     *
     * @param shards all of them, finished
     * @param elapsed how long the captures lasted, in nanoseconds
     */
    void settle(List<Shard> shards, long elapsed) {
        long unanswered = 0;
        long unmatched = 0;
        for (Shard shard : shards) {
            unanswered += shard.unanswered();
            unmatched += shard.unmatched();
        }
        for (int i = 0; i < silences.size(); i++) {
            int gap = i;
            long before = shards.stream().mapToLong(s -> s.gaps().before(gap)).sum();
            long behind = shards.stream().mapToLong(s -> s.gaps().behind(gap)).sum();
            boolean cut = silences.get(i).betweenCaptures
                    ? before + behind > 0
                    : before >= CUT_AT_LEAST
                            && behind >= CUT_AT_LEAST
                            && stands(before, unanswered, elapsed)
                            && stands(behind, unmatched - behind, elapsed);
            holes.set(i, cut);
        }
        shards.forEach(shard -> shard.settle(holes));
    }

    /** Whether so many in a second are many more than elsewhere. */
    private static boolean stands(long inSecond, long elsewhere, long elapsed) {
        double seconds = Math.max(1, elapsed / 1e9);
        return inSecond >= TIMES_ELSEWHERE * elsewhere / seconds;
    }

    /** The holes in order of time. */
    List<GapFacts> holes() {
        List<GapFacts> facts = new ArrayList<>();
        for (int i = holes.nextSetBit(0); i >= 0; i = holes.nextSetBit(i + 1)) {
            Silence s = silences.get(i);
            facts.add(new GapFacts(
                    Instant.EPOCH.plusNanos(s.start),
                    Duration.ofNanos(s.end - s.start),
                    s.capture,
                    s.frame,
                    s.betweenCaptures));
        }
        return facts;
    }
}
