package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.dnswhy.model.Limits;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ConnectionTableProperties {
    @Property(tries = 100)
    void theTableFindsWhatAMapFinds(@ForAll long seed, @ForAll @IntRange(min = 1, max = 2000) int operations) {
        Random random = new Random(seed);
        TcpStreams streams =
                new TcpStreams(Limits.defaults(), DnsPorts.standard(), new RecordingHandler(), new PacketCounters());
        ConnectionTable table = new ConnectionTable(streams);
        Map<Integer, TcpConnection> model = new HashMap<>();
        for (int i = 0; i < operations; i++) {
            int key = random.nextInt(400);
            TcpConnection expected = model.get(key);
            assertSame(expected, table.find(segment(key)));
            if (expected == null) {
                model.put(key, table.add(segment(key)));
            } else if (random.nextInt(3) > 0) {
                table.remove(expected);
                model.remove(key);
            }
            assertEquals(model.size(), table.size());
        }
        for (int key = 0; key < 400; key++) {
            assertSame(model.get(key), table.find(segment(key)));
        }
    }

    private static TcpSegment segment(int key) {
        TcpSegment segment = new TcpSegment();
        segment.clientLow = key;
        segment.serverHigh = key & 1;
        segment.serverLow = 53;
        segment.ports = key << 16 | 53;
        return segment;
    }
}
