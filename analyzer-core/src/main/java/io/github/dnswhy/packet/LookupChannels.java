package io.github.dnswhy.packet;

import io.github.dnswhy.model.LookupChannel;

/**
 * Recognises the other ways to look up names, which are not read: by their ports; DNS over HTTPS, which has none of its own, by the
 * addresses and names of public resolvers.
 */
final class LookupChannels {
    private static final int UDP_HEADER = 8;
    /** {@code r6fnvWj8}, with which responses of DNSCrypt version 2 begin. */
    private static final long DNSCRYPT_MAGIC = 0x7236_666E_7657_6A38L;

    private static final int TCP_HEADER = 20;
    private static final int TCP_OFFSET = 12;
    private static final int TCP_FLAGS = 13;
    private static final int SYN = 2;
    private static final int ACK = 16;

    private final ChannelTally tally = new ChannelTally();

    ChannelTally tally() {
        return tally;
    }

    /** Counts a datagram on the port of a channel; its client is the other end, or the sender when both have that port. */
    FrameFate datagram(LookupChannel channel, PacketView packet) {
        boolean fromServer = isOf(channel, packet.sourcePort) && !isOf(channel, packet.destinationPort);
        return count(channel, packet, fromServer, false);
    }

    private static boolean isOf(LookupChannel channel, int port) {
        return switch (channel) {
            case DOQ -> port == PortUses.ENCRYPTED_DNS;
            case MDNS -> port == DnsPorts.MULTICAST;
            case LLMNR -> port == PortUses.LLMNR;
            case NETBIOS_NS -> port == PortUses.NETBIOS_NS;
            case DOT, DOH, DNSCRYPT -> false;
        };
    }

    /** A datagram on a port of HTTPS: HTTP/3 with a public resolver, DNSCrypt, or of no interest. */
    FrameFate webDatagram(PacketCursor cursor, PacketView packet) {
        boolean fromServer = PortUses.isWeb(packet.sourcePort) && !PortUses.isWeb(packet.destinationPort);
        if (fromServer
                && cursor.left() >= UDP_HEADER + Long.BYTES
                && Octets.i64(cursor.buffer, cursor.offset + UDP_HEADER) == DNSCRYPT_MAGIC) {
            return count(LookupChannel.DNSCRYPT, packet, true, false);
        }
        int serverPort = fromServer ? packet.sourcePort : packet.destinationPort;
        return serverPort == PortUses.HTTPS && isResolver(packet, fromServer)
                ? count(LookupChannel.DOH, packet, fromServer, false)
                : FrameFate.OTHER_PORT;
    }

    /** A TCP segment on no DNS port; the view has its ports. */
    FrameFate segment(PacketCursor cursor, PacketView packet) {
        int source = packet.sourcePort;
        int destination = packet.destinationPort;
        boolean fromServer = isChannel(source) && !isChannel(destination);
        if (!fromServer && !isChannel(destination)) {
            return FrameFate.OTHER_PORT;
        }
        int port = fromServer ? source : destination;
        boolean opens =
                cursor.left() > TCP_FLAGS && (Octets.u8(cursor.buffer, cursor.offset + TCP_FLAGS) & (SYN | ACK)) == SYN;
        if (port == PortUses.HTTPS) {
            return isResolver(packet, fromServer) || !fromServer && namesResolver(cursor)
                    ? count(LookupChannel.DOH, packet, fromServer, opens)
                    : FrameFate.OTHER_PORT;
        }
        LookupChannel channel = port == PortUses.ENCRYPTED_DNS ? LookupChannel.DOT : LookupChannel.LLMNR;
        return count(channel, packet, fromServer, opens);
    }

    private static boolean isChannel(int port) {
        return port == PortUses.HTTPS || port == PortUses.ENCRYPTED_DNS || port == PortUses.LLMNR;
    }

    private static boolean isResolver(PacketView packet, boolean fromServer) {
        return fromServer
                ? PublicResolvers.contains(packet.sourceHigh, packet.sourceLow)
                : PublicResolvers.contains(packet.destinationHigh, packet.destinationLow);
    }

    private static boolean namesResolver(PacketCursor cursor) {
        if (cursor.left() < TCP_HEADER) {
            return false;
        }
        int payload = cursor.offset + (Octets.u8(cursor.buffer, cursor.offset + TCP_OFFSET) >>> 4 << 2);
        return ClientHello.namesResolver(cursor.buffer, payload, cursor.end);
    }

    private FrameFate count(LookupChannel channel, PacketView packet, boolean fromServer, boolean opens) {
        tally.packet(
                channel,
                fromServer ? packet.destinationHigh : packet.sourceHigh,
                fromServer ? packet.destinationLow : packet.sourceLow,
                opens);
        return switch (channel) {
            case DOT -> FrameFate.DOT;
            case DOQ -> FrameFate.DOQ;
            case DOH -> FrameFate.DOH;
            case DNSCRYPT -> FrameFate.DNSCRYPT;
            case MDNS -> FrameFate.MDNS;
            case LLMNR -> FrameFate.LLMNR;
            case NETBIOS_NS -> FrameFate.NETBIOS_NS;
        };
    }
}
