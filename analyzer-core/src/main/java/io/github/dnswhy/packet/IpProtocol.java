package io.github.dnswhy.packet;

/** The IP protocol numbers (IANA) that the decoder knows. */
final class IpProtocol {
    static final int ICMP = 1;
    static final int IGMP = 2;
    static final int IPV4 = 4;
    static final int TCP = 6;
    static final int UDP = 17;
    static final int IPV6 = 41;
    static final int GRE = 47;
    static final int ESP = 50;
    static final int AUTHENTICATION = 51;
    static final int ICMPV6 = 58;
    /** KA9Q's number for IP in IP. */
    static final int IPIP = 94;

    static final int ETHERIP = 97;
    static final int SCTP = 132;
    /** RFC 4023. */
    static final int MPLS = 137;
    /** RFC 8986 §4.9. */
    static final int ETHERNET = 143;

    private IpProtocol() {}
}
