package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.capture.Frame;
import io.github.dnswhy.capture.FrameFactory;
import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Anomaly;
import io.github.dnswhy.model.Limits;
import java.util.Arrays;
import java.util.List;

/** What holds when a decoder is given any frame at all. */
final class FrameChecks {
    /** What ends the way of a frame without an anomaly. */
    private static final List<PacketCount> ENDS = List.of(
            PacketCount.NOT_IP,
            PacketCount.UDP_DNS,
            PacketCount.UDP_OTHER,
            PacketCount.TCP_DNS,
            PacketCount.TCP_OTHER,
            PacketCount.ICMP_DNS,
            PacketCount.ICMP_OTHER,
            PacketCount.OTHER_TRANSPORT,
            PacketCount.FRAGMENTS);

    private static final int MARGIN = 64;

    private FrameChecks() {}

    /**
     * Decodes a frame whole, amid other octets, and cut.
     *
     * @param cut octets that a capture with a snaplen holds of it
     */
    static void check(int linkType, byte[] frame, int cut) {
        DecoderBench whole = new DecoderBench().frame(linkType, frame).finish();
        isAccountedFor(whole, frame.length);
        assertEquals(describe(whole), amidOctets(linkType, frame, (byte) 0xFF), "octets around the frame");
        assertEquals(describe(whole), amidOctets(linkType, frame, (byte) 0x45), "octets around the frame");
        DecoderBench part = new DecoderBench().frame(linkType, frame, cut).finish();
        isAccountedFor(part, cut);
        if (cut < frame.length) {
            isPartOf(part, whole);
        }
    }

    private static void isAccountedFor(DecoderBench bench, int captured) {
        long ends = bench.anomalies.toList().stream().mapToLong(Anomaly::count).sum();
        for (PacketCount end : ENDS) {
            ends += bench.count(end);
        }
        assertTrue(ends > 0, "a frame is told of");
        RecordingHandler seen = bench.handler;
        assertTrue(seen.datagrams.size() + seen.connections.size() <= 1, "a frame carries one packet");
        assertTrue(seen.icmpErrors.size() <= 1);
        assertEquals(seen.datagrams.isEmpty(), deliveredNothing(bench));
        for (RecordingHandler.Message message : seen.datagrams) {
            assertTrue(message.length() <= captured);
            assertTrue(isDns(message.sourcePort()) || isDns(message.destinationPort()));
        }
        assertTrue(seen.streamMessages.stream()
                        .mapToInt(RecordingHandler.Message::length)
                        .sum()
                <= captured);
        assertEquals(seen.icmpErrors.size(), bench.count(PacketCount.ICMP_DNS));
        isEmpty(bench.decoder);
    }

    /** Unicast to port 5353 is DNS as well: OpenShift's. */
    private static boolean isDns(int port) {
        return DnsPorts.standard().contains(port) || port == 5353;
    }

    /** Whether the ports alone tell that it is DNS; on 5353 the content does, which may be cut. */
    private static boolean isNamed(RecordingHandler.Message message) {
        DnsPorts ports = DnsPorts.standard();
        return ports.contains(message.sourcePort()) || ports.contains(message.destinationPort());
    }

    private static boolean deliveredNothing(DecoderBench bench) {
        return bench.count(PacketCount.UDP_DNS) == 0
                || bench.count(PacketAnomaly.UDP_EMPTY) + bench.count(PacketAnomaly.UDP_MALFORMED) > 0;
    }

    /** Nothing is held any more. */
    static void isEmpty(PacketDecoder decoder) {
        assertEquals(0, decoder.streams().connections());
        assertEquals(0, decoder.streams().store().octets());
        assertEquals(0, decoder.streams().store().pieces());
        assertEquals(0, decoder.fragments().held());
        assertEquals(0, decoder.fragments().heldOctets());
    }

    /** What a decoder says of a frame that lies amid octets of one value. */
    private static String amidOctets(int linkType, byte[] frame, byte value) {
        byte[] window = new byte[frame.length + 2 * MARGIN];
        Arrays.fill(window, value);
        System.arraycopy(frame, 0, window, MARGIN, frame.length);
        RecordingHandler handler = new RecordingHandler();
        Anomalies anomalies = new Anomalies();
        PacketDecoder decoder = new PacketDecoder(Limits.defaults(), DnsPorts.standard(), handler);
        Frame view = FrameFactory.view(anomalies);
        decoder.decode(FrameFactory.showAmid(view, window, MARGIN, frame.length, linkType, DecoderBench.MILLISECOND));
        decoder.finish();
        return describe(handler, anomalies, decoder);
    }

    private static String describe(DecoderBench bench) {
        return describe(bench.handler, bench.anomalies, bench.decoder);
    }

    private static String describe(RecordingHandler handler, Anomalies anomalies, PacketDecoder decoder) {
        StringBuilder text = new StringBuilder();
        text.append(handler.datagrams).append(handler.streamMessages).append(handler.connections);
        text.append(handler.icmpErrors).append(anomalies.toList());
        for (PacketCount count : PacketCount.values()) {
            text.append(' ').append(decoder.counters().get(count));
        }
        return text.toString();
    }

    /** A snaplen shortens what is found and says so; it never finds anything else. */
    private static void isPartOf(DecoderBench part, DecoderBench whole) {
        List<RecordingHandler.Message> cut = part.handler.datagrams;
        List<RecordingHandler.Message> all = whole.handler.datagrams;
        if (whole.count(PacketCount.FRAGMENTS) > 0) {
            // A first fragment that is cut is delivered, as the others could not make it whole; alone it waits for
            // them.
            return;
        }
        if (!cut.isEmpty()) {
            assertEquals(1, all.size(), "a snaplen makes no datagram");
            RecordingHandler.Message less = cut.get(0);
            RecordingHandler.Message more = all.get(0);
            assertEquals(more.payload().subList(0, less.length()), less.payload());
            assertEquals(more.originalLength(), less.originalLength());
            assertEquals(more.source(), less.source());
            assertEquals(more.destination(), less.destination());
            assertEquals(more.sourcePort(), less.sourcePort());
            assertEquals(more.destinationPort(), less.destinationPort());
        } else if (!all.isEmpty() && isNamed(all.get(0))) {
            assertTrue(
                    part.count(PacketAnomaly.HEADERS_CUT) > 0,
                    () -> "a datagram was lost and not told of: " + part.anomalies.toList());
        }
    }
}
