package io.github.dnswhy.capture;

import io.github.dnswhy.benchmarks.DnsTraffic;
import io.github.dnswhy.model.Anomalies;
import java.nio.ByteBuffer;
import java.util.List;

/** Frames in memory, as a reader shows them, for the stages after it: the same again and again, each round later. */
public final class HeldFrames {
    private static final long START_NANOS = 1_700_000_000_000_000_000L;
    private static final int ETHERNET = 1;

    private final int[] ends;
    private final long[] nanos;
    private final Frame frame = new Frame(0, new Anomalies());
    private long rounds = -1;
    private int next;

    /**
     * Frames before the first.
     *
     * @param packets what they are, of {@link DnsTraffic#SECONDS} at most
     */
    public HeldFrames(List<DnsTraffic.Packet> packets) {
        ByteBuffer octets = ByteBuffer.allocate(
                packets.stream().mapToInt(packet -> packet.frame().length).sum());
        ends = new int[packets.size()];
        nanos = new long[packets.size()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = octets.put(packets.get(i).frame()).position();
            nanos[i] = START_NANOS + packets.get(i).micros() * 1_000;
        }
        frame.buffer = octets.array();
        frame.linkType = ETHERNET;
        frame.timed = true;
        next = ends.length;
    }

    /**
     * Moves to the next frame.
     *
     * @return the same instance each time
     */
    public Frame next() {
        if (next == ends.length) {
            next = 0;
            rounds++;
        }
        frame.offset = next == 0 ? 0 : ends[next - 1];
        frame.capturedLength = ends[next] - frame.offset;
        frame.originalLength = frame.capturedLength;
        frame.timeNanos = nanos[next] + rounds * DnsTraffic.SECONDS * 1_000_000_000L;
        frame.number++;
        next++;
        return frame;
    }
}
