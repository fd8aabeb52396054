package io.github.dnswhy.packet;

import io.github.dnswhy.capture.Frame;
import io.github.dnswhy.model.Place;

/** What can be odd about packets. The names are permanent; they are counted in the anomalies of the capture. */
public enum PacketAnomaly {
    /** The frame's link type is not decoded; the number follows the name. */
    LINK_TYPE_UNSUPPORTED("link-type-unsupported", "frames of a link type that is not decoded"),
    /** Captured octets end inside headers although the frame went on: snaplen. */
    HEADERS_CUT("headers-cut", "the snaplen cut the headers before the transport payload"),
    /** Captured octets end inside a DNS payload although the frame went on: snaplen. */
    PAYLOAD_CUT("payload-cut", "the snaplen cut a DNS payload"),
    /** The frame ended inside its link-layer header. */
    LINK_SHORT("link-short", "the frame is shorter than its link-layer header"),
    /** The IP header is shorter than it must be or contradicts itself. */
    IP_MALFORMED("ip-malformed", "an IP header that contradicts itself or its frame"),
    /** The IP header announces more octets than the frame had. */
    IP_LENGTH_BEYOND_FRAME(
            "ip-length-beyond-frame", "an IP header announces more octets than its frame had on the wire"),
    /** More headers around the packet than allowed. */
    TUNNEL_DEPTH("tunnel-depth", "more tunnel headers around a packet than the limit allows"),
    /** The UDP length is below its header's. */
    UDP_MALFORMED("udp-malformed", "a UDP header that is cut off by its IP packet or has a length below 8"),
    /** The UDP length exceeds the IP payload. */
    UDP_LENGTH_BEYOND_IP("udp-length-beyond-ip", "a UDP header announces more octets than its IP packet has"),
    /** A UDP datagram on a DNS port has no payload. */
    UDP_EMPTY("udp-empty", "a UDP datagram on a DNS port without payload"),
    /** The TCP header does not fit its packet. */
    TCP_MALFORMED("tcp-malformed", "a TCP header that does not fit its IP packet"),
    /** Octets of a TCP stream that the capture does not hold. */
    TCP_GAP("tcp-gap", "octets of a TCP stream are missing in the capture"),
    /** A TCP stream without its start. */
    TCP_MIDSTREAM("tcp-midstream", "a TCP stream whose start is not in the capture"),
    /** Octets of a TCP stream skipped because no message boundary was known. */
    TCP_UNSYNCHRONISED("tcp-unsynchronised", "a TCP segment skipped because no message boundary was found in it"),
    /** A TCP stream that jumped. */
    TCP_JUMP("tcp-jump", "a TCP segment far from where its stream was"),
    /** The last message of a TCP stream never became whole. */
    TCP_MESSAGE_UNFINISHED("tcp-message-unfinished", "a TCP stream ended within a message"),
    /** A length prefix of zero. */
    TCP_MESSAGE_EMPTY("tcp-message-empty", "a length prefix of zero in a TCP stream"),
    /** The table of TCP connections was full. */
    TCP_STREAMS_LIMIT("tcp-streams-limit", "the longest idle TCP connection was given up: tcpStreams"),
    /** The octets held for TCP were too many. */
    TCP_BYTES_LIMIT("tcp-bytes-limit", "octets of TCP streams were given up: tcpBytes"),
    /** A datagram whose fragments never were all there. */
    FRAGMENTS_INCOMPLETE("fragments-incomplete", "an IP datagram of which fragments are missing"),
    /** Fragments that contradict each other. */
    FRAGMENTS_OVERLAP("fragments-overlap", "IP fragments that overlap; the first octets win"),
    /** A fragment that cannot be part of any datagram. */
    FRAGMENT_MALFORMED(
            "fragment-malformed", "an IP fragment beyond 65535 octets, without payload or beyond its datagram's end"),
    /** The held fragments were too many. */
    FRAGMENTS_LIMIT("fragments-limit", "the oldest incomplete IP datagram was given up: fragments or fragmentBytes");

    private final String text;
    private final String meaning;

    PacketAnomaly(String text, String meaning) {
        this.text = text;
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
     * What it means.
     *
     * @return one line
     */
    public String meaning() {
        return meaning;
    }

    /** Counts it at a frame. */
    void at(Frame frame) {
        at(frame, frame.number());
    }

    /** Counts it at an earlier frame of the same capture. */
    void at(Frame frame, long number) {
        frame.anomalies().add(text, Place.Unit.FRAME, number);
    }
}
