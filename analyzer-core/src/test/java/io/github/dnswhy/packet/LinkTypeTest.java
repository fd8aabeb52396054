package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The rarer link types; tshark reads a query in each of the frames that are built here, as far as it knows the link type. */
class LinkTypeTest {
    private static final byte[] MESSAGE = Wire.message(4711, "example");
    private static final byte[] UDP = Wire.udp(Wire.CLIENT_PORT, Wire.DNS, MESSAGE);
    private static final byte[] V4 = Wire.ipv4(IpProtocol.UDP, Wire.CLIENT, Wire.SERVER, UDP);
    private static final byte[] V6 = Wire.ipv6(IpProtocol.UDP, Wire.CLIENT, Wire.SERVER, UDP);
    private static final byte[] ETHERNET = Wire.ethernet(EtherType.IPV4, V4);
    private static final byte[] SNAP = Wire.concat(Wire.octets(0xAA, 0xAA, 3, 0, 0, 0, 8, 0), V4);
    private static final byte[] WIRELESS = Wire.concat(Wire.octets(0x08, 0x01), new byte[22], SNAP);

    private static void carries(String stack, int linkType, byte[]... parts) {
        DecoderBench bench = new DecoderBench().frame(linkType, Wire.concat(parts));
        assertEquals(
                RecordingHandler.bytes(MESSAGE),
                bench.onlyDatagram().payload(),
                () -> linkType + " should carry " + stack);
        assertEquals(stack + " dns", bench.onlyFate());
    }

    private static byte[] octets(int... values) {
        return Wire.octets(values);
    }

    @Test
    void pppComesInManyForms() {
        carries("ppp/ipv4/udp", 50, octets(0xFF, 3, 0, 0x21), V4);
        carries("cisco-hdlc/ipv4/udp", 50, octets(0x0F, 0, 8, 0), V4);
        carries("pppoe/ppp/ipv4/udp", 51, octets(0x11, 0, 0, 1, 0, 99, 0, 0x21), V4);
        carries("direction/ppp/ipv4/udp", 166, octets(0, 0, 0x21), V4);
        carries("direction/ppp/ipv6/udp", 204, octets(1, 0xFF, 3, 0, 0x57), V6);
        carries("ppp/ethernet/ipv4/udp", 9, octets(0xFF, 3, 0, 0x31, 0, 1), ETHERNET);
        carries("ppp/mpls/ipv4/udp", 9, octets(2, 0x81, 0, 1, 1, 64), V4);
    }

    @Test
    void ciscoHdlcCarriesEtherTypes() {
        carries("cisco-hdlc/ipv4/udp", 104, octets(0x0F, 0, 8, 0), V4);
        carries("cisco-hdlc/ipv6/udp", 104, octets(0x8F, 0, 0x86, 0xDD), V6);
        carries("direction/cisco-hdlc/ipv4/udp", 205, octets(1, 0x0F, 0, 8, 0), V4);
    }

    @Test
    void frameRelayNamesTheProtocolInThreeWays() {
        carries("frame-relay/ipv4/udp", 107, octets(0x18, 0x41, 3, 0xCC), V4);
        carries("frame-relay/ipv6/udp", 107, octets(0x18, 0x41, 3, 0x8E), V6);
        carries("frame-relay/snap/ipv4/udp", 107, octets(0x18, 0x41, 3, 0, 0x80, 0, 0, 0, 8, 0), V4);
        carries("frame-relay/ipv4/udp", 107, octets(0x18, 0x41, 8, 0), V4);
        carries("frame-relay/ipv4/udp", 107, octets(0x18, 0x40, 0, 0x41, 3, 0xCC), V4);
        carries("direction/frame-relay/ipv4/udp", 206, octets(1, 0x18, 0x41, 3, 0xCC), V4);
    }

    @Test
    void olderNetworksCarrySnap() {
        carries("token-ring/snap/ipv4/udp", 6, new byte[14], SNAP);
        byte[] routed = new byte[14];
        routed[8] = (byte) 0x80;
        carries("token-ring/snap/ipv4/udp", 6, routed, octets(6, 0x30, 1, 2, 3, 4), SNAP);
        carries("fddi/snap/ipv4/udp", 10, new byte[13], SNAP);
        carries("atm/snap/ipv4/udp", 100, SNAP);
        carries("atm/ipv4/udp", 100, octets(0xFE, 0xFE, 3, 0xCC), V4);
        carries("atm/snap/ethernet/ipv4/udp", 100, octets(0xAA, 0xAA, 3, 0, 0x80, 0xC2, 0, 7, 0, 0), ETHERNET);
        carries("atm/snap/ipv4/udp", 123, octets(2, 0, 0, 100), SNAP);
        carries("fibre-channel/snap/ipv4/udp", 122, new byte[16], SNAP);
    }

    @Test
    void arcnetHasTwoEncapsulations() {
        carries("arcnet/ipv4/udp", 7, octets(1, 2, 0xF0), V4);
        carries("arcnet/ipv4/udp", 7, octets(1, 2, 0xD4, 0, 0, 9), V4);
        carries("arcnet/ipv4/udp", 129, octets(1, 2, 0xC6, 0, 0xF0), V4);
        carries("arcnet/ipv4/udp", 129, octets(1, 2, 0xC6, 0, 0xD4, 0, 0, 9), V4);
        carries("arcnet/ipv6/udp", 129, octets(1, 2, 0xC6, 0, 0xC4, 0xFF, 0, 0, 0, 0, 0, 9), V6);
        assertEquals(
                "arcnet not-ip",
                new DecoderBench()
                        .frame(7, Wire.concat(octets(1, 2, 0xD4, 1, 0, 9), V4))
                        .onlyFate());
        assertEquals(
                "arcnet link-short",
                new DecoderBench()
                        .frame(7, octets(1, 2, 0xD4, 0xFF, 0, 0, 0, 0))
                        .onlyFate());
    }

    @Test
    void loopbackMayHoldAnEtherType() {
        carries("loopback/ipv4/udp", 0, octets(0x0F, 0, 8, 0), V4);
        carries("loopback/ipv6/udp", 0, octets(0x0F, 0, 0x86, 0xDD), V6);
    }

    @Test
    void ipStandsBehindFixedHeaders() {
        carries("slip/ipv4/udp", 8, new byte[16], V4);
        carries("enc/ipv4/udp", 109, octets(2, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0), V4);
        carries("firewire/ipv4/udp", 138, new byte[16], octets(8, 0), V4);
        carries("mpls/ipv4/udp", 219, octets(0, 1, 1, 64), V4);
        carries("ipnet/ipv6/udp", 226, new byte[24], V6);
        carries("infiniband/ipv4/udp", 242, octets(8, 0, 0, 0), V4);
        carries("infiniband/ipv4/udp", 242, new byte[40], octets(8, 0, 0, 0), V4);
    }

    @Test
    void switchesTagTheirFrames() {
        carries("netanalyzer/ethernet/ipv4/udp", 240, new byte[4], ETHERNET);
        byte[] addresses = new byte[12];
        carries("ethernet/ipv4/udp", 281, addresses, octets(0, 0, 0, 8, 8, 0), V4);
        carries("switch-tag/ethernet/ipv4/udp", 282, octets(0, 0, 0, 8), ETHERNET);
        carries("ethernet/ipv4/udp", 283, addresses, octets(0xC0, 0, 0, 8, 8, 0), V4);
        carries("ethernet/ipv4/udp", 284, addresses, octets(0xDA, 0xDA, 0, 0, 0xC0, 0, 0, 8, 8, 0), V4);
    }

    @Test
    void firewallsLogWholePackets() {
        byte[] header = new byte[64];
        header[0] = 61;
        carries("pflog/ipv4/udp", 117, header, V4);
        byte[] prefix = octets(8, 0, 10, 0, 'p', 'r', 'e', 0);
        carries("nflog/ipv4/udp", 239, octets(2, 0, 0, 0), prefix, octets(V4.length + 4, 0, 9, 0), V4);
        carries("nflog/ipv6/udp", 239, octets(10, 0, 0, 0), octets(0, V6.length + 4, 0, 9), V6);
    }

    @Test
    void anNflogWithoutPayloadIsNoPacket() {
        DecoderBench bench = new DecoderBench()
                .frame(239, octets(2, 0, 0, 0, 8, 0, 1, 0, 8, 0, 3, 0))
                .frame(239, octets(2, 0, 0, 0, 3, 0, 9, 0));
        assertEquals("nflog not-ip", bench.onlyFate());
    }

    @Test
    void darwinNamesTheInterfaceFirst() {
        carries("pktap/ethernet/ipv4/udp", 258, pktap(1), ETHERNET);
        carries("pktap/raw/ipv4/udp", 258, pktap(12), V4);
        carries("pktap/ethernet/ipv4/udp", 149, pktap(1), ETHERNET);
        carries("pktap/loopback/ipv4/udp", 258, pktap(0), octets(2, 0, 0, 0), V4);
        assertEquals(
                "pktap not-ip",
                new DecoderBench()
                        .frame(258, Wire.concat(pktap(258), pktap(1), ETHERNET))
                        .onlyFate());
    }

    private static byte[] pktap(int linkType) {
        byte[] header = new byte[108];
        header[0] = 108;
        header[4] = 1;
        header[8] = (byte) linkType;
        header[9] = (byte) (linkType >> 8);
        return header;
    }

    @Test
    void wirelessHeadersComeBeforeWirelessFrames() {
        byte[] prism = new byte[144];
        prism[0] = 0x44;
        prism[4] = (byte) 144;
        byte[] avs = new byte[64];
        System.arraycopy(octets(0x80, 0x21, 0x10, 1, 0, 0, 0, 64), 0, avs, 0, 8);
        carries("prism/802.11/snap/ipv4/udp", 119, prism, WIRELESS);
        carries("prism/802.11/snap/ipv4/udp", 119, avs, WIRELESS);
        carries("prism/802.11/snap/ipv4/udp", 163, avs, WIRELESS);
    }

    @Test
    void radiotapTellsOfPadding() {
        byte[] padded = Wire.concat(octets(0x88, 1), new byte[22], octets(0, 0), new byte[2], SNAP);
        carries("radiotap/802.11/snap/ipv4/udp", 127, octets(0, 0, 9, 0, 2, 0, 0, 0, 0x20), padded);
        byte[] moreWords = octets(0, 0, 26, 0, 3, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x20, 0);
        carries("radiotap/802.11/snap/ipv4/udp", 127, moreWords, padded);
    }

    @Test
    void aggregatesCarrySeveralPackets() {
        byte[] header = Wire.concat(octets(0x88, 1), new byte[22], octets(0x80, 0));
        byte[] part = Wire.concat(new byte[12], octets(0, SNAP.length), SNAP);
        byte[] padding = new byte[-part.length & 3];
        byte[] other = Wire.concat(new byte[12], octets(0, 8, 0xAA, 0xAA, 3, 0, 0, 0, 8, 6), new byte[2]);
        DecoderBench bench = new DecoderBench().frame(105, Wire.concat(header, other, part, padding, part));
        assertEquals(2, bench.handler.datagrams.size());
        assertEquals("802.11/snap/ipv4/udp dns", bench.onlyFate());
        byte[] fragment = Wire.concat(
                octets(0xAA, 0xAA, 3, 0, 0, 0, 8, 0),
                Wire.ipv4Fragment(IpProtocol.UDP, 1, 2, 9, 0, true, java.util.Arrays.copyOf(UDP, 16)));
        byte[] rest = Wire.concat(
                octets(0xAA, 0xAA, 3, 0, 0, 0, 8, 0),
                Wire.ipv4Fragment(
                        IpProtocol.UDP, 1, 2, 9, 16, false, java.util.Arrays.copyOfRange(UDP, 16, UDP.length)));
        DecoderBench fragments = new DecoderBench()
                .frame(
                        105,
                        Wire.concat(
                                header,
                                Wire.concat(new byte[12], octets(0, fragment.length), fragment),
                                new byte[-(14 + fragment.length) & 3],
                                Wire.concat(new byte[12], octets(0, rest.length), rest),
                                new byte[-(14 + rest.length) & 3],
                                part));
        assertEquals(2, fragments.handler.datagrams.size());
    }

    @Test
    void tunnelsAreCountedAnewInEachPacketOfAnAggregate() {
        byte[] tunnelled = Wire.concat(octets(0xAA, 0xAA, 3, 0, 0, 0, 8, 0), Wire.ipv4(IpProtocol.IPIP, 1, 2, V4));
        byte[] part = Wire.concat(new byte[12], octets(0, tunnelled.length), tunnelled);
        byte[] frame = Wire.concat(octets(0x88, 1), new byte[22], octets(0x80, 0));
        for (int i = 0; i < 10; i++) {
            frame = Wire.concat(frame, new byte[i == 0 ? 0 : -part.length & 3], part);
        }
        DecoderBench bench = new DecoderBench().frame(105, frame);
        assertEquals(10, bench.handler.datagrams.size());
        assertEquals("802.11/snap/ipv4/ipv4/udp dns", bench.onlyFate());
    }

    @Test
    void cookedCaptureGoesByTheHardware() {
        carries("sll/radiotap/802.11/snap/ipv4/udp", 113, cooked(803, 4), octets(0, 0, 8, 0, 0, 0, 0, 0), WIRELESS);
        carries("sll/802.11/snap/ipv4/udp", 113, cooked(801, 4), WIRELESS);
        carries("sll/frame-relay/ipv4/udp", 113, cooked(770, 0x0800), octets(0x18, 0x41, 3, 0xCC), V4);
        carries("sll/ipv4/udp", 113, cooked(778, 0x0800), V4);
        carries("sll/snap/ipv4/udp", 113, cooked(1, 4), SNAP);
        carries("sll/ipv4/udp", 113, cooked(512, 0x0800), V4);
        assertEquals(
                "sll not-ip",
                new DecoderBench()
                        .frame(113, Wire.concat(cooked(824, 0x0800), V4))
                        .onlyFate());
    }

    private static byte[] cooked(int hardware, int protocol) {
        return octets(0, 0, hardware >> 8, hardware, 0, 6, 1, 2, 3, 4, 5, 6, 0, 0, protocol >> 8, protocol);
    }

    @Test
    void serviceAccessPointsMayBeIpItself() {
        carries("ethernet/ipv4/udp", 1, new byte[12], octets(0, 3 + V4.length, 6, 6, 3), V4);
        carries(
                "ethernet/snap/ipv4/udp",
                1,
                new byte[12],
                octets(0, 8 + V4.length, 0xAA, 0xAA, 3, 0, 0, 0xF8, 8, 0),
                V4);
    }

    @Test
    void tagsOfAllKindsAreSkipped() {
        carries("ethernet/vlan/ipv4/udp", 1, Wire.ethernet(0x9200, Wire.vlan(EtherType.IPV4, V4)));
        carries("ethernet/vlan/ipv4/udp", 1, Wire.ethernet(0x9300, Wire.vlan(EtherType.IPV4, V4)));
        carries("ethernet/ipv4/udp", 1, Wire.ethernet(0x8926, Wire.concat(new byte[4], octets(8, 0), V4)));
        carries("ethernet/ipv4/udp", 1, Wire.ethernet(0x893F, Wire.concat(new byte[6], octets(8, 0), V4)));
        carries("ethernet/ipv4/udp", 1, Wire.ethernet(0x8909, Wire.concat(new byte[6], octets(8, 0), V4)));
        carries("ethernet/ipv4/udp", 1, Wire.ethernet(0x892F, Wire.concat(new byte[4], octets(8, 0), V4)));
        carries("ethernet/ethernet/ipv4/udp", 1, Wire.ethernet(0x88E7, Wire.concat(new byte[4], ETHERNET)));
        byte[] serviceHeader = Wire.concat(octets(0x0F, 0xC6, 1, 1, 0, 0, 0, 1), new byte[16]);
        carries("ethernet/ipv4/udp", 1, Wire.ethernet(0x894F, Wire.concat(serviceHeader, V4)));
        assertEquals(
                "ethernet encrypted",
                new DecoderBench().ethernet(Wire.ethernet(0x88E5, V4)).onlyFate());
    }

    @Test
    void labelsMayCarryEthernetWithAndWithoutAControlWord() {
        byte[] label = octets(0, 1, 1, 64);
        carries("ethernet/mpls/ethernet/ipv4/udp", 1, Wire.ethernet(0x8847, Wire.concat(label, new byte[4], ETHERNET)));
        carries("ethernet/mpls/ethernet/ipv4/udp", 1, Wire.ethernet(0x8847, Wire.concat(label, ETHERNET)));
    }
}
