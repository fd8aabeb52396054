package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dnswhy.model.IpAddress;
import java.net.InetAddress;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IllegalRawDataException;
import org.pcap4j.packet.IpPacket;
import org.pcap4j.packet.LinuxSllPacket;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.UdpPacket;

/** Packets that another dissector takes apart too: both must see the same addresses, ports and payload. */
class Pcap4jDifferentialProperties {
    private static final byte[] COOKED = Wire.octets(0, 4, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0);

    @Property(tries = 500)
    void bothSeeTheSameDatagram(
            @ForAll boolean version6,
            @ForAll boolean cooked,
            @ForAll @Size(min = 12, max = 300) byte[] payload,
            @ForAll int source,
            @ForAll int destination,
            @ForAll @IntRange(min = 1, max = 65_535) int port,
            @ForAll @IntRange(max = 20) int padding)
            throws IllegalRawDataException {
        byte[] udp = Wire.udp(port, Wire.DNS, payload);
        byte[] ip = version6
                ? Wire.ipv6(IpProtocol.UDP, source, destination, udp)
                : Wire.ipv4(IpProtocol.UDP, source, destination, udp);
        int type = version6 ? EtherType.IPV6 : EtherType.IPV4;
        byte[] padded = Wire.concat(ip, new byte[padding]);
        byte[] frame = cooked ? Wire.concat(COOKED, Wire.octets(type >> 8, type), padded) : Wire.ethernet(type, padded);
        compare(frame, cooked);
    }

    /** One damaged octet in the headers: whenever both still see a DNS datagram, it is the same one. */
    @Property(tries = 500)
    void bothSeeTheSameInDamagedHeaders(@ForAll long seed, @ForAll @IntRange(max = 41) int damaged)
            throws IllegalRawDataException {
        byte[] frame = Wire.query(Wire.message((int) seed, "example"));
        frame[damaged] = (byte) new Random(seed).nextInt();
        UdpPacket udp = udpOf(frame);
        DecoderBench bench = new DecoderBench().ethernet(frame);
        if (udp != null
                && bench.handler.datagrams.size() == 1
                && bench.anomalies.toList().isEmpty()) {
            compare(frame, false);
        }
    }

    /** What pcap4j makes of a frame, {@code null} when it is no UDP to it, or nothing that it accepts at all. */
    private static UdpPacket udpOf(byte[] frame) {
        try {
            return EthernetPacket.newPacket(frame, 0, frame.length).get(UdpPacket.class);
        } catch (IllegalRawDataException e) {
            return null;
        }
    }

    private static void compare(byte[] frame, boolean cooked) throws IllegalRawDataException {
        Packet packet = cooked
                ? LinuxSllPacket.newPacket(frame, 0, frame.length)
                : EthernetPacket.newPacket(frame, 0, frame.length);
        IpPacket.IpHeader ip = packet.get(IpPacket.class).getHeader();
        UdpPacket udp = packet.get(UdpPacket.class);
        RecordingHandler.Message ours =
                new DecoderBench().frame(cooked ? 113 : 1, frame).onlyDatagram();
        assertEquals(address(ip.getSrcAddr()), ours.source());
        assertEquals(address(ip.getDstAddr()), ours.destination());
        assertEquals(udp.getHeader().getSrcPort().valueAsInt(), ours.sourcePort());
        assertEquals(udp.getHeader().getDstPort().valueAsInt(), ours.destinationPort());
        assertEquals(RecordingHandler.bytes(udp.getPayload().getRawData()), ours.payload());
    }

    private static IpAddress address(InetAddress address) {
        return IpAddress.parse(address.getHostAddress()).orElseThrow();
    }
}
