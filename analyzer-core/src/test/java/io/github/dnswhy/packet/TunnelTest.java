package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Tunnels beside the usual ones of {@link IpTest}, and tunnels on ports that the user names. */
class TunnelTest {
    private static final byte[] MESSAGE = Wire.message(4711, "example");
    private static final byte[] UDP = Wire.udp(Wire.CLIENT_PORT, Wire.DNS, MESSAGE);
    private static final byte[] V4 = Wire.ipv4(IpProtocol.UDP, Wire.CLIENT, Wire.SERVER, UDP);
    private static final byte[] V6 = Wire.ipv6(IpProtocol.UDP, Wire.CLIENT, Wire.SERVER, UDP);
    private static final byte[] ETHERNET = Wire.ethernet(EtherType.IPV4, V4);

    private static void carries(String stack, DecoderBench bench) {
        assertEquals(RecordingHandler.bytes(MESSAGE), bench.onlyDatagram().payload());
        assertEquals("ethernet/ipv4/" + stack + " dns", bench.onlyFate());
    }

    private static DecoderBench ip(int protocol, byte[]... parts) {
        return new DecoderBench().ipv4(Wire.ipv4(protocol, 1, 2, Wire.concat(parts)));
    }

    private static DecoderBench gre(int flags, int protocol, byte[]... parts) {
        return ip(IpProtocol.GRE, octets(flags >> 8, flags, protocol >> 8, protocol), Wire.concat(parts));
    }

    private static DecoderBench udp(int port, byte[]... parts) {
        return ip(IpProtocol.UDP, Wire.udp(50_000, port, Wire.concat(parts)));
    }

    private static byte[] octets(int... values) {
        return Wire.octets(values);
    }

    @Test
    void ipCarriesIpEthernetAndLabels() {
        carries("ipv4/udp", ip(IpProtocol.IPV4, V4));
        carries("ipv6/udp", ip(IpProtocol.IPV6, V6));
        carries("ipv4/udp", ip(IpProtocol.IPIP, V4));
        carries("etherip/ethernet/ipv4/udp", ip(IpProtocol.ETHERIP, octets(0x30, 0), ETHERNET));
        carries("ethernet/ipv4/udp", ip(IpProtocol.ETHERNET, ETHERNET));
        carries("mpls/ipv4/udp", ip(IpProtocol.MPLS, octets(0, 1, 1, 64), V4));
    }

    @Test
    void authenticationHeadersAreSkipped() {
        byte[] header = octets(17, 4, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        carries("udp", ip(IpProtocol.AUTHENTICATION, header, UDP));
        header[0] = IpProtocol.IPV4;
        carries("ipv4/udp", ip(IpProtocol.AUTHENTICATION, header, V4));
        header[0] = IpProtocol.AUTHENTICATION;
        byte[] chain = new byte[0];
        for (int i = 0; i < 40; i++) {
            chain = Wire.concat(chain, header);
        }
        assertEquals(
                "ethernet/ipv4 ip-malformed",
                ip(IpProtocol.AUTHENTICATION, chain).onlyFate());
    }

    @Test
    void greHasManyForms() {
        carries("gre/ipv4/udp", gre(0xB000, 0x0800, new byte[12], V4));
        carries("gre/ethernet/ipv4/udp", gre(0x2000, 0x6558, new byte[4], ETHERNET));
        carries("gre/mpls/ipv4/udp", gre(0, 0x8847, octets(0, 1, 1, 64), V4));
        carries("gre/vlan/ipv4/udp", gre(0, 0x8100, Wire.vlan(EtherType.IPV4, V4)));
        carries("gre/ppp/ipv4/udp", gre(0x3081, 0x880B, new byte[12], octets(0xFF, 3, 0, 0x21), V4));
        carries("gre/ipv4/udp", gre(0, 0x883E, V4));
        carries("gre/ipv4/udp", gre(0, 0x883E, new byte[4], V4));
        byte[] routes = octets(0, 0, 0, 0, 8, 0, 4, 4, 10, 0, 0, 1, 0, 0, 0, 0);
        carries("gre/ipv4/udp", gre(0x4000, 0x0800, routes, V4));
        assertEquals("ethernet/ipv4/gre not-ip", gre(2, 0x0800, V4).onlyFate());
    }

    @Test
    void mirroredTrafficComesInThreeVersions() {
        byte[] sequence = new byte[4];
        byte[] header3 = octets(0x20, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
        carries("gre/erspan/ethernet/ipv4/udp", gre(0, 0x88BE, ETHERNET));
        carries(
                "gre/erspan/ethernet/ipv4/udp",
                gre(0x1000, 0x88BE, sequence, octets(0x10, 1, 0, 1, 0, 0, 0, 0), ETHERNET));
        carries("gre/erspan/ethernet/ipv4/udp", gre(0x1000, 0x22EB, sequence, header3, ETHERNET));
        header3[11] = 1;
        carries("gre/erspan/ethernet/ipv4/udp", gre(0x1000, 0x22EB, sequence, header3, new byte[8], ETHERNET));
        header3[10] = 2 << 2;
        header3[11] = 0;
        carries("gre/erspan/ipv4/udp", gre(0x1000, 0x22EB, sequence, header3, V4));
    }

    @Test
    void udpCarriesManyTunnels() {
        carries("udp/vxlan/ethernet/ipv4/udp", udp(4789, octets(0x88, 0, 0, 1, 0, 0, 1, 0), ETHERNET));
        byte[] serviceHeader = Wire.concat(octets(0x0F, 0xC6, 1, 3, 0, 0, 0, 1), new byte[16]);
        carries(
                "udp/vxlan-gpe/ethernet/ipv4/udp",
                udp(4790, octets(0x0C, 0, 0, 4, 0, 0, 1, 0), serviceHeader, ETHERNET));
        carries("udp/l2tp/ppp/ipv4/udp", udp(1701, octets(0, 2, 0, 1, 0, 2, 0xFF, 3, 0, 0x21), V4));
        carries("udp/l2tp/ppp/ipv4/udp", udp(1701, octets(0x42, 2, 0, 99, 0, 1, 0, 2, 0, 2, 9, 9, 0, 0x21), V4));
        carries("udp/teredo/ipv6/udp", udp(3544, V6));
        carries("udp/teredo/ipv6/udp", udp(3544, new byte[8], V6));
        carries("udp/teredo/ipv6/udp", udp(3544, octets(0, 1, 1, 2), new byte[12], new byte[8], V6));
        carries("udp/lisp/ipv4/udp", udp(4341, new byte[8], V4));
        carries("udp/tunnel/mpls/ipv4/udp", udp(6635, octets(0, 1, 1, 64), V4));
        carries("udp/tzsp/ethernet/ipv4/udp", udp(37008, octets(1, 0, 0, 1, 10, 1, 0x80, 0, 1), ETHERNET));
        assertEquals(
                "ethernet/ipv4/udp/l2tp not-ip",
                udp(1701, octets(0xC8, 2, 0, 8, 0, 0, 0, 0)).onlyFate());
        assertEquals("ethernet/ipv4/udp/vxlan not-ip", udp(4789, new byte[60]).onlyFate());
    }

    @Test
    void gtpExtensionsAreSkipped() {
        byte[] twoExtensions = octets(0x34, 0xFF, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0x85, 1, 0, 0, 0xC0, 1, 0, 0, 0);
        carries("udp/gtp-u/ipv4/udp", udp(2152, twoExtensions, V4));
        assertEquals(
                "ethernet/ipv4/udp/gtp-u link-short",
                udp(2152, Arrays.copyOf(twoExtensions, 13)).onlyFate());
        assertEquals(
                "ethernet/ipv4/udp/gtp-u not-ip",
                udp(2152, octets(0x32, 1, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0)).onlyFate());
    }

    @Test
    void aNamedPortCarriesWhatItsHeaderLooksLike() {
        namedPortCarries("vxlan/ethernet/ipv4/udp", octets(8, 0, 0, 0, 0, 0, 1, 0), ETHERNET);
        namedPortCarries("vxlan/ethernet/ipv4/udp", octets(0x88, 0, 1, 5, 0, 0, 1, 0), ETHERNET);
        namedPortCarries("vxlan-gpe/ipv4/udp", octets(0x0C, 0, 0, 1, 0, 0, 1, 0), V4);
        namedPortCarries("geneve/ethernet/ipv4/udp", octets(1, 0, 0x65, 0x58, 0, 0, 1, 0, 9, 9, 9, 9), ETHERNET);
        namedPortCarries("geneve/ipv4/udp", octets(0, 0, 8, 0, 0, 0, 1, 0), V4);
        namedPortCarries("gtp-u/ipv4/udp", octets(0x30, 0xFF, 0, 0, 0, 0, 0, 1), V4);
    }

    private static void namedPortCarries(String stack, byte[] header, byte[] inner) {
        byte[] packet = Wire.ipv4(IpProtocol.UDP, 1, 2, Wire.udp(50_000, 14_789, Wire.concat(header, inner)));
        carries(
                "udp/tunnel/" + stack,
                new DecoderBench(DnsPorts.standard(), TunnelPorts.and(14_789, 14_790)).ipv4(packet));
        assertEquals(
                "ethernet/ipv4/udp other-port", new DecoderBench().ipv4(packet).onlyFate());
    }

    @Test
    void aPortOfDnsIsNoPortOfATunnel() {
        DecoderBench bench = new DecoderBench(DnsPorts.of(53, 4789), TunnelPorts.and(53));
        bench.ipv4(Wire.ipv4(IpProtocol.UDP, 1, 2, Wire.udp(50_000, 4789, MESSAGE)));
        bench.ipv4(V4);
        assertEquals(2, bench.handler.datagrams.size());
        assertThrows(IllegalArgumentException.class, () -> TunnelPorts.and(0));
        assertThrows(IllegalArgumentException.class, () -> TunnelPorts.and(65_536));
    }

    /** Each frame in a frame counts; such nesting went as deep as the frame was long before. */
    @Test
    void ethernetInEthernetEndsAtTheLimit() {
        byte[] frame = new byte[200_000];
        for (int i = 12; i + 1 < frame.length; i += 14) {
            frame[i] = 0x65;
            frame[i + 1] = 0x58;
        }
        DecoderBench bench = new DecoderBench().ethernet(frame);
        assertEquals(1, bench.count(PacketAnomaly.TUNNEL_DEPTH));
    }

    @Test
    void fragmentsOfTunnelsAreJoinedFirst() {
        byte[] vxlan = Wire.udp(50_000, 4789, Wire.concat(octets(8, 0, 0, 0, 0, 0, 1, 0), ETHERNET));
        DecoderBench bench = new DecoderBench()
                .ipv4(Wire.ipv4Fragment(
                        IpProtocol.UDP, 1, 2, 9, 40, false, Arrays.copyOfRange(vxlan, 40, vxlan.length)))
                .ipv4(Wire.ipv4Fragment(IpProtocol.UDP, 1, 2, 9, 0, true, Arrays.copyOf(vxlan, 40)));
        assertEquals(RecordingHandler.bytes(MESSAGE), bench.onlyDatagram().payload());
    }
}
