package io.github.dnswhy.model;

/** Ways by which names are looked up that a capture shows without showing the names, or that are no DNS of the resolver's. */
public enum LookupChannel {
    /** RFC 7858. */
    DOT("DNS over TLS", "tcp port 853"),
    /** RFC 9250. */
    DOQ("DNS over QUIC", "udp port 853"),
    /** RFC 8484; recognised by the addresses and names of public resolvers. */
    DOH("DNS over HTTPS", "port 443"),
    /** Recognised by the magic that its responses begin with. */
    DNSCRYPT("DNSCrypt", "udp port 443 or 5443"),
    /** RFC 6762. */
    MDNS("multicast DNS", "udp port 5353"),
    /** RFC 4795. */
    LLMNR("LLMNR", "port 5355"),
    /** RFC 1002 §4.2. */
    NETBIOS_NS("NetBIOS name service", "udp port 137");

    private final String text;
    private final String filter;

    LookupChannel(String text, String filter) {
        this.text = text;
        this.filter = filter;
    }

    /**
     * Its name.
     *
     * @return as people write it
     */
    public String text() {
        return text;
    }

    /**
     * Where it is spoken.
     *
     * @return transport and port, as in a capture filter
     */
    public String filter() {
        return filter;
    }

    /**
     * Whether nobody but its ends can read it.
     *
     * @return false for what asks the link without a server
     */
    public boolean encrypted() {
        return switch (this) {
            case DOT, DOQ, DOH, DNSCRYPT -> true;
            case MDNS, LLMNR, NETBIOS_NS -> false;
        };
    }
}
