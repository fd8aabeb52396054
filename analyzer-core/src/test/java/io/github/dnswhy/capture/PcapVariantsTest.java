package io.github.dnswhy.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What wrote the magic of pcap but not quite its format. */
class PcapVariantsTest {
    private static final int MICROS = 0xA1B2C3D4;
    private static final int MODIFIED = 0xA1B2CD34;
    private static final long T0 = 1_700_000_000L;

    /** A file whose record headers have octets more than usual. */
    private static byte[] patched(int magic, int recordHeader, int frames) {
        PcapBuilder file = PcapBuilder.of(magic, ByteOrder.LITTLE_ENDIAN, 1);
        for (int i = 0; i < frames; i++) {
            ByteBuffer header = ByteBuffer.allocate(recordHeader).order(ByteOrder.LITTLE_ENDIAN);
            header.putInt((int) T0 + i).putInt(i).putInt(60).putInt(60).putInt(7);
            byte[] octets = new byte[60];
            Arrays.fill(octets, (byte) (0x80 + i));
            file.raw(header.array()).raw(octets);
        }
        return file.build();
    }

    @Test
    void longerRecordHeadersUnderTheUsualMagicsAreNoticed() throws IOException {
        int[][] variants = {{MICROS, 24}, {MICROS, 20}, {MODIFIED, 28}};
        for (int[] variant : variants) {
            Captures.Read read = Captures.read(patched(variant[0], variant[1], 4));
            assertEquals(List.of("80".repeat(60), "81".repeat(60), "82".repeat(60), "83".repeat(60)), read.octets());
            assertEquals(T0 * 1_000_000_000 + 3_000_003_000L, read.times().get(3));
            assertEquals(List.of(), read.anomalyNames());
        }
    }

    @Test
    void cutFilesWithUsualRecordHeadersAreNotTakenForOthers() throws IOException {
        byte[] file = patched(MICROS, 16 + 4, 1);
        PcapBuilder sound = PcapBuilder.ethernet();
        for (int i = 0; i < 4; i++) {
            sound.frame(T0, i, Arrays.copyOfRange(file, 24, 24 + 70));
        }
        byte[] octets = sound.build();
        for (int length = 24; length <= octets.length; length++) {
            Captures.Read read = Captures.read(Arrays.copyOf(octets, length));
            assertEquals((length - 24) / 86, read.frames().size());
        }
    }

    @Test
    void aixWritesNanosecondsAndInterfaceTypes() throws IOException {
        int[][] linkTypes = {{6, 1}, {9, 6}, {15, 10}, {24, 0}};
        for (int[] linkType : linkTypes) {
            byte[] file = PcapBuilder.of(MICROS, ByteOrder.BIG_ENDIAN, 2, 2, 65_535, linkType[0])
                    .frame(T0, 123_456_789, 60, 4, new byte[4])
                    .build();
            Captures.Read read = Captures.read(file);
            assertEquals(List.of(T0 * 1_000_000_000 + 123_456_789), read.times());
            assertEquals(linkType[1], read.frames().get(0).linkType());
            assertEquals(60, read.frames().get(0).originalLength());
        }
        byte[] notAix = PcapBuilder.of(MICROS, ByteOrder.BIG_ENDIAN, 2, 2, 65_535, 1)
                .frame(T0, 123_456, 60, 4, new byte[4])
                .build();
        assertEquals(
                List.of(T0 * 1_000_000_000 + 123_456_000), Captures.read(notAix).times());
    }

    @Test
    void shortenedFramesAmongLargeOnesAreFrames() throws IOException {
        byte[] large = new byte[300_000];
        byte[] file = PcapBuilder.of(MICROS, ByteOrder.LITTLE_ENDIAN, 2, 4, 0, 1)
                .frame(T0, 0, 3, 1_500, (byte) 1, (byte) 2, (byte) 3)
                .frame(T0, 1, large)
                .frame(T0, 2, 2, 1_500, (byte) 1, (byte) 2)
                .frame(T0, 3, large)
                .build();
        Captures.Read read = Captures.read(file);
        assertEquals(4, read.frames().size());
        assertEquals(List.of(), read.anomalyNames());
    }

    @Test
    void shortenedFramesWhoseFractionsAreAllWrongAreFrames() throws IOException {
        PcapBuilder file = PcapBuilder.ethernet();
        for (int i = 0; i < 20; i++) {
            // Nanoseconds under the magic of microseconds.
            file.frame(T0 + i, 123_456_789, 2, 1_500, (byte) i, (byte) i);
        }
        Captures.Read read = Captures.read(file.build());
        assertEquals(20, read.frames().size());
        assertEquals(List.of("timestamp-out-of-range"), read.anomalyNames());
    }

    @Test
    void everyMagicIsReadInBothByteOrders() throws IOException {
        for (int magic : new int[] {MICROS, MODIFIED, 0xA1B23C4D}) {
            for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
                PcapBuilder file = PcapBuilder.of(magic, order, 101);
                assertEquals(List.of(), Captures.read(file.build()).frames());
                for (int i = 0; i < 3; i++) {
                    file.frame(T0, i, (byte) 42);
                }
                Captures.Read read = Captures.read(file.build());
                assertEquals(Collections.nCopies(3, "2a"), read.octets());
                assertEquals(101, read.frames().get(0).linkType());
            }
        }
    }
}
