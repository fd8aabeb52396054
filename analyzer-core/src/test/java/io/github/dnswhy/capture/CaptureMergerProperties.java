package io.github.dnswhy.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Limits;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CaptureMergerProperties {
    private static final long T0 = 1_700_000_000L;

    private record Packet(long micros, int content) {}

    private static byte[] capture(List<Packet> packets) {
        PcapBuilder file = PcapBuilder.ethernet();
        for (Packet packet : packets) {
            int content = packet.content;
            file.frame(
                    T0 + packet.micros / 1_000_000,
                    (int) (packet.micros % 1_000_000),
                    (byte) (content >> 16),
                    (byte) (content >> 8),
                    (byte) content);
        }
        return file.build();
    }

    /** Packets whose times step forward by up to 100 ms and back by up to two. */
    private static List<Packet> packets(Random random, int count) {
        List<Packet> packets = new ArrayList<>();
        long micros = 1_000_000;
        for (int i = 0; i < count; i++) {
            micros += random.nextInt(10) == 0 ? -random.nextInt(2_000) : random.nextInt(100_000);
            packets.add(new Packet(micros, random.nextInt(1 << 24)));
        }
        return packets;
    }

    private static List<Captures.Seen> merge(List<byte[]> captures) {
        List<CaptureSource> sources = new ArrayList<>();
        for (byte[] capture : captures) {
            sources.add(CaptureSource.of("capture" + sources.size(), () -> new ByteArrayInputStream(capture)));
        }
        List<Captures.Seen> seen = new ArrayList<>();
        try (CaptureMerger merger = new CaptureMerger(sources, Limits.defaults())) {
            while (merger.next()) {
                seen.add(Captures.seen(merger.frame()));
            }
        }
        return seen;
    }

    private static List<String> content(List<Captures.Seen> seen) {
        return seen.stream()
                .map(frame -> frame.timeNanos() + " " + frame.octets())
                .toList();
    }

    @Property(tries = 100)
    void captureCutIntoPiecesGivesTheFramesOfTheWhole(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int count) {
        Random random = new Random(seed);
        List<Packet> packets = packets(random, 400);
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= count; i++) {
            int to = i == count ? packets.size() : Math.min(packets.size(), from + 20 + random.nextInt(80));
            pieces.add(capture(packets.subList(from, to)));
            from = to;
        }
        List<String> whole = content(merge(List.of(capture(packets))));
        assertEquals(400, whole.size());
        assertEquals(whole, content(merge(pieces)));
        Collections.shuffle(pieces, random);
        assertEquals(whole, content(merge(pieces)));
    }

    @Property(tries = 100)
    void overlappingSortedCapturesGiveAllFramesInOrder(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int count) {
        Random random = new Random(seed);
        List<byte[]> captures = new ArrayList<>();
        int frames = 0;
        for (int i = 0; i < count; i++) {
            List<Packet> packets = packets(random, 1 + random.nextInt(50));
            packets.sort(Comparator.comparingLong(Packet::micros));
            // The last packet is late, so that no capture seems to continue another.
            packets.add(new Packet(100_000_000 + random.nextInt(1_000), 0));
            frames += packets.size();
            captures.add(capture(packets));
        }
        List<Captures.Seen> merged = merge(captures);
        assertEquals(frames, merged.size());
        for (int i = 1; i < merged.size(); i++) {
            Captures.Seen before = merged.get(i - 1);
            Captures.Seen after = merged.get(i);
            assertTrue(
                    before.timeNanos() < after.timeNanos()
                            || before.timeNanos() == after.timeNanos() && before.capture() <= after.capture(),
                    before + " before " + after);
        }
    }
}
