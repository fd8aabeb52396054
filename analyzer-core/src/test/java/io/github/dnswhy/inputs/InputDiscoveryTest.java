package io.github.dnswhy.inputs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.capture.PcapBuilder;
import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputDiscoveryTest {
    private static final String RESOLV_CONF = "nameserver 10.96.0.10\nsearch shop.svc.cluster.local\noptions ndots:5\n";
    private static final byte[] CONF = RESOLV_CONF.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CAPTURE = PcapBuilder.ethernet()
            .frame(1, 0, new byte[60])
            .frame(2, 0, new byte[60])
            .build();

    @TempDir
    Path directory;

    @Test
    void filesOfADirectoryComeInTheByteOrderOfTheirPaths() throws IOException {
        Files.createDirectories(directory.resolve("a/b"));
        for (String name : List.of("b", "a/z", "a/b/x", "a-", "B", "\u00e4", ".hidden")) {
            Files.write(directory.resolve(name), CONF);
        }
        Files.createSymbolicLink(directory.resolve("link"), directory.resolve("b"));
        Found found = Found.in(directory);
        assertEquals(List.of("B", "a-", "a/b/x", "a/z", "b", "\u00e4", directory + "/"), found.names());
        assertEquals(Map.of("hidden-or-link-skipped", 2L), found.anomaliesOf(directory + "/"));
    }

    @Test
    void capturesOfOtherToolsAreCountedWhereverTheyAre() throws IOException {
        byte[] snoop = "snoop\0\0\0\0\0\0\2".getBytes(StandardCharsets.US_ASCII);
        byte[] lzma = {0x5D, 0, 0, 8, 0, -1, -1, -1, -1, -1, -1, -1, -1, 0, 0};
        for (byte[] octets : List.of(snoop, lzma, Archives.gzip(snoop))) {
            Path file = Files.write(directory.resolve("x.cap"), octets);
            for (Found found : List.of(Found.in(file), Found.inStream(octets))) {
                String name = found.names().get(0);
                assertEquals(InputKind.UNKNOWN, found.kinds().get(name));
                assertEquals(Map.of("format-unsupported", 1L), found.anomaliesOf(name));
            }
        }
    }

    @Test
    void textsAreUnfoldedWhateverTheirCompression() throws IOException {
        Map<String, byte[]> compressed = Map.of(
                "gzip", Archives.gzip(CONF),
                "xz", Archives.xz(CONF),
                "zstd", Archives.zstd(CONF),
                "bzip2", Archives.bzip2(CONF));
        for (Map.Entry<String, byte[]> form : compressed.entrySet()) {
            Path file = Files.write(directory.resolve("conf"), form.getValue());
            for (Found found : List.of(Found.in(file), Found.inStream(form.getValue()))) {
                String name = found.names().get(0);
                assertEquals(InputKind.RESOLV_CONF, found.kinds().get(name), form.getKey());
                assertEquals(form.getKey(), found.formats().get(name));
                assertEquals(RESOLV_CONF, found.texts().get(name));
                assertEquals(Map.of(), found.anomaliesOf(name));
            }
        }
    }

    @Test
    void concatenatedPartsOfACompressedTextAreOneText() throws IOException {
        byte[] twice = Archives.concat(Archives.gzip(CONF), Archives.gzip(CONF));
        assertEquals(RESOLV_CONF + RESOLV_CONF, Found.inStream(twice).texts().get("-"));
    }

    @Test
    void ofACompressedTextThatIsCutWhatCameBeforeIsUsed() throws IOException {
        byte[] whole = Archives.gzip((RESOLV_CONF + "# " + "x1y2".repeat(1_000)).getBytes(StandardCharsets.US_ASCII));
        Path file = Files.write(directory.resolve("conf.gz"), Arrays.copyOf(whole, whole.length - 10));
        Found found = Found.in(file);
        assertEquals(InputKind.RESOLV_CONF, found.kinds().get(file.toString()));
        assertTrue(found.texts().get(file.toString()).startsWith(RESOLV_CONF));
        assertEquals(Map.of("compressed-data-cut", 1L), found.anomaliesOf(file.toString()));
    }

    @Test
    void aCaptureOutOfAStreamIsNotKept() throws IOException {
        try (InputDiscovery discovery = new InputDiscovery(Limits.defaults())) {
            discovery.stream("-", new ByteArrayInputStream(CAPTURE));
            FoundInput input = discovery.found().get(0);
            assertEquals(InputKind.CAPTURE, input.kind());
            assertFalse(input.reopenable());
            try (InputStream in = input.open(Limits.defaults(), new Anomalies())) {
                assertEquals(CAPTURE.length, in.readAllBytes().length);
            }
        }
    }

    @Test
    void aTextOutOfAStreamCanBeReadTwiceUntilTheDiscoveryIsClosed() throws IOException {
        FoundInput input;
        try (InputDiscovery discovery = new InputDiscovery(Limits.defaults())) {
            discovery.stream("-", new ByteArrayInputStream(CONF));
            input = discovery.found().get(0);
            for (int i = 0; i < 2; i++) {
                try (InputStream in = input.openStored()) {
                    assertEquals(CONF.length, in.readAllBytes().length);
                }
            }
        }
        assertThrows(IOException.class, () -> input.openStored().readAllBytes());
    }

    @Test
    void whatIsMissingEmptyOrUnknownIsSaid() throws IOException {
        Path missing = directory.resolve("missing");
        Path empty = Files.createFile(directory.resolve("empty"));
        Path unknown = Files.write(directory.resolve("unknown"), new byte[] {0, 1, 2, 3});
        assertEquals(Map.of("file-missing", 1L), Found.in(missing).anomaliesOf(missing.toString()));
        assertEquals(Map.of("file-empty", 1L), Found.in(empty).anomaliesOf(empty.toString()));
        assertEquals(Map.of("file-empty", 1L), Found.inStream(new byte[0]).anomaliesOf("-"));
        assertEquals(InputKind.UNKNOWN, Found.in(unknown).kinds().get(unknown.toString()));
    }

    @Test
    void aStreamThatFailsIsUsedAsFarAsItWent() throws IOException {
        byte[] text = RESOLV_CONF.repeat(2_000).getBytes(StandardCharsets.US_ASCII);
        InputStream failing = new ByteArrayInputStream(text, 0, 100_000) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                int read = super.read(target, offset, length);
                if (read < 0) {
                    throw new IllegalStateException("the pipe broke");
                }
                return read;
            }
        };
        try (InputDiscovery discovery = new InputDiscovery(Limits.defaults())) {
            discovery.stream("-", failing);
            FoundInput input = discovery.found().get(0);
            assertEquals(100_000, input.bytes());
            assertEquals(1, input.anomalies().count("read-failed"));
        }
    }
}
