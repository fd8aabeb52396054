package io.github.dnswhy.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Limits;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CaptureMergerTest {
    private static final long T0 = 1_700_000_000L;

    private static byte[] capture(long... millis) {
        PcapBuilder file = PcapBuilder.ethernet();
        for (long at : millis) {
            file.frame(T0 + at / 1_000, (int) (at % 1_000) * 1_000, (byte) (at % 100));
        }
        return file.build();
    }

    private static CaptureSource source(String name, byte[] octets) {
        return CaptureSource.of(name, () -> new ByteArrayInputStream(octets));
    }

    /** Each frame as capture:milliseconds. */
    private static List<String> order(CaptureMerger merger) {
        List<String> order = new ArrayList<>();
        while (merger.next()) {
            Frame frame = merger.frame();
            order.add(frame.capture() + ":" + (frame.timeNanos() - T0 * 1_000_000_000L) / 1_000_000);
        }
        return order;
    }

    private static List<String> order(byte[]... captures) {
        List<CaptureSource> sources = new ArrayList<>();
        for (byte[] capture : captures) {
            sources.add(source("capture" + sources.size(), capture));
        }
        try (CaptureMerger merger = new CaptureMerger(sources, Limits.defaults())) {
            return order(merger);
        }
    }

    @Test
    void capturesThatFollowOneAnotherAreReadInOrderOfTime() {
        assertEquals(
                List.of("2:1000", "2:1500", "0:2000", "1:8000", "1:9000"),
                order(capture(2_000), capture(8_000, 9_000), capture(1_000, 1_500)));
    }

    @Test
    void onlyOneCaptureIsOpenAtATimeWhenNoneOverlap() throws IOException {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CaptureSource> sources = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            byte[] octets = capture(i * 10_000L, i * 10_000L + 1, i * 10_000L + 5_000);
            sources.add(CaptureSource.of("piece" + i, () -> {
                most.accumulateAndGet(open.incrementAndGet(), Math::max);
                return new FilterInputStream(new ByteArrayInputStream(octets)) {
                    private boolean closed;

                    @Override
                    public void close() {
                        if (!closed) {
                            closed = true;
                            open.decrementAndGet();
                        }
                    }
                };
            }));
        }
        Collections.reverse(sources);
        try (CaptureMerger merger = new CaptureMerger(sources, Limits.defaults())) {
            assertEquals(60, order(merger).size());
        }
        assertEquals(1, most.get());
        assertEquals(0, open.get());
    }

    @Test
    void overlappingCapturesAreMergedAndTiesGoToTheEarlierCapture() {
        assertEquals(
                List.of("0:0", "1:0", "1:1000", "0:2000", "1:2000", "2:2000", "1:3000", "0:9000", "2:9000"),
                order(capture(0, 2_000, 9_000), capture(0, 1_000, 2_000, 3_000), capture(2_000, 9_000)));
    }

    @Test
    void framesOfACaptureKeepTheirOrderWhereTimesStepBack() {
        assertEquals(
                List.of("0:0", "1:2995", "0:3000", "0:2990", "0:4000", "1:9000"),
                order(capture(0, 3_000, 2_990, 4_000), capture(2_995, 9_000)));
    }

    @Test
    void timesThatStepBackAcrossTheCutKeepTheOrderOfTheWhole() {
        assertEquals(
                List.of("0:0", "0:3000", "0:3002", "1:2999", "1:3001", "1:8000"),
                order(capture(0, 3_000, 3_002), capture(2_999, 3_001, 8_000)));
    }

    @Test
    void anotherCaptureIsMergedWithPiecesAsWithTheWhole() {
        byte[] other = capture(1, 2_998, 3_000, 3_001, 7_000);
        List<String> whole = order(capture(0, 3_000, 3_002, 2_999, 3_001, 8_000), other);
        List<String> pieces = order(capture(0, 3_000, 3_002), other, capture(2_999, 3_001, 8_000));
        List<String> renamed = pieces.stream()
                .map(frame -> frame.startsWith("1:") ? "o" + frame.substring(1) : "w" + frame.substring(1))
                .toList();
        assertEquals(
                whole.stream()
                        .map(frame -> (frame.startsWith("1:") ? "o" : "w") + frame.substring(1))
                        .toList(),
                renamed);
    }

    @Test
    void capturesMadeSideBySideAreMergedHoweverShort() {
        assertEquals(List.of("0:0", "1:1", "0:2", "1:3", "0:4", "1:5"), order(capture(0, 2, 4), capture(1, 3, 5)));
        assertEquals(
                List.of("0:0", "0:1000", "1:1500", "0:2000", "1:2500", "0:3000", "1:3500"),
                order(capture(0, 1_000, 2_000, 3_000), capture(1_500, 2_500, 3_500)));
    }

    @Test
    void resultsTellEachCapture() throws IOException {
        PcapngBuilder pcapng = PcapngBuilder.ethernet().packet(0, (T0 + 5) * 1_000_000, (byte) 1);
        byte[] second = Compressed.with(
                Compression.GZIP, pcapng.statistics(0, pcapng.longOption(5, 4L)).build());
        byte[] first = capture(1_000, 3_000, 2_000);
        try (CaptureMerger merger =
                new CaptureMerger(List.of(source("a", first), source("b", second)), Limits.defaults())) {
            assertEquals(4, order(merger).size());
            CaptureResult a = merger.results().get(0);
            assertEquals("a", a.name());
            assertEquals(Optional.of("pcap"), a.format());
            assertEquals(3, a.frames());
            assertEquals(first.length, a.bytes());
            assertEquals(OptionalLong.of((T0 + 1) * 1_000_000_000L), a.fromNanos());
            assertEquals(OptionalLong.of((T0 + 3) * 1_000_000_000L), a.toNanos());
            assertEquals(262_144, a.snaplen());
            CaptureResult b = merger.results().get(1);
            assertEquals(Optional.of("pcapng, gzip"), b.format());
            assertEquals(1, b.frames());
            assertEquals(4, b.dropped());
            assertEquals(first.length + second.length, merger.bytesRead());
        }
    }

    @Test
    void captureThatCannotBeReadIsToldAndTheOthersAreRead() {
        byte[] cut = Arrays.copyOf(capture(0, 1), 24 + 17 + 5);
        List<CaptureSource> sources = List.of(
                source("text", new byte[] {'n', 'o'}),
                CaptureSource.of(Path.of("absent.pcap")),
                source("cut", cut),
                source("sound", capture(5)));
        try (CaptureMerger merger = new CaptureMerger(sources, Limits.defaults())) {
            assertEquals(List.of("2:0", "3:5"), order(merger));
            List<CaptureResult> results = merger.results();
            assertTrue(results.get(0).failure().orElseThrow() instanceof CaptureFormatException);
            assertEquals(Optional.empty(), results.get(0).format());
            assertTrue(results.get(1).failure().isPresent());
            assertEquals(1, results.get(2).anomalies().count("frame-cut-short"));
            assertEquals(Optional.empty(), results.get(3).failure());
        }
    }

    @Test
    void sourceThatFailsInTheMiddleGivesWhatCameBefore() {
        byte[] octets = capture(0, 1, 2, 3);
        CaptureSource failing = CaptureSource.of("failing", () -> new InputStream() {
            private int at;

            @Override
            public int read() throws IOException {
                if (at == 24 + 2 * 17) {
                    throw new IOException("disk on fire");
                }
                return octets[at++] & 0xFF;
            }
        });
        try (CaptureMerger merger =
                new CaptureMerger(List.of(failing, source("sound", capture(9))), Limits.defaults())) {
            assertEquals(
                    List.of("1:9"),
                    order(merger).stream()
                            .filter(frame -> frame.startsWith("1"))
                            .toList());
            CaptureResult result = merger.results().get(0);
            assertEquals("disk on fire", result.failure().orElseThrow().getMessage());
            assertEquals(1, result.anomalies().count("read-failed"));
        }
    }

    @Test
    void streamThatCanBeReadOnceTakesPart() {
        List<CaptureSource> sources = List.of(
                source("file", capture(0, 2, 4)),
                CaptureSource.once("-", new ByteArrayInputStream(capture(1, 3, 5, 2_000))));
        try (CaptureMerger merger = new CaptureMerger(sources, Limits.defaults())) {
            assertEquals(7, order(merger).size());
        }
        try (CaptureMerger merger = new CaptureMerger(
                List.of(CaptureSource.once("-", new ByteArrayInputStream(capture(1, 3)))), Limits.defaults())) {
            assertEquals(List.of("0:1", "0:3"), order(merger));
        }
    }

    @Test
    void piecesThatStartWithAFrameWithoutTimeStayInOrder() {
        byte[] first =
                PcapngBuilder.ethernet().packet(0, T0 * 1_000_000, (byte) 1).build();
        byte[] second = PcapngBuilder.ethernet()
                .simplePacket(1, (byte) 2)
                .packet(0, (T0 + 9) * 1_000_000, (byte) 3)
                .build();
        assertEquals(List.of("0:0", "1:9000", "1:9000"), order(first, second));
    }

    @Test
    void nothingToMergeIsTheEnd() {
        assertEquals(List.of(), order());
        assertEquals(
                List.of(),
                order(PcapBuilder.ethernet().build(), PcapngBuilder.ethernet().build()));
        try (CaptureMerger merger = new CaptureMerger(List.of(), Limits.defaults())) {
            assertFalse(merger.next());
            assertThrows(IllegalStateException.class, merger::frame);
        }
    }
}
