package io.github.dnswhy.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.github.dnswhy.capture.CaptureReader;
import io.github.dnswhy.capture.PcapBuilder;
import io.github.dnswhy.dns.NameTable;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.packet.DnsPorts;
import io.github.dnswhy.packet.PacketDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Holds the claim that a packet of known names and clients costs no memory, from the capture to its transaction. */
class AllocationTest {
    private static final int NAMES = 1_000;
    private static final int CLIENTS = 50;

    /** One query of this many is never answered and stays open for {@link TransactionMatcher#OPEN_NANOS}. */
    private static final int UNANSWERED = 20;

    private static final int QUERY_INTERVAL_MICROS = 4_000;

    /** Longer than any transaction stays open, so that the pool has as many as are ever open at one time. */
    private static final int WARM_UP = 20_000;

    private static final int MEASURED = 60_000;

    /** What the JVM itself may allocate once on the way, for example when code is compiled; 0.01 octets a packet. */
    private static final long STRAY = 1_000;

    private final Counts counts = new Counts();

    @Test
    void packetsOfKnownNamesAndClientsAllocateNothing() throws IOException {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean, "this JVM does not count allocations");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM does not count allocations");
        TransactionMatcher matcher = new TransactionMatcher(1 << 20, counts);
        NameTable names = new NameTable(Limits.defaults());
        AddressTable addresses = new AddressTable(Limits.defaults());
        EventDecoder events = new EventDecoder(names, addresses, 1, null, (event, shard) -> matcher.accept(event));
        PacketDecoder packets = new PacketDecoder(Limits.defaults(), DnsPorts.standard(), events);
        byte[] capture = capture();
        try (CaptureReader reader =
                CaptureReader.open(new ByteArrayInputStream(capture), "test", 0, Limits.defaults())) {
            decode(reader, packets, packetsOf(WARM_UP));
            counts.clear();
            long before = threads.getCurrentThreadAllocatedBytes();
            int decoded = decode(reader, packets, packetsOf(MEASURED));
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertEquals(packetsOf(MEASURED), decoded);
            assertTrue(allocated < STRAY, allocated + " octets for " + decoded + " packets");
        }
        assertEquals(MEASURED, counts.attempts);
        assertEquals(MEASURED - MEASURED / UNANSWERED, counts.responses);
        assertTrue(counts.unanswered > 0, "none of the transactions ended without an answer");
        assertEquals(0, counts.others);
        assertEquals(NAMES, names.size());
    }

    private static int packetsOf(int queries) {
        return 2 * queries - queries / UNANSWERED;
    }

    private static int decode(CaptureReader reader, PacketDecoder packets, int count) throws IOException {
        int decoded = 0;
        while (decoded < count && reader.next()) {
            packets.decode(reader.frame());
            decoded++;
        }
        return decoded;
    }

    private static byte[] capture() {
        PcapBuilder file = PcapBuilder.ethernet();
        for (int i = 0; i < WARM_UP + MEASURED; i++) {
            long micros = (long) i * QUERY_INTERVAL_MICROS;
            int client = 0x0A00_0100 + i % CLIENTS;
            int port = 20_000 + i % 40_000;
            byte[] question = question("service-" + i % NAMES);
            frame(file, micros, client, port, true, i & 0xFFFF, question);
            if (i % UNANSWERED != 0) {
                frame(file, micros + 500, client, port, false, i & 0xFFFF, question);
            }
        }
        return file.build();
    }

    private static byte[] question(String label) {
        return ByteBuffer.allocate(label.length() + 6)
                .put((byte) label.length())
                .put(label.getBytes(StandardCharsets.US_ASCII))
                .put((byte) 0)
                .putShort((short) 1)
                .putShort((short) 1)
                .array();
    }

    private static void frame(
            PcapBuilder file, long micros, int client, int port, boolean query, int id, byte[] question) {
        int server = 0x0A60_000A;
        byte[] answer = query ? new byte[0] : new byte[] {(byte) 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 30, 0, 4, 10, 1, 2, 3};
        int payload = 12 + question.length + answer.length;
        ByteBuffer octets = ByteBuffer.allocate(14 + 20 + 8 + payload);
        octets.position(12);
        octets.putShort((short) 0x0800);
        octets.putShort((short) 0x4500).putShort((short) (28 + payload)).putInt(id << 16);
        octets.putShort((short) 0x4011).putShort((short) 0);
        octets.putInt(query ? client : server).putInt(query ? server : client);
        octets.putShort((short) (query ? port : 53)).putShort((short) (query ? 53 : port));
        octets.putShort((short) (8 + payload)).putShort((short) 0);
        octets.putShort((short) id).putShort((short) (query ? 0x0100 : 0x8180));
        octets.putShort((short) 1).putShort((short) (query ? 0 : 1)).putInt(0);
        octets.put(question).put(answer);
        file.frame(1_700_000_000L + micros / 1_000_000, (int) (micros % 1_000_000), octets.array());
    }

    private static final class Counts implements TransactionListener {
        private int attempts;
        private int responses;
        private int unanswered;
        private int others;

        private void clear() {
            attempts = 0;
            responses = 0;
            unanswered = 0;
            others = 0;
        }

        @Override
        public void onAttempt(OpenTransaction transaction, WireEvent event) {
            attempts++;
        }

        @Override
        public void onResponse(OpenTransaction transaction, WireEvent event) {
            responses++;
        }

        @Override
        public void onClosed(OpenTransaction transaction, boolean atEnd) {
            unanswered += transaction.answered() ? 0 : 1;
        }

        @Override
        public void onSighting(OpenTransaction transaction) {
            others++;
        }

        @Override
        public void onRepeatedResponse(OpenTransaction transaction, WireEvent event) {
            others++;
        }

        @Override
        public void onRejected(OpenTransaction transaction, WireEvent event) {
            others++;
        }

        @Override
        public void onUnmatchedResponse(WireEvent event) {
            others++;
        }
    }
}
