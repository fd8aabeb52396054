package io.github.dnswhy.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Anomaly;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CaptureReaderProperties {
    private static final Limits SMALL = Limits.defaults().with(Limit.BLOCK_BYTES, 4_096);

    @Provide
    Arbitrary<byte[]> captures() {
        return CaptureArbitraries.captures();
    }

    @Provide
    Arbitrary<byte[]> hostile() {
        Arbitrary<byte[]> octets = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
        Arbitrary<byte[]> started = octets.map(tail -> {
            byte[] head = tail.length % 2 == 0
                    ? PcapBuilder.ethernet().build()
                    : PcapngBuilder.ethernet().build();
            byte[] file = Arrays.copyOf(head, head.length + tail.length);
            System.arraycopy(tail, 0, file, head.length, tail.length);
            return file;
        });
        Arbitrary<byte[]> damaged =
                captures().flatMap(file -> Arbitraries.longs().map(seed -> damaged(file, seed)));
        Arbitrary<byte[]> compressed = damaged.flatMap(file -> Arbitraries.of(Compression.values())
                .flatMap(compression ->
                        Arbitraries.longs().map(seed -> damaged(Compressed.with(compression, file), seed))));
        return Arbitraries.oneOf(octets, started, damaged, damaged, compressed);
    }

    private static byte[] damaged(byte[] sound, long seed) {
        Random random = new Random(seed);
        byte[] file = sound.clone();
        for (int i = random.nextInt(4); i >= 0 && file.length > 0; i--) {
            int at = random.nextInt(file.length);
            switch (random.nextInt(3)) {
                case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
                case 1 ->
                    Arrays.fill(file, at, Math.min(file.length, at + random.nextInt(40)), (byte) random.nextInt());
                default -> {
                    byte[] shifted = Arrays.copyOf(file, file.length - random.nextInt(file.length - at));
                    System.arraycopy(file, file.length - (shifted.length - at), shifted, at, shifted.length - at);
                    file = shifted;
                }
            }
        }
        return file;
    }

    @Property(tries = 300)
    void anySplitIntoReadsGivesTheSameFrames(@ForAll("captures") byte[] file, @ForAll long seed) throws IOException {
        Captures.Read whole = Captures.read(file);
        Captures.Read split = Captures.read(new Splitting(file, new Random(seed)), Limits.defaults());
        assertEquals(whole.frames(), split.frames());
        assertEquals(whole.anomalies().toList(), split.anomalies().toList());
    }

    @Property(tries = 1_000)
    void anySplitOfAHostileInputGivesTheSameToo(@ForAll("hostile") byte[] file, @ForAll long seed) throws IOException {
        try {
            Captures.Read whole = Captures.read(new ByteArrayInputStream(file), SMALL);
            Captures.Read split = Captures.read(new Splitting(file, new Random(seed)), SMALL);
            assertEquals(whole.frames(), split.frames());
            assertEquals(whole.anomalies().toList(), split.anomalies().toList());
        } catch (CaptureFormatException e) {
            assertTrue(e.offset() >= 0 && e.offset() <= file.length);
            assertEquals("test", e.file());
        }
    }

    @Property(tries = 30)
    void anyPrefixGivesAPrefixOfTheFramesAndAtMostOneAnomaly(@ForAll("captures") byte[] file) throws IOException {
        Captures.Read whole = Captures.read(file);
        for (int length = 28; length <= file.length; length++) {
            Captures.Read prefix = Captures.read(Arrays.copyOf(file, length));
            int frames = prefix.frames().size();
            assertEquals(whole.frames().subList(0, frames), prefix.frames());
            long anomalies = prefix.anomalies().toList().stream()
                    .filter(anomaly -> !anomaly.name().equals("timestamp-missing"))
                    .mapToLong(Anomaly::count)
                    .sum();
            assertTrue(anomalies <= 1, () -> prefix.anomalies().toList().toString());
        }
    }

    @Property(tries = 1_000)
    void framesOfAnyInputLieWithinTheBuffer(@ForAll("hostile") byte[] file) throws IOException {
        try (CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(file), "test", 3, SMALL, 4_096)) {
            long number = 0;
            long offset = -1;
            while (reader.next()) {
                Frame frame = reader.frame();
                assertTrue(frame.offset() >= 0 && frame.capturedLength() >= 0);
                assertTrue(frame.offset() + frame.capturedLength() <= frame.buffer().length);
                assertTrue(frame.capturedLength() <= 4_096);
                assertTrue(frame.number() > number && frame.fileOffset() > offset);
                assertEquals(3, frame.capture());
                number = frame.number();
                offset = frame.fileOffset();
            }
            assertTrue(reader.frames() <= number && reader.dropped() >= 0);
        } catch (CaptureFormatException e) {
            assertTrue(e.getMessage().startsWith("test: "));
        }
    }

    @Property(tries = 500)
    void sniffingAgreesWithOpening(@ForAll("hostile") byte[] file) throws IOException {
        String sniffed = CaptureFormats.sniff(file, file.length).orElse(null);
        try (CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(file), "test", 0, SMALL)) {
            assertEquals(reader.format(), sniffed);
        } catch (CaptureFormatException e) {
            // A header may be cut behind what tells the format.
            assertTrue(sniffed == null || e.getMessage().contains("cut"), e.getMessage());
        }
    }

    /** Gives as many octets at a time as chance will have it. */
    private static final class Splitting extends FilterInputStream {
        private final Random random;

        Splitting(byte[] octets, Random random) {
            super(new ByteArrayInputStream(octets));
            this.random = random;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            InputStream from = in;
            return from.read(target, offset, Math.min(length, 1 + random.nextInt(random.nextBoolean() ? 3 : 100)));
        }
    }
}
