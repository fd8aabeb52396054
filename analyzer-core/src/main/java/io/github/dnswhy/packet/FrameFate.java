package io.github.dnswhy.packet;

import io.github.dnswhy.model.LookupChannel;

/** What became of a frame; each frame has exactly one fate. The names are permanent. */
public enum FrameFate {
    /** On a DNS port, with a payload. */
    DNS("dns", true, "on a DNS port: read as DNS"),
    /** On a DNS port, without a payload. */
    DNS_CONNECTION("dns-connection", true, "a TCP segment on a DNS port that opens, acknowledges or ends"),
    /** Quotes a packet on a DNS port. */
    DNS_ICMP_ERROR("dns-icmp-error", true, "an ICMP error about a packet on a DNS port"),
    /** Kept until its datagram is whole; the frame that completes it has the fate of the datagram. */
    FRAGMENT("fragment", true, "an IP fragment, kept for its neighbours"),
    /** A fragment of a datagram that was made whole before. */
    FRAGMENT_REPEATED("fragment-repeated", false, "an IP fragment of a datagram that is whole already"),
    /** A fragment that cannot be used. */
    FRAGMENT_REJECTED("fragment-rejected", false, "an IP fragment that is malformed or beyond the limits"),
    /** {@link LookupChannel#DOT}. */
    DOT("dot", false, "DNS over TLS: recognised, not readable"),
    /** {@link LookupChannel#DOQ}. */
    DOQ("doq", false, "DNS over QUIC: recognised, not readable"),
    /** {@link LookupChannel#DOH}. */
    DOH("doh", false, "HTTPS with a public resolver, which may be DNS over HTTPS: not readable"),
    /** {@link LookupChannel#DNSCRYPT}. */
    DNSCRYPT("dnscrypt", false, "DNSCrypt: recognised, not readable"),
    /** {@link LookupChannel#MDNS}. */
    MDNS("mdns", false, "multicast DNS: recognised, not read"),
    /** {@link LookupChannel#LLMNR}. */
    LLMNR("llmnr", false, "LLMNR: recognised, not read"),
    /** {@link LookupChannel#NETBIOS_NS}. */
    NETBIOS_NS("netbios-ns", false, "NetBIOS name service: recognised, not read"),
    /** UDP or TCP on ports of no interest. */
    OTHER_PORT("other-port", false, "no port that DNS is expected on"),
    /** ICMP that is not about DNS. */
    OTHER_ICMP("other-icmp", false, "ICMP that tells nothing of DNS"),
    /** Another transport than UDP, TCP and ICMP. */
    OTHER_TRANSPORT("other-transport", false, "a transport that does not carry DNS"),
    /** A payload that the link layer encrypts. */
    ENCRYPTED("encrypted", false, "encrypted by the link layer"),
    /** No IP packet. */
    NOT_IP("not-ip", false, "no IP packet: ARP, link control, an unknown protocol"),
    /** The frame ends within its headers because the capture cut it. */
    HEADERS_CUT("headers-cut", false, "cut by the snaplen within its headers"),
    /** The frame ends within its link-layer header. */
    LINK_SHORT("link-short", false, "shorter than its link-layer headers"),
    /** A bad IP header. */
    IP_MALFORMED("ip-malformed", false, "an IP header that contradicts itself or its frame"),
    /** A bad UDP header. */
    UDP_MALFORMED("udp-malformed", false, "a UDP header that does not fit its packet"),
    /** A datagram on a DNS port that carries nothing. */
    UDP_EMPTY("udp-empty", false, "a UDP datagram on a DNS port without payload"),
    /** A bad TCP header. */
    TCP_MALFORMED("tcp-malformed", false, "a TCP header that does not fit its packet"),
    /** More tunnels in tunnels than the limit allows. */
    TUNNEL_DEPTH("tunnel-depth", false, "more tunnel headers than the limit allows"),
    /** A link type that is not decoded. */
    LINK_TYPE_UNSUPPORTED("link-type-unsupported", false, "a link type that is not decoded"),
    /** Outside the time that was asked for. */
    OUTSIDE_TIME("outside-time", false, "outside the time that was asked for");

    private final String text;
    private final boolean carried;
    private final String meaning;

    FrameFate(String text, boolean carried, String meaning) {
        this.text = text;
        this.carried = carried;
        this.meaning = meaning;
    }

    /**
     * The permanent name.
     *
     * @return kebab-case
     */
    public String text() {
        return text;
    }

    /**
     * Whether the frame was carried further.
     *
     * @return false when it was left aside
     */
    public boolean carried() {
        return carried;
    }

    /**
     * What it means.
     *
     * @return a few words
     */
    public String meaning() {
        return meaning;
    }
}
