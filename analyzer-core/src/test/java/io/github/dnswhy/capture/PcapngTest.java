package io.github.dnswhy.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PcapngTest {
    private static final int IF_TSRESOL = 9;
    private static final int IF_TSOFFSET = 14;
    private static final byte[] OCTETS = {1, 2, 3, 4, 5};
    private static final long MICROS = 1_700_000_000_123_456L;

    @Test
    void enhancedPacketsOfBothByteOrdersAreRead() throws IOException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            byte[] file = new PcapngBuilder(order)
                    .section()
                    .networkInterface(1, 96)
                    .networkInterface(113, 128)
                    .packet(1, MICROS, 5, 60, OCTETS)
                    .build();
            Captures.Read read = Captures.read(file);
            assertEquals("pcapng", read.format());
            assertEquals(128, read.snaplen());
            assertEquals(
                    List.of(new Captures.Seen(0, 1, MICROS * 1_000, true, 113, 1, 60, 68, "0102030405")),
                    read.frames());
            assertEquals(List.of(), read.anomalyNames());
        }
    }

    @Test
    void interfacesBelongToTheirSection() throws IOException {
        PcapngBuilder file = PcapngBuilder.ethernet().packet(0, 1, (byte) 1);
        file.order(ByteOrder.BIG_ENDIAN).section().networkInterface(101, 0).packet(0, 2, (byte) 2);
        file.order(ByteOrder.LITTLE_ENDIAN).section().packet(0, 3, (byte) 3);
        Captures.Read read = Captures.read(file.build());
        assertEquals(
                List.of(1, 101),
                read.frames().stream().map(Captures.Seen::linkType).toList());
        assertEquals(List.of("interface-unknown"), read.anomalyNames());
    }

    @Test
    void everyResolutionIsExact() throws IOException {
        assertEquals(1_700_000_000_000_000_000L, timeOf(0, 1_700_000_000L));
        assertEquals(1_700_000_000_123_000_000L, timeOf(3, 1_700_000_000_123L));
        assertEquals(1_700_000_000_123_456_789L, timeOf(9, 1_700_000_000_123_456_789L));
        assertEquals(1_700_000_000_123_456_78L, timeOf(10, 1_700_000_000_123_456_789L));
        assertEquals(17_000_000L, timeOf(12, 17_000_000_999L));
        assertEquals(18_446_744_073L, timeOf(18, -1L));
        assertEquals(1L, timeOf(28, -1L));
        assertEquals(0L, timeOf(29, -1L));
        assertEquals(0L, timeOf(127, -1L));
        assertEquals(1_700_000_000_000_000_000L, timeOf(0x80, 1_700_000_000L));
        assertEquals(1_700_000_000_500_000_000L, timeOf(0x80 | 1, 3_400_000_001L));
        assertEquals(1_500_000_000L, timeOf(0x80 | 32, 0x1_8000_0000L));
        assertEquals(4_294_967_295_999_999_999L, timeOf(0x80 | 32, -1L));
        assertEquals(999_999_999L, timeOf(0x80 | 64, -1L));
        assertEquals(499_999_999L, timeOf(0x80 | 65, -1L));
        assertEquals(0L, timeOf(0x80 | 127, -1L));
    }

    private static long timeOf(int resolution, long ticks) throws IOException {
        PcapngBuilder file = new PcapngBuilder(ByteOrder.LITTLE_ENDIAN).section();
        file.networkInterface(1, 0, file.option(IF_TSRESOL, (byte) resolution));
        Captures.Read read = Captures.read(file.packet(0, ticks, OCTETS).build());
        assertEquals(List.of(), read.anomalyNames());
        return read.times().get(0);
    }

    @Test
    void offsetIsAddedInSeconds() throws IOException {
        PcapngBuilder file = new PcapngBuilder(ByteOrder.BIG_ENDIAN).section();
        file.networkInterface(1, 0, file.longOption(IF_TSOFFSET, 1_700_000_000L), file.option(IF_TSRESOL, (byte) 9));
        file.networkInterface(1, 0, file.longOption(IF_TSOFFSET, -5L));
        file.packet(0, 7, OCTETS).packet(1, 6_000_001, OCTETS);
        assertEquals(
                List.of(1_700_000_000_000_000_007L, 1_000_001_000L),
                Captures.read(file.build()).times());
    }

    @Test
    void timeThatDoesNotFitIsThatOfTheFrameBefore() throws IOException {
        PcapngBuilder file = PcapngBuilder.ethernet().packet(0, MICROS, OCTETS).packet(0, Long.MAX_VALUE, OCTETS);
        file.networkInterface(1, 0, file.longOption(IF_TSOFFSET, Long.MAX_VALUE))
                .packet(1, MICROS + 1, OCTETS);
        Captures.Read read = Captures.read(file.build());
        assertEquals(List.of(MICROS * 1_000, MICROS * 1_000, MICROS * 1_000 + 1_000), read.times());
        assertFalse(read.frames().get(1).timed());
        assertEquals(2, read.anomalies().count("timestamp-out-of-range"));
    }

    @Test
    void simplePacketsAreCutBySnaplenOfTheFirstInterface() throws IOException {
        byte[] file = new PcapngBuilder(ByteOrder.LITTLE_ENDIAN)
                .section()
                .networkInterface(1, 5)
                .packet(0, MICROS, OCTETS)
                .simplePacket(60, OCTETS)
                .simplePacket(3, (byte) 7, (byte) 8, (byte) 9)
                .build();
        Captures.Read read = Captures.read(file);
        assertEquals(List.of("0102030405", "0102030405", "070809"), read.octets());
        assertEquals(
                List.of(5L, 60L, 3L),
                read.frames().stream().map(Captures.Seen::originalLength).toList());
        assertEquals(
                List.of(true, false, false),
                read.frames().stream().map(Captures.Seen::timed).toList());
        assertEquals(MICROS * 1_000, read.times().get(2));
        assertEquals(2, read.anomalies().count("timestamp-missing"));
    }

    @Test
    void obsoletePacketBlockIsRead() throws IOException {
        byte[] file = PcapngBuilder.ethernet()
                .obsoletePacket(0, 0xFFFF, MICROS, OCTETS)
                .build();
        Captures.Read read = Captures.read(file);
        assertEquals(List.of("0102030405"), read.octets());
        assertEquals(List.of(MICROS * 1_000), read.times());
    }

    @Test
    void latestStatisticsOfEachInterfaceAreSummed() throws IOException {
        PcapngBuilder file = PcapngBuilder.ethernet().networkInterface(1, 0);
        file.statistics(0, file.longOption(4, 1_000L), file.longOption(5, 2L), file.longOption(7, 1L));
        file.statistics(1, file.longOption(5, 10L));
        file.statistics(0, file.longOption(5, 5L));
        file.statistics(9, file.longOption(5, 100L));
        file.section().networkInterface(1, 0);
        file.statistics(0, file.longOption(7, 1_000L));
        Captures.Read read = Captures.read(file.build());
        assertEquals(1_016, read.dropped());
        assertEquals(List.of("interface-unknown"), read.anomalyNames());
    }

    @Test
    void absurdStatisticsDoNotOverflow() throws IOException {
        PcapngBuilder file = PcapngBuilder.ethernet();
        file.statistics(0, file.longOption(5, -1L), file.longOption(7, -1L));
        assertEquals(Long.MAX_VALUE, Captures.read(file.build()).dropped());
    }

    @Test
    void otherBlocksArePassedOverAndCustomOnesTakeANumberAsInWireshark() throws IOException {
        byte[] file = PcapngBuilder.ethernet()
                .block(4, new byte[8])
                .block(10, new byte[400])
                .block(0x7777_7777, new byte[0])
                .block(0xBAD, new byte[8])
                .packet(0, MICROS, OCTETS)
                .block(0x4000_0BAD, new byte[8])
                .packet(0, MICROS, OCTETS)
                .build();
        Captures.Read read = Captures.read(file);
        assertEquals(
                List.of(2L, 4L),
                read.frames().stream().map(Captures.Seen::number).toList());
        assertEquals(List.of(), read.anomalyNames());
    }

    @Test
    void optionThatLeadsOutOfItsBlockEndsTheOptions() throws IOException {
        PcapngBuilder file = new PcapngBuilder(ByteOrder.LITTLE_ENDIAN).section();
        byte[] broken = file.option(2, OCTETS);
        broken[2] = (byte) 200;
        file.networkInterface(1, 0, file.option(IF_TSRESOL, (byte) 9), broken).packet(0, 7, OCTETS);
        Captures.Read read = Captures.read(file.build());
        assertEquals(List.of(7L), read.times());
        assertEquals(List.of("option-length-invalid"), read.anomalyNames());
    }

    @Test
    void capturedLengthIsBoundedByItsBlock() throws IOException {
        byte[] file = PcapngBuilder.ethernet()
                .packet(0, MICROS, 1_000, 1_000, OCTETS)
                .packet(0, MICROS, -1, 5, OCTETS)
                .build();
        Captures.Read read = Captures.read(file);
        assertEquals(List.of("0102030405000000", "0102030405000000"), read.octets());
        assertEquals(2, read.anomalies().count("captured-length-exceeds-block"));
    }

    @Test
    void interfacesBeyondTheLimitArePassedOver() throws IOException {
        byte[] file = PcapngBuilder.ethernet()
                .networkInterface(113, 0)
                .packet(0, MICROS, (byte) 1)
                .packet(1, MICROS, (byte) 2)
                .build();
        Limits limits = Limits.defaults().with(Limit.INTERFACES, 1);
        Captures.Read read = Captures.read(new ByteArrayInputStream(file), limits);
        assertEquals(List.of("01"), read.octets());
        assertEquals(List.of("interface-unknown", "interfaces-exceed-limit"), read.anomalyNames());
    }

    @Test
    void cutBlockIsCountedAtItsOffset() throws IOException {
        PcapngBuilder whole = PcapngBuilder.ethernet().packet(0, MICROS, OCTETS);
        int last = whole.size();
        byte[] file = whole.packet(0, MICROS, OCTETS).build();
        for (int length = last + 1; length < file.length; length++) {
            Captures.Read read = Captures.read(Arrays.copyOf(file, length));
            assertEquals(List.of("0102030405"), read.octets());
            assertEquals(List.of("block-cut-short"), read.anomalyNames());
            assertEquals(Place.offset(last), read.anomalies().toList().get(0).first());
        }
    }

    @Test
    void readingResumesAtTheNextSoundBlock() throws IOException {
        for (int damagedLength : new int[] {0, 11, 44, 1_000, 0x10_0000, 0x7FFF_FFF0, -4}) {
            PcapngBuilder file = PcapngBuilder.ethernet().packet(0, MICROS, (byte) 1);
            int damaged = file.size();
            file.packet(0, MICROS, (byte) 2);
            int resumed = file.size();
            file.packet(0, MICROS, (byte) 3).packet(0, MICROS, (byte) 4);
            byte[] octets = file.build();
            octets[damaged + 4] = (byte) damagedLength;
            octets[damaged + 5] = (byte) (damagedLength >> 8);
            octets[damaged + 6] = (byte) (damagedLength >> 16);
            octets[damaged + 7] = (byte) (damagedLength >> 24);
            Captures.Read read = Captures.read(octets);
            assertEquals(List.of("01", "03", "04"), read.octets(), "length " + damagedLength);
            assertEquals(List.of("block-length-invalid", "reading-resumed"), read.anomalyNames());
            assertEquals(Place.offset(damaged), read.anomalies().toList().get(0).first());
            assertEquals(Place.offset(resumed), read.anomalies().toList().get(1).first());
        }
    }

    @Test
    void wrongSecondLengthIsCountedAndTheBlockUsedWhenAnotherFollows() throws IOException {
        PcapngBuilder file = PcapngBuilder.ethernet().packet(0, MICROS, (byte) 1);
        int end = file.size();
        byte[] octets = file.packet(0, MICROS, (byte) 2).build();
        octets[end - 1] = 99;
        Captures.Read read = Captures.read(octets);
        assertEquals(List.of("01", "02"), read.octets());
        assertEquals(List.of("block-length-invalid"), read.anomalyNames());
    }

    @Test
    void lengthsWithoutPaddingAreUnderstood() throws IOException {
        // Type 6, length 33, one octet of data: once with the padding that is not counted, once without any.
        byte[] head = {6, 0, 0, 0, 33, 0, 0, 0};
        byte[] body = {0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 42};
        byte[] tail = {33, 0, 0, 0};
        byte[] file = PcapngBuilder.ethernet()
                .raw(head)
                .raw(body)
                .raw(new byte[3])
                .raw(tail)
                .raw(head)
                .raw(body)
                .raw(tail)
                .packet(0, 2, OCTETS)
                .build();
        Captures.Read read = Captures.read(file);
        assertEquals(List.of("2a", "2a", "0102030405"), read.octets());
        assertEquals(2, read.anomalies().count("block-length-unaligned"));
    }

    @Test
    void pcapAppendedToPcapngIsReadOn() throws IOException {
        byte[] pcap = PcapBuilder.of(0xA1B2C3D4, ByteOrder.BIG_ENDIAN, 101)
                .frame(1_700_000_000L, 0, OCTETS)
                .build();
        for (PcapngBuilder file : List.of(
                PcapngBuilder.ethernet(),
                new PcapngBuilder(ByteOrder.BIG_ENDIAN).section().networkInterface(1, 0))) {
            file.statistics(0, file.longOption(5, 3L));
            Captures.Read read =
                    Captures.read(file.packet(0, MICROS, OCTETS).raw(pcap).build());
            assertEquals(
                    List.of(1, 101),
                    read.frames().stream().map(Captures.Seen::linkType).toList());
            assertEquals(List.of("capture-appended"), read.anomalyNames());
            assertEquals(3, read.dropped());
        }
    }
}
