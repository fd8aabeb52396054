package io.github.dnswhy.packet;

/** What the decoder counts of the packets that it saw, delivered or left aside. */
public enum PacketCount {
    /** Frames given to the decoder. */
    FRAMES("frames", "frames"),
    /** Frames without an IP packet: ARP, LLC, unknown EtherTypes, link control. */
    NOT_IP("notIp", "frames without an IP packet"),
    /** IPv4 headers, tunnelled ones included. */
    IPV4("ipv4", "IPv4 packets, tunnelled ones included"),
    /** IPv6 headers, tunnelled ones included. */
    IPV6("ipv6", "IPv6 packets, tunnelled ones included"),
    /** Tunnel headers peeled. */
    TUNNELS("tunnels", "tunnel headers peeled"),
    /** IP fragments. */
    FRAGMENTS("fragments", "IP fragments"),
    /** Datagrams made whole from fragments. */
    REASSEMBLED("reassembled", "IP datagrams made whole from fragments"),
    /** UDP datagrams on a DNS port. */
    UDP_DNS("udpDns", "UDP datagrams on a DNS port"),
    /** UDP datagrams on other ports. */
    UDP_OTHER("udpOther", "UDP datagrams on other ports, left aside"),
    /** TCP segments on a DNS port. */
    TCP_DNS("tcpDns", "TCP segments on a DNS port"),
    /** TCP segments on other ports. */
    TCP_OTHER("tcpOther", "TCP segments on other ports, left aside"),
    /** TCP segments that brought nothing new. */
    TCP_REPEATED("tcpRepeated", "TCP segments on a DNS port whose octets had all been seen"),
    /** TCP segments that came before their turn. */
    TCP_OUT_OF_ORDER("tcpOutOfOrder", "TCP segments on a DNS port that came before their turn"),
    /** DNS messages found in TCP streams. */
    TCP_MESSAGES("tcpMessages", "DNS messages found in TCP streams"),
    /** ICMP errors that quote a packet on a DNS port. */
    ICMP_DNS("icmpDns", "ICMP errors about a packet on a DNS port"),
    /** Other ICMP packets. */
    ICMP_OTHER("icmpOther", "other ICMP packets, left aside"),
    /** Packets of another transport. */
    OTHER_TRANSPORT("otherTransport", "packets of another transport, left aside");

    private final String text;
    private final String meaning;

    PacketCount(String text, String meaning) {
        this.text = text;
        this.meaning = meaning;
    }

    /**
     * The name in tables and JSON.
     *
     * @return camelCase
     */
    public String text() {
        return text;
    }

    /**
     * What is counted.
     *
     * @return a few words
     */
    public String meaning() {
        return meaning;
    }
}
