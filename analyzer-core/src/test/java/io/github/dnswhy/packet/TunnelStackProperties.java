package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Any stack of tunnels, tags and link layers: the innermost addresses, ports and payload come out, down to the allowed depth. */
class TunnelStackProperties {
    private static final int DEPTH = (int) Limit.TUNNEL_DEPTH.standard();
    private static final int COOKED = 113;
    private static final int COOKED_2 = 276;
    private static final int RAW = 101;
    private static final int GTP_PORT = 2152;

    /** An IP packet under construction. */
    private record Ip(boolean version6, byte[] octets) {
        int etherType() {
            return version6 ? EtherType.IPV6 : EtherType.IPV4;
        }

        /** The next header or protocol that names it. */
        int protocol() {
            return version6 ? 41 : 4;
        }
    }

    private static byte[] type(Ip ip) {
        return Wire.octets(ip.etherType() >> 8, ip.etherType() & 0xFF);
    }

    private static Ip ip(Random random, int protocol, int source, int destination, byte[] payload) {
        boolean version6 = random.nextBoolean();
        return new Ip(
                version6,
                version6
                        ? Wire.ipv6(protocol, source, destination, payload)
                        : Wire.ipv4(protocol, source, destination, payload));
    }

    private static Ip udp(Random random, int port, byte[] header, byte[] inner) {
        byte[] payload = Wire.udp(20_000 + random.nextInt(20_000), port, Wire.concat(header, inner));
        return ip(random, IpProtocol.UDP, random.nextInt(), random.nextInt(), payload);
    }

    /** An Ethernet frame, with some tags before the packet. */
    private static byte[] ethernet(Random random, Ip ip) {
        return switch (random.nextInt(5)) {
            case 0 -> Wire.ethernet(0x8100, Wire.vlan(ip.etherType(), ip.octets()));
            case 1 -> Wire.ethernet(0x88A8, Wire.vlan(0x8100, Wire.vlan(ip.etherType(), ip.octets())));
            case 2 -> Wire.ethernet(0x8847, Wire.concat(Wire.octets(0, 1, 0, 64, 0, 2, 1, 64), ip.octets()));
            case 3 -> {
                int length = ip.octets().length + 2;
                int protocol = ip.version6() ? 0x57 : 0x21;
                byte[] header = Wire.octets(0x11, 0, 0, 1, length >> 8, length & 0xFF, 0, protocol);
                yield Wire.ethernet(0x8864, Wire.concat(header, ip.octets()));
            }
            default -> Wire.ethernet(ip.etherType(), ip.octets());
        };
    }

    private static Ip wrap(Random random, Ip ip) {
        int source = random.nextInt();
        int destination = random.nextInt();
        return switch (random.nextInt(7)) {
            case 0 -> ip(random, ip.protocol(), source, destination, ip.octets());
            case 1 ->
                ip(random, IpProtocol.GRE, source, destination, Wire.concat(Wire.octets(0, 0), type(ip), ip.octets()));
            case 2 ->
                ip(
                        random,
                        IpProtocol.GRE,
                        source,
                        destination,
                        Wire.concat(Wire.octets(0x30, 0, 0x65, 0x58), new byte[8], ethernet(random, ip)));
            case 3 -> udp(random, 4789, Wire.octets(8, 0, 0, 0, 0, 0, 7, 0), ethernet(random, ip));
            case 4 -> udp(random, 8472, Wire.octets(8, 0, 0, 0, 0, 0, 7, 0), ethernet(random, ip));
            case 5 -> {
                int options = random.nextInt(4);
                byte[] header = Wire.concat(Wire.octets(options, 0, 0x65, 0x58, 0, 0, 7, 0), new byte[4 * options]);
                yield udp(random, 6081, header, ethernet(random, ip));
            }
            default -> {
                int length = ip.octets().length;
                yield udp(
                        random, GTP_PORT, Wire.octets(0x30, 0xFF, length >> 8, length & 0xFF, 0, 0, 0, 1), ip.octets());
            }
        };
    }

    private static void send(DecoderBench bench, Random random, Ip ip) {
        switch (random.nextInt(4)) {
            case 0 -> bench.frame(RAW, ip.octets());
            case 1 -> bench.frame(COOKED, Wire.concat(new byte[14], type(ip), ip.octets()));
            case 2 -> bench.frame(COOKED_2, Wire.concat(type(ip), new byte[18], ip.octets()));
            default -> bench.ethernet(ethernet(random, ip));
        }
    }

    @Property(tries = 1_000)
    void innermostDatagramComesOut(
            @ForAll @IntRange(max = 12) int tunnels,
            @ForAll @IntRange(min = 1, max = 65_535) int port,
            @ForAll @Size(min = 12, max = 200) byte[] payload,
            @ForAll long seed) {
        Random random = new Random(seed);
        Ip inner = ip(random, IpProtocol.UDP, 0x0A01_0203, 0x0A04_0506, Wire.udp(port, Wire.DNS, payload));
        Ip outer = inner;
        for (int i = 0; i < tunnels; i++) {
            outer = wrap(random, outer);
        }
        DecoderBench bench = new DecoderBench(Limits.defaults());
        send(bench, random, outer);
        if (tunnels > DEPTH) {
            assertTrue(bench.handler.datagrams.isEmpty());
            assertEquals(1, bench.count(PacketAnomaly.TUNNEL_DEPTH));
            return;
        }
        RecordingHandler.Message message = bench.onlyDatagram();
        RecordingHandler.Message plain =
                new DecoderBench().frame(RAW, inner.octets()).onlyDatagram();
        IpAddress source = plain.source();
        assertEquals(source, message.source());
        assertEquals(plain.destination(), message.destination());
        assertEquals(port, message.sourcePort());
        assertEquals(Wire.DNS, message.destinationPort());
        assertEquals(RecordingHandler.bytes(payload), message.payload());
        assertTrue(bench.anomalies.toList().isEmpty(), bench.anomalies.toList()::toString);
    }

    @Property(tries = 200)
    void tunnelsBeyondTheBoundAreCountedEach(@ForAll @IntRange(min = 1, max = 7) int depth, @ForAll long seed) {
        Random random = new Random(seed);
        Ip ip = ip(random, IpProtocol.UDP, 1, 2, Wire.udp(4000, Wire.DNS, Wire.message(1, "example")));
        DecoderBench bench = new DecoderBench(Limits.defaults().with(Limit.TUNNEL_DEPTH, depth));
        for (int tunnels = 1; tunnels <= 9; tunnels++) {
            ip = wrap(random, ip);
            send(bench, random, ip);
        }
        assertEquals(depth, bench.handler.datagrams.size());
        assertEquals(9 - depth, bench.count(PacketAnomaly.TUNNEL_DEPTH));
    }
}
