package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.ChannelUse;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.LookupChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names asked otherwise than by plain DNS are recognised, and unicast DNS on the port of multicast DNS is read. */
class LookupChannelsTest {
    private static final int CLIENT = 0x0A00_0007;
    private static final int SERVER = 0x0A00_0035;
    private static final int GROUP = 0xE000_00FB;
    private static final int GOOGLE = 0x0808_0808;
    private static final byte[] QUERY = Wire.message(4711, "example");
    private static final byte[] RESPONSE = Wire.response(4711, "example", 0);

    /** RD is off, as RFC 6762 §18.6 wants it. */
    private static byte[] multicastMessage() {
        byte[] message = QUERY.clone();
        message[2] = 0;
        return message;
    }

    private static byte[] udp(int source, int sourcePort, int destination, int destinationPort, byte[] payload) {
        return Wire.ipv4(IpProtocol.UDP, source, destination, Wire.udp(sourcePort, destinationPort, payload));
    }

    private static byte[] tcp(
            int source, int sourcePort, int destination, int destinationPort, int flags, byte[] payload) {
        return Wire.ipv4(
                IpProtocol.TCP, source, destination, Wire.tcp(sourcePort, destinationPort, 1, 1, flags, payload));
    }

    private static void becomes(String fate, byte[] packet) {
        String[] words = new DecoderBench().ipv4(packet).onlyFate().split(" ");
        assertEquals(fate, words[1]);
    }

    @Test
    void unicastDnsOnThePortOfMulticastDnsIsRead() {
        becomes("dns", udp(CLIENT, 40_000, SERVER, 5353, QUERY));
        becomes("dns", udp(SERVER, 5353, CLIENT, 40_000, RESPONSE));
        becomes("dns", tcp(CLIENT, 40_000, SERVER, 5353, TcpSegment.ACK, Wire.stream(QUERY)));
        becomes("dns-connection", tcp(SERVER, 5353, CLIENT, 40_000, TcpSegment.SYN | TcpSegment.ACK, new byte[0]));
        byte[] refused = Wire.concat(Wire.octets(3, 3, 0, 0, 0, 0, 0, 0), udp(CLIENT, 40_000, SERVER, 5353, QUERY));
        becomes("dns-icmp-error", Wire.ipv4(IpProtocol.ICMP, SERVER, CLIENT, refused));
    }

    @Test
    void multicastDnsIsNotReadAsDns() {
        becomes("mdns", udp(CLIENT, 5353, GROUP, 5353, multicastMessage()));
        becomes("mdns", udp(CLIENT, 40_000, GROUP, 5353, QUERY));
        becomes("mdns", udp(SERVER, 5353, CLIENT, 5353, RESPONSE));
        becomes("mdns", udp(SERVER, 5353, CLIENT, 40_000, multicastMessage()));
        becomes("mdns", udp(CLIENT, 5353, SERVER, 40_000, new byte[2]));
        becomes("other-port", tcp(CLIENT, 5353, SERVER, 80, TcpSegment.ACK, QUERY));
        byte[] quoted = Wire.concat(Wire.octets(3, 3, 0, 0, 0, 0, 0, 0), udp(CLIENT, 5353, GROUP, 5353, QUERY));
        becomes("other-icmp", Wire.ipv4(IpProtocol.ICMP, SERVER, CLIENT, quoted));
        byte[] group6 = Wire.ipv6(IpProtocol.UDP, CLIENT, 0, Wire.udp(5353, 5353, QUERY));
        group6[24] = (byte) 0xFF;
        assertEquals("ethernet/ipv6/udp mdns", new DecoderBench().ipv6(group6).onlyFate());
    }

    @Test
    void theNamedPortOfMulticastDnsIsReadUnlessItIsMulticast() {
        DecoderBench bench = new DecoderBench(DnsPorts.of(53, 5353), TunnelPorts.assigned())
                .ipv4(udp(CLIENT, 5353, SERVER, 5353, multicastMessage()))
                .ipv4(udp(SERVER, 5353, CLIENT, 40_000, multicastMessage()));
        assertEquals(2, bench.handler.datagrams.size());
        bench.ipv4(udp(CLIENT, 5353, GROUP, 5353, QUERY));
        assertEquals(2, bench.handler.datagrams.size());
    }

    @Test
    void portsTellMostChannels() {
        becomes("dot", tcp(CLIENT, 40_000, SERVER, 853, TcpSegment.SYN, new byte[0]));
        becomes("doq", udp(CLIENT, 40_000, SERVER, 853, new byte[40]));
        becomes("llmnr", udp(CLIENT, 40_000, 0xE000_00FC, 5355, QUERY));
        becomes("llmnr", tcp(CLIENT, 40_000, SERVER, 5355, TcpSegment.ACK, QUERY));
        becomes("netbios-ns", udp(CLIENT, 137, 0x0A00_00FF, 137, new byte[50]));
        becomes("dnscrypt", udp(SERVER, 443, CLIENT, 40_000, "r6fnvWj8 and more".getBytes(StandardCharsets.US_ASCII)));
        becomes("other-port", udp(SERVER, 443, CLIENT, 40_000, new byte[40]));
    }

    @Test
    void httpsWithPublicResolversMayBeDns() {
        becomes("doh", tcp(CLIENT, 40_000, GOOGLE, 443, TcpSegment.SYN, new byte[0]));
        becomes("doh", tcp(GOOGLE, 443, CLIENT, 40_000, TcpSegment.ACK, new byte[9]));
        becomes("doh", udp(CLIENT, 40_000, GOOGLE, 443, new byte[40]));
        becomes("other-port", tcp(CLIENT, 40_000, SERVER, 443, TcpSegment.SYN, new byte[0]));
        becomes("other-port", tcp(CLIENT, 40_000, GOOGLE, 80, TcpSegment.SYN, new byte[0]));
        becomes("doh", tcp(CLIENT, 40_000, SERVER, 443, TcpSegment.ACK, clientHello("mozilla.Cloudflare-DNS.com")));
        becomes("other-port", tcp(CLIENT, 40_000, SERVER, 443, TcpSegment.ACK, clientHello("www.example.com")));
        becomes("other-port", tcp(CLIENT, 40_000, SERVER, 443, TcpSegment.ACK, clientHello("notdns.google.example")));
    }

    @Test
    void publicResolversAreKnownInBothFamilies() {
        for (String address : List.of(
                "1.1.1.1",
                "9.9.9.9",
                "2606:4700:4700::1111",
                "2001:4860:4860::8844",
                "2620:fe::fe",
                "2620:fe::fe:11")) {
            IpAddress known = IpAddress.parse(address).orElseThrow();
            assertTrue(PublicResolvers.contains(known.high(), known.low()), address);
        }
        for (String address : List.of("1.1.1.4", "10.0.0.1", "2606:4700::1111", "2001:db8::8888", "::8.8.8.8")) {
            IpAddress other = IpAddress.parse(address).orElseThrow();
            assertFalse(PublicResolvers.contains(other.high(), other.low()), address);
        }
    }

    @Test
    void aCutClientHelloIsNobodys() {
        byte[] hello = clientHello("dns.google");
        assertTrue(ClientHello.namesResolver(hello, 0, hello.length));
        for (int length = 0; length < hello.length; length++) {
            assertFalse(ClientHello.namesResolver(Arrays.copyOf(hello, length), 0, length), length + " octets");
        }
    }

    @Test
    void usesAreCountedByClient() {
        DecoderBench bench = new DecoderBench()
                .ipv4(tcp(CLIENT, 40_000, SERVER, 853, TcpSegment.SYN, new byte[0]))
                .ipv4(tcp(SERVER, 853, CLIENT, 40_000, TcpSegment.SYN | TcpSegment.ACK, new byte[0]))
                .ipv4(tcp(CLIENT + 1, 40_000, SERVER, 853, TcpSegment.SYN, new byte[0]))
                .ipv4(udp(CLIENT, 5353, GROUP, 5353, multicastMessage()));
        assertEquals(
                List.of(
                        new ChannelUse(
                                LookupChannel.DOT,
                                3,
                                2,
                                List.of(
                                        new ChannelUse.Client(IpAddress.v4(CLIENT), 2),
                                        new ChannelUse.Client(IpAddress.v4(CLIENT + 1), 1)),
                                0),
                        new ChannelUse(
                                LookupChannel.MDNS, 1, 0, List.of(new ChannelUse.Client(IpAddress.v4(CLIENT), 1)), 0)),
                bench.decoder.channels());
    }

    @Test
    void clientsAreBounded() {
        DecoderBench bench = new DecoderBench();
        for (int i = 0; i < ChannelTally.MAX_CLIENTS + 5; i++) {
            bench.ipv4(udp(CLIENT + i, 40_000, SERVER, 853, new byte[40]));
        }
        ChannelUse use = bench.decoder.channels().get(0);
        assertEquals(ChannelTally.MAX_CLIENTS, use.clients().size());
        assertEquals(5, use.packetsOfOthers());
        assertEquals(ChannelTally.MAX_CLIENTS + 5, use.packets());
    }

    private static byte[] clientHello(String host) {
        byte[] name = host.getBytes(StandardCharsets.US_ASCII);
        byte[] otherExtension = Wire.octets(0, 23, 0, 0);
        byte[] serverName =
                Wire.concat(Wire.octets(0, 0, 0, name.length + 5, 0, name.length + 3, 0, 0, name.length), name);
        byte[] extensions = Wire.concat(otherExtension, serverName);
        byte[] body = Wire.concat(
                Wire.octets(3, 3),
                new byte[32],
                Wire.octets(4, 1, 2, 3, 4),
                Wire.octets(0, 2, 0x13, 1),
                Wire.octets(1, 0),
                Wire.octets(0, extensions.length),
                extensions);
        byte[] message = Wire.concat(Wire.octets(1, 0, 0, body.length), body);
        return Wire.concat(Wire.octets(0x16, 3, 1, 0, message.length), message);
    }
}
