package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TcpBoundsTest {
    private static byte[] segment(int client, int sequence, int flags, byte[] payload) {
        return Wire.ipv4(
                IpProtocol.TCP, client, Wire.SERVER, Wire.tcp(Wire.CLIENT_PORT, Wire.DNS, sequence, 0, flags, payload));
    }

    @Test
    void halfOpenConnectionsAreBounded() {
        Limits limits = Limits.defaults().with(Limit.TCP_STREAMS, 5_000);
        DecoderBench bench = new DecoderBench(limits);
        for (int i = 0; i < 100_000; i++) {
            bench.ipv4(segment(i, i, TcpSegment.SYN, TcpDialogue.NOTHING));
            assertTrue(bench.decoder.streams().connections() <= 5_000);
        }
        assertEquals(95_000, bench.count(PacketAnomaly.TCP_STREAMS_LIMIT));
        bench.finish();
        assertEquals(0, bench.decoder.streams().connections());
    }

    @Test
    void theLongestIdleConnectionGoesFirst() {
        DecoderBench bench = new DecoderBench(Limits.defaults().with(Limit.TCP_STREAMS, 100));
        byte[] stream = Wire.stream(Wire.message(1, "example"));
        bench.ipv4(segment(-1, 0, TcpSegment.SYN, TcpDialogue.NOTHING));
        for (int i = 0; i < 1000; i++) {
            bench.ipv4(segment(i, 0, TcpSegment.SYN, TcpDialogue.NOTHING));
            if (i % 50 == 0) {
                bench.ipv4(segment(-1, 0, TcpSegment.SYN, TcpDialogue.NOTHING));
            }
        }
        bench.ipv4(segment(-1, 1, TcpSegment.ACK, stream));
        assertEquals(1, bench.handler.streamMessages.size());
        assertEquals(0, bench.count(PacketAnomaly.TCP_MIDSTREAM));
    }

    @Test
    void idleConnectionsAreForgotten() {
        DecoderBench bench = new DecoderBench().ipv4(segment(1, 0, TcpSegment.SYN, TcpDialogue.NOTHING));
        bench.pass(TcpStreams.IDLE_NANOS).ipv4(segment(2, 0, TcpSegment.SYN, TcpDialogue.NOTHING));
        assertEquals(1, bench.decoder.streams().connections());
        bench.ipv4(segment(2, 1, TcpSegment.RST, TcpDialogue.NOTHING));
        bench.pass(TcpStreams.CLOSED_NANOS).ipv4(segment(3, 0, TcpSegment.SYN, TcpDialogue.NOTHING));
        assertEquals(1, bench.decoder.streams().connections());
    }

    @Test
    void unfinishedMessagesAreBoundedInOctets() {
        Limits limits = Limits.defaults().with(Limit.TCP_BYTES, 100_000);
        DecoderBench bench = new DecoderBench(limits);
        byte[] start = Arrays.copyOf(Wire.stream(Wire.response(1, "example", 5000)), 700);
        for (int i = 0; i < 2_000; i++) {
            bench.ipv4(segment(i, 0, TcpSegment.SYN, TcpDialogue.NOTHING)).ipv4(segment(i, 1, TcpSegment.ACK, start));
            assertTrue(bench.decoder.streams().store().octets() <= 100_000);
        }
        assertTrue(bench.count(PacketAnomaly.TCP_BYTES_LIMIT) > 0);
        afterwardsAMessageInTwoSegmentsIsWhole(bench);
    }

    @Test
    void waitingSegmentsAreBoundedInOctets() {
        Limits limits = Limits.defaults().with(Limit.TCP_BYTES, 100_000);
        DecoderBench bench = new DecoderBench(limits);
        for (int i = 0; i < 2_000; i++) {
            bench.ipv4(segment(i, 0, TcpSegment.SYN, TcpDialogue.NOTHING))
                    .ipv4(segment(i, 500, TcpSegment.ACK, new byte[700]));
            assertTrue(bench.decoder.streams().store().octets() <= 100_000);
        }
        assertTrue(bench.count(PacketAnomaly.TCP_BYTES_LIMIT) > 0);
        afterwardsAMessageInTwoSegmentsIsWhole(bench);
    }

    private static void afterwardsAMessageInTwoSegmentsIsWhole(DecoderBench bench) {
        byte[] message = Wire.response(1, "example", 900);
        byte[] stream = Wire.stream(message);
        bench.handler.streamMessages.clear();
        bench.ipv4(segment(-1, 0, TcpSegment.SYN, TcpDialogue.NOTHING))
                .ipv4(segment(-1, 1, TcpSegment.ACK, Arrays.copyOf(stream, 600)))
                .ipv4(segment(-1, 601, TcpSegment.ACK, Arrays.copyOfRange(stream, 600, stream.length)));
        assertEquals(
                RecordingHandler.bytes(message),
                bench.streamPayloads().get(bench.streamPayloads().size() - 1));
        bench.finish();
        assertEquals(0, bench.decoder.streams().store().octets());
        assertEquals(0, bench.decoder.streams().store().pieces());
    }

    @Test
    void aTinyBoundStillDeliversWhatComesWhole() {
        DecoderBench bench = new DecoderBench(Limits.defaults().with(Limit.TCP_BYTES, 1));
        byte[] stream = Wire.stream(Wire.response(1, "one", 900), Wire.message(2, "two"));
        bench.ipv4(segment(1, 0, TcpSegment.SYN, TcpDialogue.NOTHING))
                .ipv4(segment(1, 1, TcpSegment.ACK, stream))
                .ipv4(segment(1, 1 + stream.length, TcpSegment.ACK, Arrays.copyOf(stream, 500)))
                .ipv4(segment(1, 501 + stream.length, TcpSegment.ACK, Arrays.copyOfRange(stream, 500, stream.length)))
                .ipv4(segment(1, 900 + stream.length, TcpSegment.ACK, stream))
                .finish();
        assertTrue(bench.handler.streamMessages.size() >= 2);
        assertTrue(bench.count(PacketAnomaly.TCP_BYTES_LIMIT) > 0);
    }
}
