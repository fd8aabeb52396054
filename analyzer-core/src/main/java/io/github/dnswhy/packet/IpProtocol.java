package io.github.dnswhy.packet;

/** The IP protocol numbers (IANA) that the decoder knows. */
final class IpProtocol {
    static final int ICMP = 1;
    static final int IPV4 = 4;
    static final int TCP = 6;
    static final int UDP = 17;
    static final int IPV6 = 41;
    static final int GRE = 47;
    static final int ICMPV6 = 58;

    private IpProtocol() {}
}
