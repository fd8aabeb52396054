package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FragmentTest {
    private static final byte[] MESSAGE = Wire.response(4711, "example", 300);
    private static final byte[] UDP = Wire.udp(Wire.DNS, Wire.CLIENT_PORT, MESSAGE);

    private static byte[] fragment(int id, int from, int to) {
        return fragment(id, from, to, UDP);
    }

    private static byte[] fragment(int id, int from, int to, byte[] datagram) {
        return Wire.ipv4Fragment(
                IpProtocol.UDP,
                Wire.SERVER,
                Wire.CLIENT,
                id,
                from,
                to < datagram.length,
                Arrays.copyOfRange(datagram, from, to));
    }

    @Test
    void fragmentsInOrderAreOneDatagram() {
        DecoderBench bench = new DecoderBench().ipv4(fragment(1, 0, 160)).ipv4(fragment(1, 160, UDP.length));
        assertEquals(RecordingHandler.bytes(MESSAGE), bench.onlyDatagram().payload());
        assertEquals(2, bench.onlyDatagram().frame());
        assertEquals(1, bench.count(PacketCount.REASSEMBLED));
    }

    @Test
    void fragmentsOutOfOrderAreOneDatagram() {
        DecoderBench bench = new DecoderBench()
                .ipv4(fragment(1, 240, UDP.length))
                .ipv4(fragment(1, 0, 80))
                .ipv4(fragment(1, 80, 240));
        assertEquals(RecordingHandler.bytes(MESSAGE), bench.onlyDatagram().payload());
        assertTrue(bench.finish().anomalies.toList().isEmpty());
    }

    @Test
    void fragmentsOfVersion6AreOneDatagram() {
        byte[] options = Wire.octets(IpProtocol.UDP, 0, 1, 4, 0, 0, 0, 0);
        byte[] datagram = Wire.concat(options, UDP);
        DecoderBench bench = new DecoderBench()
                .ipv6(Wire.ipv6Fragment(60, 1, 2, 99, 0, true, Arrays.copyOf(datagram, 80)))
                .ipv6(Wire.ipv6Fragment(60, 1, 2, 99, 80, false, Arrays.copyOfRange(datagram, 80, datagram.length)));
        assertEquals(RecordingHandler.bytes(MESSAGE), bench.onlyDatagram().payload());
    }

    @Test
    void everyFragmentSeenTwiceIsStillOneDatagram() {
        DecoderBench bench = new DecoderBench()
                .ipv4(fragment(1, 0, 160))
                .ipv4(fragment(1, 0, 160))
                .ipv4(fragment(1, 160, UDP.length))
                .ipv4(fragment(1, 160, UDP.length))
                .finish();
        assertEquals(RecordingHandler.bytes(MESSAGE), bench.onlyDatagram().payload());
        assertTrue(bench.anomalies.toList().isEmpty());
    }

    @Test
    void theSameIdLaterIsAnotherDatagram() {
        DecoderBench bench = new DecoderBench().ipv4(fragment(1, 0, 160)).ipv4(fragment(1, 160, UDP.length));
        bench.pass(FragmentTable.REPEAT_NANOS).ipv4(fragment(1, 0, 160)).ipv4(fragment(1, 160, UDP.length));
        assertEquals(2, bench.handler.datagrams.size());
    }

    @Test
    void inOverlapsTheFirstOctetsWin() {
        byte[] forged = UDP.clone();
        Arrays.fill(forged, 80, 240, (byte) 0xEE);
        DecoderBench bench = new DecoderBench()
                .ipv4(fragment(1, 0, 160))
                .ipv4(fragment(1, 80, 240, forged))
                .ipv4(fragment(1, 160, UDP.length));
        byte[] expected = MESSAGE.clone();
        Arrays.fill(expected, 160 - 8, 240 - 8, (byte) 0xEE);
        assertEquals(RecordingHandler.bytes(expected), bench.onlyDatagram().payload());
        assertEquals(2, bench.count(PacketAnomaly.FRAGMENTS_OVERLAP));
    }

    @Test
    void datagramsOfOtherHostsIdsAndProtocolsAreNotMixed() {
        DecoderBench bench = new DecoderBench()
                .ipv4(fragment(1, 0, 160))
                .ipv4(fragment(2, 160, UDP.length))
                .ipv4(Wire.ipv4Fragment(IpProtocol.TCP, Wire.SERVER, Wire.CLIENT, 1, 160, false, new byte[8]))
                .ipv4(Wire.ipv4Fragment(IpProtocol.UDP, Wire.SERVER, 9, 1, 160, false, new byte[8]))
                .ipv4(Wire.ipv4Fragment(IpProtocol.UDP, 9, Wire.CLIENT, 1, 160, false, new byte[8]))
                .finish();
        assertEquals(0, bench.handler.datagrams.size());
        assertEquals(5, bench.count(PacketAnomaly.FRAGMENTS_INCOMPLETE));
    }

    @Test
    void whatStaysIncompleteExpiresByTheClockOfTheCapture() {
        DecoderBench bench = new DecoderBench().ipv4(fragment(1, 0, 160));
        bench.pass(FragmentTable.EXPIRY_NANOS).ipv4(fragment(1, 160, UDP.length));
        assertEquals(0, bench.handler.datagrams.size());
        assertEquals(1, bench.count(PacketAnomaly.FRAGMENTS_INCOMPLETE));
        assertEquals(1, bench.decoder.fragments().held());
    }

    @Test
    void fragmentsBeyondTheLargestDatagramAreMalformed() {
        DecoderBench bench = new DecoderBench()
                .ipv4(Wire.ipv4Fragment(IpProtocol.UDP, 1, 2, 1, 65_528, false, new byte[8]))
                .ipv4(Wire.ipv4Fragment(IpProtocol.UDP, 1, 2, 1, 80, false, new byte[0]));
        assertEquals(2, bench.count(PacketAnomaly.FRAGMENT_MALFORMED));
    }

    @Test
    void aFragmentBehindTheLastOneEndsTheDatagram() {
        DecoderBench bench = new DecoderBench()
                .ipv4(Wire.ipv4Fragment(IpProtocol.UDP, 1, 2, 1, 80, false, new byte[8]))
                .ipv4(Wire.ipv4Fragment(IpProtocol.UDP, 1, 2, 1, 160, true, new byte[8]));
        assertEquals(1, bench.count(PacketAnomaly.FRAGMENT_MALFORMED));
        assertEquals(0, bench.decoder.fragments().held());
    }

    @Test
    void cutFragmentsGiveTheDatagramAsFarAsItWasCaptured() {
        DecoderBench bench = new DecoderBench()
                .frame(1, Wire.ethernet(EtherType.IPV4, fragment(1, 0, 160)), 34 + 100)
                .frame(1, Wire.ethernet(EtherType.IPV4, fragment(1, 160, UDP.length)), 34 + 100);
        assertEquals(
                RecordingHandler.bytes(Arrays.copyOf(MESSAGE, 92)),
                bench.onlyDatagram().payload());
        assertEquals(MESSAGE.length, bench.onlyDatagram().originalLength());
        assertEquals(1, bench.count(PacketAnomaly.PAYLOAD_CUT));
    }

    @Test
    void aFirstFragmentThatWasCutIsTheDatagramWhateverBecomesOfTheOthers() {
        byte[] head = Wire.ethernet(EtherType.IPV4, fragment(1, 0, 160));
        DecoderBench alone = new DecoderBench().frame(1, head, 34 + 100).finish();
        DecoderBench last = new DecoderBench()
                .ipv4(fragment(1, 160, UDP.length))
                .frame(1, head, 34 + 100)
                .ipv4(fragment(1, 160, UDP.length))
                .finish();
        for (DecoderBench bench : List.of(alone, last)) {
            assertEquals(
                    RecordingHandler.bytes(Arrays.copyOf(MESSAGE, 92)),
                    bench.onlyDatagram().payload());
            assertEquals(MESSAGE.length, bench.onlyDatagram().originalLength());
            assertEquals(1, bench.count(PacketAnomaly.PAYLOAD_CUT));
            assertEquals(1, bench.anomalies.toList().size());
        }
    }

    @Test
    void aFirstFragmentShorterThanItsHeaderAnnouncesIsTheDatagram() {
        byte[] shortened = Arrays.copyOf(fragment(1, 0, 160), 20 + 100);
        DecoderBench bench = new DecoderBench().ipv4(shortened).finish();
        assertEquals(
                RecordingHandler.bytes(Arrays.copyOf(MESSAGE, 92)),
                bench.onlyDatagram().payload());
    }

    @Test
    void aCutFirstFragmentOfVersion6IsRead() {
        byte[] head = Wire.ethernet(EtherType.IPV6, Wire.ipv6Fragment(17, 1, 2, 99, 0, true, Arrays.copyOf(UDP, 160)));
        DecoderBench bench = new DecoderBench().frame(1, head, 14 + 48 + 100);
        assertEquals(
                RecordingHandler.bytes(Arrays.copyOf(MESSAGE, 92)),
                bench.onlyDatagram().payload());
    }

    @Test
    void fragmentedTunnelsCarryFragments() {
        byte[] first = fragment(5, 0, 160);
        byte[] second = fragment(5, 160, UDP.length);
        DecoderBench bench = new DecoderBench()
                .ipv4(Wire.ipv4Fragment(IpProtocol.IPV4, 1, 2, 1, 0, true, Arrays.copyOf(first, 80)))
                .ipv4(Wire.ipv4Fragment(
                        IpProtocol.IPV4, 1, 2, 1, 80, false, Arrays.copyOfRange(first, 80, first.length)))
                .ipv4(Wire.ipv4Fragment(IpProtocol.IPV4, 1, 2, 2, 0, true, Arrays.copyOf(second, 80)))
                .ipv4(Wire.ipv4Fragment(
                        IpProtocol.IPV4, 1, 2, 2, 80, false, Arrays.copyOfRange(second, 80, second.length)));
        assertEquals(RecordingHandler.bytes(MESSAGE), bench.onlyDatagram().payload());
    }

    @Test
    void floodsAreBoundedInFragmentsAndOctets() {
        Limits limits = Limits.defaults().with(Limit.FRAGMENTS, 1000).with(Limit.FRAGMENT_BYTES, 100_000);
        DecoderBench bench = new DecoderBench(limits);
        for (int i = 0; i < 20_000; i++) {
            bench.ipv4(Wire.ipv4Fragment(IpProtocol.UDP, i * 7, 2, i, 8 * (i % 50), true, new byte[8 + i % 900]));
            assertTrue(bench.decoder.fragments().held() <= 1000);
            assertTrue(bench.decoder.fragments().heldOctets() <= 100_000);
        }
        assertTrue(bench.count(PacketAnomaly.FRAGMENTS_LIMIT) > 0);
        bench.ipv4(fragment(1, 0, 160)).ipv4(fragment(1, 160, UDP.length));
        assertEquals(RecordingHandler.bytes(MESSAGE), bench.onlyDatagram().payload());
        bench.finish();
        assertEquals(0, bench.decoder.fragments().held());
        assertEquals(0, bench.decoder.fragments().heldOctets());
    }

    @Test
    void aDatagramInTinyFragmentsIsGivenUp() {
        DecoderBench bench = new DecoderBench();
        for (int i = 0; i < 8000; i++) {
            bench.ipv4(Wire.ipv4Fragment(IpProtocol.UDP, 1, 2, 1, 8 * i, true, new byte[8]));
            assertTrue(bench.decoder.fragments().held() <= 256);
        }
        assertTrue(bench.count(PacketAnomaly.FRAGMENTS_LIMIT) > 0);
    }
}
