package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LinkLayerTest {
    private static final byte[] MESSAGE = Wire.message(4711, "example");
    private static final byte[] V4 =
            Wire.ipv4(IpProtocol.UDP, Wire.CLIENT, Wire.SERVER, Wire.udp(Wire.CLIENT_PORT, Wire.DNS, MESSAGE));
    private static final byte[] V6 =
            Wire.ipv6(IpProtocol.UDP, Wire.CLIENT, Wire.SERVER, Wire.udp(Wire.CLIENT_PORT, Wire.DNS, MESSAGE));

    private static void carries(int linkType, byte[] frame) {
        assertEquals(
                RecordingHandler.bytes(MESSAGE),
                new DecoderBench().frame(linkType, frame).onlyDatagram().payload());
    }

    @Test
    void ethernetCarriesBothVersions() {
        carries(1, Wire.ethernet(EtherType.IPV4, V4));
        carries(1, Wire.ethernet(EtherType.IPV6, V6));
    }

    @Test
    void vlanTagsAreStacked() {
        carries(1, Wire.ethernet(0x8100, Wire.vlan(EtherType.IPV4, V4)));
        carries(1, Wire.ethernet(0x88A8, Wire.vlan(0x8100, Wire.vlan(EtherType.IPV4, V4))));
        carries(1, Wire.ethernet(0x9100, Wire.vlan(0x9100, Wire.vlan(0x8100, Wire.vlan(EtherType.IPV6, V6)))));
    }

    @Test
    void tagsWithoutEndAreNoPacket() {
        byte[] frame = V4;
        for (int i = 0; i < 20; i++) {
            frame = Wire.vlan(i == 0 ? EtherType.IPV4 : 0x8100, frame);
        }
        DecoderBench bench = new DecoderBench().ethernet(Wire.ethernet(0x8100, frame));
        assertEquals(0, bench.handler.datagrams.size());
        assertEquals(1, bench.count(PacketCount.NOT_IP));
    }

    @Test
    void snapCarriesAnEtherType() {
        byte[] snap = Wire.concat(Wire.octets(0xAA, 0xAA, 3, 0, 0, 0, 8, 0), V4);
        carries(1, Wire.ethernet(snap.length, snap));
    }

    @Test
    void cookedCaptureTellsTheDirection() {
        byte[] header = Wire.octets(0, 4, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 8, 0);
        RecordingHandler.Message datagram =
                new DecoderBench().frame(113, Wire.concat(header, V4)).onlyDatagram();
        assertEquals(RecordingHandler.bytes(MESSAGE), datagram.payload());
        assertEquals(4, datagram.direction());
        assertEquals(0, datagram.interfaceIndex());
    }

    @Test
    void cookedCapture2TellsInterfaceAndDirection() {
        byte[] header = Wire.octets(0x86, 0xDD, 0, 0, 0, 0, 1, 17, 0, 1, 1, 6, 2, 0, 0, 0, 0, 1, 0, 0);
        RecordingHandler.Message datagram =
                new DecoderBench().frame(276, Wire.concat(header, V6)).onlyDatagram();
        assertEquals(RecordingHandler.bytes(MESSAGE), datagram.payload());
        assertEquals(1, datagram.direction());
        assertEquals(273, datagram.interfaceIndex());
    }

    @Test
    void cookedCaptureMayCarryTags() {
        byte[] header = Wire.octets(0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 0x81, 0);
        carries(113, Wire.concat(header, Wire.vlan(EtherType.IPV4, V4)));
    }

    @Test
    void rawFramesStartWithTheVersion() {
        for (int linkType : new int[] {12, 14, 101, 228, 229}) {
            carries(linkType, V4);
            carries(linkType, V6);
        }
    }

    @Test
    void loopbackFamiliesComeInBothByteOrders() {
        for (int linkType : new int[] {0, 108}) {
            carries(linkType, Wire.concat(Wire.octets(0, 0, 0, 2), V4));
            carries(linkType, Wire.concat(Wire.octets(2, 0, 0, 0), V4));
            for (int family : new int[] {10, 24, 28, 30}) {
                carries(linkType, Wire.concat(Wire.octets(0, 0, 0, family), V6));
                carries(linkType, Wire.concat(Wire.octets(family, 0, 0, 0), V6));
            }
        }
    }

    @Test
    void pppCarriesBothVersions() {
        carries(9, Wire.concat(Wire.octets(0xFF, 3, 0, 0x21), V4));
        carries(9, Wire.concat(Wire.octets(0, 0x57), V6));
        carries(9, Wire.concat(Wire.octets(0x21), V4));
        carries(1, Wire.ethernet(0x8864, Wire.concat(Wire.octets(0x11, 0, 0, 1, 0, 99, 0, 0x21), V4)));
        carries(
                1,
                Wire.ethernet(0x8100, Wire.vlan(0x8864, Wire.concat(Wire.octets(0x11, 0, 0, 1, 0, 99, 0, 0x57), V6))));
    }

    @Test
    void labelsAreSkippedToTheLast() {
        carries(1, Wire.ethernet(0x8847, Wire.concat(Wire.octets(0, 1, 0x01, 64), V4)));
        carries(1, Wire.ethernet(0x8847, Wire.concat(Wire.octets(0, 1, 0x00, 64, 0, 2, 0x00, 64, 0, 3, 0x01, 64), V6)));
    }

    @Test
    void wirelessDataFramesCarrySnap() {
        byte[] snap = Wire.concat(Wire.octets(0xAA, 0xAA, 3, 0, 0, 0, 8, 0), V4);
        byte[] data = Wire.concat(Wire.octets(0x08, 0x01), new byte[22], snap);
        byte[] bridgedWithQos = Wire.concat(Wire.octets(0x88, 0x03), new byte[22 + 6 + 2], snap);
        carries(105, data);
        carries(105, bridgedWithQos);
        carries(127, Wire.concat(Wire.octets(0, 0, 9, 0, 0, 0, 0, 0, 0), data));
        carries(192, Wire.concat(Wire.octets(0, 0, 8, 0, 105, 0, 0, 0), data));
        carries(192, Wire.concat(Wire.octets(0, 0, 12, 0, 1, 0, 0, 0, 7, 7, 7, 7), Wire.ethernet(EtherType.IPV4, V4)));
    }

    @Test
    void encryptedAndManagementFramesCarryNothing() {
        DecoderBench bench = new DecoderBench()
                .frame(105, Wire.concat(Wire.octets(0x08, 0x41), new byte[60]))
                .frame(105, Wire.concat(Wire.octets(0x80, 0), new byte[60]))
                .frame(105, Wire.octets(0xD4, 0, 0, 0, 1, 2, 3, 4, 5, 6))
                .frame(192, Wire.concat(Wire.octets(0, 0, 8, 0, 192, 0, 0, 0), new byte[60]));
        assertEquals(4, bench.count(PacketCount.NOT_IP));
        assertEquals(0, bench.anomalies.toList().size());
    }

    /** It was taken for a control frame, which is as short by nature. */
    @Test
    void aWirelessDataFrameThatIsCutWithinItsHeaderIsTold() {
        byte[] data = Wire.concat(Wire.octets(0x08, 0x01), new byte[22], Wire.octets(0xAA, 0xAA, 3, 0, 0, 0, 8, 0), V4);
        DecoderBench bench = new DecoderBench().frame(105, data, 20);
        assertEquals(1, bench.count(PacketAnomaly.HEADERS_CUT));
        assertEquals(0, bench.count(PacketCount.NOT_IP));
    }

    @Test
    void unknownLinkTypesAreCountedByNumber() {
        DecoderBench bench = new DecoderBench().frame(147, V4).frame(147, V4).frame(2_000_000, V4);
        assertEquals(2, bench.anomalies.count("link-type-unsupported-147"));
        assertEquals(1, bench.anomalies.count("link-type-unsupported-2000000"));
    }

    @Test
    void shortFramesAreToldFromCutOnes() {
        byte[] query = Wire.query(MESSAGE);
        DecoderBench bench = new DecoderBench().ethernet(Arrays.copyOf(query, 9));
        assertEquals(1, bench.count(PacketAnomaly.LINK_SHORT));
        bench.frame(1, query, 9);
        assertEquals(1, bench.count(PacketAnomaly.LINK_SHORT));
        assertEquals(1, bench.count(PacketAnomaly.HEADERS_CUT));
    }
}
