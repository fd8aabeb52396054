package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Several connections at once, both directions of each cut, repeated, reordered and mixed: each carries its own messages in order. */
class InterleavedStreamsProperties {
    /** The segments of one direction on their way. */
    private record Direction(
            int client, boolean toServer, int initial, int peerInitial, byte[] stream, List<int[]> segments) {
        byte[] packet(int[] segment) {
            byte[] payload = Arrays.copyOfRange(stream, segment[0], segment[1]);
            int sequence = initial + 1 + segment[0];
            return toServer
                    ? Wire.ipv4(IpProtocol.TCP, client, Wire.SERVER, tcp(Wire.CLIENT_PORT, Wire.DNS, sequence, payload))
                    : Wire.ipv4(
                            IpProtocol.TCP, Wire.SERVER, client, tcp(Wire.DNS, Wire.CLIENT_PORT, sequence, payload));
        }

        private static byte[] tcp(int from, int to, int sequence, byte[] payload) {
            return Wire.tcp(from, to, sequence, 0, 0, payload);
        }

        byte[] syn() {
            int flags = toServer ? TcpSegment.SYN : TcpSegment.SYN | TcpSegment.ACK;
            return toServer
                    ? Wire.ipv4(
                            IpProtocol.TCP,
                            client,
                            Wire.SERVER,
                            Wire.tcp(Wire.CLIENT_PORT, Wire.DNS, initial, 0, flags, TcpDialogue.NOTHING))
                    : Wire.ipv4(
                            IpProtocol.TCP,
                            Wire.SERVER,
                            client,
                            Wire.tcp(Wire.DNS, Wire.CLIENT_PORT, initial, peerInitial + 1, flags, TcpDialogue.NOTHING));
        }
    }

    private static List<int[]> segments(int length, int largest, Random random) {
        List<int[]> segments = new ArrayList<>();
        for (int from = 0; from < length; ) {
            int to = Math.min(length, from + 1 + random.nextInt(largest));
            segments.add(new int[] {from, to});
            from = to;
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            int from = random.nextInt(length);
            int to = Math.min(length, from + 1 + random.nextInt(largest));
            segments.add(random.nextInt(segments.size() + 1), new int[] {from, to});
        }
        return heldBack(segments, random);
    }

    /** The segments out of order, none of them overtaken by more than seven others: beyond some dozens the reader takes it for lost. */
    private static List<int[]> heldBack(List<int[]> segments, Random random) {
        List<int[]> places = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            places.add(new int[] {i + random.nextInt(8), i});
        }
        places.sort(Comparator.comparingInt(place -> place[0]));
        List<int[]> shuffled = new ArrayList<>();
        places.forEach(place -> shuffled.add(segments.get(place[1])));
        return shuffled;
    }

    @Property(tries = 200)
    void everyConnectionCarriesItsOwnMessages(
            @ForAll @IntRange(min = 1, max = 6) int connections,
            @ForAll @IntRange(min = 1, max = 500) int largest,
            @ForAll long seed) {
        Random random = new Random(seed);
        Map<String, List<List<Byte>>> expected = new TreeMap<>();
        List<Direction> waiting = new ArrayList<>();
        DecoderBench bench = new DecoderBench();
        for (int client = 1; client <= connections; client++) {
            int ofClient = random.nextInt();
            int ofServer = random.nextInt();
            for (boolean toServer : new boolean[] {true, false}) {
                byte[][] messages = new byte[1 + random.nextInt(6)][];
                for (int i = 0; i < messages.length; i++) {
                    String label = "c" + client + "m" + i;
                    messages[i] = toServer ? Wire.message(i, label) : Wire.response(i, label, random.nextInt(900));
                    expected.computeIfAbsent(client + (toServer ? ">" : "<"), k -> new ArrayList<>())
                            .add(RecordingHandler.bytes(messages[i]));
                }
                byte[] stream = Wire.stream(messages);
                Direction direction = new Direction(
                        client,
                        toServer,
                        toServer ? ofClient : ofServer,
                        toServer ? ofServer : ofClient,
                        stream,
                        segments(stream.length, largest, random));
                bench.ipv4(direction.syn());
                waiting.add(direction);
            }
        }
        while (!waiting.isEmpty()) {
            Direction next = waiting.get(random.nextInt(waiting.size()));
            bench.ipv4(next.packet(next.segments().remove(0)));
            if (next.segments().isEmpty()) {
                waiting.remove(next);
            }
        }
        Map<String, List<List<Byte>>> seen = new TreeMap<>();
        for (RecordingHandler.Message m : bench.handler.streamMessages) {
            boolean toServer = m.destinationPort() == Wire.DNS;
            long client = (toServer ? m.source() : m.destination()).low() & 0xFFFF_FFFFL;
            seen.computeIfAbsent(client + (toServer ? ">" : "<"), k -> new ArrayList<>())
                    .add(m.payload());
        }
        assertEquals(expected, seen);
        bench.finish();
        assertTrue(bench.anomalies.toList().isEmpty(), bench.anomalies.toList()::toString);
        assertEquals(0, bench.decoder.streams().store().octets());
    }
}
