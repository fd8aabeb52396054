package io.github.dnswhy.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PcapTest {
    private static final long T0 = 1_700_000_000L;
    private static final byte[] OCTETS = {1, 2, 3};

    @Test
    void bothByteOrdersAndBothResolutionsGiveTheSameFrame() throws IOException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            byte[] micros = PcapBuilder.of(0xA1B2C3D4, order, 1)
                    .frame(T0, 999_999, OCTETS)
                    .build();
            byte[] nanos = PcapBuilder.of(0xA1B23C4D, order, 1)
                    .frame(T0, 999_999_000, OCTETS)
                    .build();
            for (byte[] file : List.of(micros, nanos)) {
                Captures.Read read = Captures.read(file);
                assertEquals("pcap", read.format());
                Captures.Seen expected =
                        new Captures.Seen(0, 1, T0 * 1_000_000_000L + 999_999_000, true, 1, 0, 3, 24, "010203");
                assertEquals(List.of(expected), read.frames());
                assertEquals(List.of(), read.anomalyNames());
                assertEquals(262_144, read.snaplen());
            }
        }
    }

    @Test
    void longerRecordHeadersOfTheModifiedFormatAreUnderstood() throws IOException {
        byte[] file = PcapBuilder.of(0xA1B2CD34, ByteOrder.LITTLE_ENDIAN, 1)
                .frame(T0, 1, OCTETS)
                .frame(T0, 2, (byte) 9)
                .build();
        assertEquals(List.of("010203", "09"), Captures.read(file).octets());
    }

    @Test
    void secondsAreUnsigned() throws IOException {
        byte[] file = PcapBuilder.ethernet().frame(0xFFFF_FFFFL, 0, OCTETS).build();
        assertEquals(List.of(4_294_967_295_000_000_000L), Captures.read(file).times());
    }

    @Test
    void upperHalfOfTheLinkTypeIsNoPartOfIt() throws IOException {
        byte[] file = PcapBuilder.of(0xA1B2C3D4, ByteOrder.LITTLE_ENDIAN, 0x9400_0071)
                .frame(T0, 0, OCTETS)
                .build();
        assertEquals(113, Captures.read(file).frames().get(0).linkType());
    }

    @Test
    void lengthsOfOldVersionsAreTheOtherWayRound() throws IOException {
        byte[] old = PcapBuilder.of(0xA1B2C3D4, ByteOrder.BIG_ENDIAN, 2, 2, 68, 1)
                .frame(T0, 0, 9, 3, OCTETS)
                .build();
        byte[] mixed = PcapBuilder.of(0xA1B2C3D4, ByteOrder.BIG_ENDIAN, 2, 3, 68, 1)
                .frame(T0, 0, 9, 3, OCTETS)
                .frame(T0, 0, 3, 9, OCTETS)
                .build();
        assertEquals(List.of("010203"), Captures.read(old).octets());
        assertEquals(9, Captures.read(old).frames().get(0).originalLength());
        assertEquals(List.of("010203", "010203"), Captures.read(mixed).octets());
    }

    @Test
    void unknownVersionIsReadAndCounted() throws IOException {
        byte[] file = PcapBuilder.of(0xA1B2C3D4, ByteOrder.LITTLE_ENDIAN, 9, 9, 68, 1)
                .frame(T0, 0, OCTETS)
                .build();
        assertEquals(List.of("version-unknown"), Captures.read(file).anomalyNames());
        assertEquals(List.of("010203"), Captures.read(file).octets());
    }

    @Test
    void impossibleFractionIsHeldWithinItsSecond() throws IOException {
        byte[] file = PcapBuilder.ethernet()
                .frame(T0, 1_000_000, OCTETS)
                .frame(T0, -1, OCTETS)
                .build();
        Captures.Read read = Captures.read(file);
        assertEquals(List.of(T0 * 1_000_000_000L + 999_999_000, T0 * 1_000_000_000L + 999_999_000), read.times());
        assertEquals(2, read.anomalies().count("timestamp-out-of-range"));
    }

    @Test
    void framesOfNoOctetsAreFrames() throws IOException {
        byte[] file =
                PcapBuilder.ethernet().frame(T0, 0, 0, 60).frame(T0, 0, OCTETS).build();
        assertEquals(List.of("", "010203"), Captures.read(file).octets());
    }

    @Test
    void moreCapturedThanOriginalIsUsedAndCounted() throws IOException {
        byte[] file = PcapBuilder.ethernet().frame(T0, 0, 3, 2, OCTETS).build();
        assertEquals(List.of("010203"), Captures.read(file).octets());
        assertEquals(
                List.of("captured-length-exceeds-original"), Captures.read(file).anomalyNames());
    }

    @Test
    void cutFrameIsCountedAtItsOffsetAndWhatCameBeforeIsUsed() throws IOException {
        byte[] file =
                PcapBuilder.ethernet().frame(T0, 0, OCTETS).frame(T0, 1, OCTETS).build();
        for (int cut = 1; cut < 19; cut++) {
            Captures.Read read = Captures.read(Arrays.copyOf(file, file.length - cut));
            assertEquals(List.of("010203"), read.octets());
            assertEquals(Place.offset(43), read.anomalies().toList().get(0).first());
            assertEquals(List.of("frame-cut-short"), read.anomalyNames());
        }
    }

    @Test
    void frameLargerThanTheWindowMakesItGrow() throws IOException {
        byte[] large = new byte[3_000_000];
        Arrays.fill(large, (byte) 7);
        byte[] file = PcapBuilder.of(0xA1B2C3D4, ByteOrder.LITTLE_ENDIAN, 2, 4, 0, 1)
                .frame(T0, 0, OCTETS)
                .frame(T0, 0, large)
                .frame(T0, 0, OCTETS)
                .build();
        List<String> octets = Captures.read(file).octets();
        assertEquals(
                List.of(6, 6_000_000, 6), octets.stream().map(String::length).toList());
        assertEquals("07".repeat(3_000_000), octets.get(1));
    }

    @Test
    void frameBeyondTheLimitEndsTheCapture() throws IOException {
        byte[] file = PcapBuilder.ethernet()
                .frame(T0, 0, OCTETS)
                .frame(T0, 0, new byte[101])
                .build();
        Limits limits = Limits.defaults().with(Limit.BLOCK_BYTES, 100);
        Captures.Read read = Captures.read(new ByteArrayInputStream(file), limits);
        assertEquals(List.of("010203"), read.octets());
        assertEquals(List.of("captured-length-exceeds-limit"), read.anomalyNames());
    }

    @Test
    void readingResumesBehindADamagedLength() throws IOException {
        PcapBuilder file = PcapBuilder.ethernet().frame(T0, 0, OCTETS);
        file.frame(T0, 1, 0x7000_0000, 0x7000_0000, new byte[50]);
        int resumed = file.size();
        file.frame(T0 + 1, 2, (byte) 4).frame(T0 + 1, 3, (byte) 5).frame(T0 + 2, 4, (byte) 6);
        Captures.Read read = Captures.read(file.build());
        assertEquals(List.of("010203", "04", "05", "06"), read.octets());
        assertEquals(List.of("captured-length-exceeds-limit", "reading-resumed"), read.anomalyNames());
        assertEquals(Place.offset(resumed), read.anomalies().toList().get(1).first());
    }

    @Test
    void lengthThatSwallowsTheRestOfTheFileIsDamageNotACut() throws IOException {
        PcapBuilder file = PcapBuilder.ethernet().frame(T0, 0, OCTETS);
        file.frame(T0, 1, 1_000_000, 60, new byte[60]);
        file.frame(T0, 2, (byte) 4).frame(T0, 3, (byte) 5).frame(T0, 4, (byte) 6);
        assertEquals(
                List.of("010203", "04", "05", "06"), Captures.read(file.build()).octets());
    }

    @Test
    void damagedLengthThatPassesOverFramesIsNoticedByWhatFollows() throws IOException {
        PcapBuilder file = PcapBuilder.ethernet().frame(T0, 0, OCTETS);
        file.frame(T0, 1, 60 + 4_096, 60, new byte[60]);
        for (int i = 0; i < 200; i++) {
            file.frame(T0 + i, i, (byte) i, (byte) -1, (byte) -1, (byte) -1, (byte) -1);
        }
        Captures.Read read = Captures.read(file.build());
        assertEquals(201, read.frames().size());
        assertEquals(List.of("frame-length-invalid", "reading-resumed"), read.anomalyNames());
    }

    @Test
    void framesThatWereShortenedLaterAreRead() throws IOException {
        byte[] file = PcapBuilder.ethernet()
                .frame(T0, 0, 3, 1_500, OCTETS)
                .frame(0, 0, 3, 1_400, OCTETS)
                .frame(T0 + 1_000_000, 0, 3, 1_300, OCTETS)
                .build();
        assertEquals(3, Captures.read(file).frames().size());
        assertEquals(List.of(), Captures.read(file).anomalyNames());
    }

    @Test
    void shortenedFrameBeforeADamagedOneIsRead() throws IOException {
        PcapBuilder file = PcapBuilder.ethernet().frame(T0, 0, 3, 1_500, OCTETS);
        int damaged = file.size();
        file.frame(T0, 1, 0x7000_0000, 0x7000_0000, new byte[50]);
        Captures.Read read = Captures.read(file.build());
        assertEquals(List.of("010203"), read.octets());
        assertEquals(Place.offset(damaged), read.anomalies().toList().get(0).first());
    }

    @Test
    void shortenedFramesWithImpossibleFractionsAreRead() throws IOException {
        PcapBuilder file = PcapBuilder.ethernet();
        for (int i = 0; i < 5; i++) {
            file.frame(0x3030_3030L, 0x3030_3030, 3, 1_500, OCTETS);
        }
        Captures.Read read = Captures.read(file.build());
        assertEquals(5, read.frames().size());
        assertEquals(List.of("timestamp-out-of-range"), read.anomalyNames());
    }

    @Test
    void zerosAtTheEndAreNoFrames() throws IOException {
        byte[] file = PcapBuilder.ethernet()
                .frame(T0, 0, OCTETS)
                .raw(new byte[100_000])
                .build();
        Captures.Read read = Captures.read(file);
        assertEquals(List.of("010203"), read.octets());
        assertEquals(List.of("zero-filled"), read.anomalyNames());
    }

    @Test
    void appendedCapturesOfAnyFormatAreReadOn() throws IOException {
        byte[] micros = PcapBuilder.ethernet().frame(T0, 0, (byte) 1).build();
        byte[] nanos = PcapBuilder.of(0xA1B23C4D, ByteOrder.BIG_ENDIAN, 113)
                .frame(T0, 1, (byte) 2)
                .build();
        byte[] pcapng = PcapngBuilder.ethernet().packet(0, 2, (byte) 3).build();
        byte[] file = PcapBuilder.ethernet()
                .frame(T0, 0, (byte) 0)
                .raw(micros)
                .raw(nanos)
                .raw(pcapng)
                .raw(micros)
                .build();
        Captures.Read read = Captures.read(file);
        assertEquals(List.of("00", "01", "02", "03", "01"), read.octets());
        assertEquals(
                List.of(1L, 2L, 3L, 4L, 5L),
                read.frames().stream().map(Captures.Seen::number).toList());
        assertEquals(
                List.of(1, 1, 113, 1, 1),
                read.frames().stream().map(Captures.Seen::linkType).toList());
        assertEquals(4, read.anomalies().count("capture-appended"));
        assertEquals(List.of("capture-appended"), read.anomalyNames());
    }

    @Test
    void headerAloneIsACaptureWithoutFrames() throws IOException {
        assertEquals(List.of(), Captures.read(PcapBuilder.ethernet().build()).frames());
    }

    @Test
    void whatIsNoCaptureIsToldWithItsName() {
        CaptureFormatException empty = assertThrows(CaptureFormatException.class, () -> Captures.read(new byte[0]));
        assertEquals("test: empty", empty.getMessage());
        byte[] cut = Arrays.copyOf(PcapBuilder.ethernet().build(), 23);
        CaptureFormatException header = assertThrows(CaptureFormatException.class, () -> Captures.read(cut));
        assertEquals("test: the pcap file header is cut after 23 octets", header.getMessage());
        assertEquals(23, header.offset());
        CaptureFormatException text =
                assertThrows(CaptureFormatException.class, () -> Captures.read(new byte[] {72, 105}));
        assertEquals("test: not a packet capture: it starts with 48 69", text.getMessage());
        assertEquals("test", text.file());
        assertTrue(text.offset() == 0);
    }
}
