package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Sequences of IP fragments: honest ones, in any order and any number of times, and such as nobody but an attacker sends. */
class FragmentFuzz {
    private static final int FRAGMENTS = 12;
    private static final int FRAGMENT_BYTES = 3_000;
    private static final Limits SMALL =
            Limits.defaults().with(Limit.FRAGMENTS, FRAGMENTS).with(Limit.FRAGMENT_BYTES, FRAGMENT_BYTES);

    private record Fragment(boolean version6, int id, int offset, boolean more, byte[] octets, int captured) {
        byte[] packet() {
            return version6
                    ? Wire.ipv6Fragment(IpProtocol.UDP, 1, 2, id, offset, more, octets)
                    : Wire.ipv4Fragment(IpProtocol.UDP, 1, 2, id, offset, more, octets);
        }
    }

    /** Whatever the order, whatever comes twice: the datagrams that were sent, each once, as far as they were captured. */
    @FuzzTest(maxDuration = "10m")
    void honest(FuzzedDataProvider data) {
        int datagrams = data.consumeInt(1, 3);
        List<List<Byte>> sent = new ArrayList<>();
        List<Fragment> fragments = new ArrayList<>();
        for (int id = 0; id < datagrams; id++) {
            byte[] message = Wire.response(id, "example", data.consumeInt(1, 1_500));
            data.consumeBytes(4);
            sent.add(RecordingHandler.bytes(message));
            cut(Wire.udp(Wire.DNS, Wire.CLIENT_PORT, message), id, data, fragments);
        }
        for (int again = data.consumeInt(0, 3); again > 0; again--) {
            fragments.add(fragments.get(data.consumeInt(0, fragments.size() - 1)));
        }
        for (int i = fragments.size() - 1; i > 0; i--) {
            Collections.swap(fragments, i, data.consumeInt(0, i));
        }
        boolean whole = true;
        DecoderBench bench = new DecoderBench();
        for (Fragment fragment : fragments) {
            byte[] packet = fragment.packet();
            int headers = packet.length - fragment.octets.length;
            whole &= fragment.captured == fragment.octets.length;
            bench.frame(101, packet, headers + fragment.captured);
        }
        bench.finish();
        List<RecordingHandler.Message> got = bench.handler.datagrams;
        if (whole) {
            assertEquals(datagrams, got.size());
            assertTrue(
                    bench.anomalies.toList().isEmpty(),
                    () -> bench.anomalies.toList().toString());
        }
        assertTrue(got.size() <= datagrams, "none twice");
        for (RecordingHandler.Message message : got) {
            assertTrue(
                    sent.stream()
                            .anyMatch(octets -> octets.size() == message.originalLength()
                                    && octets.subList(0, message.length()).equals(message.payload())),
                    "what was delivered was sent");
        }
        FrameChecks.isEmpty(bench.decoder);
    }

    private static void cut(byte[] datagram, int id, FuzzedDataProvider data, List<Fragment> fragments) {
        boolean version6 = data.consumeBoolean();
        int snaplen = data.consumeBoolean() ? data.consumeInt(0, 1_600) : Integer.MAX_VALUE;
        // At least two fragments: an atomic one is no fragment.
        int most = (datagram.length - 1) / 8;
        for (int from = 0; from < datagram.length; ) {
            int to = Math.min(datagram.length, from + 8 * data.consumeInt(Math.max(1, most / 20), most));
            byte[] octets = Arrays.copyOfRange(datagram, from, to);
            fragments.add(
                    new Fragment(version6, id, from, to < datagram.length, octets, Math.min(octets.length, snaplen)));
            from = to;
        }
    }

    /** Whatever the offsets, lengths and times: bounded, nothing held at the end, nothing longer than a datagram delivered. */
    @FuzzTest(maxDuration = "10m")
    void hostile(FuzzedDataProvider data) {
        DecoderBench bench = new DecoderBench(SMALL);
        int fragments = 0;
        while (data.remainingBytes() > 0 && fragments < 400) {
            boolean version6 = data.consumeBoolean();
            int offset = 8 * (data.consumeBoolean() ? data.consumeInt(0, 40) : data.consumeInt(0, 0x1FFF));
            boolean more = data.consumeBoolean();
            byte[] octets = data.consumeBytes(data.consumeInt(0, 300));
            if (offset == 0 && octets.length >= 8) {
                System.arraycopy(Wire.udp(Wire.DNS, Wire.CLIENT_PORT, new byte[0]), 0, octets, 0, 4);
            }
            int captured = data.consumeBoolean() ? octets.length : data.consumeInt(0, octets.length);
            Fragment fragment = new Fragment(version6, data.consumeInt(0, 20), offset, more, octets, captured);
            byte[] packet = fragment.packet();
            bench.pass(data.consumeBoolean() ? 0 : data.consumeLong(-60_000_000_000L, 60_000_000_000L));
            bench.frame(101, packet, packet.length - octets.length + captured);
            fragments += offset > 0 || more ? 1 : 0;
            assertTrue(bench.decoder.fragments().held() <= FRAGMENTS);
            assertTrue(bench.decoder.fragments().heldOctets() <= FRAGMENT_BYTES);
        }
        bench.finish();
        assertEquals(fragments, bench.count(PacketCount.FRAGMENTS));
        assertTrue(bench.count(PacketCount.REASSEMBLED) <= fragments);
        for (RecordingHandler.Message message : bench.handler.datagrams) {
            assertTrue(message.originalLength() <= 0xFFFF && message.length() <= FRAGMENT_BYTES);
        }
        FrameChecks.isEmpty(bench.decoder);
    }
}
