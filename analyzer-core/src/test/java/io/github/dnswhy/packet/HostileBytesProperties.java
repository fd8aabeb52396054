package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Nothing throws, and nothing is read outside the frame: the frame ends where its window ends. */
class HostileBytesProperties {
    private static final int[] LINK_TYPES = {
        0, 1, 6, 8, 9, 10, 12, 14, 50, 51, 100, 101, 104, 105, 107, 108, 109, 113, 117, 119, 122, 123, 127, 138, 147,
        163, 166, 192, 204, 205, 206, 219, 226, 228, 229, 239, 240, 242, 258, 276, 281, 282, 283, 284
    };

    @Property(tries = 1000)
    void arbitraryOctetsNeverThrow(@ForAll @Size(max = 200) byte[] octets) {
        for (int linkType : LINK_TYPES) {
            DecoderBench bench = new DecoderBench().frame(linkType, octets).finish();
            assertEquals(1, bench.framesCounted());
        }
    }

    @Property(tries = 1000)
    void damagedPacketsNeverThrow(
            @ForAll long seed, @ForAll @IntRange(max = 12) int flips, @ForAll @IntRange(min = 1, max = 40) int frames) {
        Random random = new Random(seed);
        DecoderBench bench = new DecoderBench();
        List<byte[]> sound = sound(random);
        for (int i = 0; i < frames; i++) {
            byte[] frame = sound.get(random.nextInt(sound.size())).clone();
            for (int j = 0; j < flips; j++) {
                frame[random.nextInt(frame.length)] = (byte) random.nextInt();
            }
            bench.frame(1, frame, random.nextInt(3) == 0 ? random.nextInt(frame.length + 1) : frame.length);
        }
        bench.finish();
        assertEquals(frames, bench.framesCounted());
        assertTrue(bench.decoder.streams().connections() == 0);
        assertTrue(bench.decoder.streams().store().octets() == 0);
        assertTrue(bench.decoder.streams().store().pieces() == 0);
        assertTrue(bench.decoder.fragments().held() == 0);
        assertTrue(bench.decoder.fragments().heldOctets() == 0);
    }

    /** Sound headers of a link type before octets that may be anything. */
    @Property(tries = 1000)
    void arbitraryTunnelsNeverThrow(@ForAll @Size(max = 120) byte[] octets) {
        DecoderBench bench = new DecoderBench(DnsPorts.standard(), TunnelPorts.and(14_789));
        int frames = 0;
        for (int protocol : new int[] {1, 4, 6, 17, 41, 47, 51, 58, 94, 97, 137, 143}) {
            bench.ipv4(Wire.ipv4(protocol, 1, 2, octets)).ipv6(Wire.ipv6(protocol, 1, 2, octets));
            frames += 2;
        }
        for (int port : new int[] {
            137, 443, 853, 1701, 2152, 3544, 4341, 4754, 4789, 4790, 5353, 5355, 6081, 6635, 14_789, 37008
        }) {
            bench.ipv4(Wire.ipv4(IpProtocol.UDP, 1, 2, Wire.udp(50_000, port, octets)));
            bench.ipv4(Wire.ipv4(IpProtocol.TCP, 1, 2, Wire.tcp(50_000, port, 1, 1, 16, octets)));
            frames += 2;
        }
        for (int type : new int[] {0x0800, 0x86DD, 0x8100, 0x8847, 0x8864, 0x880B, 0x88E7, 0x894F, 0x893F, 100}) {
            bench.ethernet(Wire.ethernet(type, octets));
            frames++;
        }
        assertEquals(frames, bench.finish().framesCounted());
    }

    /** Segments of one connection with any numbers and flags. */
    @Property(tries = 1000)
    void arbitrarySegmentsNeverThrow(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int segments) {
        Random random = new Random(seed);
        DecoderBench bench = new DecoderBench();
        byte[] stream =
                Wire.stream(Wire.response(1, "one", 40), Wire.response(2, "two", 90), Wire.response(3, "three", 5));
        for (int i = 0; i < segments; i++) {
            int from = random.nextInt(stream.length);
            byte[] payload = Arrays.copyOfRange(stream, from, from + random.nextInt(stream.length - from + 1));
            int sequence = random.nextInt(4) == 0 ? random.nextInt() : 1000 + from;
            int flags = random.nextInt(3) == 0 ? random.nextInt(64) : TcpSegment.ACK;
            boolean up = random.nextInt(3) == 0;
            byte[] segment = up
                    ? Wire.tcp(Wire.CLIENT_PORT, Wire.DNS, sequence, 1000 + random.nextInt(200), flags, payload)
                    : Wire.tcp(Wire.DNS, Wire.CLIENT_PORT, sequence, 1000 + random.nextInt(200), flags, payload);
            byte[] frame = Wire.ethernet(
                    EtherType.IPV4,
                    Wire.ipv4(IpProtocol.TCP, up ? Wire.CLIENT : Wire.SERVER, up ? Wire.SERVER : Wire.CLIENT, segment));
            bench.pass(random.nextInt(5) == 0 ? random.nextLong(60_000_000_000L) - 20_000_000_000L : 0);
            bench.frame(1, frame, random.nextInt(4) == 0 ? random.nextInt(frame.length + 1) : frame.length);
        }
        bench.finish();
        assertTrue(bench.decoder.streams().store().octets() == 0);
        assertTrue(bench.decoder.streams().store().pieces() == 0);
    }

    /** Ethernet frames of many kinds, most with a DNS response in them. */
    static List<byte[]> sound(Random random) {
        byte[] message = Wire.response(random.nextInt(), "example", 200);
        byte[] udp = Wire.udp(Wire.DNS, Wire.CLIENT_PORT, message);
        byte[] inner = Wire.ipv4(IpProtocol.UDP, Wire.SERVER, Wire.CLIENT, udp);
        List<byte[]> frames = new ArrayList<>();
        frames.add(Wire.ethernet(EtherType.IPV4, inner));
        frames.add(Wire.ethernet(EtherType.IPV6, Wire.ipv6(IpProtocol.UDP, 1, 2, udp)));
        frames.add(Wire.ethernet(0x8100, Wire.vlan(EtherType.IPV4, inner)));
        frames.add(Wire.ethernet(EtherType.IPV4, Wire.ipv4(IpProtocol.IPV4, 1, 2, inner)));
        frames.add(Wire.ethernet(
                EtherType.IPV4,
                Wire.ipv4(IpProtocol.GRE, 1, 2, Wire.concat(Wire.octets(0x30, 0, 8, 0), new byte[8], inner))));
        for (int port : new int[] {1701, 2152, 3544, 4341, 4754, 4789, 4790, 5353, 6081, 6635, 8472, 37008}) {
            frames.add(Wire.ethernet(
                    EtherType.IPV4,
                    Wire.ipv4(
                            IpProtocol.UDP,
                            1,
                            2,
                            Wire.udp(
                                    5000,
                                    port,
                                    Wire.concat(
                                            Wire.octets(random.nextBoolean() ? 8 : 0x37, 0xFF, 0, 1, 0, 0, 1, 0),
                                            inner)))));
        }
        frames.add(Wire.ethernet(0x8864, Wire.concat(Wire.octets(0x11, 0, 0, 1, 0, 0, 0, 0x21), inner)));
        frames.add(Wire.ethernet(0x8847, Wire.concat(Wire.octets(0, 1, 0, 64, 0, 1, 1, 64), inner)));
        frames.add(Wire.ethernet(
                EtherType.IPV4,
                Wire.ipv4(IpProtocol.ICMP, 1, 2, Wire.concat(Wire.octets(3, 3, 0, 0, 0, 0, 0, 0), inner))));
        for (int from = 0; from < udp.length; from += 80) {
            byte[] part = Arrays.copyOfRange(udp, from, Math.min(udp.length, from + 80));
            boolean more = from + 80 < udp.length;
            frames.add(Wire.ethernet(EtherType.IPV4, Wire.ipv4Fragment(IpProtocol.UDP, 1, 2, 3, from, more, part)));
            frames.add(Wire.ethernet(EtherType.IPV6, Wire.ipv6Fragment(IpProtocol.UDP, 1, 2, 3, from, more, part)));
        }
        byte[] stream = Wire.stream(message, message);
        for (int from = 0; from < stream.length; from += 90) {
            byte[] part = Arrays.copyOfRange(stream, from, Math.min(stream.length, from + 90));
            frames.add(Wire.ethernet(
                    EtherType.IPV4,
                    Wire.ipv4(IpProtocol.TCP, 1, 2, Wire.tcp(Wire.DNS, Wire.CLIENT_PORT, 1000 + from, 1, 16, part))));
        }
        return frames;
    }
}
