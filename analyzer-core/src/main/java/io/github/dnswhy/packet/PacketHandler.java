package io.github.dnswhy.packet;

/**
 * Takes what the decoder finds. Views are borrowed: valid until the method returns, never to be kept.
 */
public interface PacketHandler {
    /**
     * A UDP datagram (reassembled when it came in fragments) with a DNS port at one end.
     *
     * @param packet the datagram; its payload is what should be one DNS message
     */
    void onDatagram(PacketView packet);

    /**
     * One message of a TCP stream with a DNS port at one end, without its length prefix (RFC 1035 §4.2.2).
     *
     * @param packet the message; its frame is the one that completed it
     * @param firstOfSegment false for the second and later messages that one segment completed
     */
    void onStreamMessage(PacketView packet, boolean firstOfSegment);

    /**
     * A TCP segment with a DNS port at one end that opens, accepts, ends or resets its connection. Called before any messages
     * that the same segment carries; its payload is empty.
     *
     * @param packet addresses and ports
     * @param flags the TCP flags: FIN 1, SYN 2, RST 4, PSH 8, ACK 16
     */
    void onConnection(PacketView packet, int flags);

    /**
     * An ICMP or ICMPv6 error that quotes a packet with a DNS port at one end.
     *
     * @param error addresses of the error itself; ports are 0
     * @param type the ICMP type; for ICMPv6 the ICMPv6 type plus 256
     * @param code the ICMP code
     * @param quoted the quoted packet: addresses, ports, transport, and as payload what was quoted of it, often cut
     */
    void onIcmpError(PacketView error, int type, int code, PacketView quoted);
}
