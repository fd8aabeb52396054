package io.github.dnswhy.packet;

/** Tunnels in UDP: VXLAN (RFC 7348), which carries the pods' traffic between nodes. */
final class UdpTunnel {
    private static final int VXLAN = 4789;
    /** What Linux uses for VXLAN when nothing else is said, and with it Flannel and Cilium. */
    private static final int VXLAN_LINUX = 8472;

    private static final int VXLAN_HEADER = 8;
    /** The flags octet with the only bit that is defined: a network identifier is present. */
    private static final int VXLAN_FLAGS = 0x08;

    private UdpTunnel() {}

    /** True for a port to which a known tunnel sends. */
    static boolean isPort(int destinationPort) {
        return destinationPort == VXLAN || destinationPort == VXLAN_LINUX;
    }

    /**
     * Moves the cursor from the UDP payload to what the tunnel carries.
     *
     * @return its EtherType, or a code of {@link LinkLayer}
     */
    static int strip(PacketCursor cursor) {
        if (cursor.left() < VXLAN_HEADER) {
            return LinkLayer.SHORT;
        }
        if (Octets.u8(cursor.buffer, cursor.offset) != VXLAN_FLAGS) {
            return LinkLayer.NOTHING;
        }
        cursor.offset += VXLAN_HEADER;
        return EtherType.BRIDGED_ETHERNET;
    }
}
