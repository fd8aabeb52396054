package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However a stream or a datagram is cut, shuffled and repeated, the same messages come out. */
class ReassemblyProperties {
    @Property(tries = 300)
    void segmentsOfAnyCutAndOrderGiveTheSameMessages(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 900) Integer> paddings,
            @ForAll int initial,
            @ForAll @IntRange(min = 1, max = 400) int largest,
            @ForAll long seed) {
        Random random = new Random(seed);
        byte[][] messages = new byte[paddings.size()][];
        List<List<Byte>> expected = new ArrayList<>();
        for (int i = 0; i < messages.length; i++) {
            messages[i] = Wire.response(i, "name" + i, paddings.get(i));
            expected.add(RecordingHandler.bytes(messages[i]));
        }
        byte[] stream = Wire.stream(messages);
        List<int[]> segments = cuts(stream.length, largest, 1, random);
        repeatSome(segments, stream.length, 1, random);
        shuffleNearby(segments, random);
        TcpDialogue dialogue = new TcpDialogue(new DecoderBench(), 7, initial).handshake();
        for (int[] segment : segments) {
            dialogue.serverPart(stream, segment[0], segment[1]);
        }
        assertEquals(expected, dialogue.bench.streamPayloads());
        assertEquals(0, dialogue.bench.decoder.streams().store().octets());
        dialogue.bench.finish();
        assertTrue(dialogue.bench.anomalies.toList().isEmpty(), dialogue.bench.anomalies.toList()::toString);
    }

    @Property(tries = 300)
    void lostSegmentsHarmNoMessageThatTheyDoNotTouch(
            @ForAll @Size(min = 3, max = 12) List<@IntRange(min = 1, max = 300) Integer> paddings,
            @ForAll @IntRange(min = 1, max = 10) int lost,
            @ForAll long seed) {
        TcpDialogue dialogue = new TcpDialogue().handshake();
        int position = 0;
        List<List<Byte>> expected = new ArrayList<>();
        for (int i = 0; i < paddings.size(); i++) {
            byte[] message = Wire.response(i, "name" + i, paddings.get(i));
            byte[] segment = Wire.stream(message);
            if (i != lost) {
                dialogue.server(position, ACKED, segment);
                expected.add(RecordingHandler.bytes(message));
            }
            position += segment.length;
            dialogue.client(0, position, ACKED, TcpDialogue.NOTHING);
        }
        assertEquals(expected, dialogue.bench.streamPayloads());
        assertEquals(lost < paddings.size() - 1 ? 1 : 0, dialogue.bench.count(PacketAnomaly.TCP_GAP));
    }

    private static final int ACKED = TcpDialogue.ACK;

    @Property(tries = 300)
    void fragmentsOfAnyCutAndOrderGiveTheSameDatagram(
            @ForAll @IntRange(max = 1400) int padding,
            @ForAll boolean version6,
            @ForAll @IntRange(min = 1, max = 60) int largest,
            @ForAll long seed) {
        Random random = new Random(seed);
        byte[] message = Wire.response(1, "example", padding);
        byte[] udp = Wire.udp(Wire.DNS, Wire.CLIENT_PORT, message);
        List<int[]> fragments = cuts(udp.length, 8 * largest, 8, random);
        Assume.that(fragments.size() > 1);
        repeatSome(fragments, udp.length, 8, random);
        fragments.removeIf(f -> f[0] == 0 && f[1] == udp.length);
        Collections.shuffle(fragments, random);
        DecoderBench bench = new DecoderBench();
        for (int[] f : fragments) {
            byte[] part = Arrays.copyOfRange(udp, f[0], f[1]);
            boolean more = f[1] < udp.length;
            if (version6) {
                bench.ipv6(Wire.ipv6Fragment(IpProtocol.UDP, 1, 2, 77, f[0], more, part));
            } else {
                bench.ipv4(Wire.ipv4Fragment(IpProtocol.UDP, 1, 2, 77, f[0], more, part));
            }
        }
        assertEquals(RecordingHandler.bytes(message), bench.onlyDatagram().payload());
        assertEquals(0, bench.decoder.fragments().heldOctets());
    }

    /** First wins, against a model that keeps one entry an octet. */
    @Property(tries = 500)
    void piecesKeepWhatCameFirst(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 60) Integer> froms,
            @ForAll @IntRange(min = 1, max = 25) int length,
            @ForAll int base) {
        PieceStore store = new PieceStore(1 << 20, 1000);
        Pieces pieces = new Pieces();
        byte[] model = new byte[100];
        boolean[] there = new boolean[100];
        for (int i = 0; i < froms.size(); i++) {
            byte[] octets = new byte[length];
            Arrays.fill(octets, (byte) (i + 1));
            int before = pieces.wireOctets();
            Pieces.Insertion insertion =
                    pieces.insert(store, base + froms.get(i), octets, 0, length, length, new PacketView());
            int added = 0;
            for (int at = froms.get(i); at < froms.get(i) + length; at++) {
                if (!there[at]) {
                    there[at] = true;
                    model[at] = (byte) (i + 1);
                    added++;
                }
            }
            assertEquals(before + added, pieces.wireOctets());
            assertEquals(
                    added == length
                            ? Pieces.Insertion.NEW
                            : added == 0 ? Pieces.Insertion.REPEATED : Pieces.Insertion.OVERLAPPED,
                    insertion);
        }
        byte[] held = new byte[100];
        int end = base;
        int count = 0;
        for (Piece piece = pieces.first(); piece != null; piece = piece.next) {
            assertTrue(piece.position - end >= 0);
            System.arraycopy(piece.data, 0, held, piece.position - base, piece.wire);
            end = piece.end();
            count++;
        }
        assertEquals(RecordingHandler.bytes(model), RecordingHandler.bytes(held));
        assertEquals(count, pieces.count());
        assertEquals(end, pieces.last().end());
        pieces.clear(store);
        assertEquals(0, store.octets());
        assertEquals(0, store.pieces());
    }

    private static List<int[]> cuts(int length, int largest, int unit, Random random) {
        List<int[]> cuts = new ArrayList<>();
        for (int from = 0; from < length; ) {
            int to = from + unit * (1 + random.nextInt(Math.max(1, largest / unit)));
            cuts.add(new int[] {from, Math.min(to, length)});
            from = to;
        }
        return cuts;
    }

    /** Adds repeats, some of them with other bounds. */
    private static void repeatSome(List<int[]> cuts, int length, int unit, Random random) {
        for (int i = random.nextInt(4); i > 0; i--) {
            int from = random.nextInt(length) / unit * unit;
            int to = from + unit * (1 + random.nextInt(40));
            cuts.add(random.nextInt(cuts.size() + 1), new int[] {from, Math.min(to, length)});
        }
    }

    /** As networks do: no segment moves by more than some places. */
    private static void shuffleNearby(List<int[]> cuts, Random random) {
        for (int from = 0; from < cuts.size(); from += 20) {
            Collections.shuffle(cuts.subList(from, Math.min(from + 20, cuts.size())), random);
        }
    }
}
