package io.github.dnswhy.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Anomaly;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Compressed inputs on octets that are evolved to reach all of the code, the libraries' included. */
class CompressedInputFuzz {
    private static final int MOST = 1 << 18;
    private static final Limits SMALL = Limits.defaults().with(Limit.INPUT_BYTES, MOST);

    /** What came out of a compressed input. */
    private record Unfolded(int octets, int hash, boolean damaged, List<Anomaly> anomalies) {}

    static Stream<byte[]> gzipSeeds() {
        return seeds(Compression.GZIP).stream();
    }

    static Stream<byte[]> otherSeeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (Compression compression : Compression.values()) {
            if (compression != Compression.GZIP) {
                seeds.addAll(seeds(compression));
            }
        }
        return seeds.stream();
    }

    private static List<byte[]> seeds(Compression compression) {
        List<byte[]> seeds = new ArrayList<>();
        byte[] zeros = Compressed.with(compression, new byte[100_000]);
        seeds.add(zeros);
        for (byte[] capture : CaptureArbitraries.some(4)) {
            byte[] compressed = Compressed.with(compression, capture);
            seeds.add(compressed);
            seeds.add(Arrays.copyOf(compressed, compressed.length * 2 / 3));
            byte[] twice = Arrays.copyOf(compressed, 2 * compressed.length);
            System.arraycopy(compressed, 0, twice, compressed.length, compressed.length);
            seeds.add(twice);
        }
        return seeds;
    }

    @MethodSource("gzipSeeds")
    @FuzzTest(maxDuration = "10m")
    void gzip(byte[] octets) throws IOException {
        if (Compression.of(octets, octets.length) == Compression.GZIP) {
            check(octets);
        }
    }

    /** xz, zstd, bzip2 and lz4. */
    @MethodSource("otherSeeds")
    @FuzzTest(maxDuration = "10m")
    void others(byte[] octets) throws IOException {
        if (Compression.of(octets, octets.length) != null) {
            check(octets);
        }
    }

    /** Never more than the limit, damage told once, the same whatever the size of reads; and so through a capture reader. */
    private static void check(byte[] octets) throws IOException {
        Random random = new Random(Arrays.hashCode(octets));
        Unfolded whole = unfold(new ByteArrayInputStream(octets), random, 8_192);
        assertTrue(whole.octets <= MOST, "bounded");
        if (whole.damaged) {
            assertTrue(!whole.anomalies.isEmpty(), "damage is told of");
        }
        for (Anomaly anomaly : whole.anomalies) {
            assertTrue(anomaly.first().value() <= whole.octets, anomaly::toString);
            assertTrue(anomaly.count() <= octets.length, anomaly::toString);
        }
        Unfolded pieces = unfold(
                new FilterInputStream(new ByteArrayInputStream(octets)) {
                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        return in.read(target, offset, Math.min(length, 1 + random.nextInt(20)));
                    }
                },
                random,
                random.nextBoolean() ? 3 : 8_192);
        if (whole.damaged && Compression.of(octets, octets.length) != Compression.GZIP) {
            // How much is saved before the damage depends on how the library was asked.
            assertTrue(pieces.damaged);
        } else {
            assertEquals(whole, pieces);
        }
        ReaderChecks.check(octets, ReaderChecks.LIMITS.get(Limit.INPUT_BYTES));
    }

    private static Unfolded unfold(InputStream in, Random random, int most) throws IOException {
        Anomalies anomalies = new Anomalies();
        try (UnpackedInput input = UnpackedInput.open(in, "test", SMALL, anomalies)) {
            byte[] chunk = new byte[most];
            int octets = 0;
            int hash = 1;
            int read;
            while ((read = input.read(chunk, 0, 1 + random.nextInt(most))) >= 0) {
                for (int i = 0; i < read; i++) {
                    hash = 31 * hash + chunk[i];
                }
                octets += read;
            }
            return new Unfolded(octets, hash, input.damaged(), anomalies.toList());
        }
    }
}
