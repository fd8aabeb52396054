package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.IpAddress;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.pcap4j.packet.AbstractPacket;
import org.pcap4j.packet.Dot1qVlanTagPacket;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV4Rfc791Tos;
import org.pcap4j.packet.IpV6Packet;
import org.pcap4j.packet.IpV6SimpleFlowLabel;
import org.pcap4j.packet.IpV6SimpleTrafficClass;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.UdpPacket;
import org.pcap4j.packet.UnknownPacket;
import org.pcap4j.packet.namednumber.IpNumber;
import org.pcap4j.packet.namednumber.IpVersion;
import org.pcap4j.packet.namednumber.TcpPort;
import org.pcap4j.packet.namednumber.UdpPort;
import org.pcap4j.util.MacAddress;

/** Packets that another library builds, with its lengths and checksums: their addresses, ports and payload come out. */
class BuiltByPcap4jProperties {
    private final Random random = new Random();
    private InetAddress source;
    private InetAddress destination;

    private void addresses(boolean version6) throws UnknownHostException {
        byte[] octets = new byte[version6 ? 16 : 4];
        random.nextBytes(octets);
        octets[0] = 0x20; // no mapped address, which is another version to Java
        source = InetAddress.getByAddress(octets);
        random.nextBytes(octets);
        octets[0] = 0x20;
        destination = InetAddress.getByAddress(octets);
    }

    private AbstractPacket.AbstractBuilder ip(IpNumber protocol, Packet.Builder payload) {
        if (source instanceof Inet6Address) {
            return new IpV6Packet.Builder()
                    .version(IpVersion.IPV6)
                    .trafficClass(IpV6SimpleTrafficClass.newInstance((byte) random.nextInt()))
                    .flowLabel(IpV6SimpleFlowLabel.newInstance(random.nextInt(1 << 20)))
                    .nextHeader(protocol)
                    .hopLimit((byte) 64)
                    .srcAddr((Inet6Address) source)
                    .dstAddr((Inet6Address) destination)
                    .correctLengthAtBuild(true)
                    .payloadBuilder(payload);
        }
        return new IpV4Packet.Builder()
                .version(IpVersion.IPV4)
                .tos(IpV4Rfc791Tos.newInstance((byte) 0))
                .identification((short) random.nextInt())
                .ttl((byte) 64)
                .protocol(protocol)
                .srcAddr((Inet4Address) source)
                .dstAddr((Inet4Address) destination)
                .correctLengthAtBuild(true)
                .correctChecksumAtBuild(true)
                .payloadBuilder(payload);
    }

    private byte[] frame(int tags, Packet.Builder ip) {
        org.pcap4j.packet.namednumber.EtherType type = source instanceof Inet6Address
                ? org.pcap4j.packet.namednumber.EtherType.IPV6
                : org.pcap4j.packet.namednumber.EtherType.IPV4;
        Packet.Builder payload = ip;
        for (int i = 0; i < tags; i++) {
            payload = new Dot1qVlanTagPacket.Builder()
                    .vid((short) random.nextInt(4096))
                    .type(type)
                    .payloadBuilder(payload);
            type = org.pcap4j.packet.namednumber.EtherType.DOT1Q_VLAN_TAGGED_FRAMES;
        }
        return new EthernetPacket.Builder()
                .dstAddr(MacAddress.getByName("02:00:00:00:00:01"))
                .srcAddr(MacAddress.getByName("02:00:00:00:00:02"))
                .type(type)
                .paddingAtBuild(true)
                .payloadBuilder(payload)
                .build()
                .getRawData();
    }

    private static IpAddress owned(InetAddress address) {
        return IpAddress.parse(address.getHostAddress()).orElseThrow();
    }

    private void assertIs(RecordingHandler.Message message, int port, byte[] payload) {
        assertEquals(owned(source), message.source());
        assertEquals(owned(destination), message.destination());
        assertEquals(port, message.sourcePort());
        assertEquals(Wire.DNS, message.destinationPort());
        assertEquals(RecordingHandler.bytes(payload), message.payload());
    }

    @Property(tries = 300)
    void datagramsComeOut(
            @ForAll long seed,
            @ForAll boolean version6,
            @ForAll @IntRange(max = 3) int tags,
            @ForAll @IntRange(min = 1, max = 65_535) int port,
            @ForAll @Size(min = 12, max = 600) byte[] payload)
            throws UnknownHostException {
        random.setSeed(seed);
        addresses(version6);
        UdpPacket.Builder udp = new UdpPacket.Builder()
                .srcPort(UdpPort.getInstance((short) port))
                .dstPort(UdpPort.DOMAIN)
                .srcAddr(source)
                .dstAddr(destination)
                .correctLengthAtBuild(true)
                .correctChecksumAtBuild(true)
                .payloadBuilder(new UnknownPacket.Builder().rawData(payload));
        DecoderBench bench = new DecoderBench().ethernet(frame(tags, ip(IpNumber.UDP, udp)));
        assertIs(bench.onlyDatagram(), port, payload);
        assertTrue(bench.anomalies.toList().isEmpty(), bench.anomalies.toList()::toString);
    }

    @Property(tries = 200)
    void messagesOfStreamsComeOut(
            @ForAll long seed,
            @ForAll boolean version6,
            @ForAll @IntRange(max = 3) int tags,
            @ForAll @IntRange(min = 1024, max = 65_535) int port,
            @ForAll @IntRange(min = 1, max = 40) int cut)
            throws UnknownHostException {
        random.setSeed(seed);
        addresses(version6);
        byte[] message = Wire.message(random.nextInt(65_536), "example");
        byte[] stream = Wire.stream(message);
        int sequence = random.nextInt();
        int middle = Math.min(cut, stream.length - 1);
        DecoderBench bench = new DecoderBench()
                .ethernet(frame(tags, segment(port, sequence, true, new byte[0])))
                .ethernet(frame(tags, segment(port, sequence + 1 + middle, false, part(stream, middle, stream.length))))
                .ethernet(frame(tags, segment(port, sequence + 1, false, part(stream, 0, middle))));
        assertEquals(1, bench.handler.streamMessages.size());
        assertIs(bench.handler.streamMessages.get(0), port, message);
        assertTrue(bench.anomalies.toList().isEmpty(), bench.anomalies.toList()::toString);
    }

    private static byte[] part(byte[] stream, int from, int to) {
        return Arrays.copyOfRange(stream, from, to);
    }

    private Packet.Builder segment(int port, int sequence, boolean syn, byte[] payload) {
        TcpPacket.Builder tcp = new TcpPacket.Builder()
                .srcPort(TcpPort.getInstance((short) port))
                .dstPort(TcpPort.DOMAIN)
                .sequenceNumber(sequence)
                .syn(syn)
                .window((short) 64_000)
                .srcAddr(source)
                .dstAddr(destination)
                .correctLengthAtBuild(true)
                .correctChecksumAtBuild(true)
                .paddingAtBuild(true);
        if (payload.length > 0) {
            tcp.payloadBuilder(new UnknownPacket.Builder().rawData(payload));
        }
        return ip(IpNumber.TCP, tcp);
    }
}
