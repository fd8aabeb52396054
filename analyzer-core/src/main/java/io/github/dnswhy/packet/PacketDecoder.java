package io.github.dnswhy.packet;

import io.github.dnswhy.capture.Frame;
import io.github.dnswhy.model.ChannelUse;
import io.github.dnswhy.model.FrameCount;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Place;
import io.github.dnswhy.model.Transport;
import java.util.List;

/**
 * Frames to DNS payloads: peels link layer, tags, IP headers and tunnels down to the innermost packet, makes fragmented datagrams
 * whole, follows TCP streams, and lends what travels on a DNS port to a {@link PacketHandler}.
 *
 * <p>Never throws on any input and reads within the captured octets only. Allocates nothing per packet in steady state. State is
 * not keyed by capture: fragments and streams that span rotated captures meet when these are decoded in order. Not thread-safe.
 */
public final class PacketDecoder {
    private static final int UDP_HEADER = 8;
    /** The octet of a message that ends with RD (RFC 1035 §4.1.1), from the UDP header on. */
    private static final int DNS_FLAGS = UDP_HEADER + 2;

    private static final int ICMP_HEADER = 8;
    private static final int ETHERIP_HEADER = 2;
    private static final int IPV6_KEY = -1;
    /** Headers in headers are decoded by recursion; whatever the limit says, it ends here. */
    private static final int MAX_TUNNEL_DEPTH = 64;

    private final DnsPorts ports;
    private final PacketHandler handler;
    private final int tunnelDepth;
    private final PacketCounters counters = new PacketCounters();
    private final FragmentTable fragments;
    private final TcpStreams streams;
    private final LayerPath path = new LayerPath();
    private final FrameTally tally = new FrameTally(path);
    private final PortUses uses;
    private final LookupChannels channels = new LookupChannels();
    private final PacketCursor cursor = new PacketCursor(path);
    private final PacketView packet = new PacketView();
    private final IcmpError icmpError = new IcmpError();

    private int linkType;
    private LinkLayer linkLayer;
    private String unsupported;
    private int depth;
    /** What becomes of the packet at hand; each way through the decoder sets it once. */
    private FrameFate fate;

    /**
     * A decoder that knows the assigned ports of tunnels.
     *
     * @param limits bounds of fragments, TCP streams and tunnels
     * @param ports the ports taken for DNS
     * @param handler takes what is found
     */
    public PacketDecoder(Limits limits, DnsPorts ports, PacketHandler handler) {
        this(limits, ports, TunnelPorts.assigned(), handler);
    }

    /**
     * A decoder.
     *
     * @param limits bounds of fragments, TCP streams and tunnels
     * @param ports the ports taken for DNS
     * @param tunnels the ports taken for tunnels in UDP
     * @param handler takes what is found
     */
    public PacketDecoder(Limits limits, DnsPorts ports, TunnelPorts tunnels, PacketHandler handler) {
        this.ports = ports;
        uses = new PortUses(tunnels);
        this.handler = handler;
        tunnelDepth = tunnelDepth(limits);
        fragments = new FragmentTable(limits, counters);
        streams = new TcpStreams(limits, ports, handler, counters);
        changeLinkType(0);
    }

    static int tunnelDepth(Limits limits) {
        return Math.min(limits.size(Limit.TUNNEL_DEPTH), MAX_TUNNEL_DEPTH);
    }

    /**
     * Decodes one frame. What it completes is handed to the handler before this returns.
     *
     * @param frame the reader's view; only its counters of anomalies are kept
     */
    public void decode(Frame frame) {
        counters.add(PacketCount.FRAMES);
        if (frame.linkType() != linkType) {
            changeLinkType(frame.linkType());
        }
        packet.begin(frame);
        int captured = frame.capturedLength();
        long beyond = Math.max(0, Math.min(frame.originalLength(), Integer.MAX_VALUE >>> 1) - captured);
        int end = frame.offset() + captured;
        cursor.begin(frame.buffer(), frame.offset(), end, (int) Math.min(end + beyond, Integer.MAX_VALUE >>> 1));
        if (linkLayer == null) {
            frame.anomalies().add(unsupported, Place.Unit.FRAME, frame.number());
            fate = FrameFate.LINK_TYPE_UNSUPPORTED;
        } else {
            fragments.beginFrame();
            depth = 0;
            network(linkLayer.strip(cursor, packet));
            if (cursor.hasNextPart()) {
                nextParts();
            }
        }
        tally.count(frame, fate);
    }

    /** Decodes the further packets of a frame that carries several; its fate is that of the first one carried. */
    private void nextParts() {
        FrameFate first = fate;
        int firstPath = path.number();
        while (cursor.nextPart()) {
            path.backTo(cursor.pathOfParts());
            depth = 0;
            network(WirelessLink.stripSubframe(cursor));
            if (fate.carried() && !first.carried()) {
                first = fate;
                firstPath = path.number();
            }
        }
        fate = first;
        path.backTo(firstPath);
    }

    /**
     * Counts a frame that is not to be decoded.
     *
     * @param frame the reader's view
     */
    public void leaveOut(Frame frame) {
        path.begin();
        tally.count(frame, FrameFate.OUTSIDE_TIME);
    }

    /** Ends the input: hands on messages that still wait and counts what stayed incomplete. Nothing is held afterwards. */
    public void finish() {
        if (packet.frame != null) {
            fragments.finish(packet);
            streams.finish(packet);
        }
    }

    /**
     * What was seen so far.
     *
     * @return live counters
     */
    public PacketCounters counters() {
        return counters;
    }

    /**
     * What became of the frames so far; every one is counted once.
     *
     * @param files paths of the captures by index
     * @return by capture, interface and link type, the most frequent headers and fates first
     */
    public List<FrameCount> frames(List<String> files) {
        return tally.list(files);
    }

    /**
     * The other ways to look up names that were seen so far.
     *
     * @return one for each channel that was seen
     */
    public List<ChannelUse> channels() {
        return channels.tally().list();
    }

    /** What of IP fragments is held at present, for tests of the bounds. */
    FragmentTable fragments() {
        return fragments;
    }

    /** What of TCP is held at present, for tests of the bounds. */
    TcpStreams streams() {
        return streams;
    }

    private void changeLinkType(int to) {
        linkType = to;
        linkLayer = LinkLayers.of(to);
        unsupported = linkLayer == null ? PacketAnomaly.LINK_TYPE_UNSUPPORTED.text() + '-' + to : null;
    }

    private void network(int etherType) {
        switch (EtherType.untag(etherType, cursor)) {
            case EtherType.IPV4 -> ipv4();
            case EtherType.IPV6 -> ipv6();
            case EtherType.BRIDGED_ETHERNET -> inner(EtherType.BRIDGED_ETHERNET);
            case EtherType.ARP -> {
                cursor.enter(Protocol.ARP);
                notIp(FrameFate.NOT_IP);
            }
            case LinkLayer.SHORT -> tooShort(PacketAnomaly.LINK_SHORT, FrameFate.LINK_SHORT);
            case LinkLayer.PROTECTED -> notIp(FrameFate.ENCRYPTED);
            default -> notIp(FrameFate.NOT_IP);
        }
    }

    private void notIp(FrameFate why) {
        counters.add(PacketCount.NOT_IP);
        fate = why;
    }

    /** Goes on with a packet, or an Ethernet frame, within a packet or frame. */
    private void inner(int etherType) {
        if (depth == tunnelDepth) {
            odd(PacketAnomaly.TUNNEL_DEPTH, FrameFate.TUNNEL_DEPTH);
            return;
        }
        depth++;
        network(etherType == EtherType.BRIDGED_ETHERNET ? EthernetLink.INSTANCE.strip(cursor, packet) : etherType);
    }

    private void ipv4() {
        counters.add(PacketCount.IPV4);
        cursor.enter(Protocol.IPV4);
        int protocol = Ipv4.strip(cursor, packet);
        if (isSound(protocol)) {
            if (cursor.fragment) {
                protocol = fragments.add(cursor, packet, protocol, protocol);
            }
            transport(protocol);
        }
    }

    private void ipv6() {
        counters.add(PacketCount.IPV6);
        cursor.enter(Protocol.IPV6);
        int protocol = Ipv6.strip(cursor, packet);
        if (isSound(protocol)) {
            if (cursor.fragment) {
                protocol = fragments.add(cursor, packet, IPV6_KEY, protocol);
                if (protocol >= 0) {
                    protocol = Ipv6.stripExtensions(protocol, cursor);
                    if (!isSound(protocol)) {
                        return;
                    }
                }
            }
            transport(protocol);
        }
    }

    private boolean isSound(int protocol) {
        if (protocol == Ipv4.MALFORMED) {
            odd(PacketAnomaly.IP_MALFORMED, FrameFate.IP_MALFORMED);
        } else if (protocol == Ipv4.SHORT) {
            tooShort(PacketAnomaly.IP_MALFORMED, FrameFate.IP_MALFORMED);
        } else if (cursor.beyondCarrier) {
            PacketAnomaly.IP_LENGTH_BEYOND_FRAME.at(packet.frame);
        }
        return protocol >= 0;
    }

    private void tooShort(PacketAnomaly unlessCut, FrameFate fateUnlessCut) {
        if (cursor.isCut()) {
            odd(PacketAnomaly.HEADERS_CUT, FrameFate.HEADERS_CUT);
        } else {
            odd(unlessCut, fateUnlessCut);
        }
    }

    private void odd(PacketAnomaly anomaly, FrameFate why) {
        anomaly.at(packet.frame);
        fate = why;
    }

    /** Decodes what an IP packet carries; a negative protocol tells of a fragment that is not a whole packet. */
    private void transport(int protocol) {
        switch (protocol) {
            case IpProtocol.UDP -> udp();
            case IpProtocol.TCP -> tcp();
            case IpProtocol.ICMP -> icmp(Protocol.ICMP, 0);
            case IpProtocol.ICMPV6 -> icmp(Protocol.ICMPV6, IcmpError.V6);
            case IpProtocol.IPV4, IpProtocol.IPIP -> tunnel(EtherType.IPV4);
            case IpProtocol.IPV6 -> tunnel(EtherType.IPV6);
            case IpProtocol.GRE -> {
                cursor.enter(Protocol.GRE);
                tunnel(Gre.strip(cursor));
            }
            case IpProtocol.MPLS -> tunnel(EtherType.MPLS);
            case IpProtocol.ETHERNET -> tunnel(EtherType.BRIDGED_ETHERNET);
            case IpProtocol.ETHERIP -> etherInIp();
            case IpProtocol.AUTHENTICATION -> authenticated();
            case FragmentTable.WAITS -> fate = FrameFate.FRAGMENT;
            case FragmentTable.REPEATED -> fate = FrameFate.FRAGMENT_REPEATED;
            case FragmentTable.REJECTED -> fate = FrameFate.FRAGMENT_REJECTED;
            default -> otherTransport(protocol);
        }
    }

    private void otherTransport(int protocol) {
        counters.add(PacketCount.OTHER_TRANSPORT);
        fate = FrameFate.OTHER_TRANSPORT;
        switch (protocol) {
            case IpProtocol.ESP -> {
                cursor.enter(Protocol.ESP);
                fate = FrameFate.ENCRYPTED;
            }
            case IpProtocol.SCTP -> cursor.enter(Protocol.SCTP);
            case IpProtocol.IGMP -> cursor.enter(Protocol.IGMP);
            default -> {}
        }
    }

    /** RFC 3378 §3: version 3 and reserved bits, then an Ethernet frame. */
    private void etherInIp() {
        cursor.enter(Protocol.ETHERIP);
        cursor.offset += ETHERIP_HEADER;
        tunnel(cursor.left() < 0 ? LinkLayer.SHORT : EtherType.BRIDGED_ETHERNET);
    }

    /** An authentication header (RFC 4302 §2) in IPv4; in IPv6 it is an extension header among others. */
    private void authenticated() {
        int protocol = Ipv6.stripExtensions(IpProtocol.AUTHENTICATION, cursor);
        if (isSound(protocol)) {
            transport(protocol);
        }
    }

    private void tunnel(int etherType) {
        counters.add(PacketCount.TUNNELS);
        inner(etherType);
    }

    private void tcp() {
        cursor.enter(Protocol.TCP);
        FrameFate became = streams.accept(cursor, packet);
        fate = became == FrameFate.OTHER_PORT ? channels.segment(cursor, packet) : became;
    }

    private void udp() {
        byte[] buffer = cursor.buffer;
        int at = cursor.offset;
        cursor.enter(Protocol.UDP);
        if (cursor.left() < UDP_HEADER) {
            tooShort(PacketAnomaly.UDP_MALFORMED, FrameFate.UDP_MALFORMED);
            return;
        }
        int sourcePort = Octets.u16(buffer, at);
        int destinationPort = Octets.u16(buffer, at + 2);
        packet.sourcePort = sourcePort;
        packet.destinationPort = destinationPort;
        if (ports.contains(sourcePort) || ports.contains(destinationPort)) {
            counters.add(PacketCount.UDP_DNS);
            datagram(buffer, at);
        } else {
            otherUdp(uses.of(sourcePort, destinationPort));
        }
    }

    private void otherUdp(int use) {
        UdpTunnel tunnel = PortUses.tunnel(use);
        if (tunnel != null) {
            cursor.enter(tunnel.protocol());
            cursor.offset += UDP_HEADER;
            tunnel(tunnel.strip(cursor, packet));
            return;
        }
        if (use == PortUses.MULTICAST_DNS && isUnicastDns()) {
            counters.add(PacketCount.UDP_DNS);
            datagram(cursor.buffer, cursor.offset);
            return;
        }
        counters.add(PacketCount.UDP_OTHER);
        fate = switch (use) {
            case PortUses.NONE -> FrameFate.OTHER_PORT;
            case PortUses.WEB -> channels.webDatagram(cursor, packet);
            default -> channels.datagram(PortUses.channel(use), packet);
        };
    }

    /** Whether a datagram on port 5353 is DNS of a server rather than multicast DNS: see {@link DnsPorts}. */
    private boolean isUnicastDns() {
        if (packet.isMulticast()) {
            return false;
        }
        boolean betweenResponders = packet.sourcePort == packet.destinationPort;
        return ports.isMulticastNamed() || !betweenResponders && desiresRecursion();
    }

    /** Whether the message of the datagram asks for recursion, or answers one that did. */
    private boolean desiresRecursion() {
        return cursor.left() > DNS_FLAGS && (Octets.u8(cursor.buffer, cursor.offset + DNS_FLAGS) & 1) != 0;
    }

    private void datagram(byte[] buffer, int at) {
        int announced = Octets.u16(buffer, at + 4);
        int carried = cursor.wireEnd - at;
        if (announced == 0) {
            // A jumbogram (RFC 2675 §4) or segmentation offload: to the end of the IP packet.
            announced = carried;
        } else if (announced < UDP_HEADER) {
            odd(PacketAnomaly.UDP_MALFORMED, FrameFate.UDP_MALFORMED);
            return;
        } else if (announced > carried) {
            PacketAnomaly.UDP_LENGTH_BEYOND_IP.at(packet.frame);
        }
        int payload = announced - UDP_HEADER;
        if (payload == 0) {
            odd(PacketAnomaly.UDP_EMPTY, FrameFate.UDP_EMPTY);
            return;
        }
        int captured = Math.min(payload, cursor.left() - UDP_HEADER);
        if (captured < payload && announced <= carried) {
            PacketAnomaly.PAYLOAD_CUT.at(packet.frame);
        }
        fate = FrameFate.DNS;
        packet.transport = Transport.UDP;
        packet.payload(buffer, at + UDP_HEADER, captured, payload);
        handler.onDatagram(packet);
    }

    private void icmp(Protocol protocol, int version) {
        cursor.enter(protocol);
        if (!isAboutDns(version)) {
            counters.add(PacketCount.ICMP_OTHER);
            fate = FrameFate.OTHER_ICMP;
            return;
        }
        counters.add(PacketCount.ICMP_DNS);
        fate = FrameFate.DNS_ICMP_ERROR;
        packet.sourcePort = 0;
        packet.destinationPort = 0;
        packet.emptyPayload();
        int type = version + Octets.u8(cursor.buffer, cursor.offset);
        handler.onIcmpError(packet, type, Octets.u8(cursor.buffer, cursor.offset + 1), icmpError.quoted());
    }

    private boolean isAboutDns(int version) {
        if (cursor.left() < ICMP_HEADER) {
            return false;
        }
        int type = version + Octets.u8(cursor.buffer, cursor.offset);
        if (!IcmpError.isError(type) || !icmpError.read(cursor, type, packet)) {
            return false;
        }
        PacketView quoted = icmpError.quoted();
        return !quoted.isMulticast() && (ports.mayCarry(quoted.sourcePort) || ports.mayCarry(quoted.destinationPort));
    }
}
