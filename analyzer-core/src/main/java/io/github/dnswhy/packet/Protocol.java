package io.github.dnswhy.packet;

/** The headers that the decoder tells apart, by the names that {@code show frames} joins to a stack. */
enum Protocol {
    ETHERNET("ethernet"),
    LINUX_SLL("sll"),
    LINUX_SLL2("sll2"),
    RAW_IP("raw"),
    LOOPBACK("loopback"),
    PPP("ppp"),
    RADIOTAP("radiotap"),
    PPI("ppi"),
    WIRELESS("802.11"),
    SNAP("snap"),
    VLAN("vlan"),
    MPLS("mpls"),
    PPPOE("pppoe"),
    ARP("arp"),
    IPV4("ipv4"),
    IPV6("ipv6"),
    UDP("udp"),
    TCP("tcp"),
    ICMP("icmp"),
    ICMPV6("icmpv6"),
    GRE("gre"),
    ERSPAN("erspan"),
    VXLAN("vxlan"),
    VXLAN_GPE("vxlan-gpe"),
    GENEVE("geneve"),
    GTP_U("gtp-u"),
    UDP_TUNNEL("tunnel"),
    L2TP("l2tp"),
    TEREDO("teredo"),
    LISP("lisp"),
    TZSP("tzsp"),
    ETHERIP("etherip"),
    CISCO_HDLC("cisco-hdlc"),
    FRAME_RELAY("frame-relay"),
    TOKEN_RING("token-ring"),
    ARCNET("arcnet"),
    FDDI("fddi"),
    SLIP("slip"),
    ATM("atm"),
    ENC("enc"),
    FIBRE_CHANNEL("fibre-channel"),
    FIREWIRE("firewire"),
    DIRECTION("direction"),
    IP_NET("ipnet"),
    NET_ANALYZER("netanalyzer"),
    INFINIBAND("infiniband"),
    SWITCH_TAG("switch-tag"),
    PKTAP("pktap"),
    PRISM("prism"),
    PFLOG("pflog"),
    NFLOG("nflog"),
    ESP("esp"),
    SCTP("sctp"),
    IGMP("igmp"),
    /** Headers beyond those that the table of stacks holds. */
    BEYOND("...");

    private final String text;

    Protocol(String text) {
        this.text = text;
    }

    /** Its name, without {@code /}. */
    String text() {
        return text;
    }
}
