package io.github.dnswhy.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Captures made to cost more than they are worth. Work is told by octets read and allocated, never by time. */
class CaptureAttackTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MIB = 1 << 20;
    private static final int MILLION = 1_000_000;

    /** What reading gave and cost. */
    private record Cost(long frames, long read, long allocated, Anomalies anomalies) {
        void atMost(long bound) {
            assertTrue(allocated <= bound, allocated + " octets allocated, not " + bound);
        }
    }

    private static Cost read(InputStream in) throws IOException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try (CaptureReader reader = CaptureReader.open(in, "attack", 0, Limits.defaults())) {
            while (reader.next()) {
                assertTrue(reader.frame().capturedLength() >= 0);
            }
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            return new Cost(reader.frames(), reader.bytesRead(), allocated, reader.anomalies());
        }
    }

    private static byte[] octets(PcapngBuilder file) {
        return file.build();
    }

    /** Gives a beginning, a part again and again, and an end, without holding them all. */
    private static InputStream repeating(byte[] start, byte[] part, long times, byte[] end) {
        long total = start.length + part.length * times + end.length;
        return new InputStream() {
            private long at;

            @Override
            public int read() {
                throw new UnsupportedOperationException("octet by octet is too slow");
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                if (at == total) {
                    return -1;
                }
                long behind = at - start.length;
                long tail = at - (total - end.length);
                byte[] from = behind < 0 ? start : tail >= 0 ? end : part;
                int index = (int) (behind < 0 ? at : tail >= 0 ? tail : behind % part.length);
                int read = Math.min(length, from.length - index);
                System.arraycopy(from, index, target, offset, read);
                at += read;
                return read;
            }
        };
    }

    @Test
    void aMillionInterfacesAreBoundedAndCounted() throws IOException {
        byte[] section = octets(new PcapngBuilder(ByteOrder.LITTLE_ENDIAN).section());
        byte[] description = octets(new PcapngBuilder(ByteOrder.LITTLE_ENDIAN).networkInterface(1, 0));
        byte[] packets = octets(new PcapngBuilder(ByteOrder.LITTLE_ENDIAN)
                .packet(65_535, 1, (byte) 1)
                .packet(65_536, 1, (byte) 1)
                .packet(-1, 1, (byte) 1));
        Cost cost = read(repeating(section, description, MILLION, packets));
        assertEquals(1, cost.frames);
        assertEquals(MILLION - 65_536, cost.anomalies.count("interfaces-exceed-limit"));
        assertEquals(2, cost.anomalies.count("interface-unknown"));
        cost.atMost(16 * MIB);
    }

    @Test
    void aMillionSectionsCostNothingEach() throws IOException {
        byte[] part = octets(PcapngBuilder.ethernet()
                .order(ByteOrder.BIG_ENDIAN)
                .section()
                .networkInterface(1, 0)
                .packet(0, 1, (byte) 1));
        Cost cost = read(repeating(new byte[0], part, MILLION / 2, new byte[0]));
        assertEquals(MILLION / 2, cost.frames);
        assertEquals(List.of(), cost.anomalies.toList());
        // Two short-lived descriptions of an interface a part.
        cost.atMost(MILLION / 2 * 2 * 128L + MIB);
    }

    @Test
    void sectionsOfManyInterfacesAreForgottenOneAfterTheOther() throws IOException {
        PcapngBuilder part = new PcapngBuilder(ByteOrder.LITTLE_ENDIAN).section();
        for (int i = 0; i < 1_000; i++) {
            part.networkInterface(1, 0);
        }
        byte[] octets = part.packet(999, 1, (byte) 1).build();
        Cost cost = read(repeating(new byte[0], octets, 500, new byte[0]));
        assertEquals(500, cost.frames);
        cost.atMost(500_000 * 128L + MIB);
    }

    @Test
    void absurdLengthsOfBlocksAllocateNoMoreThanIsThere() throws IOException {
        for (int length : new int[] {0, 1, 11, 12, 31, 0x0100_0000, 0x00FF_FFFC, 0x7FFF_FFFF, 0x8000_0000, -4, -1}) {
            PcapngBuilder file = PcapngBuilder.ethernet().packet(0, 1, (byte) 1);
            int damaged = file.size();
            file.packet(0, 2, (byte) 2).packet(0, 3, (byte) 3);
            byte[] octets = file.build();
            ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).putInt(damaged + 4, length);
            Cost cost = read(repeating(octets, new byte[1], 1, new byte[0]));
            assertTrue(cost.frames >= 2, "length " + length);
            assertEquals(1, cost.anomalies.count("block-length-invalid"));
            cost.atMost(MIB);
        }
    }

    @Test
    void blocksThatAreAllDamagedAreSearchedOnce() throws IOException {
        // Each claims the largest length there may be, and none has it.
        byte[] section = octets(PcapngBuilder.ethernet());
        byte[] block = ByteBuffer.allocate(32)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(6)
                .putInt(0x00FF_FFF0)
                .array();
        long times = 40 * MIB / 32;
        Cost cost = read(repeating(section, block, times, new byte[0]));
        assertEquals(0, cost.frames);
        assertEquals(section.length + 32 * times, cost.read);
        assertTrue(cost.anomalies.count("block-length-invalid") + cost.anomalies.count("block-cut-short") >= 1);
        // A window of twice the largest block, and those that it grew from.
        cost.atMost(80 * MIB);
    }

    @Test
    void recordsThatAreAllDamagedAreSearchedOnce() throws IOException {
        byte[] header = PcapBuilder.ethernet().build();
        byte[] record = PcapBuilder.ethernet()
                .frame(1_700_000_000L, 1, -1, -1, new byte[16])
                .build();
        byte[] part = Arrays.copyOfRange(record, 24, record.length);
        long times = 20 * MIB / part.length;
        Cost cost = read(repeating(header, part, times, new byte[0]));
        assertEquals(0, cost.frames);
        assertEquals(header.length + part.length * times, cost.read);
        assertEquals(1, cost.anomalies.count("captured-length-exceeds-limit"));
        cost.atMost(2 * MIB);
    }

    @Test
    void chainsThatNearlyHoldAreSearchedOnce() throws IOException {
        // A sound record, then one that leads nowhere: a chain starts everywhere, and never holds.
        byte[] header = PcapBuilder.ethernet()
                .frame(1_700_000_000L, 1, -1, 0, new byte[0])
                .build();
        byte[] record = PcapBuilder.ethernet()
                .frame(1_700_000_000L, 1, 200_000, 200_000, new byte[0])
                .build();
        byte[] part = Arrays.copyOfRange(record, 24, record.length);
        long times = 8 * MIB / part.length;
        Cost cost = read(repeating(header, part, times, new byte[0]));
        assertEquals(header.length + part.length * times, cost.read);
        cost.atMost(8 * MIB);
    }

    @Test
    void aFrameOfFourGibibytesIsNeverHeld() throws IOException {
        PcapBuilder pcap = PcapBuilder.ethernet().frame(1_700_000_000L, 0, (byte) 1);
        pcap.frame(1_700_000_000L, 1, -1, -1, new byte[1_000]);
        Cost cost = read(repeating(pcap.build(), new byte[4_096], 2_000, new byte[0]));
        assertEquals(1, cost.frames);
        assertEquals(1, cost.anomalies.count("captured-length-exceeds-limit"));
        cost.atMost(2 * MIB);
        byte[] pcapng = PcapngBuilder.ethernet()
                .packet(0, 1, -1, -1, new byte[60])
                .packet(0, 2, (byte) 2)
                .build();
        Cost claimed = read(repeating(pcapng, new byte[1], 0, new byte[0]));
        assertEquals(2, claimed.frames);
        assertEquals(1, claimed.anomalies.count("captured-length-exceeds-block"));
        claimed.atMost(MIB);
    }

    @Test
    void absurdOptionsAreReadOnce() throws IOException {
        PcapngBuilder file = new PcapngBuilder(ByteOrder.LITTLE_ENDIAN).section();
        // Four million options without a value, then one that leads out of the block.
        byte[] options = new byte[16_000_000];
        for (int i = 0; i < options.length; i += 4) {
            options[i] = 2;
        }
        options[options.length - 2] = 9;
        file.networkInterface(1, 0, options).packet(0, 1, 1, 1, new byte[1], options);
        byte[] octets = file.build();
        Cost cost = read(repeating(octets, new byte[1], 0, new byte[0]));
        assertEquals(1, cost.frames);
        assertEquals(2, cost.anomalies.count("option-length-invalid"));
        cost.atMost(80 * MIB);
    }

    @Test
    void arbitraryOctetsBehindAHeaderAreReadOnce() throws IOException {
        byte[] noise = new byte[(int) MIB];
        new Random(5).nextBytes(noise);
        for (byte[] header : List.of(PcapBuilder.ethernet().build(), octets(PcapngBuilder.ethernet()))) {
            Cost cost = read(repeating(header, noise, 24, new byte[0]));
            assertEquals(header.length + 24 * MIB, cost.read);
            cost.atMost(80 * MIB);
        }
    }
}
