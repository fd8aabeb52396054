package io.github.dnswhy.packet;

/** The ports whose traffic is taken for DNS. Immutable. */
public final class DnsPorts {
    /** The port that RFC 1035 §4.2 assigns. */
    public static final int STANDARD = 53;

    private static final int PORTS = 1 << 16;
    private static final DnsPorts DEFAULTS = of(STANDARD);

    /** One bit a port. */
    private final long[] bits = new long[PORTS / Long.SIZE];

    private DnsPorts(int... ports) {
        for (int port : ports) {
            if (port < 0 || port >= PORTS) {
                throw new IllegalArgumentException("a port is 0..65535, not " + port);
            }
            bits[port >>> 6] |= 1L << port;
        }
    }

    /**
     * Port 53 alone.
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
     * Tells whether a port is one of them.
     *
     * @param port a port, 0..65535
     * @return true when its traffic is taken for DNS
     */
    public boolean contains(int port) {
        return (bits[port >>> 6] & 1L << port) != 0;
    }
}
