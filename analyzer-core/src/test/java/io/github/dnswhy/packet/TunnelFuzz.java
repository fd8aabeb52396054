package io.github.dnswhy.packet;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tunnels on headers that are evolved to reach all of their code. An input is what a sound outer packet carries, behind two
 * octets: which outer packet, and how much of the frame a snaplen left (255: all).
 */
class TunnelFuzz {
    private static final int[] IP_PROTOCOLS = {IpProtocol.GRE, IpProtocol.IPV4, IpProtocol.IPV6};
    private static final int[] UDP_PORTS = {2152, 4754, 4789, 4790, 6081, 8472};
    private static final int RAW = 101;

    static Stream<byte[]> inIpSeeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (byte[] frame : HostileBytesProperties.sound(new Random(1)).subList(0, 6)) {
            byte[] packet = Arrays.copyOfRange(frame, 14, frame.length);
            for (String head : List.of("0000 0800", "2000 0800 00000001", "3000 0800 00000001 00000002", "0000 86DD")) {
                seeds.add(Wire.concat(octets("00FF" + head), packet));
            }
            for (String head :
                    List.of("0000 6558", "0000 88BE", "1000 88BE 00000001 1000000000000000", "1000 22EB 00000001")) {
                seeds.add(Wire.concat(octets("00FF" + head), frame));
            }
            seeds.add(Wire.concat(octets("1000 22EB 00000001 2000000000000000 00000001 0000000000000000"), frame));
            seeds.add(Wire.concat(octets("01FF"), packet));
            seeds.add(Wire.concat(octets("02FF"), packet));
        }
        return seeds.stream();
    }

    static Stream<byte[]> inUdpSeeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (byte[] frame : HostileBytesProperties.sound(new Random(1)).subList(0, 6)) {
            byte[] packet = Arrays.copyOfRange(frame, 14, frame.length);
            seeds.add(Wire.concat(octets("00FF 30FF 0040 00000001"), packet));
            seeds.add(Wire.concat(octets("00FF 34FF 0040 00000001 0000 00 85 01 1000 00"), packet));
            seeds.add(Wire.concat(octets("01FF 0000 0800"), packet));
            seeds.add(Wire.concat(octets("02FF 08000000 00000100"), frame));
            seeds.add(Wire.concat(octets("03FF 0C000001 00000100"), packet));
            seeds.add(Wire.concat(octets("03FF 0C000003 00000100"), frame));
            seeds.add(Wire.concat(octets("04FF 0000 6558 00000100"), frame));
            seeds.add(Wire.concat(octets("04FF 0100 0800 00000100 00000000"), packet));
            seeds.add(Wire.concat(octets("05FF 08000000 00000100"), frame));
        }
        return seeds.stream();
    }

    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /** GRE, ERSPAN of three versions, IPv4 and IPv6 in IP of either version. */
    @MethodSource("inIpSeeds")
    @FuzzTest(maxDuration = "10m")
    void inIp(byte[] input) {
        if (input.length >= 2) {
            byte[] carried = Arrays.copyOfRange(input, 2, Math.min(input.length, 60_000));
            int protocol = IP_PROTOCOLS[(input[0] & 0x7F) % IP_PROTOCOLS.length];
            check(input, input[0] >= 0 ? Wire.ipv4(protocol, 1, 2, carried) : Wire.ipv6(protocol, 1, 2, carried));
        }
    }

    /** GTP-U, GRE in UDP, VXLAN and its relatives, Geneve. */
    @MethodSource("inUdpSeeds")
    @FuzzTest(maxDuration = "10m")
    void inUdp(byte[] input) {
        if (input.length >= 2) {
            byte[] carried = Arrays.copyOfRange(input, 2, Math.min(input.length, 60_000));
            int port = UDP_PORTS[(input[0] & 0x7F) % UDP_PORTS.length];
            byte[] udp = input[0] >= 0 ? Wire.udp(50_000, port, carried) : Wire.udp(port, 50_000, carried);
            check(input, Wire.ipv4(IpProtocol.UDP, 1, 2, udp));
        }
    }

    private static void check(byte[] input, byte[] packet) {
        int left = input[1] & 0xFF;
        FrameChecks.check(RAW, packet, left == 255 ? packet.length : packet.length * left / 255);
    }
}
