package io.github.dnswhy.lookup;

import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.match.DurationHistogram;
import io.github.dnswhy.match.OpenTransaction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What one shard counts for one server. */
final class ServerCounts {
    private static final int TYPE_A = 1;
    private static final int TYPE_AAAA = 28;
    private static final int KNOWN_RCODES = 24;

    long attempts;
    long sightings;
    long total;
    long answered;
    long unanswered;
    long rejected;
    long reset;
    long undetermined;
    long late;
    long truncated;
    long askedA;
    long answeredA;
    long askedAaaa;
    long answeredAaaa;
    long firstAttempt = Long.MAX_VALUE;
    long lastAttempt = Long.MIN_VALUE;
    long firstAnswer = Long.MAX_VALUE;
    long lastAnswer = Long.MIN_VALUE;
    long longestSilence;

    /** Of how many shards these are the counts. */
    int shards;

    private long silentSince = Long.MIN_VALUE;
    final long[] rcodes = new long[KNOWN_RCODES];
    TreeMap<Integer, Long> rareRcodes;
    private final DurationHistogram latency;
    final FrameSample unansweredFrames = new FrameSample();
    final FrameSample rejectedFrames = new FrameSample();
    final FrameSample errorFrames = new FrameSample();
    final FrameSample lostHalfFrames = new FrameSample();

    /** Counts, with latencies into a histogram that others may fill too. */
    ServerCounts(DurationHistogram latency) {
        this.latency = latency;
    }

    void attempt(long time) {
        firstAttempt = Math.min(firstAttempt, time);
        lastAttempt = Math.max(lastAttempt, time);
        if (silentSince == Long.MIN_VALUE) {
            silentSince = time;
        }
    }

    /** A response came: whatever silence there was ends. */
    void answer(long time) {
        firstAnswer = Math.min(firstAnswer, time);
        lastAnswer = Math.max(lastAnswer, time);
        if (silentSince != Long.MIN_VALUE) {
            longestSilence = Math.max(longestSilence, time - silentSince);
            silentSince = Long.MIN_VALUE;
        }
    }

    /** The capture ended: a silence that goes on lasts until the last attempt. */
    void finish() {
        if (silentSince != Long.MIN_VALUE) {
            longestSilence = Math.max(longestSilence, lastAttempt - silentSince);
        }
    }

    /** The longest silence: a shard sees its own clients only, and while they waited the server may have answered those of another. */
    long silence(int server, SliceCounts slices) {
        if (shards == 1 || longestSilence == 0 || server == AddressTable.OVERFLOW) {
            return longestSilence;
        }
        long edges = 2 * slices.lengthNanos();
        return Math.min(longestSilence, slices.longestSilence(server) + edges);
    }

    void rcode(int rcode) {
        if (rcode < KNOWN_RCODES) {
            rcodes[rcode]++;
            return;
        }
        if (rareRcodes == null) {
            rareRcodes = new TreeMap<>();
        }
        rareRcodes.merge(rcode, 1L, Long::sum);
    }

    void closed(OpenTransaction t, boolean open) {
        total++;
        attempts += t.attempts();
        for (int i = 0; i < t.attemptsKept(); i++) {
            sightings += t.sightings(i);
        }
        if (t.type() == TYPE_A) {
            askedA++;
        } else if (t.type() == TYPE_AAAA) {
            askedAaaa++;
        }
        if (t.answered()) {
            answered++;
            late += t.late() ? 1 : 0;
            truncated += t.truncated() ? 1 : 0;
            answeredA += t.type() == TYPE_A ? 1 : 0;
            answeredAaaa += t.type() == TYPE_AAAA ? 1 : 0;
            latency.record(t.endTime() - t.time(0));
        } else if (t.rejected()) {
            rejected++;
            rejectedFrames.add(t.capture(0), t.frame(0));
        } else if (t.reset()) {
            reset++;
        } else if (open) {
            undetermined++;
        } else {
            unanswered++;
            unansweredFrames.add(t.capture(0), t.frame(0));
        }
    }

    /** Answered transactions by latency. */
    DurationHistogram latency() {
        return latency;
    }

    /** Adds what another shard counted, but for the latencies. */
    void merge(ServerCounts o) {
        shards++;
        attempts += o.attempts;
        sightings += o.sightings;
        total += o.total;
        answered += o.answered;
        unanswered += o.unanswered;
        rejected += o.rejected;
        reset += o.reset;
        undetermined += o.undetermined;
        late += o.late;
        truncated += o.truncated;
        askedA += o.askedA;
        answeredA += o.answeredA;
        askedAaaa += o.askedAaaa;
        answeredAaaa += o.answeredAaaa;
        firstAttempt = Math.min(firstAttempt, o.firstAttempt);
        lastAttempt = Math.max(lastAttempt, o.lastAttempt);
        firstAnswer = Math.min(firstAnswer, o.firstAnswer);
        lastAnswer = Math.max(lastAnswer, o.lastAnswer);
        longestSilence = Math.max(longestSilence, o.longestSilence);
        for (int i = 0; i < KNOWN_RCODES; i++) {
            rcodes[i] += o.rcodes[i];
        }
        if (o.rareRcodes != null) {
            o.rareRcodes.forEach((rcode, count) -> {
                if (rareRcodes == null) {
                    rareRcodes = new TreeMap<>();
                }
                rareRcodes.merge(rcode, count, Long::sum);
            });
        }
        unansweredFrames.merge(o.unansweredFrames);
        rejectedFrames.merge(o.rejectedFrames);
        errorFrames.merge(o.errorFrames);
        lostHalfFrames.merge(o.lostHalfFrames);
    }

    /** Responses by the mnemonic of their code. */
    Map<String, Long> rcodes(Texts texts) {
        Map<String, Long> byName = new LinkedHashMap<>();
        for (int rcode = 0; rcode < rcodes.length; rcode++) {
            if (rcodes[rcode] > 0) {
                byName.put(texts.rcode(rcode), rcodes[rcode]);
            }
        }
        if (rareRcodes != null) {
            rareRcodes.forEach((rcode, count) -> byName.put(texts.rcode(rcode), count));
        }
        return byName;
    }
}
