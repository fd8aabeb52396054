package io.github.dnswhy.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small inputs. */
final class Samples {
    private Samples() {}

    /** A capture of link type Ethernet with one frame: a query of 10.0.0.2 to 10.0.0.1 for the A records of "a.example". */
    static Path capture(Path directory) throws IOException {
        byte[] dns = {
            0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 'a', 7, 'e', 'x', 'a', 'm', 'p', 'l', 'e', 0, 0, 1, 0, 1
        };
        int udp = 8 + dns.length;
        int frame = 14 + 20 + udp;
        ByteBuffer file = ByteBuffer.allocate(24 + 16 + frame).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0xA1B2C3D4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65_535)
                .putInt(1);
        file.putInt(1_700_000_000).putInt(0).putInt(frame).putInt(frame);
        file.order(ByteOrder.BIG_ENDIAN);
        file.put(new byte[12]).putShort((short) 0x0800);
        file.putInt(0x45_00_00_00 | 20 + udp)
                .putInt(0)
                .putInt(0x40_11_00_00)
                .putInt(0x0A00_0002)
                .putInt(0x0A00_0001);
        file.putShort((short) 40_000).putShort((short) 53).putShort((short) udp).putShort((short) 0);
        file.put(dns);
        return Files.write(directory.resolve("one-query.pcap"), file.array());
    }
}
