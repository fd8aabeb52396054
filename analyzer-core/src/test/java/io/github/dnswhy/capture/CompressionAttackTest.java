package io.github.dnswhy.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import com.sun.management.ThreadMXBean;
import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compressed data made to cost more than it is worth. Work is told by octets read, given and allocated, never by time. */
class CompressionAttackTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MIB = 1 << 20;
    private static final byte[] CAPTURE =
            PcapBuilder.ethernet().frame(1_700_000_000L, 0, new byte[60]).build();

    /** What unpacking cost. */
    private record Cost(long given, long allocated, Anomalies anomalies) {}

    private static Cost unpack(byte[] stored, Limits limits, long ratioFree) throws IOException {
        Anomalies anomalies = new Anomalies();
        byte[] buffer = new byte[1 << 16];
        long given = 0;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try (UnpackedInput input =
                UnpackedInput.open(new ByteArrayInputStream(stored), "bomb", limits, anomalies, ratioFree)) {
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                given += read;
            }
        }
        return new Cost(given, THREADS.getCurrentThreadAllocatedBytes() - before, anomalies);
    }

    private static byte[] repeated(byte[] part, int times) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void bombsEndAtTheRatioAndNeverFillMemory(Compression compression) throws IOException {
        byte[] bomb = Compressed.with(compression, new byte[6 * MIB]);
        assertTrue(bomb.length < 6 * MIB / 100, compression + ": " + bomb.length);
        Cost cost = unpack(bomb, Limits.defaults().with(Limit.COMPRESSION_RATIO, 50), MIB);
        assertEquals(1, cost.anomalies.count("compression-ratio-exceeds-limit"));
        assertTrue(cost.given >= MIB && cost.given < 5 * MIB, cost.given + " octets given");
        assertTrue(cost.allocated < 16 * MIB, cost.allocated + " octets allocated");
    }

    @ParameterizedTest
    @EnumSource
    void bombsWithinBombsAreUnfoldedOnceOnly(Compression compression) {
        byte[] bomb = Compressed.with(compression, new byte[MIB]);
        byte[] nested = Compressed.with(Compression.GZIP, Compressed.with(Compression.ZSTD, bomb));
        CaptureFormatException e = assertThrows(CaptureFormatException.class, () -> Captures.read(nested));
        assertTrue(e.getMessage().contains("compressed more than once (zstd inside)"), e.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void zerosBehindACaptureAreReadInOneStep(Compression compression) throws IOException {
        byte[] zeros = Arrays.copyOf(CAPTURE, 2 * MIB);
        byte[] stored = Compressed.with(compression, zeros);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Captures.Read read = Captures.read(stored);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertEquals(1, read.frames().size());
        assertEquals(List.of("zero-filled"), read.anomalyNames());
        assertTrue(allocated < 24 * MIB, allocated + " octets allocated");
    }

    @ParameterizedTest
    @EnumSource(names = "BZIP2", mode = EnumSource.Mode.EXCLUDE)
    void tinyPartsByTheThousandCostInProportionToTheirOctets(Compression compression) throws IOException {
        byte[] stored = repeated(Compressed.with(compression, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}), 2_000);
        Cost cost = unpack(stored, Limits.defaults(), Long.MAX_VALUE);
        assertEquals(16_000, cost.given);
        assertTrue(cost.allocated < 12 * MIB + 300L * stored.length, cost.allocated + " octets allocated");
    }

    /** The bzip2 decoder takes 4.5 MB for each stream, however small: slow, but one at a time, and in proportion. */
    @Test
    void tinyPartsOfBzip2CostATableEach() throws IOException {
        byte[] stored = repeated(Compressed.with(Compression.BZIP2, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}), 100);
        Cost cost = unpack(stored, Limits.defaults(), Long.MAX_VALUE);
        assertEquals(800, cost.given);
        assertTrue(cost.allocated < 100L * 5 * MIB, cost.allocated + " octets allocated");
    }

    /** An xz stream of one small block that asks for a dictionary of its own; the code is that of the format, §5.3.1. */
    private static byte[] withDictionary(int code) {
        byte[] stored = Compressed.with(Compression.XZ, CAPTURE);
        int header = 12;
        int length = (stored[header] + 1) * 4;
        stored[header + 4] = (byte) code;
        CRC32 crc = new CRC32();
        crc.update(stored, header, length - 4);
        ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN).putInt(header + length - 4, (int) crc.getValue());
        return stored;
    }

    @Test
    void largeDictionariesOfTinyXzBlocksAreTakenOnce() throws IOException {
        // 64 MiB each.
        byte[] stored = repeated(withDictionary(28), 200);
        Cost cost = unpack(stored, Limits.defaults(), Long.MAX_VALUE);
        assertEquals(200L * CAPTURE.length, cost.given);
        assertEquals(List.of(), cost.anomalies.toList());
        assertTrue(cost.allocated < 96 * MIB, cost.allocated + " octets allocated");
    }

    @Test
    void dictionariesBeyondTheLimitAreNamedNotAllocated() throws IOException {
        // 192 MiB.
        byte[] stored = withDictionary(31);
        Cost cost = unpack(stored, Limits.defaults(), Long.MAX_VALUE);
        assertEquals(1, cost.anomalies.count("compression-memory-exceeds-limit"));
        assertTrue(cost.allocated < MIB, cost.allocated + " octets allocated");
        CaptureFormatException e = assertThrows(CaptureFormatException.class, () -> Captures.read(stored));
        assertEquals("test: xz data asks for more memory than it may have: unpack it first", e.getMessage());
    }

    @Test
    void longWindowsOfZstdAreNamed() {
        // A frame with one raw block; its window is 2^30 octets (RFC 8878 §3.1.1.1.2).
        ByteBuffer stored = ByteBuffer.allocate(9 + CAPTURE.length).order(ByteOrder.LITTLE_ENDIAN);
        stored.putInt(0xFD2F_B528).put((byte) 0).put((byte) (20 << 3));
        stored.put((byte) (CAPTURE.length << 3 | 1))
                .put((byte) (CAPTURE.length >> 5))
                .put((byte) 0)
                .put(CAPTURE);
        CaptureFormatException e = assertThrows(CaptureFormatException.class, () -> Captures.read(stored.array()));
        assertEquals("test: zstd data asks for more memory than it may have: unpack it first", e.getMessage());
    }

    @Test
    void skippableFramesArePassedOverInZstdAndLz4() throws IOException {
        byte[] skippable = {0x5A, 0x2A, 0x4D, 0x18, 5, 0, 0, 0, 1, 2, 3, 4, 5};
        for (Compression compression : List.of(Compression.ZSTD, Compression.LZ4)) {
            byte[] part = Compressed.with(compression, CAPTURE);
            ByteArrayOutputStream stored = new ByteArrayOutputStream();
            stored.writeBytes(skippable);
            stored.writeBytes(skippable);
            stored.writeBytes(part);
            stored.writeBytes(skippable);
            byte[] octets = stored.toByteArray();
            Captures.Read read = Captures.read(octets);
            assertEquals("pcap, " + compression.text, read.format());
            assertEquals(1, read.frames().size());
            assertEquals(List.of(), read.anomalyNames());
            assertEquals(
                    compression.text,
                    UnpackedInput.compression(octets, octets.length).orElseThrow());
            for (int length = 4; length < 26; length++) {
                byte[] cut = Arrays.copyOf(octets, length);
                assertThrows(CaptureFormatException.class, () -> Captures.read(cut));
                assertFalse(UnpackedInput.compression(cut, length).isEmpty());
            }
        }
    }

    @Test
    void skippableFramesOfAbsurdLengthAreReadInPieces() throws IOException {
        byte[] stored = Arrays.copyOf(new byte[] {0x50, 0x2A, 0x4D, 0x18, -1, -1, -1, -1}, 3 * MIB);
        Cost cost = unpack(stored, Limits.defaults(), Long.MAX_VALUE);
        assertEquals(0, cost.given);
        assertTrue(cost.allocated < 2 * MIB, cost.allocated + " octets allocated");
    }

    @Test
    void emptyPartsByTheThousandEndWithoutAnOctet() throws IOException {
        for (byte[] part : List.of(Compressed.with(Compression.GZIP, new byte[0]), Zstd.compress(new byte[0]))) {
            Cost cost = unpack(repeated(part, 20_000), Limits.defaults(), Long.MAX_VALUE);
            assertEquals(0, cost.given);
            assertEquals(List.of(), cost.anomalies.toList());
            assertTrue(cost.allocated < 4 * MIB, cost.allocated + " octets allocated");
        }
    }
}
