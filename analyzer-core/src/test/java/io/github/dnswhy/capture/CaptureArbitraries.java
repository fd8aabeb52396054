package io.github.dnswhy.capture;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Sound captures of every kind, with frames of any octets and times that mostly go forward. */
final class CaptureArbitraries {
    private static final long T0 = 1_700_000_000L;

    private CaptureArbitraries() {}

    /** pcap and pcapng files of up to a dozen frames. */
    static Arbitrary<byte[]> captures() {
        return Arbitraries.longs().map(seed -> {
            Random random = new Random(seed);
            return random.nextBoolean() ? pcap(random) : pcapng(random);
        });
    }

    /** The same captures each time. */
    static List<byte[]> some(int count) {
        Random random = new Random(1);
        List<byte[]> captures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            captures.add(i % 2 == 0 ? pcap(random) : pcapng(random));
        }
        return captures;
    }

    private static ByteOrder order(Random random) {
        return random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    private static byte[] octets(Random random) {
        byte[] octets = new byte[random.nextInt(90)];
        random.nextBytes(octets);
        return octets;
    }

    private static byte[] pcap(Random random) {
        int[] magics = {0xA1B2C3D4, 0xA1B23C4D, 0xA1B2CD34};
        int magic = magics[random.nextInt(magics.length)];
        PcapBuilder file = PcapBuilder.of(magic, order(random), random.nextInt(300));
        long seconds = T0;
        for (int i = random.nextInt(12); i > 0; i--) {
            seconds += random.nextInt(4) - 1;
            byte[] octets = octets(random);
            int more = random.nextBoolean() ? 0 : random.nextInt(1_400);
            file.frame(seconds, random.nextInt(1_000_000), octets.length, octets.length + more, octets);
        }
        return file.build();
    }

    private static byte[] pcapng(Random random) {
        PcapngBuilder file = new PcapngBuilder(order(random));
        for (int sections = random.nextInt(2); sections >= 0; sections--) {
            file.order(order(random)).section();
            int interfaces = 1 + random.nextInt(3);
            for (int i = 0; i < interfaces; i++) {
                int resolution = random.nextBoolean() ? 9 : 0x80 | 20;
                file.networkInterface(
                        random.nextInt(300), 0, file.option(9, (byte) resolution), file.option(2, octets(random)));
            }
            for (int i = random.nextInt(10); i > 0; i--) {
                block(file, random, interfaces);
            }
        }
        return file.build();
    }

    private static void block(PcapngBuilder file, Random random, int interfaces) {
        int from = random.nextInt(interfaces);
        byte[] octets = octets(random);
        long ticks = (T0 << 20) + random.nextInt(1 << 28);
        switch (random.nextInt(8)) {
            case 0 -> file.simplePacket(octets.length, octets);
            case 1 -> file.obsoletePacket(from, 0, ticks, octets);
            case 2 -> file.statistics(from, file.longOption(5, random.nextInt(100)), file.option(1, octets));
            case 3 -> file.block(4 + random.nextInt(8) * 0x1000, new byte[4 * random.nextInt(20)]);
            case 4 -> file.packet(from, ticks, octets.length, 1_500, octets, file.option(1, octets(random)));
            default -> file.packet(from, ticks, octets);
        }
    }
}
