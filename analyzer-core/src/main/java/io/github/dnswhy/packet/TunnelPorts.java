package io.github.dnswhy.packet;

import java.util.Arrays;

/**
 * The UDP ports of tunnels. Each kind of tunnel has its assigned port in any case; on ports that are named here the header tells
 * whether it is VXLAN, VXLAN-GPE, Geneve or GTP-U. Immutable.
 */
public final class TunnelPorts {
    private static final int PORTS = 1 << 16;
    private static final TunnelPorts ASSIGNED = new TunnelPorts();

    private final int[] named;

    private TunnelPorts(int... named) {
        this.named = named.clone();
        for (int port : named) {
            if (port < 1 || port >= PORTS) {
                throw new IllegalArgumentException("a port of a tunnel is 1..65535, not " + port);
            }
        }
    }

    /**
     * The assigned ports alone.
     *
     * @return the same instance each time
     */
    public static TunnelPorts assigned() {
        return ASSIGNED;
    }

    /**
     * The assigned ports and others.
     *
     * @param ports the others, each 1..65535
     * @return all of them
     * @throws IllegalArgumentException if one is out of range
     */
    public static TunnelPorts and(int... ports) {
        return new TunnelPorts(ports);
    }

    int[] named() {
        return Arrays.copyOf(named, named.length);
    }
}
