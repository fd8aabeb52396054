package io.github.dnswhy.packet;

import io.github.dnswhy.capture.Frame;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Place;
import io.github.dnswhy.model.Transport;

/**
 * Frames to DNS payloads: peels link layer, tags, IP headers and tunnels down to the innermost packet, makes fragmented datagrams
 * whole, follows TCP streams, and lends what travels on a DNS port to a {@link PacketHandler}.
 *
 * <p>Never throws on any input and reads within the captured octets only. Allocates nothing per packet in steady state. State is
 * not keyed by capture: fragments and streams that span rotated captures meet when these are decoded in order. Not thread-safe.
 */
public final class PacketDecoder {
    private static final int UDP_HEADER = 8;
    private static final int ICMP_HEADER = 8;
    private static final int IPV6_KEY = -1;
    /** Headers in headers are decoded by recursion; whatever the limit says, it ends here. */
    private static final int MAX_TUNNEL_DEPTH = 64;

    private final DnsPorts ports;
    private final PacketHandler handler;
    private final int tunnelDepth;
    private final PacketCounters counters = new PacketCounters();
    private final FragmentTable fragments;
    private final TcpStreams streams;
    private final PacketCursor cursor = new PacketCursor();
    private final PacketView packet = new PacketView();
    private final IcmpError icmpError = new IcmpError();

    private int linkType;
    private LinkLayer linkLayer;
    private String unsupported;
    private int depth;

    /**
     * A decoder.
     *
     * @param limits bounds of fragments, TCP streams and tunnels
     * @param ports the ports taken for DNS
     * @param handler takes what is found
     */
    public PacketDecoder(Limits limits, DnsPorts ports, PacketHandler handler) {
        this.ports = ports;
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
        counters.addLinkType(frame.linkType());
        if (frame.linkType() != linkType) {
            changeLinkType(frame.linkType());
        }
        packet.begin(frame);
        if (linkLayer == null) {
            frame.anomalies().add(unsupported, Place.Unit.FRAME, frame.number());
            return;
        }
        int captured = frame.capturedLength();
        long beyond = Math.max(0, Math.min(frame.originalLength(), Integer.MAX_VALUE >>> 1) - captured);
        int end = frame.offset() + captured;
        cursor.wrap(frame.buffer(), frame.offset(), end, (int) Math.min(end + beyond, Integer.MAX_VALUE >>> 1));
        fragments.beginFrame();
        depth = 0;
        network(linkLayer.strip(cursor, packet));
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
            case EtherType.BRIDGED_ETHERNET -> network(EthernetLink.INSTANCE.strip(cursor, packet));
            case LinkLayer.SHORT -> tooShort(PacketAnomaly.LINK_SHORT);
            default -> counters.add(PacketCount.NOT_IP);
        }
    }

    private void ipv4() {
        counters.add(PacketCount.IPV4);
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
            PacketAnomaly.IP_MALFORMED.at(packet.frame);
        } else if (protocol == Ipv4.SHORT) {
            tooShort(PacketAnomaly.IP_MALFORMED);
        } else if (cursor.beyondCarrier) {
            PacketAnomaly.IP_LENGTH_BEYOND_FRAME.at(packet.frame);
        }
        return protocol >= 0;
    }

    private void tooShort(PacketAnomaly unlessCut) {
        (cursor.isCut() ? PacketAnomaly.HEADERS_CUT : unlessCut).at(packet.frame);
    }

    /** Decodes what an IP packet carries; nothing when the protocol is negative: a fragment that waits. */
    private void transport(int protocol) {
        switch (protocol) {
            case IpProtocol.UDP -> udp();
            case IpProtocol.TCP -> streams.accept(cursor, packet);
            case IpProtocol.ICMP -> icmp(0);
            case IpProtocol.ICMPV6 -> icmp(IcmpError.V6);
            case IpProtocol.IPV4 -> tunnel(EtherType.IPV4);
            case IpProtocol.IPV6 -> tunnel(EtherType.IPV6);
            case IpProtocol.GRE -> tunnel(Gre.strip(cursor));
            default -> {
                if (protocol >= 0) {
                    counters.add(PacketCount.OTHER_TRANSPORT);
                }
            }
        }
    }

    private void tunnel(int etherType) {
        counters.add(PacketCount.TUNNELS);
        if (depth == tunnelDepth) {
            PacketAnomaly.TUNNEL_DEPTH.at(packet.frame);
            return;
        }
        depth++;
        network(etherType);
    }

    private void udp() {
        byte[] buffer = cursor.buffer;
        int at = cursor.offset;
        if (cursor.left() < UDP_HEADER) {
            tooShort(PacketAnomaly.UDP_MALFORMED);
            return;
        }
        int sourcePort = Octets.u16(buffer, at);
        int destinationPort = Octets.u16(buffer, at + 2);
        if (ports.contains(sourcePort) || ports.contains(destinationPort)) {
            counters.add(PacketCount.UDP_DNS);
            packet.sourcePort = sourcePort;
            packet.destinationPort = destinationPort;
            datagram(buffer, at);
            return;
        }
        int tunnelPort = UdpTunnel.port(sourcePort, destinationPort);
        if (tunnelPort == 0) {
            counters.add(PacketCount.UDP_OTHER);
        } else {
            cursor.offset = at + UDP_HEADER;
            tunnel(UdpTunnel.strip(cursor, tunnelPort));
        }
    }

    private void datagram(byte[] buffer, int at) {
        int announced = Octets.u16(buffer, at + 4);
        int carried = cursor.wireEnd - at;
        if (announced == 0) {
            // A jumbogram (RFC 2675 §4) or segmentation offload: to the end of the IP packet.
            announced = carried;
        } else if (announced < UDP_HEADER) {
            PacketAnomaly.UDP_MALFORMED.at(packet.frame);
            return;
        } else if (announced > carried) {
            PacketAnomaly.UDP_LENGTH_BEYOND_IP.at(packet.frame);
        }
        int payload = announced - UDP_HEADER;
        if (payload == 0) {
            PacketAnomaly.UDP_EMPTY.at(packet.frame);
            return;
        }
        int captured = Math.min(payload, cursor.left() - UDP_HEADER);
        if (captured < payload && announced <= carried) {
            PacketAnomaly.PAYLOAD_CUT.at(packet.frame);
        }
        packet.transport = Transport.UDP;
        packet.payload(buffer, at + UDP_HEADER, captured, payload);
        handler.onDatagram(packet);
    }

    private void icmp(int version) {
        if (cursor.left() < ICMP_HEADER) {
            counters.add(PacketCount.ICMP_OTHER);
            return;
        }
        int type = version + Octets.u8(cursor.buffer, cursor.offset);
        if (!IcmpError.isError(type) || !icmpError.read(cursor, type, packet)) {
            counters.add(PacketCount.ICMP_OTHER);
            return;
        }
        PacketView quoted = icmpError.quoted();
        if (!ports.contains(quoted.sourcePort()) && !ports.contains(quoted.destinationPort())) {
            counters.add(PacketCount.ICMP_OTHER);
            return;
        }
        counters.add(PacketCount.ICMP_DNS);
        packet.sourcePort = 0;
        packet.destinationPort = 0;
        packet.emptyPayload();
        handler.onIcmpError(packet, type, Octets.u8(cursor.buffer, cursor.offset + 1), quoted);
    }
}
