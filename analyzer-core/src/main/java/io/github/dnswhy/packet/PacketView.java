package io.github.dnswhy.packet;

import io.github.dnswhy.capture.Frame;
import io.github.dnswhy.model.Transport;

/**
 * View of the innermost IP packet of a frame and of the payload that its transport carries. One instance per decoder, valid
 * until the handler's method returns, not thread-safe.
 *
 * <p>Addresses are pairs of longs as in {@link io.github.dnswhy.model.IpAddress}, so that nothing is allocated.
 */
public final class PacketView {
    /** Direction of a frame where the link layer tells none. */
    public static final int DIRECTION_UNKNOWN = -1;

    private static final byte[] EMPTY = new byte[0];

    Frame frame;
    long frameNumber;
    long timeNanos;
    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    int sourcePort;
    int destinationPort;
    Transport transport;
    int timeToLive;
    int identification;
    int interfaceIndex;
    int direction = DIRECTION_UNKNOWN;
    byte[] buffer;
    int offset;
    int length;
    int originalLength;

    PacketView() {}

    /** Sees a new frame: nothing is known of the packet yet. */
    void begin(Frame frame) {
        this.frame = frame;
        frameNumber = frame.number();
        timeNanos = frame.timeNanos();
        interfaceIndex = frame.interfaceId();
        direction = DIRECTION_UNKNOWN;
    }

    /** True when it goes to a group (RFC 5771, RFC 4291 §2.7) or to all hosts of the link. */
    boolean isMulticast() {
        if (destinationHigh == 0 && destinationLow >>> 32 == 0xFFFF) {
            return ((int) destinationLow & 0xF000_0000) == 0xE000_0000 || (int) destinationLow == -1;
        }
        return destinationHigh >>> 56 == 0xFF;
    }

    void payload(byte[] buffer, int offset, int length, int originalLength) {
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
        this.originalLength = originalLength;
    }

    void emptyPayload() {
        payload(EMPTY, 0, 0, 0);
    }

    /**
     * The frame that is being decoded: in nearly all cases the one that carried or completed the packet. A message of a TCP
     * stream that waited behind octets which the capture never showed is delivered when that becomes clear, in a later frame;
     * {@link #frameNumber()} and {@link #timeNanos()} tell the truth then too.
     *
     * @return the reader's frame view
     */
    public Frame frame() {
        return frame;
    }

    /**
     * Number of the frame that carried the payload, or its last part.
     *
     * @return from 1 within its capture
     */
    public long frameNumber() {
        return frameNumber;
    }

    /**
     * When the frame that carried the payload, or its last part, was captured.
     *
     * @return nanoseconds since the epoch, UTC
     */
    public long timeNanos() {
        return timeNanos;
    }

    /**
     * First eight octets of the source address.
     *
     * @return big-endian; 0 for IPv4
     */
    public long sourceHigh() {
        return sourceHigh;
    }

    /**
     * Last eight octets of the source address.
     *
     * @return big-endian; mapped for IPv4
     */
    public long sourceLow() {
        return sourceLow;
    }

    /**
     * First eight octets of the destination address.
     *
     * @return big-endian; 0 for IPv4
     */
    public long destinationHigh() {
        return destinationHigh;
    }

    /**
     * Last eight octets of the destination address.
     *
     * @return big-endian; mapped for IPv4
     */
    public long destinationLow() {
        return destinationLow;
    }

    /**
     * The source port.
     *
     * @return 0..65535
     */
    public int sourcePort() {
        return sourcePort;
    }

    /**
     * The destination port.
     *
     * @return 0..65535
     */
    public int destinationPort() {
        return destinationPort;
    }

    /**
     * The transport.
     *
     * @return UDP or TCP
     */
    public Transport transport() {
        return transport;
    }

    /**
     * IPv4 time to live or IPv6 hop limit.
     *
     * @return 0..255; 0 for a message whose frame is no longer at hand, see {@link #frame()}
     */
    public int timeToLive() {
        return timeToLive;
    }

    /**
     * IPv4 identification.
     *
     * @return 0..65535; -1 for IPv6, which has none, and where the frame is no longer at hand
     */
    public int identification() {
        return identification;
    }

    /**
     * The host's interface index where the link layer (SLL2) or the capture (pcapng interface id) tells it.
     *
     * @return the index; 0 where nothing tells it
     */
    public int interfaceIndex() {
        return interfaceIndex;
    }

    /**
     * The packet type of a cooked capture (SLL, SLL2): 0 to us, 1 broadcast, 2 multicast, 3 to somebody else, 4 from us.
     *
     * @return the type, or {@link #DIRECTION_UNKNOWN}
     */
    public int direction() {
        return direction;
    }

    /**
     * The buffer that holds the payload: the frame's window, or a reassembled copy.
     *
     * @return not to be written or kept
     */
    public byte[] buffer() {
        return buffer;
    }

    /**
     * Where the payload starts in {@link #buffer()}.
     *
     * @return absolute index of its first octet
     */
    public int offset() {
        return offset;
    }

    /**
     * Octets of the payload that were captured.
     *
     * @return the captured length
     */
    public int length() {
        return length;
    }

    /**
     * Octets of the payload that were announced: the UDP length less its header, or the TCP length prefix.
     *
     * @return at least {@link #length()}; more when the frame was cut by the snaplen or part of a TCP message is not in the
     *     capture
     */
    public int originalLength() {
        return originalLength;
    }
}
