package io.github.dnswhy.lookup;

import io.github.dnswhy.facts.FrameReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The first few frames of a kind, by capture and number: the same whatever the order in which shards add theirs. */
final class FrameSample {
    private static final int KEPT = 8;
    private static final int FRAME_BITS = 48;

    private long[] frames = new long[0];
    private int count;

    void add(int capture, long frame) {
        insert((long) capture << FRAME_BITS | frame);
    }

    private void insert(long key) {
        if (count == KEPT && key >= frames[count - 1]) {
            return;
        }
        if (frames.length == 0) {
            frames = new long[KEPT];
        }
        int at = count < KEPT ? count++ : KEPT - 1;
        while (at > 0 && frames[at - 1] > key) {
            frames[at] = frames[at - 1];
            at--;
        }
        frames[at] = key;
    }

    void merge(FrameSample other) {
        for (int i = 0; i < other.count; i++) {
            insert(other.frames[i]);
        }
    }

    List<FrameReference> toList() {
        List<FrameReference> list = new ArrayList<>(count);
        for (long key : Arrays.copyOf(frames, count)) {
            list.add(new FrameReference((int) (key >>> FRAME_BITS), key & (1L << FRAME_BITS) - 1));
        }
        return list;
    }
}
