package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Conversations over TCP in segments of any cut, order and repetition; with loss; and such as nobody but an attacker sends. */
class TcpFuzz {
    private static final int STREAMS = 4;
    private static final int TCP_BYTES = 4_096;
    private static final Limits SMALL =
            Limits.defaults().with(Limit.TCP_STREAMS, STREAMS).with(Limit.TCP_BYTES, TCP_BYTES);

    /** One direction of a conversation: what is said, and where it begins. */
    private record Direction(boolean toServer, int clientPort, int initial, int peerInitial, List<byte[]> messages) {
        byte[] stream() {
            return Wire.stream(messages.toArray(byte[][]::new));
        }

        List<List<Byte>> octets() {
            return messages.stream().map(RecordingHandler::bytes).toList();
        }

        byte[] segment(int from, int acknowledged, int flags, byte[] payload) {
            int sequence = initial + 1 + from;
            int acknowledgment = peerInitial + 1 + acknowledged;
            return toServer
                    ? Wire.ipv4(
                            IpProtocol.TCP,
                            Wire.CLIENT,
                            Wire.SERVER,
                            Wire.tcp(clientPort, Wire.DNS, sequence, acknowledgment, flags, payload))
                    : Wire.ipv4(
                            IpProtocol.TCP,
                            Wire.SERVER,
                            Wire.CLIENT,
                            Wire.tcp(Wire.DNS, clientPort, sequence, acknowledgment, flags, payload));
        }

        /** What came out in this direction. */
        List<RecordingHandler.Message> delivered(DecoderBench bench) {
            return bench.handler.streamMessages.stream()
                    .filter(message -> (toServer ? message.sourcePort() : message.destinationPort()) == clientPort
                            && (toServer ? message.destinationPort() : message.sourcePort()) == Wire.DNS)
                    .toList();
        }
    }

    /** A conversation of a client with the server: queries one way, responses the other. */
    private static List<Direction> conversation(int clientPort, FuzzedDataProvider data) {
        int client = data.consumeInt();
        int server = data.consumeInt();
        List<byte[]> queries = new ArrayList<>();
        List<byte[]> responses = new ArrayList<>();
        for (int i = data.consumeInt(1, 5); i > 0; i--) {
            queries.add(Wire.message(i, "name" + i));
            responses.add(Wire.response(i, "name" + i, data.consumeInt(1, 1_000)));
        }
        return List.of(
                new Direction(true, clientPort, client, server, queries),
                new Direction(false, clientPort, server, client, responses));
    }

    /** Nothing is lost and the handshake is there: all messages, whole, in order, once. */
    @FuzzTest(maxDuration = "10m")
    void honest(FuzzedDataProvider data) {
        DecoderBench bench = new DecoderBench();
        List<Direction> directions = new ArrayList<>();
        List<Runnable> segments = new ArrayList<>();
        for (int port = Wire.CLIENT_PORT + data.consumeInt(0, 1); port >= Wire.CLIENT_PORT; port--) {
            List<Direction> both = conversation(port, data);
            bench.frame(101, both.get(0).segment(-1, -1, TcpDialogue.SYN, TcpDialogue.NOTHING));
            bench.frame(101, both.get(1).segment(-1, 0, TcpDialogue.SYN | TcpDialogue.ACK, TcpDialogue.NOTHING));
            directions.addAll(both);
        }
        for (Direction direction : directions) {
            byte[] stream = direction.stream();
            int most = data.consumeInt(1 + stream.length / 30, stream.length);
            for (int from = 0; from < stream.length; ) {
                int to = Math.min(stream.length, from + data.consumeInt(1 + most / 2, most));
                int start = Math.max(0, from - (data.consumeBoolean() ? data.consumeInt(0, 50) : 0));
                byte[] payload = Arrays.copyOfRange(stream, start, to);
                segments.add(() -> bench.frame(101, direction.segment(start, 0, TcpDialogue.ACK, payload)));
                from = to;
            }
        }
        for (int again = data.consumeInt(0, 3); again > 0; again--) {
            segments.add(segments.get(data.consumeInt(0, segments.size() - 1)));
        }
        for (int i = segments.size() - 1; i > 0; i--) {
            Collections.swap(segments, i, data.consumeInt(0, i));
        }
        segments.forEach(Runnable::run);
        for (Direction direction : directions) {
            assertEquals(
                    direction.octets(),
                    direction.delivered(bench).stream()
                            .map(RecordingHandler.Message::payload)
                            .toList());
        }
        assertEquals(0, bench.decoder.streams().store().octets());
        bench.finish();
        assertTrue(
                bench.anomalies.toList().isEmpty(),
                () -> bench.anomalies.toList().toString());
        FrameChecks.isEmpty(bench.decoder);
    }

    /** Segments are lost or cut, times jump, ends are closed early: whatever is delivered was sent, in one piece. */
    @FuzzTest(maxDuration = "10m")
    void lossy(FuzzedDataProvider data) {
        Limits limits = data.consumeBoolean() ? SMALL : Limits.defaults();
        DecoderBench bench = new DecoderBench(limits);
        List<Direction> directions = new ArrayList<>();
        for (int port = Wire.CLIENT_PORT + data.consumeInt(0, 5); port >= Wire.CLIENT_PORT; port--) {
            directions.addAll(conversation(port, data));
        }
        for (int segments = 0; segments < 300 && data.remainingBytes() > 0; segments++) {
            Direction direction = directions.get(data.consumeInt(0, directions.size() - 1));
            byte[] stream = direction.stream();
            int from = data.consumeInt(0, stream.length);
            int to = Math.min(stream.length, from + data.consumeInt(0, 600));
            int acknowledged = data.consumeInt(-1, 5_000);
            byte[] payload = Arrays.copyOfRange(stream, from, to);
            byte[] packet = switch (data.consumeInt(0, 9)) {
                case 0 -> direction.segment(-1, acknowledged, TcpDialogue.SYN, TcpDialogue.NOTHING);
                case 1 -> direction.segment(-1, acknowledged, TcpDialogue.SYN | TcpDialogue.ACK, TcpDialogue.NOTHING);
                case 2 -> direction.segment(from, acknowledged, TcpDialogue.FIN | TcpDialogue.ACK, payload);
                case 3 -> direction.segment(from, acknowledged, TcpDialogue.RST, TcpDialogue.NOTHING);
                default -> direction.segment(from, acknowledged, TcpDialogue.ACK, payload);
            };
            bench.pass(data.consumeBoolean() ? 0 : data.consumeLong(-20_000_000_000L, 200_000_000_000L));
            int captured = data.consumeBoolean() ? packet.length : data.consumeInt(40, packet.length);
            bench.frame(101, packet, captured);
            isBounded(bench, limits);
        }
        bench.finish();
        int found = 0;
        for (Direction direction : directions) {
            String stream = text(direction.stream());
            List<RecordingHandler.Message> delivered = direction.delivered(bench);
            found += delivered.size();
            for (RecordingHandler.Message message : delivered) {
                assertTrue(message.originalLength() >= message.length());
                assertTrue(stream.contains(text(message.payload())), "what was delivered was sent");
            }
        }
        assertEquals(bench.handler.streamMessages.size(), found);
        FrameChecks.isEmpty(bench.decoder);
    }

    /** Any octets with any numbers and flags on few connections. */
    @FuzzTest(maxDuration = "10m")
    void hostile(FuzzedDataProvider data) {
        DecoderBench bench = new DecoderBench(SMALL);
        int octets = 0;
        for (int segments = 0; segments < 300 && data.remainingBytes() > 0; segments++) {
            int clientPort = data.consumeBoolean() ? Wire.DNS : data.consumeInt(40_000, 40_008);
            Direction direction = new Direction(data.consumeBoolean(), clientPort, 0, 0, List.of());
            int sequence = data.consumeBoolean() ? data.consumeInt(-100, 3_000) : data.consumeInt();
            int acknowledged = data.consumeBoolean() ? data.consumeInt(-100, 3_000) : data.consumeInt();
            int flags = data.consumeBoolean() ? TcpDialogue.ACK : data.consumeInt(0, 255);
            byte[] packet =
                    direction.segment(sequence, acknowledged, flags, data.consumeBytes(data.consumeInt(0, 200)));
            int captured = data.consumeBoolean() ? packet.length : data.consumeInt(0, packet.length);
            bench.pass(data.consumeBoolean() ? 0 : data.consumeLong(-20_000_000_000L, 200_000_000_000L));
            bench.frame(101, packet, captured);
            octets += captured;
            isBounded(bench, SMALL);
        }
        bench.finish();
        int delivered = bench.handler.streamMessages.stream()
                .mapToInt(RecordingHandler.Message::length)
                .sum();
        assertTrue(delivered <= octets, "no octet is delivered twice");
        FrameChecks.isEmpty(bench.decoder);
    }

    private static void isBounded(DecoderBench bench, Limits limits) {
        TcpStreams streams = bench.decoder.streams();
        assertTrue(streams.store().octets() <= limits.get(Limit.TCP_BYTES));
        assertTrue(streams.connections() <= limits.get(Limit.TCP_STREAMS));
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static String text(List<Byte> octets) {
        StringBuilder text = new StringBuilder(octets.size());
        for (byte octet : octets) {
            text.append((char) (octet & 0xFF));
        }
        return text.toString();
    }
}
