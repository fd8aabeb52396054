package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Transport;
import org.junit.jupiter.api.Test;

class IpTest {
    private static final byte[] MESSAGE = Wire.message(4711, "example");
    private static final byte[] UDP = Wire.udp(Wire.CLIENT_PORT, Wire.DNS, MESSAGE);

    private static byte[] ipv4(int total, byte[] options, byte[] payload) {
        return Wire.ipv4(IpProtocol.UDP, Wire.CLIENT, Wire.SERVER, 7, 0, total, options, payload);
    }

    private static void isWhole(DecoderBench bench) {
        assertEquals(RecordingHandler.bytes(MESSAGE), bench.onlyDatagram().payload());
        assertEquals(MESSAGE.length, bench.onlyDatagram().originalLength());
    }

    @Test
    void headerFieldsAreTold() {
        RecordingHandler.Message v4 =
                new DecoderBench().ethernet(Wire.query(MESSAGE)).onlyDatagram();
        assertEquals(IpAddress.v4(Wire.CLIENT), v4.source());
        assertEquals(IpAddress.v4(Wire.SERVER), v4.destination());
        assertEquals(Wire.CLIENT_PORT, v4.sourcePort());
        assertEquals(Wire.DNS, v4.destinationPort());
        assertEquals(Transport.UDP, v4.transport());
        assertEquals(64, v4.timeToLive());
        assertEquals(7, v4.identification());
        RecordingHandler.Message v6 = new DecoderBench()
                .ipv6(Wire.ipv6(IpProtocol.UDP, Wire.CLIENT, Wire.SERVER, UDP))
                .onlyDatagram();
        assertEquals(IpAddress.parse("2001:db8::a00:1").orElseThrow(), v6.source());
        assertEquals(IpAddress.parse("2001:db8::a00:35").orElseThrow(), v6.destination());
        assertEquals(61, v6.timeToLive());
        assertEquals(-1, v6.identification());
    }

    @Test
    void optionsAreSkipped() {
        isWhole(new DecoderBench().ipv4(ipv4(20 + 12 + UDP.length, new byte[12], UDP)));
        isWhole(new DecoderBench().ipv4(ipv4(20 + 40 + UDP.length, new byte[40], UDP)));
    }

    @Test
    void paddingBehindTheIpPacketIsIgnored() {
        isWhole(new DecoderBench().ipv4(ipv4(20 + UDP.length, new byte[0], Wire.concat(UDP, new byte[18]))));
    }

    @Test
    void totalLengthZeroMeansToTheEnd() {
        isWhole(new DecoderBench().ipv4(ipv4(0, new byte[0], UDP)));
        isWhole(new DecoderBench().ipv6(Wire.ipv6(IpProtocol.UDP, 1, 2, 0, UDP)));
    }

    /** RFC 2675: the payload length is zero, and an option of the hop-by-hop header has the length. */
    @Test
    void jumbogramsGoToTheEnd() {
        byte[] message = java.util.Arrays.copyOf(MESSAGE, 70_000);
        byte[] option = Wire.octets(IpProtocol.UDP, 0, 0xC2, 4, 0, 1, 0x11, 0x80);
        byte[] jumbo = Wire.concat(option, Wire.udp(Wire.CLIENT_PORT, Wire.DNS, 0, message));
        DecoderBench bench = new DecoderBench().ipv6(Wire.ipv6(0, 1, 2, 0, jumbo));
        assertEquals(70_000, bench.onlyDatagram().length());
        assertEquals(0, bench.anomalies.toList().size());
    }

    @Test
    void contradictingHeadersAreMalformed() {
        byte[] shortHeader = ipv4(20 + UDP.length, new byte[0], UDP);
        shortHeader[0] = 0x44;
        byte[] otherVersion = ipv4(20 + UDP.length, new byte[0], UDP);
        otherVersion[0] = 0x65;
        DecoderBench bench = new DecoderBench()
                .ipv4(shortHeader)
                .ipv4(otherVersion)
                .ipv4(ipv4(19, new byte[0], UDP))
                .ipv4(new byte[3]);
        assertEquals(4, bench.count(PacketAnomaly.IP_MALFORMED));
        assertEquals(0, bench.handler.datagrams.size());
    }

    @Test
    void lengthBeyondTheFrameIsToldAndTheRestUsed() {
        DecoderBench bench = new DecoderBench().ipv4(ipv4(20 + UDP.length + 30, new byte[0], UDP));
        isWhole(bench);
        assertEquals(1, bench.count(PacketAnomaly.IP_LENGTH_BEYOND_FRAME));
    }

    @Test
    void chainsOfExtensionHeadersAreFollowed() {
        byte[] hopByHop = Wire.octets(60, 0, 1, 4, 0, 0, 0, 0);
        byte[] destination = Wire.octets(43, 1, 1, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        byte[] routing = Wire.octets(51, 0, 0, 0, 0, 0, 0, 0);
        byte[] authentication = Wire.octets(44, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        byte[] atomicFragment = Wire.octets(IpProtocol.UDP, 0, 0, 0, 0, 0, 0, 1);
        byte[] payload = Wire.concat(hopByHop, destination, routing, authentication, atomicFragment, UDP);
        isWhole(new DecoderBench().ipv6(Wire.ipv6(0, 1, 2, payload)));
    }

    @Test
    void endlessChainsOfExtensionHeadersAreMalformed() {
        byte[] payload = new byte[8 * 100];
        for (int i = 0; i < 100; i++) {
            payload[8 * i] = 60;
        }
        DecoderBench bench = new DecoderBench().ipv6(Wire.ipv6(60, 1, 2, payload));
        assertEquals(1, bench.count(PacketAnomaly.IP_MALFORMED));
    }

    @Test
    void theUdpLengthBoundsThePayload() {
        byte[] trailing = Wire.udp(Wire.CLIENT_PORT, Wire.DNS, 8 + MESSAGE.length, Wire.concat(MESSAGE, new byte[9]));
        isWhole(new DecoderBench().ipv4(Wire.ipv4(IpProtocol.UDP, 1, 2, trailing)));
    }

    @Test
    void udpLengthZeroMeansToTheEnd() {
        isWhole(new DecoderBench()
                .ipv4(Wire.ipv4(IpProtocol.UDP, 1, 2, Wire.udp(Wire.CLIENT_PORT, Wire.DNS, 0, MESSAGE))));
    }

    @Test
    void absurdUdpLengthsAreCounted() {
        DecoderBench bench = new DecoderBench();
        bench.ipv4(Wire.ipv4(IpProtocol.UDP, 1, 2, Wire.udp(Wire.CLIENT_PORT, Wire.DNS, 7, MESSAGE)));
        assertEquals(1, bench.count(PacketAnomaly.UDP_MALFORMED));
        bench.ipv4(Wire.ipv4(IpProtocol.UDP, 1, 2, new byte[7]));
        assertEquals(2, bench.count(PacketAnomaly.UDP_MALFORMED));
        bench.ipv4(Wire.ipv4(IpProtocol.UDP, 1, 2, Wire.udp(Wire.CLIENT_PORT, Wire.DNS, 8, MESSAGE)));
        assertEquals(1, bench.count(PacketAnomaly.UDP_EMPTY));
        assertEquals(0, bench.handler.datagrams.size());
        bench.ipv4(Wire.ipv4(IpProtocol.UDP, 1, 2, Wire.udp(Wire.CLIENT_PORT, Wire.DNS, 1000, MESSAGE)));
        assertEquals(1, bench.count(PacketAnomaly.UDP_LENGTH_BEYOND_IP));
        assertEquals(0, bench.count(PacketAnomaly.PAYLOAD_CUT));
        assertEquals(MESSAGE.length, bench.onlyDatagram().length());
        assertEquals(992, bench.onlyDatagram().originalLength());
    }

    @Test
    void cutByTheSnaplenIsNotMalformed() {
        byte[] query = Wire.query(MESSAGE);
        DecoderBench bench = new DecoderBench();
        for (int captured = 14; captured < 42; captured++) {
            bench.frame(1, query, captured);
        }
        assertEquals(28, bench.count(PacketAnomaly.HEADERS_CUT));
        assertEquals(1, bench.anomalies.toList().size());
        bench.frame(1, query, 42 + 13);
        assertEquals(1, bench.count(PacketAnomaly.PAYLOAD_CUT));
        assertEquals(13, bench.onlyDatagram().length());
        assertEquals(MESSAGE.length, bench.onlyDatagram().originalLength());
    }

    @Test
    void otherPortsAreCountedOnly() {
        DecoderBench bench = new DecoderBench()
                .ipv4(Wire.ipv4(IpProtocol.UDP, 1, 2, Wire.udp(1000, 2000, MESSAGE)))
                .ipv4(Wire.ipv4(IpProtocol.TCP, 1, 2, Wire.tcp(1000, 443, 1, 1, 16, MESSAGE)))
                .ipv4(Wire.ipv4(132, 1, 2, MESSAGE))
                .ethernet(Wire.ethernet(EtherType.ARP, new byte[28]));
        assertEquals(1, bench.count(PacketCount.UDP_OTHER));
        assertEquals(1, bench.count(PacketCount.TCP_OTHER));
        assertEquals(1, bench.count(PacketCount.OTHER_TRANSPORT));
        assertEquals(1, bench.count(PacketCount.NOT_IP));
        assertEquals(4, bench.count(PacketCount.FRAMES));
        assertEquals(0, bench.handler.datagrams.size());
    }

    @Test
    void tunnelsArePeeledToTheInnermostPacket() {
        byte[] inner = Wire.ipv4(IpProtocol.UDP, Wire.CLIENT, Wire.SERVER, UDP);
        byte[] inner6 = Wire.ipv6(IpProtocol.UDP, Wire.CLIENT, Wire.SERVER, UDP);
        byte[] vxlan = Wire.concat(Wire.octets(8, 0, 0, 0, 0, 0, 1, 0), Wire.ethernet(EtherType.IPV4, inner));
        isWhole(new DecoderBench().ipv4(Wire.ipv4(IpProtocol.IPV4, 1, 2, inner)));
        isWhole(new DecoderBench().ipv4(Wire.ipv4(IpProtocol.IPV6, 1, 2, inner6)));
        isWhole(new DecoderBench().ipv6(Wire.ipv6(IpProtocol.IPV4, 1, 2, inner)));
        isWhole(new DecoderBench().ipv4(Wire.ipv4(IpProtocol.GRE, 1, 2, Wire.concat(Wire.octets(0, 0, 8, 0), inner))));
        isWhole(new DecoderBench()
                .ipv4(Wire.ipv4(IpProtocol.GRE, 1, 2, Wire.concat(Wire.octets(0xB0, 0, 8, 0), new byte[12], inner))));
        isWhole(new DecoderBench().ipv4(Wire.ipv4(IpProtocol.UDP, 1, 2, Wire.udp(50_000, 4789, vxlan))));
        DecoderBench linuxPort =
                new DecoderBench().ipv4(Wire.ipv4(IpProtocol.UDP, 1, 2, Wire.udp(50_000, 8472, vxlan)));
        isWhole(linuxPort);
        assertEquals(IpAddress.v4(Wire.CLIENT), linuxPort.onlyDatagram().source());
        assertEquals(1, linuxPort.count(PacketCount.TUNNELS));
    }

    @Test
    void tunnelsInUdpArePeeled() {
        byte[] inner = Wire.ipv4(IpProtocol.UDP, Wire.CLIENT, Wire.SERVER, UDP);
        byte[] ethernet = Wire.ethernet(EtherType.IPV4, inner);
        isWhole(inUdp(6081, Wire.concat(Wire.octets(1, 0, 0x65, 0x58, 0, 0, 1, 0, 9, 9, 9, 9), ethernet)));
        isWhole(inUdp(4790, Wire.concat(Wire.octets(0x0C, 0, 0, 1, 0, 0, 1, 0), inner)));
        isWhole(inUdp(4790, Wire.concat(Wire.octets(8, 0, 0, 0, 0, 0, 1, 0), ethernet)));
        isWhole(inUdp(4754, Wire.concat(Wire.octets(0, 0, 8, 0), inner)));
        isWhole(inUdp(2152, Wire.concat(Wire.octets(0x30, 0xFF, 0, 0, 0, 0, 0, 1), inner)));
        isWhole(inUdp(2152, Wire.concat(Wire.octets(0x34, 0xFF, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0x85, 1, 0, 0, 0), inner)));
    }

    private static DecoderBench inUdp(int port, byte[] tunnel) {
        return new DecoderBench().ipv4(Wire.ipv4(IpProtocol.UDP, 1, 2, Wire.udp(50_000, port, tunnel)));
    }

    @Test
    void tunnelsInTunnelsEndAtTheLimit() {
        byte[] packet = Wire.ipv4(IpProtocol.UDP, Wire.CLIENT, Wire.SERVER, UDP);
        for (int i = 0; i < 8; i++) {
            packet = Wire.ipv4(IpProtocol.IPV4, 1, 2, packet);
        }
        isWhole(new DecoderBench().ipv4(packet));
        DecoderBench bench = new DecoderBench().ipv4(Wire.ipv4(IpProtocol.IPV4, 1, 2, packet));
        assertEquals(0, bench.handler.datagrams.size());
        assertEquals(1, bench.count(PacketAnomaly.TUNNEL_DEPTH));
    }
}
