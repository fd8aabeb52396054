package io.github.dnswhy.capture;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole captures to begin a search from: built ones, and small ones of the shared corpus where there is one. */
public final class CaptureSeeds {
    private static final long LARGEST = 16_384;

    private CaptureSeeds() {}

    /** The octets of the captures of one kind, unpacked. */
    static Stream<byte[]> of(CaptureFormats.Plain kind) {
        List<byte[]> seeds = new ArrayList<>();
        for (byte[] capture : all()) {
            if (CaptureFormats.plain(capture, 0, capture.length) == kind) {
                seeds.add(capture);
            }
        }
        return seeds.stream();
    }

    /** The octets of all captures, unpacked. */
    public static List<byte[]> all() {
        List<byte[]> seeds = new ArrayList<>(built());
        Path corpus = SharedFiles.find("corpus/captures");
        if (corpus != null) {
            try (Stream<Path> files = Files.walk(corpus)) {
                for (Path file : files.filter(Files::isRegularFile)
                        .sorted(Comparator.naturalOrder())
                        .toList()) {
                    byte[] octets = small(file);
                    if (octets != null) {
                        seeds.add(octets);
                    }
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return seeds;
    }

    private static byte[] small(Path file) throws IOException {
        try (InputStream in =
                UnpackedInput.open(Files.newInputStream(file), file.toString(), Limits.defaults(), new Anomalies())) {
            byte[] octets = in.readNBytes((int) LARGEST + 1);
            return octets.length <= LARGEST ? octets : null;
        }
    }

    private static List<byte[]> built() {
        return CaptureArbitraries.some(24);
    }
}
