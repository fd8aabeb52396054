package io.github.dnswhy.packet;

/**
 * The ports whose traffic is taken for DNS. Immutable.
 *
 * <p>Port 5353 is a case of its own: multicast DNS (RFC 6762) is spoken there, and unicast DNS too (CoreDNS of OpenShift listens
 * on it). TCP on it is always taken for DNS. A datagram is, unless it goes to a group or from 5353 to 5353, when it asks for
 * recursion, which RFC 6762 §18.6 forbids and every stub resolver does; or in any case when the port was named.
 */
public final class DnsPorts {
    /** The port that RFC 1035 §4.2 assigns. */
    public static final int STANDARD = 53;

    /** The port of multicast DNS. */
    static final int MULTICAST = 5353;

    private static final int FIRST_USER_PORT = 1024;
    private static final int PORTS = 1 << 16;
    private static final DnsPorts DEFAULTS = of(STANDARD);

    /** One bit a port; that of {@link #MULTICAST} is never set. */
    private final long[] bits = new long[PORTS / Long.SIZE];

    private final boolean multicastNamed;

    private DnsPorts(int... ports) {
        boolean named = false;
        for (int port : ports) {
            if (port < 0 || port >= PORTS) {
                throw new IllegalArgumentException("a port is 0..65535, not " + port);
            }
            if (port == MULTICAST) {
                named = true;
            } else {
                bits[port >>> 6] |= 1L << port;
            }
        }
        multicastNamed = named;
    }

    /**
     * Port 53 alone, and 5353 as far as it is unicast DNS.
     *
     * @return the same instance each time
     */
    public static DnsPorts standard() {
        return DEFAULTS;
    }

    /**
     * A set of ports.
     *
     * @param ports the ports, each 0..65535
     * @return the set
     * @throws IllegalArgumentException if one is out of range
     */
    public static DnsPorts of(int... ports) {
        return new DnsPorts(ports);
    }

    /**
     * Tells whether all traffic of a port is taken for DNS.
     *
     * @param port a port, 0..65535
     * @return false for 5353, whose datagrams have to be looked at
     */
    boolean contains(int port) {
        return (bits[port >>> 6] & 1L << port) != 0;
    }

    /** Tells whether streams of a port are taken for DNS; 5353 may be the client's own port when the other is a well-known one. */
    boolean carriesStream(int port, int otherPort) {
        return contains(port) || port == MULTICAST && otherPort >= FIRST_USER_PORT;
    }

    /** Tells whether a port may carry unicast DNS, as far as an ICMP error tells. */
    boolean mayCarry(int port) {
        return contains(port) || port == MULTICAST;
    }

    /** Whether 5353 was named as a port of unicast DNS. */
    boolean isMulticastNamed() {
        return multicastNamed;
    }
}
