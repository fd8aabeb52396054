package io.github.dnswhy.packet;

import io.github.dnswhy.model.LookupChannel;

/** What UDP ports tell that are no DNS ports: a tunnel, or another way to look up names. */
final class PortUses {
    /** Nothing is known of the port. */
    static final int NONE = 0;

    /** HTTP/3, among which DNS over HTTPS may be, and DNSCrypt. */
    static final int WEB = 0x7F;

    /** Multicast DNS, or unicast DNS on its port. */
    static final int MULTICAST_DNS = 0x40 + LookupChannel.MDNS.ordinal();

    private static final int HTTPS = 443;
    private static final int DNSCRYPT = 5443;

    private static final int FIRST_CHANNEL = 0x40;
    private static final UdpTunnel[] TUNNELS = UdpTunnel.values();
    private static final LookupChannel[] CHANNELS = LookupChannel.values();

    private final byte[] uses = new byte[1 << 16];

    PortUses(TunnelPorts tunnels) {
        channel(137, LookupChannel.NETBIOS_NS);
        channel(853, LookupChannel.DOQ);
        channel(DnsPorts.MULTICAST, LookupChannel.MDNS);
        channel(5355, LookupChannel.LLMNR);
        uses[HTTPS] = WEB;
        uses[DNSCRYPT] = WEB;
        for (UdpTunnel tunnel : TUNNELS) {
            for (int port : tunnel.ports()) {
                uses[port] = (byte) (1 + tunnel.ordinal());
            }
        }
        for (int port : tunnels.named()) {
            uses[port] = (byte) (1 + UdpTunnel.TOLD_BY_HEADER.ordinal());
        }
    }

    private void channel(int port, LookupChannel channel) {
        uses[port] = (byte) (FIRST_CHANNEL + channel.ordinal());
    }

    /** Whether HTTP/3 or DNSCrypt may be spoken on a port. */
    static boolean isWeb(int port) {
        return port == HTTPS || port == DNSCRYPT;
    }

    /** The use of a datagram, by its destination first: some answer from the port of a tunnel. */
    int of(int sourcePort, int destinationPort) {
        int use = uses[destinationPort];
        return use != NONE ? use : uses[sourcePort];
    }

    /** The tunnel of a use, or null. */
    static UdpTunnel tunnel(int use) {
        return use > NONE && use < FIRST_CHANNEL ? TUNNELS[use - 1] : null;
    }

    /** The channel of a use that is neither a tunnel nor {@link #WEB}. */
    static LookupChannel channel(int use) {
        return CHANNELS[use - FIRST_CHANNEL];
    }
}
