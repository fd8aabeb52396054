package io.github.dnswhy.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The blocks and options of draft-ietf-opsawg-pcapng beside packets themselves. */
class PcapngBlocksTest {
    private static final int NAME_RESOLUTION = 4;
    private static final int DECRYPTION_SECRETS = 10;
    private static final int CUSTOM = 0xBAD;
    private static final int CUSTOM_NOT_COPIED = 0x4000_0BAD;
    private static final byte[] OCTETS = {1, 2, 3, 4, 5};

    /** A whole capture, to be hidden in a block that is no packet. */
    private static final byte[] HIDDEN =
            PcapngBuilder.ethernet().packet(0, 7, (byte) 66).build();

    private static List<Integer> linkTypes(Captures.Read read) {
        return read.frames().stream().map(Captures.Seen::linkType).toList();
    }

    private static List<Long> numbers(Captures.Read read) {
        return read.frames().stream().map(Captures.Seen::number).toList();
    }

    @Test
    void sectionsMayChangeTheByteOrderAgainAndAgain() throws IOException {
        PcapngBuilder file = new PcapngBuilder(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 6; i++) {
            file.order(i % 2 == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                    .section();
            file.networkInterface(100 + i, 0, file.option(9, (byte) 9)).packet(0, i, (byte) i);
        }
        Captures.Read read = Captures.read(file.build());
        assertEquals(List.of(100, 101, 102, 103, 104, 105), linkTypes(read));
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L), read.times());
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), numbers(read));
        assertEquals(List.of(), read.anomalyNames());
    }

    @Test
    void interfacesMayComeBetweenPacketsAndDifferInLinkTypeAndResolution() throws IOException {
        PcapngBuilder file = PcapngBuilder.ethernet().packet(0, 1, OCTETS);
        file.networkInterface(113, 0, file.option(9, (byte) 3))
                .packet(1, 1, OCTETS)
                .packet(0, 2, OCTETS);
        file.networkInterface(276, 0, file.option(9, (byte) (0x80 | 1)))
                .packet(2, 1, OCTETS)
                .packet(1, 2, OCTETS);
        Captures.Read read = Captures.read(file.build());
        assertEquals(List.of(1, 113, 1, 276, 113), linkTypes(read));
        assertEquals(List.of(1_000L, 1_000_000L, 2_000L, 500_000_000L, 2_000_000L), read.times());
    }

    @Test
    void blocksThatAreNoTrafficArePassedOverWhateverTheyHold() throws IOException {
        for (int type :
                new int[] {NAME_RESOLUTION, DECRYPTION_SECRETS, CUSTOM, CUSTOM_NOT_COPIED, 0x7777, 0x8000_0001}) {
            byte[] file = PcapngBuilder.ethernet()
                    .packet(0, 1, (byte) 1)
                    .block(type, HIDDEN)
                    .packet(0, 2, (byte) 2)
                    .build();
            Captures.Read read = Captures.read(file);
            assertEquals(List.of("01", "02"), read.octets(), () -> Integer.toHexString(type));
            assertEquals(List.of(), read.anomalyNames());
        }
    }

    @Test
    void blocksThatWiresharkListsAmongTheFramesTakeANumber() throws IOException {
        for (int type : new int[] {CUSTOM, CUSTOM_NOT_COPIED, 9, 0x204, 0x216, 0x221}) {
            byte[] file = PcapngBuilder.ethernet()
                    .packet(0, 1, OCTETS)
                    .block(type, new byte[64])
                    .packet(0, 2, OCTETS)
                    .build();
            assertEquals(List.of(1L, 3L), numbers(Captures.read(file)));
        }
        for (int type : new int[] {7, 8, 0x201, 0x208, 0x217, 0x222}) {
            byte[] file = PcapngBuilder.ethernet()
                    .packet(0, 1, OCTETS)
                    .block(type, new byte[64])
                    .packet(0, 2, OCTETS)
                    .build();
            assertEquals(List.of(1L, 2L), numbers(Captures.read(file)));
        }
    }

    @Test
    void unknownOptionsAndThoseAfterTheEndArePassedOver() throws IOException {
        PcapngBuilder file = new PcapngBuilder(ByteOrder.BIG_ENDIAN).section();
        byte[] unknown = file.option(0x7FFF, OCTETS);
        byte[] end = file.option(0);
        file.networkInterface(1, 0, unknown, file.option(9, (byte) 9), unknown, end, file.option(9, (byte) 0));
        file.packet(0, 5, OCTETS.length, 60, OCTETS, unknown, end, file.longOption(4, 1_000L));
        file.statistics(0, unknown, file.longOption(5, 3L), end, file.longOption(5, 1_000L));
        Captures.Read read = Captures.read(file.build());
        assertEquals(List.of(5L), read.times());
        assertEquals(3, read.dropped());
        assertEquals(List.of(), read.anomalyNames());
    }

    @Test
    void optionsShorterThanTheirKindAreNotUsed() throws IOException {
        PcapngBuilder file = new PcapngBuilder(ByteOrder.LITTLE_ENDIAN).section();
        file.networkInterface(1, 0, file.option(9), file.option(14, OCTETS));
        file.packet(0, 5, OCTETS.length, 60, OCTETS, file.option(4, OCTETS));
        file.statistics(0, file.option(5, OCTETS));
        Captures.Read read = Captures.read(file.build());
        assertEquals(List.of(5_000L), read.times());
        assertEquals(0, read.dropped());
    }

    @Test
    void droppedFramesAreThoseOfTheStatisticsOrOfThePacketsWhicheverTellsMore() throws IOException {
        PcapngBuilder file = PcapngBuilder.ethernet().networkInterface(1, 0);
        file.packet(0, 1, OCTETS.length, 60, OCTETS, file.longOption(4, 3L));
        file.packet(0, 2, OCTETS.length, 60, OCTETS, file.longOption(4, 4L));
        file.obsoletePacket(1, 5, 3, OCTETS)
                .obsoletePacket(1, 0xFFFF, 4, OCTETS)
                .obsoletePacket(1, 1, 5, OCTETS);
        assertEquals(13, Captures.read(file.build()).dropped());
        file.statistics(0, file.longOption(5, 6L), file.longOption(7, 2L));
        file.statistics(1, file.longOption(5, 2L));
        assertEquals(14, Captures.read(file.build()).dropped());
        file.packet(0, 6, OCTETS.length, 60, OCTETS, file.longOption(4, -1L), file.longOption(4, -1L));
        assertEquals(Long.MAX_VALUE, Captures.read(file.build()).dropped());
    }

    @Test
    void simplePacketsWithoutSnaplenAreWholeOrCounted() throws IOException {
        byte[] file = new PcapngBuilder(ByteOrder.BIG_ENDIAN)
                .section()
                .networkInterface(1, 0)
                .simplePacket(5, OCTETS)
                .simplePacket(1_000, OCTETS)
                .build();
        Captures.Read read = Captures.read(file);
        assertEquals(List.of("0102030405", "0102030405000000"), read.octets());
        assertEquals(1, read.anomalies().count("captured-length-exceeds-block"));
    }

    @Test
    void simplePacketsBeforeAnyInterfaceAreCounted() throws IOException {
        byte[] file = new PcapngBuilder(ByteOrder.LITTLE_ENDIAN)
                .section()
                .simplePacket(5, OCTETS)
                .networkInterface(1, 0)
                .simplePacket(5, OCTETS)
                .build();
        Captures.Read read = Captures.read(file);
        assertEquals(1, read.frames().size());
        assertEquals(1, read.anomalies().count("interface-unknown"));
    }

    @Test
    void largeFramesAreReadFromEachKindOfBlock() throws IOException {
        byte[] large = new byte[400_001];
        large[400_000] = 9;
        byte[] file = PcapngBuilder.ethernet()
                .packet(0, 1, large)
                .obsoletePacket(0, 0, 2, large)
                .networkInterface(1, 0)
                .build();
        Captures.Read read = Captures.read(file);
        assertEquals(2, read.frames().size());
        read.octets().forEach(octets -> assertEquals("00".repeat(400_000) + "09", octets));
        byte[] simple = new PcapngBuilder(ByteOrder.LITTLE_ENDIAN)
                .section()
                .networkInterface(1, 0)
                .simplePacket(large.length, large)
                .build();
        assertEquals(read.octets().get(0), Captures.read(simple).octets().get(0));
    }

    @Test
    void sectionsWithoutFramesAreCapturesWithoutFrames() throws IOException {
        byte[] file = new PcapngBuilder(ByteOrder.BIG_ENDIAN)
                .section()
                .section()
                .order(ByteOrder.LITTLE_ENDIAN)
                .section()
                .networkInterface(1, 0)
                .build();
        Captures.Read read = Captures.read(file);
        assertEquals(List.of(), read.frames());
        assertEquals(List.of(), read.anomalyNames());
    }

    @Test
    void lengthOfTheSectionIsNotNeeded() throws IOException {
        for (long claimed : new long[] {0, 4, 1_000_000, Long.MAX_VALUE, Long.MIN_VALUE}) {
            byte[] file = PcapngBuilder.ethernet().packet(0, 1, OCTETS).build();
            for (int i = 0; i < 8; i++) {
                file[16 + i] = (byte) (claimed >> 8 * i);
            }
            assertEquals(List.of("0102030405"), Captures.read(file).octets());
        }
    }
}
