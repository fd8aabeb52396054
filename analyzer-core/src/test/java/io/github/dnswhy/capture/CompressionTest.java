package io.github.dnswhy.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.XZInputStream;

class CompressionTest {
    private static final byte[] CAPTURE = capture(300);

    private static byte[] capture(int frames) {
        Random random = new Random(7);
        PcapBuilder file = PcapBuilder.ethernet();
        for (int i = 0; i < frames; i++) {
            byte[] octets = new byte[400];
            random.nextBytes(octets);
            file.frame(1_700_000_000L + i, i, octets);
        }
        return file.build();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void compressedCaptureIsToldByContentAndReadWhole(Compression compression) throws IOException {
        byte[] stored = Compressed.with(compression, CAPTURE);
        Captures.Read read = Captures.read(stored);
        assertEquals("pcap, " + compression.text, read.format());
        assertEquals(Captures.read(CAPTURE).frames(), read.frames());
        assertEquals(List.of(), read.anomalyNames());
    }

    @ParameterizedTest
    @EnumSource
    void concatenatedPartsAreReadAsOne(Compression compression) throws IOException {
        byte[] first = Arrays.copyOf(CAPTURE, 50_001);
        byte[] second = Arrays.copyOfRange(CAPTURE, 50_001, CAPTURE.length);
        byte[] stored = joined(Compressed.with(compression, first), Compressed.with(compression, second));
        Captures.Read read = Captures.read(stored);
        assertEquals(300, read.frames().size());
        assertEquals(List.of(), read.anomalyNames());
    }

    @ParameterizedTest
    @EnumSource
    void cutDataGivesWhatWasUnfoldedAndIsCountedOnce(Compression compression) throws IOException {
        byte[] part = Compressed.with(compression, CAPTURE);
        byte[] stored = joined(part, Compressed.with(compression, CAPTURE));
        Captures.Read read = Captures.read(Arrays.copyOf(stored, part.length + (stored.length - part.length) / 2));
        assertTrue(read.frames().size() >= 300, read.frames().size() + " frames");
        assertEquals(1, read.anomalies().count("compressed-data-cut"));
        read.anomalyNames()
                .forEach(name -> assertTrue(
                        List.of("compressed-data-cut", "capture-appended").contains(name), name));
    }

    /** All that one read would have given was lost with the first octet that is wrong. */
    @Test
    void damagedGzipGivesAllBeforeTheDamage() throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        GZIPOutputStream gzip = new GZIPOutputStream(stored, true);
        gzip.write(CAPTURE);
        gzip.flush();
        stored.write(7); // no deflated block is of type 3
        Captures.Read read = Captures.read(stored.toByteArray());
        assertEquals(Captures.read(CAPTURE).frames(), read.frames());
        assertEquals(List.of("compressed-data-damaged"), read.anomalyNames());
    }

    /** All that one read would have given was lost with the first octet that is wrong. */
    @Test
    void damagedXzGivesNearlyAllBeforeTheDamage() throws IOException {
        byte[] octets = new byte[200_000];
        Random random = new Random(5);
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) random.nextInt(4);
        }
        byte[] stored = Compressed.with(Compression.XZ, octets);
        Arrays.fill(stored, stored.length / 2, stored.length / 2 + 100, (byte) 0xFF);
        int sound = 0;
        try (InputStream library = new XZInputStream(new ByteArrayInputStream(stored))) {
            while (library.read() >= 0) {
                sound++;
            }
        } catch (IOException e) {
            assertTrue(sound > octets.length / 4, sound + " octets");
        }
        Anomalies anomalies = new Anomalies();
        try (InputStream in =
                UnpackedInput.open(new ByteArrayInputStream(stored), "test", Limits.defaults(), anomalies)) {
            assertTrue(in.readAllBytes().length > sound - ShortReadsInput.MOST);
        }
        assertEquals(1, anomalies.count("compressed-data-damaged"));
    }

    /** Of a run of literals, as logs and noise have them, the decompressor gave nothing when its last octet was missing. */
    @Test
    void lz4ThatIsCutWithinLiteralsGivesAllBeforeTheCut() throws IOException {
        byte[] octets = Arrays.copyOf(Arrays.copyOfRange(CAPTURE, 40, 40 + 390), 50_000);
        byte[] stored = Arrays.copyOf(Compressed.with(Compression.LZ4, octets), 300);
        Anomalies anomalies = new Anomalies();
        try (InputStream in =
                UnpackedInput.open(new ByteArrayInputStream(stored), "test", Limits.defaults(), anomalies)) {
            int headers = 14; // of the frame, the block and the run
            assertEquals(stored.length - headers, Arrays.mismatch(octets, in.readAllBytes()));
        }
        assertEquals(1, anomalies.count("compressed-data-cut"));
    }

    @ParameterizedTest
    @EnumSource
    void damagedDataNeverThrowsAfterTheFirstFrame(Compression compression) throws IOException {
        byte[] stored = joined(Compressed.with(compression, CAPTURE), Compressed.with(compression, CAPTURE));
        Random random = new Random(11);
        for (int i = 0; i < 20; i++) {
            byte[] damaged = stored.clone();
            damaged[stored.length / 2 + random.nextInt(stored.length / 2)] ^= (byte) (1 + random.nextInt(255));
            Captures.Read read = Captures.read(damaged);
            assertTrue(read.frames().size() <= 600);
            assertFalse(read.frames().isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void dataCutBeforeTheFirstOctetIsNoCapture(Compression compression) {
        byte[] stored = Arrays.copyOf(Compressed.with(compression, CAPTURE), 9);
        CaptureFormatException e = assertThrows(CaptureFormatException.class, () -> Captures.read(stored));
        assertTrue(e.getMessage().startsWith("test: " + compression.text + " data is cut or damaged"), e.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void otherCompressedContentIsNoCapture(Compression compression) {
        byte[] stored = Compressed.with(compression, "plain text".getBytes(StandardCharsets.US_ASCII));
        CaptureFormatException e = assertThrows(CaptureFormatException.class, () -> Captures.read(stored));
        assertEquals("test: not a packet capture: it starts with 70 6c 61 69 6e 20 74 65", e.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void limitOfUnfoldedOctetsEndsTheInput(Compression compression) throws IOException {
        byte[] stored = Compressed.with(compression, CAPTURE);
        Limits limits = Limits.defaults().with(Limit.INPUT_BYTES, 24 + 10 * 416 + 5);
        Captures.Read read = Captures.read(new ByteArrayInputStream(stored), limits);
        assertEquals(10, read.frames().size());
        assertEquals(List.of("input-exceeds-limit"), read.anomalyNames());
    }

    @Test
    void ratioIsBoundedBeyondTheFirstOctets() throws IOException {
        // A member of 1 MiB zeros, again and again: 1000 : 1.
        byte[] member = Compressed.with(Compression.GZIP, new byte[1 << 20]);
        InputStream endless = new InputStream() {
            private int at;

            @Override
            public int read() {
                throw new UnsupportedOperationException("octet by octet is too slow");
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                int read = Math.min(length, member.length - at);
                System.arraycopy(member, at, target, offset, read);
                at = (at + read) % member.length;
                return read;
            }
        };
        Anomalies anomalies = new Anomalies();
        Limits limits = Limits.defaults().with(Limit.COMPRESSION_RATIO, 100);
        byte[] buffer = new byte[1 << 16];
        long octets = 0;
        try (UnpackedInput input = UnpackedInput.open(endless, "bomb", limits, anomalies, 1 << 24)) {
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                octets += read;
            }
        }
        assertTrue(octets >= 1 << 24 && octets <= (1 << 24) + (1 << 16), octets + " octets");
        assertEquals(1, anomalies.count("compression-ratio-exceeds-limit"));
    }

    @Test
    void gzipHeaderFieldsArePassedOver() throws IOException {
        byte[] plain = Compressed.with(Compression.GZIP, CAPTURE);
        byte[] fields = {0x1F, (byte) 0x8B, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 0, 3, 0, 9, 9, 9, 'a', 0, 'b', 0, 1, 2};
        byte[] stored = joined(fields, Arrays.copyOfRange(plain, 10, plain.length));
        assertEquals(300, Captures.read(stored).frames().size());
    }

    @Test
    void gzipZerosAtTheEndArePaddingAndOtherOctetsAreCounted() throws IOException {
        byte[] plain = Compressed.with(Compression.GZIP, CAPTURE);
        assertEquals(List.of(), Captures.read(joined(plain, new byte[1_000])).anomalyNames());
        Captures.Read trailed = Captures.read(joined(plain, new byte[3], new byte[] {'x', 'y'}));
        assertEquals(300, trailed.frames().size());
        assertEquals(List.of("compressed-data-trailed"), trailed.anomalyNames());
    }

    @Test
    void gzipChecksumThatDiffersIsCountedAndTheDataUsed() throws IOException {
        byte[] stored = Compressed.with(Compression.GZIP, CAPTURE);
        stored[stored.length - 6] ^= 1;
        Captures.Read read = Captures.read(stored);
        assertEquals(300, read.frames().size());
        assertEquals(List.of("compressed-checksum-mismatch"), read.anomalyNames());
    }

    @Test
    void failureOfTheSourceIsPassedOn() throws IOException {
        byte[] stored = Compressed.with(Compression.GZIP, CAPTURE);
        InputStream failing = new InputStream() {
            private int at;

            @Override
            public int read() throws IOException {
                if (at == stored.length / 2) {
                    throw new IOException("disk on fire");
                }
                return stored[at++] & 0xFF;
            }
        };
        try (CaptureReader reader = CaptureReader.open(failing, "test", 0, Limits.defaults())) {
            IOException e = assertThrows(IOException.class, () -> {
                while (reader.next()) {
                    assertTrue(reader.frames() < 300);
                }
            });
            assertEquals("disk on fire", e.getMessage());
        }
    }

    @Test
    void bytesReadAreThoseStored() throws IOException {
        byte[] stored = Compressed.with(Compression.XZ, CAPTURE);
        try (CaptureReader reader =
                CaptureReader.open(new ByteArrayInputStream(stored), "test", 0, Limits.defaults())) {
            while (reader.next()) {
                assertTrue(reader.bytesRead() <= stored.length);
            }
            assertEquals(stored.length, reader.bytesRead());
        }
    }
}
